"""Pages painted apart: in a fork of this process, while this one is still laying out others.

What is painted there is what stands on a page between its edges; heads and feet say how many pages there are, and are
painted here, when that is known. It comes back as what the page's stream says and what that uses, and the page comes out
the same to the byte. A page whose boxes have changed since, or that needs more than text, lines and drawings, is painted here.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pydyf
import weasyprint.draw
from weasyprint.pdf.stream import Stream

from briefgen.render.tagging import COUNT

_SCALE = 0.75
"""Points in a CSS pixel."""

CUT = "_briefgen_cut"
"""On what stands between a page's edges: where it begins and ends in the page's stream, once it is painted."""

_GROUP = {"Type", "Subtype", "BBox", "Resources", "Group"}
"""What the engine says of a group."""


class Layer(NamedTuple):
    """What a stream says, of a page or of a group in it.

    Attributes:
        said: Operators; a number stands for drawing the group of that place.
        states: Names of graphic states, with what they are.
        layers: Groups.
        edges: Of a group: its box.
        marked: How many marks it has.
    """

    said: list[bytes | int]
    states: list[tuple[str, dict[str, float]]]
    layers: list[Layer]
    edges: list[float]
    marked: int


@dataclass(frozen=True, slots=True)
class Painted:
    """What stands between a page's edges, painted elsewhere.

    Attributes:
        layer: What it says.
        letters: Widths and texts of its letters by font, in the order in which they came up.
        marks: Which boxes are marked: their place among the root's boxes, the stream's place among the page's, the number.
        read: What of it is read aloud, and as what.
        boxes: How many there were.
    """

    layer: Layer
    letters: dict[int, tuple[list[tuple[int, int]], list[tuple[int, str]]]]
    marks: list[tuple[int, int, int]]
    read: list[tuple[int, str, str, str]]
    boxes: int


class _OtherError(Exception):
    """A page needs what cannot be brought: a picture, a pattern, a letter that no font has."""


class _Fonts(dict[int, Any]):
    """Fonts, and which of them were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.used: dict[int, None] = {}

    def __getitem__(self, key: int) -> Any:  # noqa: ANN401 - WeasyPrint's
        self.used.setdefault(key)
        return super().__getitem__(key)

    def forget(self) -> None:
        """Begin a page."""
        self.used.clear()
        for font in self.values():
            font.widths, font.to_unicode = {}, {}


class _Said(logging.Handler):
    """Whether the engine has logged anything."""

    any = False

    def emit(self, _record: logging.LogRecord) -> None:
        self.any = True


# --- In the fork -------------------------------------------------------------------------------------------------------


def paint_apart(pages: Sequence[Any]) -> Iterator[Painted | None]:
    """Paint pages of which only the root's boxes are there; None for one that must be painted where it belongs.

    Args:
        pages: Page boxes of the engine, laid out and tagged.
    """
    fonts, said = _Fonts(), _Said(logging.WARNING)
    logging.getLogger("weasyprint").handlers = [said]
    for page in pages:
        fonts.forget()
        said.any = False
        try:
            painted = _painted(page, fonts)
        except _OtherError:
            painted = None
        yield None if said.any or any(font.missing for font in fonts.values()) else painted


def _painted(page: Any, fonts: _Fonts) -> Painted:  # noqa: ANN401 - WeasyPrint's
    images: dict[str, object] = {}
    kinds = {kind: pydyf.Dictionary() for kind in ("ExtGState", "XObject", "Pattern", "Shading")}
    resources = pydyf.Dictionary({**kinds, "ColorSpace": None})
    edges = (0, 0, page.margin_width(), page.margin_height())
    stream = Stream(fonts, edges, resources, images, {}, {}, None)
    cut: list[int] = []
    for each in page.children:
        setattr(each, CUT, cut)
    stream.transform(d=-1, f=page.margin_height() * _SCALE)
    with stream.stacked():
        stream.transform(a=_SCALE, d=_SCALE)
        weasyprint.draw.draw_page(page, stream)
    if images or len(cut) != len(page.children) * 2 or cut[0] >= cut[-1]:
        raise _OtherError
    places = {id(each): place for place, each in enumerate(_streams(stream))}
    boxes = list(boxes_of(page))
    marks = [
        (place, places[id(box.printed[0])], box.printed[1])
        for place, box in enumerate(boxes)
        if id(getattr(box, "printed", (None,))[0]) in places
    ]
    letters = {key: (list(fonts[key].widths.items()), list(fonts[key].to_unicode.items())) for key in list(fonts.used)}
    return Painted(_layer(stream, stream.stream[cut[0] : cut[-1]]), letters, marks, read_aloud(boxes), len(boxes))


def _streams(stream: Any) -> Iterator[Any]:  # noqa: ANN401 - WeasyPrint's
    """A stream and its groups, each before those in it."""
    yield stream
    for group in stream._resources["XObject"].values():  # noqa: SLF001
        if group is not None:
            yield from _streams(group)


def _layer(stream: Any, operators: Sequence[Any]) -> Layer:  # noqa: ANN401 - WeasyPrint's
    """What a stream says, and its groups.

    Raises:
        _OtherError: It uses more than alphas and groups.
    """
    uses = stream._resources  # noqa: SLF001
    states = [(name, dict(state)) for name, state in uses["ExtGState"].items()]
    groups = list(uses["XObject"].values())
    plain = all(name[0] in "aA" for name, _ in states) and not uses["Pattern"] and not uses["Shading"]
    if not plain or any(group is None or set(group.extra) != _GROUP for group in groups):
        raise _OtherError
    drawn = {f"/{group.id} Do".encode(): place for place, group in enumerate(groups)}
    said: list[bytes | int] = []
    lines: list[bytes] = []
    for operator in operators:
        if operator in drawn:
            said += [b"\n".join(lines)] if lines else []
            said.append(drawn[operator])
            lines = []
        else:
            lines.append(operator if isinstance(operator, bytes) else pydyf._to_bytes(operator))  # noqa: SLF001
    said += [b"\n".join(lines)] if lines else []
    layers = [_layer(group, group.stream) for group in groups]
    return Layer(said, states, layers, list(stream.extra.get("BBox", ())), getattr(stream, COUNT, 0))


def between_edges(page: Any) -> tuple[Any, ...]:  # noqa: ANN401 - WeasyPrint's
    """What a page has besides heads and feet: its root box and, where something is in it, the area of its notes."""
    root, *others = page.children
    return (root, *[each for each in others if each.children and not hasattr(each, "at_keyword")])


def boxes_of(page: Any) -> Iterator[Any]:  # noqa: ANN401 - WeasyPrint's
    """All boxes between a page's edges, in the order of the tree."""
    for each in between_edges(page):
        yield from each.descendants(placeholders=True)


def read_aloud(boxes: Sequence[Any]) -> list[tuple[int, str, str, str]]:
    """What of a page is read: the box's place, its role, what is said instead, its text."""
    return [
        (place, box.structure.role, getattr(box, "spoken", ""), getattr(box, "text", ""))
        for place, box in enumerate(boxes)
        if getattr(box, "structure", None) is not None
    ]
