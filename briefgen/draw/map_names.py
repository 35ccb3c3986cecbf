"""Names on a map: each beside its dot or inside its country, none on another, none outside the view."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from math import cos, pi, sin
from typing import NamedTuple

from babel import Locale, UnknownLocaleError

from briefgen.draw.atlas import Country
from briefgen.draw.colour import legible
from briefgen.draw.map_ground import Ground, land_tint
from briefgen.draw.projection import Point, Ring, inner_spans, thinned
from briefgen.draw.scene import ASCENT, DESCENT, LABEL, NOTE, Box, Dot, Line, Mark, Pen, Text
from briefgen.model.tongue import Tongue

LEADING = 9.4
_AIR = 3.0
"""Between a name and its country's border, pt."""
_CLEAR = ((2.0, 5.5), (2.0, 4.2))
"""Beside and above a covered country's name, pt, best first: room for a capital's name between it and its dot."""
_APART = (1.0, 1.0)
"""The same of a name beside its dot."""
_TIGHT = (0.0, 0.0)
_OVER = 0.75
"""Share of a covered country's name that must lie inside it."""
_CORNERS = 3
"""Fewest points of an area."""
_COARSE = 2.5
"""Distance of points that is fine enough to find room for a name, pt. Less than `_AIR`."""
_LEVELS = 24
"""Heights at which a name is tried inside its country."""
_FAR = (13.0, 22.0, 33.0, 46.0, 60.0, 76.0, 94.0)
"""How far from its dot a name may stand at the end of a line, pt."""
_TURNS = 24
"""Directions in which it is tried."""


class Name(NamedTuple):
    """A name in its type."""

    content: str
    size: float = LABEL
    bold: bool = False


class Names:
    """Names as they find room: the earlier takes its room first.

    Attributes:
        taken: What no name may touch.
        marks: Names, and the lines that lead to some of them.
    """

    def __init__(self, view: Box, taken: Iterable[Box] = ()) -> None:
        """Start with what is drawn already."""
        self.view = view
        self.taken: list[Box] = list(taken)
        self.marks: list[Mark] = []
        self._leads: list[tuple[Point, Point]] = []

    def inside(self, rings: tuple[Ring, ...], name: str, pen: Pen, *, bold: bool) -> bool:
        """Write a country's name inside it; False where it finds no room."""
        tried = list(_inside(rings, name, pen, bold=bold))
        return any(self._take(lines, air) for air in ((*_CLEAR, _TIGHT) if bold else (_TIGHT,)) for lines in tried)

    def beside(self, dot: Dot, name: Name, pen: Pen) -> bool:
        """Write a name beside its dot; False where it finds no room."""
        tried = list(_around(dot, name, pen))
        return any(self._take([line], air, dot.box) for air in (_APART, _TIGHT) for line in tried)

    def beyond(self, dot: Dot, name: Name, pen: Pen) -> bool:
        """Write a name away from its dot, at the end of a line; False where neither finds room."""
        for line, end in _beyond(dot, name, pen):
            start = _edge(dot, end)
            if not self._fits(line.box) or self._crosses(start, end, dot.box):
                continue
            self._take([line])
            self._leads.append((start, end))
            self.marks.append(Line((start, end), pen.palette.ink))
            return True
        return False

    def at(self, place: Point, name: str, pen: Pen) -> bool:
        """Write a name over a place without a point of its own, or near it; False where it has no room."""
        return any(
            self._take([pen.text(place[0] + across, place[1] + down, name, size=NOTE, anchor="middle")])
            for down in (NOTE * 0.33, LEADING, -LEADING, 2 * LEADING, -2 * LEADING, 3 * LEADING, -3 * LEADING)
            for across in (0.0, 14.0, -14.0, 28.0, -28.0)
        )

    def _take(self, lines: list[Text], air: Point = _TIGHT, own: Box | None = None) -> bool:
        """Write the lines where they are in view, touch nothing, and keep that much air around them but to their own dot."""
        boxes = [line.box for line in lines]
        if not all(self._fits(box, air, own) for box in boxes):
            return False
        self.taken += boxes
        self.marks += lines
        return True

    def _fits(self, box: Box, air: Point = _TIGHT, own: Box | None = None) -> bool:
        """Whether a box lies in view, on nothing that is taken and on no line; its air may hold its own dot."""
        room = Box(box.left - air[0], box.top - air[1], box.right + air[0], box.bottom + air[1])
        return (
            _holds(self.view, box)
            and not any(room.overlaps(other) for other in self.taken if other != own)
            and not (own and box.overlaps(own))
            and not any(_meets(box, start, end) for start, end in self._leads)
        )

    def _crosses(self, start: Point, end: Point, own: Box) -> bool:
        """Whether a line would run through a name or another dot, or across another line."""
        return any(_meets(box, start, end) for box in self.taken if box != own) or any(
            _cut(start, end, *other) for other in self._leads
        )


