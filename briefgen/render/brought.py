"""What was painted apart, put where it belongs, if the page still is what it was then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pydyf
import weasyprint.draw
from weasyprint.text.fonts import get_pango_font_key

from briefgen.render.painting import CUT, Layer, Painted, boxes_of, read_aloud
from briefgen.render.tagging import COUNT

_engine_draw_context = weasyprint.draw.draw_stacking_context


def fits(painted: Painted, page: Any, stream: Any) -> bool:  # noqa: ANN401 - WeasyPrint's
    """Whether what was painted of a page still is what it says, and its letters are as wide as on the pages before.

    Args:
        painted: What was.
        page: The page's box.
        stream: Its stream; learns fonts that come up here first.
    """
    boxes = list(boxes_of(page))
    if painted.boxes != len(boxes) or painted.read != read_aloud(boxes):
        return False
    fonts = stream._fonts  # noqa: SLF001
    for key in painted.letters:
        if key not in fonts and not _introduced(key, page, stream):
            return False
    return all(
        fonts[key].widths.get(letter, width) == width
        for key, (widths, _) in painted.letters.items()
        for letter, width in widths
    )


def _introduced(key: int, page: Any, stream: Any) -> bool:  # noqa: ANN401 - WeasyPrint's
    """Make a font known that a text of this page is set in; False where none is."""
    for box in boxes_of(page):
        if hasattr(box, "pango_layout") and box.text.strip():
            layout = box.pango_layout
            layout.reactivate(box.style)
            run = layout.get_first_line()[0].runs[0]
            while run:
                font, run = run.data.item.analysis.font, run.next
                if get_pango_font_key(font)[0] == key:
                    stream.add_font(font)
                    break
            layout.deactivate()
            if key in stream._fonts:  # noqa: SLF001
                return True
    return False


@contextmanager
def emptied(page: Any, painted: Painted | None = None) -> Iterator[None]:  # noqa: ANN401 - WeasyPrint's
    """Leave nothing on a page meanwhile but heads and feet, a root and a body: the engine takes the page's ground from them.

    Args:
        page: Its box.
        painted: What is painted in the root's place.
    """
    root, whole = page.children[0], page.children
    bodies = [each for each in root.children if each.element_tag == "body"]
    bare = root.copy_with_children([body.copy_with_children([]) for body in bodies])
    if painted is not None:
        bare.brought = painted, list(boxes_of(page))
    page.children = (bare, *[each for each in whole if hasattr(each, "at_keyword")])
    try:
        yield
    finally:
        page.children = whole


def draw_stacking_context(stream: Any, context: Any) -> None:  # noqa: ANN401 - WeasyPrint's
    """Paint a part of a page: in the place of the engine's own function, which paints all but the root of some pages."""
    brought = getattr(context.box, "brought", None)
    if brought is not None:
        _put(brought[0], brought[1], stream)
        return
    cut = getattr(context.box, CUT, [])
    cut.append(len(stream.stream))
    _engine_draw_context(stream, context)
    cut.append(len(stream.stream))


def _put(painted: Painted, boxes: Sequence[Any], stream: Any) -> None:  # noqa: ANN401 - WeasyPrint's
    """Make a page's stream what it would be, had the page been painted here."""
    streams = list(_filled(stream, painted.layer))
    for key, (widths, texts) in painted.letters.items():
        font = stream._fonts[key]  # noqa: SLF001
        for letter, width in widths:
            font.widths.setdefault(letter, width)
        for letter, text in texts:
            font.to_unicode.setdefault(letter, text)
    for place, of, number in painted.marks:
        boxes[place].printed = streams[of], number


def _filled(stream: Any, layer: Layer) -> Iterator[Any]:  # noqa: ANN401 - WeasyPrint's
    """Let a stream say what was painted; the stream and its groups, in the order of `_streams`."""
    yield stream
    groups = [stream.add_group(0, 0, 0, 0) for _ in layer.layers]
    for group, each in zip(groups, layer.layers, strict=True):
        group.extra["BBox"] = pydyf.Array(each.edges)
        yield from _filled(group, each)
    stream.stream += [f"/{groups[each].id} Do".encode() if isinstance(each, int) else each for each in layer.said]
    for name, state in layer.states:
        stream._resources["ExtGState"].setdefault(name, pydyf.Dictionary(state))  # noqa: SLF001
    if layer.marked:
        setattr(stream, COUNT, layer.marked)
