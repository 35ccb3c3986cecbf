"""The ground of a map: which part of the world is shown, its land on the page, and its scale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import degrees

from briefgen.draw.atlas import CAPITALS, Atlas, atlas, plain
from briefgen.draw.colour import mix, tint
from briefgen.draw.projection import Point, Projection, Ring, clipped, framed, shown, thinned
from briefgen.draw.scene import NOTE, Area, Box, Line, Mark, Pen

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
_CORNERS = 3
"""Fewest points of an area."""
_EARTH = 6371.0
"""Mean radius of the earth, km."""
_BAR_LENGTH = 74.0
"""Longest scale bar, pt."""
_BAR_STEPS = (10, 20, 50, 100, 200, 500, 1000, 2000)
"""Lengths that a scale bar may have, km."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A part of the world on the page.

    Attributes:
        covered: Codes of the countries in the middle.
        lands: Rings in view by country, in pt.
        width: pt.
        height: pt.
    """

    world: Atlas
    covered: tuple[str, ...]
    projection: Projection
    lands: dict[str, tuple[Ring, ...]]
    width: float
    height: float

    @property
    def view(self) -> Box:
        """All that is shown."""
        return Box(0, 0, self.width, self.height)

    def at(self, longitude: float, latitude: float) -> Point:
        """Where a position lies, pt; it may lie outside the view."""
        return self.projection([(longitude, latitude)])[0]

    def holds(self, longitude: float, latitude: float, margin: float = 0.0) -> bool:
        """Whether a position lies in view, so far from its edge at least."""
        x, y = self.at(longitude, latitude)
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin


def centred(countries: Iterable[str]) -> tuple[str, ...]:
    """Codes that a map can have in its middle, each once, in the given order."""
    return tuple(dict.fromkeys(code for code in countries if code in CAPITALS))


@lru_cache(maxsize=8)
def ground(covered: tuple[str, ...], width: float, height: float, *, near: bool = False) -> Ground:
    """The covered countries among their neighbours.

    Args:
        covered: At least one code that `centred` lets through.
        width: Of the view, pt.
        height: Of the view, pt.
        near: Whether they fill the view, so that places in them lie well apart.
    """
    world = atlas()
    projection = _projection(world, covered, width, height, near=near)
    return Ground(world, covered, projection, _lands(world, projection, width, height), width, height)


def land_marks(ground: Ground, pen: Pen) -> list[Mark]:
    """Land, the covered countries above the others, so that their borders are whole."""
    return [
        Area(rings, covered_tint(pen) if code in ground.covered else land_tint(pen), pen.palette.paper)
        for code, rings in sorted(ground.lands.items(), key=lambda land: land[0] in ground.covered)
    ]


def scale_bar(ground: Ground, right: float, baseline: float, pen: Pen) -> list[Mark]:
    """How far so many kilometres are, ending at `right`, its words on the baseline."""
    per_km = ground.projection.scale / _EARTH
    distance = max((step for step in _BAR_STEPS if step * per_km <= _BAR_LENGTH), default=_BAR_STEPS[0])
    length = distance * per_km
    label = pen.text(
        right,
        baseline,
        pen.tongue.text("%(distance)s km", distance=distance),
        size=NOTE,
        fill=pen.secondary,
        anchor="end",
    )
    end = right - label.span - 5
    y = baseline - NOTE * 0.33
    ticks = ((end - length, y - 2), (end - length, y + 2)), ((end, y - 2), (end, y + 2))
    return [
        Line(((end - length, y), (end, y)), pen.secondary, 0.75),
        *(Line(tick, pen.secondary, 0.75) for tick in ticks),
        label,
    ]


def covered_tint(pen: Pen) -> str:
    """Ground of the covered countries, light enough for ink."""
    return tint(pen.palette.accent, pen.palette.paper, pen.palette.ink, _COVERED)


def land_tint(pen: Pen) -> str:
    """Ground of the others."""
    return mix(pen.palette.quiet, pen.palette.paper, _LAND)


def _projection(world: Atlas, covered: tuple[str, ...], width: float, height: float, *, near: bool) -> Projection:
    """The covered countries in the middle, with room for their neighbours unless they fill the continent."""
    outline = list(_outline(world, covered))
    projection = framed(outline, width, height, _ROOM, _LEAST)
    wide = near or height / projection.scale / _ROOM > _WIDE
    return framed(outline, width, height, _LITTLE_ROOM, _LEAST) if wide else projection


def _outline(world: Atlas, covered: Sequence[str]) -> Iterator[Point]:
    """Some points of each of the countries' lines."""
    for code in covered:
        for arc in sorted(world.countries[code].arcs):
            yield from world.arcs[arc][::_SAMPLE]


def _lands(world: Atlas, projection: Projection, width: float, height: float) -> dict[str, tuple[Ring, ...]]:
    """Rings in view by country."""
    west, south, east, north = shown(projection, width, height)
    placed: dict[int, list[Point]] = {}
    lands: dict[str, tuple[Ring, ...]] = {}
    for code, country in world.countries.items():
        rings = [
            clipped(_ring(ring, world, projection, placed), width, height)
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