def country_name(country: Country, tongue: Tongue) -> str:
    """A country's name: the atlas's own in English, the language's where it has one."""
    return country.name if tongue.english else _territories(tongue.language).get(country.code, country.name)


def code_name(code: str, tongue: Tongue) -> str:
    """The name of a country that the atlas need not hold; the code where nobody has a name for it."""
    return _territories(tongue.language).get(code, code)


@cache
def _territories(language: str) -> dict[str, str]:
    try:
        return dict(Locale.parse(language, sep="-").territories)
    except (UnknownLocaleError, ValueError):
        return dict(Locale("en").territories)


def quiet_fill(pen: Pen) -> str:
    """Secondary type that can be read on land."""
    return legible(pen.palette.quiet, land_tint(pen), pen.palette.ink)


def name_neighbours(names: Names, ground: Ground, pen: Pen) -> None:
    """Quietly write the names of the countries that are not covered, where they have room."""
    for code, rings in ground.lands.items():
        if code not in ground.covered:
            names.inside(rings, country_name(ground.world.countries[code], pen.tongue), pen, bold=False)


def _holds(view: Box, box: Box) -> bool:
    return box.left >= view.left and box.top >= view.top and box.right <= view.right and box.bottom <= view.bottom


def _meets(box: Box, start: Point, end: Point) -> bool:
    """Whether a line runs through a box."""
    (x1, y1), (x2, y2) = start, end
    if max(x1, x2) <= box.left or min(x1, x2) >= box.right or max(y1, y2) <= box.top or min(y1, y2) >= box.bottom:
        return False
    # Its corners lie on both sides of the line.
    sides = [(x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    return min(sides) <= 0 <= max(sides)


def _cut(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether two lines cross."""

    def side(p: Point, q: Point, r: Point) -> bool:
        return (q[0] - p[0]) * (r[1] - p[1]) > (q[1] - p[1]) * (r[0] - p[0])

    return side(a, c, d) != side(b, c, d) and side(a, b, c) != side(a, b, d)


def _edge(dot: Dot, towards: Point) -> Point:
    """Where a line towards a point leaves a dot."""
    across, down = towards[0] - dot.x, towards[1] - dot.y
    length = (across * across + down * down) ** 0.5 or 1.0
    reach = dot.radius + 0.4
    return dot.x + across / length * reach, dot.y + down / length * reach


def _around(dot: Dot, name: Name, pen: Pen) -> Iterator[Text]:
    """A name beside a dot: right, left, above, below, then at its corners."""
    words, size, bold = name
    rise, fall = size * DESCENT + dot.radius + 0.5, size * ASCENT + dot.radius + 0.5
    beside, level = dot.radius + 2, dot.y + size * 0.33
    yield pen.text(dot.x + beside, level, words, size=size, bold=bold)
    yield pen.text(dot.x - beside, level, words, size=size, bold=bold, anchor="end")
    # The second time clear of a name that stands beside the dot.
    for off in (0.0, LEADING / 2):
        yield pen.text(dot.x, dot.y - rise - off, words, size=size, bold=bold, anchor="middle")
        yield pen.text(dot.x, dot.y + fall + off, words, size=size, bold=bold, anchor="middle")
    corner = dot.radius * 0.7 + 0.8
    for y in (dot.y - corner - size * DESCENT, dot.y + corner + size * ASCENT):
        yield pen.text(dot.x + corner, y, words, size=size, bold=bold)
        yield pen.text(dot.x - corner, y, words, size=size, bold=bold, anchor="end")


def _beyond(dot: Dot, name: Name, pen: Pen) -> Iterator[tuple[Text, Point]]:
    """A name at the end of a line, nearest first, with that end."""
    for far in _FAR:
        for turn in range(_TURNS):
            # Level directions first, alternately to both sides, because names are wide.
            angle = ((turn + 1) // 2) * (2 * pi / _TURNS) * (-1 if turn % 2 else 1)
            end = dot.x + cos(angle) * far, dot.y + sin(angle) * far
            anchor, off = ("end", -1.5) if cos(angle) < 0 else ("start", 1.5)
            level = end[1] + name.size * 0.33
            yield pen.text(end[0] + off, level, name.content, size=name.size, bold=name.bold, anchor=anchor), end


def _inside(rings: tuple[Ring, ...], name: str, pen: Pen, *, bold: bool) -> Iterator[list[Text]]:
    """A name within its country, on one line or two, the most central and roomy place first."""
    size = LABEL if bold else NOTE
    fill = pen.palette.ink if bold else quiet_fill(pen)
    coarse = [ring for ring in (thinned(ring, _COARSE) for ring in rings) if len(ring) > _CORNERS]
    for lines in _breaks(name):
        span = max(pen.span(line, size) for line in lines)
        wide, high = span + 2 * _AIR, (len(lines) - 1) * LEADING + size
        # Ink can be read on every land, so a covered country's name may run over its border.
        for x, y in _roomy(coarse, wide * _OVER, high * _OVER) if bold else _roomy(coarse, wide, high):
            first = y - (len(lines) - 1) * LEADING / 2 + size * 0.33
            yield [
                pen.text(x, first + row * LEADING, line, size=size, fill=fill, bold=bold, anchor="middle")
                for row, line in enumerate(lines)
            ]


def _breaks(name: str) -> list[list[str]]:
    """A name on one line, and on two that are as even as its spaces allow."""
    words = name.split(" ")
    pairs = [[" ".join(words[:place]), " ".join(words[place:])] for place in range(1, len(words))]
    return [[name], *sorted(pairs, key=lambda pair: max(map(len, pair)))[:1]]


def _roomy(rings: list[list[Point]], wide: float, high: float) -> list[Point]:
    """Middles of places inside the rings for a block of that size, pt, best first."""
    across, down = zip(*max(rings, key=len, default=[(0.0, 0.0)]), strict=True)
    top, bottom = min(down), max(down)
    if max(across) - min(across) < wide or bottom - top < high:
        return []
    found: list[tuple[float, Point]] = []
    for level in range(1, _LEVELS):
        y = top + (bottom - top) * level / _LEVELS
        spans = [inner_spans(rings, y + shift) for shift in (-high / 2, 0.0, high / 2)]
        for left, right in _common(spans):
            if right - left >= wide:
                score = min(right - left, 2 * wide) - abs(y - (top + bottom) / 2)
                slack = (right - left - wide) / 3
                middle = (left + right) / 2
                found += [(score - abs(shift) / 2, (middle + shift, y)) for shift in (0.0, slack, -slack)]
    return [place for _, place in sorted(found, key=lambda entry: -entry[0])]


def _common(lists: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """Stretches that lie in one of each list."""
    common = lists[0]
    for spans in lists[1:]:
        pairs = ((max(a, c), min(b, d)) for a, b in common for c, d in spans)
        common = [(left, right) for left, right in pairs if left < right]
    return common
