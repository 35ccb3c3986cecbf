"""A locator map: the covered countries among their neighbours, with capitals."""

from __future__ import annotations

from collections.abc import Iterator
from math import degrees

from briefgen.draw.atlas import CAPITALS, Atlas, Country, atlas, plain
from briefgen.draw.colour import legible, mix, tint
from briefgen.draw.lettering import wrap
from briefgen.draw.projection import Point, Projection, Ring, clipped, framed, inner_spans, shown, thinned
from briefgen.draw.scene import ASCENT, DESCENT, LABEL, NOTE, TEXT_WIDTH, Area, Box, Dot, Mark, Pen, Scene, Text
from briefgen.model.figure import FigureSpec
from briefgen.model.tongue import Tongue

WIDTH = TEXT_WIDTH
HEIGHT = 250.0

POLICY = "Borders as in Natural Earth: de facto, without prejudice to any claim."

_ROOM, _LITTLE_ROOM, _WIDE = 1.5, 1.06, 0.9
"""How many times the extent of the covered countries is shown: usually, and where it is wide, in radii of the earth."""
_LEAST = 0.16
"""Least extent of a map, in radii of the earth: about 1,000 km."""
_DETAIL = 0.7
"""Distance of points below which a line is thinned, pt."""
_SAMPLE = 4
"""Of the outline's points, every so many is enough to know its extent."""
_LAND, _COVERED = 0.22, 0.45
"""Shares of `quiet` and of the accent in land."""
_DOT = 1.9
_LEADING = 9.4
_AIR = 3.0
"""Between a name and its country's border, pt."""
_OVER = 0.75
"""Share of a covered country's name that must lie inside it."""
_CORNERS = 3
"""Fewest points of an area."""
_COARSE = 2.5
"""Distance of points that is fine enough to find room for a name, pt. Less than `_AIR`."""
_LEVELS = 12
"""Heights at which a name is tried inside its country."""


def lay_out(spec: FigureSpec, pen: Pen) -> Scene:
    """The map's marks.

    Raises:
        ValueError: If no covered country is one that the atlas can put in the middle.
    """
    covered = framable(spec)
    if not covered:
        raise ValueError(f"Figure {spec.id!r}: a map needs an African country.")
    world = atlas()
    projection = _projection(world, covered)
    lands = _lands(world, projection)
    marks: list[Mark] = [
        Area(rings, covered_tint(pen) if code in covered else land_tint(pen), pen.palette.paper)
        for code, rings in sorted(lands.items(), key=lambda land: land[0] in covered)
    ]
    marks += _names(world, covered, lands, projection, pen)
    rows = wrap(_note(spec), WIDTH, pen.measured(NOTE))
    notes = [
        pen.text(0, HEIGHT + 12 + row * _LEADING, line, size=NOTE, fill=pen.secondary) for row, line in enumerate(rows)
    ]
    return pen.scene(WIDTH, HEIGHT + 6 + len(rows) * _LEADING, [*marks, *notes])


def tell(spec: FigureSpec, tongue: Tongue) -> str:
    """The map in words: what it highlights, their capitals, and what lies around."""
    world, covered = atlas(), framable(spec)
    named = ", ".join(f"{world.countries[code].name} (capital {CAPITALS[code].name})" for code in covered)
    around = ", ".join(world.bordering(covered))
    return " ".join(
        [f"Locator map. Highlighted: {named}.", *([f"Bordering: {around}."] if around else []), _note(spec)]
    )


def covered_tint(pen: Pen) -> str:
    """Ground of the covered countries, light enough for ink."""
    return tint(pen.palette.accent, pen.palette.paper, pen.palette.ink, _COVERED)


def land_tint(pen: Pen) -> str:
    """Ground of the others."""
    return mix(pen.palette.quiet, pen.palette.paper, _LAND)


def framable(spec: FigureSpec) -> tuple[str, ...]:
    """Codes that the map can show, each once, in the given order."""
    return tuple(dict.fromkeys(code for code in spec.countries if code in CAPITALS))


def _note(spec: FigureSpec) -> str:
    """Whose borders these are, and what lies beyond the map."""
    missing = dict.fromkeys(code for code in spec.countries if code not in CAPITALS)
    return " ".join([POLICY, *([f"Beyond this map: {', '.join(missing)}."] if missing else [])])


def _projection(world: Atlas, covered: tuple[str, ...]) -> Projection:
    """The covered countries in the middle, with room for their neighbours unless they fill the continent."""
    outline = [
        point for code in covered for arc in sorted(world.countries[code].arcs) for point in world.arcs[arc][::_SAMPLE]
    ]
    projection = framed(outline, WIDTH, HEIGHT, _ROOM, _LEAST)
    wide = HEIGHT / projection.scale / _ROOM > _WIDE
    return framed(outline, WIDTH, HEIGHT, _LITTLE_ROOM, _LEAST) if wide else projection


