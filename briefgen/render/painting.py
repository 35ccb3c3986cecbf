"""Painting by two: while this process paints the first pages, a fork of it paints the last.

It brings what a page's stream says and what that uses, and the page comes out the same to the byte. A page that needs more
than text and lines is painted here, and so is everything from the first page on which both do not agree.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pydyf
from weasyprint.document import Page as EnginePage

from briefgen.render.aside import Aside
from briefgen.render.tagging import COUNT

_FIRST = 2
"""How many pages are painted before the fork, so that it knows most fonts and letters as they are known here."""

_FEWEST = 8
"""From how many pages on a fork is worth its while."""

_MARKED = "printed"

_engine_paint = EnginePage.paint


@dataclass(frozen=True, slots=True)
class _Painted:
    """A page that was painted elsewhere.

    Attributes:
        said: The stream's operators.
        states: Names of graphic states, with what they are.
        letters: Widths and texts of letters that no page had before, by font.
        marks: Which boxes are marked, as places among the page's boxes, with the mark's number.
        count: How many marks there are.
    """

    said: list[Any]
    states: list[tuple[str, dict[str, float]]]
    letters: dict[int, tuple[list[tuple[int, int]], list[tuple[int, str]]]]
    marks: list[tuple[int, int]]
    count: int


def divide(pages: Sequence[Any]) -> None:
    """Let a document's pages be painted by two processes, once they are painted.

    Args:
        pages: The engine's, laid out.
    """
    theirs = _theirs(pages)
    if theirs:
        shared = _Shared(pages, theirs)
        for page in pages:
            page.shared = shared


def paint(self: Any, stream: Any, scale: float = 1) -> None:  # noqa: ANN401 - WeasyPrint's
    """Paint a page, or take it as it was painted elsewhere: in the place of the engine's own."""
    shared = getattr(self, "shared", None)
    if shared is None or not shared.brings(self, stream, scale):
        _engine_paint(self, stream, scale)


def _theirs(pages: Sequence[Any]) -> list[int]:
    """The last pages that hold text and lines alone, as many as take no longer than those before them."""
    if len(pages) < _FEWEST:
        return []
    boxes = [list(page._page_box.descendants(placeholders=True)) for page in pages]  # noqa: SLF001 - laid out
    found: list[int] = []
    weight = 0
    for number in range(len(pages) - 1, _FIRST, -1):
        alike = (pages[number].width, pages[number].height) == (pages[_FIRST].width, pages[_FIRST].height)
        if not alike or any(hasattr(box, "replacement") for box in boxes[number]):
            continue
        weight += len(boxes[number])
        if weight > sum(map(len, boxes[_FIRST : min([number, *found])])):
            break
        found.insert(0, number)
    return found


class _Shared:
    """The pages of one document, and who paints which."""

    def __init__(self, pages: Sequence[Any], theirs: Sequence[int]) -> None:
        self._pages = pages
        self._places = {id(page): number for number, page in enumerate(pages)}
        self._theirs = theirs
        self._aside: Aside | None = None
        self._brought: dict[int, _Painted] | None = None

    def brings(self, page: Any, stream: Any, scale: float) -> bool:  # noqa: ANN401 - WeasyPrint's
        """Put a page that was painted elsewhere into its stream; False where it is to be painted here."""
        number = self._places[id(page)]
        if number == _FIRST:
            self._aside = Aside(lambda: pickle.dumps(self._painted(stream, scale)))
        if number not in self._theirs or self._aside is None:
            return False
        if self._brought is None:
            self._brought = pickle.loads(self._aside.done() or pickle.dumps({}))  # noqa: S301 - this process' own fork
        painted = self._brought.get(number)
        if painted is None or not _agrees(painted, stream._fonts):  # noqa: SLF001
            self._brought = {}
            return False
        _put(painted, page, stream)
        return True

    def _painted(self, like: Any, scale: float) -> dict[int, _Painted]:  # noqa: ANN401 - WeasyPrint's
        """In the fork: each page, up to the first that needs more than text and lines."""
        found = {}
        for number in self._theirs:
            painted = _paint_apart(self._pages[number], like, scale)
            if painted is None:
                break
            found[number] = painted
        return found


def _paint_apart(page: Any, like: Any, scale: float) -> _Painted | None:  # noqa: ANN401 - WeasyPrint's
    """Paint a page into a stream of its own; None where it needs what only the file's own resources hold."""
    fonts = like._fonts  # noqa: SLF001
    images: dict[str, Any] = {}
    known = {key: (len(font.widths), len(font.to_unicode)) for key, font in fonts.items()}
    empty = pydyf.Dictionary
    kinds = {"ExtGState": empty(), "XObject": empty(), "Pattern": empty(), "Shading": empty()}
    stream = like.clone(resources=empty({**kinds, "ColorSpace": None}), images=images)
    stream.transform(d=-1, f=page.height * scale)
    before = len(stream.stream)
    _engine_paint(page, stream, scale)
    states = [(name, dict(state)) for name, state in kinds["ExtGState"].items()]
    plain = all(name[0] in "aA" for name, _ in states) and not any(
        kinds[kind] for kind in ("XObject", "Pattern", "Shading")
    )
    if images or not plain or set(fonts) != set(known):
        return None
    letters = {
        key: (list(fonts[key].widths.items())[widths:], list(fonts[key].to_unicode.items())[texts:])
        for key, (widths, texts) in known.items()
    }
    marks = [
        (place, box.printed[1])
        for place, box in enumerate(page._page_box.descendants(placeholders=True))  # noqa: SLF001
        if getattr(box, _MARKED, (None,))[0] is stream
    ]
    return _Painted(stream.stream[before:], states, letters, marks, getattr(stream, COUNT, 0))


def _agrees(painted: _Painted, fonts: dict[int, Any]) -> bool:
    """Whether letters that have come up here meanwhile are as wide, and mean the same."""
    return all(
        fonts[key].widths.get(letter, width) == width
        for key, (widths, _) in painted.letters.items()
        for letter, width in widths
    ) and all(
        fonts[key].to_unicode.get(letter, text) == text
        for key, (_, texts) in painted.letters.items()
        for letter, text in texts
    )


def _put(painted: _Painted, page: Any, stream: Any) -> None:  # noqa: ANN401 - WeasyPrint's
    """Make a page's stream what it would be, had the page been painted here."""
    stream.stream.extend(painted.said)
    for name, state in painted.states:
        stream._resources["ExtGState"].setdefault(name, pydyf.Dictionary(state))  # noqa: SLF001
    for key, (widths, texts) in painted.letters.items():
        font = stream._fonts[key]  # noqa: SLF001
        for letter, width in widths:
            font.widths.setdefault(letter, width)
        for letter, text in texts:
            font.to_unicode.setdefault(letter, text)
    boxes = list(page._page_box.descendants(placeholders=True))  # noqa: SLF001
    for place, number in painted.marks:
        boxes[place].printed = stream, number
    setattr(stream, COUNT, painted.count)
