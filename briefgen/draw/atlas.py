"""Africa and its surroundings: outlines of countries, and capitals.

Outlines are Natural Earth's at 1:50m, from `atlas.json` beside this file; its borders are de facto. Positions are
(longitude, latitude) in degrees.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

from briefgen.model.gazetteer import AFRICA, Spot, capital_of

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Country:
    """A country's outline.

    Attributes:
        code: ISO 3166-1 alpha-2; "-" and a name for a territory without one.
        name: In English.
        polygons: Each the rings of one polygon, its outer ring first, as arc numbers; ~number for a reversed arc.
        bounds: West, south, east and north of each polygon, degrees.
    """

    code: str
    name: str
    polygons: tuple[tuple[tuple[int, ...], ...], ...]
    bounds: tuple[tuple[float, float, float, float], ...]

    @property
    def arcs(self) -> frozenset[int]:
        """Numbers of all its arcs, whatever their direction."""
        return frozenset(plain(arc) for polygon in self.polygons for ring in polygon for arc in ring)


@dataclass(frozen=True, slots=True)
class Atlas:
    """Countries by code, and the lines that they share."""

    countries: dict[str, Country]
    arcs: tuple[tuple[Point, ...], ...]

    def bordering(self, covered: tuple[str, ...]) -> list[Country]:
        """The countries that share a line with one of those, in the order of their English names."""
        lines = frozenset[int]().union(*(self.countries[code].arcs for code in covered))
        others = (country for code, country in self.countries.items() if code not in covered)
        return sorted((country for country in others if country.arcs & lines), key=lambda country: country.name)


def plain(arc: int) -> int:
    """An arc's number without its direction."""
    return ~arc if arc < 0 else arc


@lru_cache(maxsize=1)
def atlas() -> Atlas:
    """The atlas, decoded once."""
    data = json.loads(files("briefgen.draw").joinpath("atlas.json").read_text(encoding="utf-8"))
    arcs = tuple(_decoded(arc, data["scale"], data["shift"]) for arc in data["arcs"])
    return Atlas({code: _country(code, country, arcs) for code, country in data["countries"].items()}, arcs)


def _decoded(arc: list[list[int]], scale: list[float], shift: list[float]) -> tuple[Point, ...]:
    """Positions from steps on TopoJSON's grid."""
    across, up = accumulate(step[0] for step in arc), accumulate(step[1] for step in arc)
    return tuple((x * scale[0] + shift[0], y * scale[1] + shift[1]) for x, y in zip(across, up, strict=True))


def _country(code: str, data: dict[str, Any], arcs: tuple[tuple[Point, ...], ...]) -> Country:
    """One country with the bounds of its polygons."""
    polygons = tuple(tuple(tuple(ring) for ring in polygon) for polygon in data["polygons"])
    return Country(code, data["name"], polygons, tuple(_bounds(polygon[0], arcs) for polygon in polygons))


def _bounds(ring: tuple[int, ...], arcs: tuple[tuple[Point, ...], ...]) -> tuple[float, float, float, float]:
    """West, south, east and north of a ring."""
    across, up = zip(*(point for arc in ring for point in arcs[plain(arc)]), strict=True)
    return min(across), min(up), max(across), max(up)


CAPITALS: Mapping[str, Spot] = {code: spot for code in AFRICA if (spot := capital_of(code))}
"""Capitals of the countries that a map can have in its middle: Africa's."""
