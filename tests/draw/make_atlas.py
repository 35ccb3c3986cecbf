"""Makes `briefgen/draw/atlas.json` from npm's `world-atlas` 2 (`countries-50m.json`, Natural Earth 1:50m, public domain).

Run by hand: `python tests/draw/make_atlas.py countries-50m.json briefgen/draw/atlas.json`. Keeps polygons that reach into
Africa and its surroundings, with the arcs that they use, and adds ISO 3166-1 alpha-2 codes by the countries' names.
"""

from __future__ import annotations

import json
import sys
from itertools import accumulate
from pathlib import Path

from babel import Locale

WEST, SOUTH, EAST, NORTH = -32, -40, 66, 47
"""The part of the world that is kept, degrees."""

NAMES = {
    "Bosnia and Herz.": ("BA", "Bosnia and Herzegovina"),
    "Cabo Verde": ("CV", "Cabo Verde"),
    "Central African Rep.": ("CF", "Central African Republic"),
    "Congo": ("CG", "Congo"),
    "Côte d'Ivoire": ("CI", "Côte d’Ivoire"),
    "Dem. Rep. Congo": ("CD", "DR Congo"),
    "Eq. Guinea": ("GQ", "Equatorial Guinea"),
    "Fr. S. Antarctic Lands": ("TF", "French Southern Lands"),
    "Macedonia": ("MK", "North Macedonia"),
    "Palestine": ("PS", "Palestine"),
    "S. Sudan": ("SS", "South Sudan"),
    "Saint Helena": ("SH", "Saint Helena"),
    "São Tomé and Principe": ("ST", "São Tomé and Príncipe"),
    "Turkey": ("TR", "Türkiye"),
    "W. Sahara": ("EH", "Western Sahara"),
    "eSwatini": ("SZ", "Eswatini"),
}
"""Names that Natural Earth shortens or spells otherwise, with their codes."""


def main(source: Path, target: Path) -> None:
    """Write the reduced atlas."""
    world = json.loads(source.read_text(encoding="utf-8"))
    scale, shift = world["transform"]["scale"], world["transform"]["translate"]
    arcs = [[(x * scale[0] + shift[0], y * scale[1] + shift[1]) for x, y in _absolute(arc)] for arc in world["arcs"]]
    codes = {name: code for code, name in Locale("en").territories.items() if len(code) == 2 and code.isalpha()}
    used: dict[int, int] = {}
    countries = {}
    for shape in world["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        kept = [
            polygon for polygon in polygons if _reaches_in([point for arc in polygon[0] for point in arcs[_plain(arc)]])
        ]
        if kept:
            name = shape["properties"]["name"]
            code, name = NAMES.get(name, (codes.get(name, f"-{name}"), name))
            rings = [[[_renumbered(arc, used) for arc in ring] for ring in polygon] for polygon in kept]
            countries[code] = {"name": name, "polygons": rings}
    atlas = {
        "source": "Natural Earth 1:50m through world-atlas 2.0.2; public domain; borders de facto",
        "bounds": [WEST, SOUTH, EAST, NORTH],
        "scale": scale,
        "shift": shift,
        "arcs": [world["arcs"][arc] for arc in used],
        "countries": dict(sorted(countries.items())),
    }
    target.write_text(json.dumps(atlas, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def _absolute(arc: list[list[int]]) -> zip[tuple[int, int]]:
    """Grid positions from steps."""
    return zip(accumulate(x for x, _ in arc), accumulate(y for _, y in arc), strict=True)


def _plain(arc: int) -> int:
    """An arc's index; reversed arcs are written as ~index."""
    return ~arc if arc < 0 else arc


def _renumbered(arc: int, used: dict[int, int]) -> int:
    """The arc's index among those kept."""
    index = used.setdefault(_plain(arc), len(used))
    return ~index if arc < 0 else index


def _reaches_in(points: list[tuple[float, float]]) -> bool:
    """Whether the points' bounds meet those that are kept."""
    across, down = zip(*points, strict=True)
    round_the_world = max(across) - min(across) > 180
    return not round_the_world and min(across) < EAST and max(across) > WEST and min(down) < NORTH and max(down) > SOUTH


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