def _lands(world: Atlas, projection: Projection) -> dict[str, tuple[Ring, ...]]:
    """Rings in view by country, largest country's first ring first, in pt."""
    west, south, east, north = shown(projection, WIDTH, HEIGHT)
    placed: dict[int, list[Point]] = {}
    lands: dict[str, tuple[Ring, ...]] = {}
    for code, country in world.countries.items():
        rings = [
            clipped(_ring(ring, world, projection, placed), WIDTH, HEIGHT)
            for polygon, (left, low, right, high) in zip(country.polygons, country.bounds, strict=True)
            if left < east and right > west and low < north and high > south
            for ring in polygon
        ]
        if kept := tuple(ring for ring in rings if len(ring) >= _CORNERS):
            lands[code] = kept
    return lands


def _ring(arcs: tuple[int, ...], world: Atlas, projection: Projection, placed: dict[int, list[Point]]) -> list[Point]:
    """A ring on the page. Arcs are placed and thinned once, so that neighbours still meet."""
    points: list[Point] = []
    for arc in arcs:
        if plain(arc) not in placed:
            placed[plain(arc)] = projection(thinned(world.arcs[plain(arc)], degrees(_DETAIL / projection.scale)))
        line = placed[plain(arc)]
        points += (line if arc >= 0 else line[::-1])[1:]
    return points


def _names(
    world: Atlas, covered: tuple[str, ...], lands: dict[str, tuple[Ring, ...]], projection: Projection, pen: Pen
) -> list[Mark]:
    """Covered countries, their capitals, neighbours: the earlier takes its room first, what finds none is left out."""
    capitals = [CAPITALS[code] for code in covered]
    places = projection([(capital.longitude, capital.latitude) for capital in capitals])
    dots = [Dot(x, y, _DOT, pen.palette.ink, pen.palette.paper) for x, y in places]
    taken = [dot.box for dot in dots]
    names: list[Text] = []
    named = set()
    for code in covered:
        inside = _first_free(_inside(lands.get(code, ()), world.countries[code], pen, bold=True), taken)
        names += inside
        named |= {code} if inside else set()
    for dot, capital in zip(dots, capitals, strict=True):
        names += _first_free(_around(dot, capital.name, pen, bold=False), taken)
    for code, dot in zip(covered, dots, strict=True):
        if code not in named:
            names += _first_free(_around(dot, world.countries[code].name, pen, bold=True), taken)
    for code, rings in lands.items():
        if code not in covered:
            names += _first_free(_inside(rings, world.countries[code], pen, bold=False), taken)
    return [*dots, *names]


def _first_free(ways: Iterator[list[Text]] | list[list[Text]], taken: list[Box]) -> list[Text]:
    """The first way to set a name that is in view and touches nothing, which it then takes; or none."""
    view = Box(0, 0, WIDTH, HEIGHT)
    for lines in ways:
        boxes = [line.box for line in lines]
        if all(_within(box, view) for box in boxes) and not any(
            box.overlaps(other) for box in boxes for other in taken
        ):
            taken += boxes
            return lines
    return []


def _within(box: Box, view: Box) -> bool:
    """Whether the view holds the box."""
    return box.left >= view.left and box.top >= view.top and box.right <= view.right and box.bottom <= view.bottom


def _around(dot: Dot, name: str, pen: Pen, *, bold: bool) -> Iterator[list[Text]]:
    """A name beside a dot: right, left, above, below."""
    rise, fall = LABEL * DESCENT + _DOT + 0.5, LABEL * ASCENT + _DOT + 0.5
    beside, level = _DOT + 2, dot.y + LABEL * 0.33
    yield [pen.text(dot.x + beside, level, name, bold=bold)]
    yield [pen.text(dot.x - beside, level, name, bold=bold, anchor="end")]
    # The second time clear of a name that stands beside the dot.
    for off in (0.0, _LEADING / 2):
        yield [pen.text(dot.x, dot.y - rise - off, name, bold=bold, anchor="middle")]
        yield [pen.text(dot.x, dot.y + fall + off, name, bold=bold, anchor="middle")]


def _inside(rings: tuple[Ring, ...], country: Country, pen: Pen, *, bold: bool) -> Iterator[list[Text]]:
    """A name within its country, on one line or two, the most central and roomy place first."""
    size = LABEL if bold else NOTE
    fill = pen.palette.ink if bold else legible(pen.palette.quiet, land_tint(pen), pen.palette.ink)
    coarse = [ring for ring in (thinned(ring, _COARSE) for ring in rings) if len(ring) > _CORNERS]
    for lines in _breaks(country.name):
        span = max(pen.span(line, size) for line in lines)
        wide, high = span + 2 * _AIR, (len(lines) - 1) * _LEADING + size
        # Ink can be read on every land, so a covered country's name may run over its border.
        for x, y in _roomy(coarse, wide * _OVER, high * _OVER) if bold else _roomy(coarse, wide, high):
            first = y - (len(lines) - 1) * _LEADING / 2 + size * 0.33
            yield [
                pen.text(x, first + row * _LEADING, line, size=size, fill=fill, bold=bold, anchor="middle")
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
