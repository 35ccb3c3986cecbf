"""Who paints which page: while a report is laid out, forks of this process paint the pages that are done.

Each gets as many as all before it together: a fork costs what this process then writes anew, so that there are few. It begins
with its last page, because this process, when all is laid out, paints from the first on, and takes over what it gets to sooner.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from typing import Any

import weasyprint.layout
from weasyprint.anchors import gather_anchors
from weasyprint.document import Page as EnginePage
from weasyprint.text.fonts import FontConfiguration

from briefgen.render.aside import Aside
from briefgen.render.backlinks import drop_repeats
from briefgen.render.brought import emptied, fits
from briefgen.render.hyphens import mark_hyphens
from briefgen.render.painting import Painted, between_edges, paint_apart
from briefgen.render.structure import read_structure

_FEWEST = 8
"""Pages that are worth a fork."""

_engine_make_all_pages = weasyprint.layout.make_all_pages
_engine_layout_backgrounds = weasyprint.layout.layout_backgrounds
_engine_paint = EnginePage.paint


class Fonts(FontConfiguration):  # type: ignore[misc]
    """A document's fonts, which the engine carries through all its work, and with them who paints meanwhile.

    Attributes:
        meanwhile: None where this process does all by itself.
        notes: Boxes that are to stand at the feet of pages.
    """

    def __init__(self, meanwhile: Meanwhile | None = None) -> None:
        super().__init__()
        self.meanwhile = meanwhile
        self.notes: list[Any] = []


class Meanwhile:
    """The pages of one document, as far as they are laid out, and what has been painted of them."""

    def __init__(self) -> None:
        self._pages: list[Any] = []
        self._given = 0
        self._asides: list[Aside] = []
        self._painted: dict[int, bytes] = {}

    def laid_out(self, page: Any, context: Any) -> None:  # noqa: ANN401 - WeasyPrint's
        """A page is laid out, and others are to come."""
        page.meanwhile = self, len(self._pages)
        self._pages.append(page)
        self._take()  # a fork that nobody listens to would come to a halt
        # The last word of this page may go on on the next, and be read as one with it.
        ready = len(self._pages) - 1
        if ready - self._given >= max(_FEWEST, self._given):
            self._begin(ready, context)

    def all_laid_out(self, context: Any) -> None:  # noqa: ANN401 - WeasyPrint's
        """All pages are laid out; some may be laid out again."""
        if len(self._pages) >= _FEWEST:
            self._begin(len(self._pages), context)

    def has(self, number: int) -> bool:
        """Whether a page has been painted."""
        self._take()
        return number in self._painted

    def painted(self, number: int) -> Painted | None:
        """What has been painted of a page; None where nothing has, or not yet."""
        self._take()
        found = self._painted.pop(number, None)
        return pickle.loads(found) if found else None  # noqa: S301 - this process' own fork

    def _begin(self, ready: int, context: Any) -> None:  # noqa: ANN401 - WeasyPrint's
        """Have the pages up to a number painted, but those that the engine will lay out again."""
        states = context.page_maker
        wanted = [number for number in range(self._given, ready) if not states[number][-1]["content_changed"]]
        self._given = ready
        pages = self._pages
        self._asides.append(Aside(lambda: _painted(pages, wanted, context)))

    def _take(self) -> None:
        """Take what has been painted by now."""
        for aside in self._asides:
            self._painted.update(pickle.loads(piece) for piece in aside.so_far())  # noqa: S301 - this process' own forks


def _painted(pages: list[Any], wanted: list[int], context: Any) -> Iterator[bytes]:  # noqa: ANN401 - WeasyPrint's
    """In the fork: pages, painted, each with its number; the last one first."""
    for page in pages:
        page.children = between_edges(page)  # its heads and feet are made when all pages are
    ordered = [(number, pages[number]) for number in reversed(wanted)]
    for _, page in ordered:
        _engine_layout_backgrounds(page, context.get_image_from_uri)
        gather_anchors(page, {}, [], [], {None: []})  # on its way the engine finds out how boxes are turned
    drop_repeats(pages)
    mark_hyphens(read_structure(pages))
    for (number, _), painted in zip(ordered, paint_apart([page for _, page in ordered]), strict=True):
        if painted is not None:
            yield pickle.dumps((number, pickle.dumps(painted)))  # most of them wait long: they are smaller so


def make_all_pages(context: Any, root: Any, html: Any, pages: list[Any]) -> Iterator[Any]:  # noqa: ANN401 - WeasyPrint's
    """Lay out a document's pages: in the place of the engine's own function, which it is but for telling who paints."""
    fonts, meanwhile = context.font_config, None
    if isinstance(fonts, Fonts) and not pages:
        fonts.notes, meanwhile = list(context.footnotes), fonts.meanwhile
    for page in _engine_make_all_pages(context, root, html, pages):
        if meanwhile is not None:
            meanwhile.laid_out(page, context)
        yield page
    if meanwhile is not None:
        meanwhile.all_laid_out(context)


def layout_backgrounds(page: Any, get_image: Any) -> None:  # noqa: ANN401 - WeasyPrint's
    """Lay out a page's backgrounds: in the place of the engine's own function; what is painted already needs none."""
    meanwhile, number = getattr(page, "meanwhile", (None, 0))
    if meanwhile is None or not meanwhile.has(number):
        _engine_layout_backgrounds(page, get_image)
        return
    page.get_image = get_image  # for who paints it after all
    with emptied(page):
        _engine_layout_backgrounds(page, get_image)


def paint(self: Any, stream: Any, scale: float = 1) -> None:  # noqa: ANN401 - WeasyPrint's
    """Paint a page, with what was painted of it meanwhile: in the place of the engine's own."""
    box = self._page_box
    meanwhile, number = getattr(box, "meanwhile", (None, 0))
    painted = meanwhile.painted(number) if meanwhile is not None else None
    if painted is not None and fits(painted, box, stream):
        with emptied(box, painted):
            _engine_paint(self, stream, scale)
        return
    if hasattr(box, "get_image"):
        _engine_layout_backgrounds(box, box.get_image)
    _engine_paint(self, stream, scale)
