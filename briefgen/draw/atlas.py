"""Africa and its surroundings: outlines of countries, and capitals.

Outlines are Natural Earth's at 1:50m, from `atlas.json` beside this file; its borders are de facto. Positions are
(longitude, latitude) in degrees.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import Any, NamedTuple

Point = tuple[float, float]


class Capital(NamedTuple):
    """A seat of government."""

    name: str
    longitude: float
    latitude: float


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

    def bordering(self, covered: tuple[str, ...]) -> list[str]:
        """Names of the countries that share a line with one of those, in alphabetical order."""
        lines = frozenset[int]().union(*(self.countries[code].arcs for code in covered))
        others = (country for code, country in self.countries.items() if code not in covered)
        return sorted(country.name for country in others if country.arcs & lines)


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


CAPITALS = {
    "AO": Capital("Luanda", 13.23, -8.84),
    "BF": Capital("Ouagadougou", -1.53, 12.37),
    "BI": Capital("Gitega", 29.92, -3.43),
    "BJ": Capital("Porto-Novo", 2.61, 6.50),
    "BW": Capital("Gaborone", 25.91, -24.65),
    "CD": Capital("Kinshasa", 15.31, -4.33),
    "CF": Capital("Bangui", 18.55, 4.37),
    "CG": Capital("Brazzaville", 15.27, -4.25),
    "CI": Capital("Yamoussoukro", -5.28, 6.82),
    "CM": Capital("Yaoundé", 11.52, 3.87),
    "CV": Capital("Praia", -23.51, 14.93),
    "DJ": Capital("Djibouti", 43.15, 11.59),
    "DZ": Capital("Algiers", 3.06, 36.75),
    "EG": Capital("Cairo", 31.24, 30.04),
    "ER": Capital("Asmara", 38.93, 15.33),
    "ET": Capital("Addis Ababa", 38.75, 9.02),
    "GA": Capital("Libreville", 9.45, 0.39),
    "GH": Capital("Accra", -0.20, 5.56),
    "GM": Capital("Banjul", -16.58, 13.45),
    "GN": Capital("Conakry", -13.68, 9.54),
    "GQ": Capital("Malabo", 8.78, 3.75),
    "GW": Capital("Bissau", -15.60, 11.86),
    "KE": Capital("Nairobi", 36.82, -1.29),
    "KM": Capital("Moroni", 43.26, -11.70),
    "LR": Capital("Monrovia", -10.80, 6.31),
    "LS": Capital("Maseru", 27.48, -29.31),
    "LY": Capital("Tripoli", 13.19, 32.89),
    "MA": Capital("Rabat", -6.84, 34.02),
    "MG": Capital("Antananarivo", 47.52, -18.88),
    "ML": Capital("Bamako", -8.00, 12.64),
    "MR": Capital("Nouakchott", -15.98, 18.08),
    "MU": Capital("Port Louis", 57.50, -20.16),
    "MW": Capital("Lilongwe", 33.79, -13.96),
    "MZ": Capital("Maputo", 32.58, -25.97),
    "NA": Capital("Windhoek", 17.08, -22.57),
    "NE": Capital("Niamey", 2.11, 13.51),
    "NG": Capital("Abuja", 7.49, 9.06),
    "RW": Capital("Kigali", 30.06, -1.95),
    "SC": Capital("Victoria", 55.45, -4.62),
    "SD": Capital("Khartoum", 32.53, 15.50),
    "SL": Capital("Freetown", -13.23, 8.48),
    "SN": Capital("Dakar", -17.45, 14.69),
    "SO": Capital("Mogadishu", 45.34, 2.04),
    "SS": Capital("Juba", 31.58, 4.85),
    "ST": Capital("São Tomé", 6.73, 0.34),
    "SZ": Capital("Mbabane", 31.13, -26.32),
    "TD": Capital("N’Djamena", 15.04, 12.11),
    "TG": Capital("Lomé", 1.22, 6.13),
    "TN": Capital("Tunis", 10.18, 36.81),
    "TZ": Capital("Dodoma", 35.74, -6.17),
    "UG": Capital("Kampala", 32.58, 0.35),
    "ZA": Capital("Pretoria", 28.19, -25.75),
    "ZM": Capital("Lusaka", 28.28, -15.42),
    "ZW": Capital("Harare", 31.05, -17.83),
}
"""Capitals of the countries that a map can cover: Africa's."""
