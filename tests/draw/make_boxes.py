"""Makes `briefgen/model/boxes.csv` from npm's `world-atlas` 2 (`countries-50m.json`, Natural Earth 1:50m, public domain).

Run by hand: `python tests/draw/make_boxes.py countries-50m.json briefgen/model/boxes.csv`. A row is the box of one country,
or of its part on one side of the date line, in whole tenths of a degree outwards.
"""

from __future__ import annotations

import json
import sys
from itertools import accumulate
from math import ceil, floor
from pathlib import Path

from babel import Locale
from make_atlas import NAMES

ROUND_THE_WORLD = 180
MORE_NAMES = {
    "Antigua and Barb.": "AG",
    "Br. Indian Ocean Ter.": "IO",
    "British Virgin Is.": "VG",
    "Cayman Is.": "KY",
    "Cook Is.": "CK",
    "Czechia": "CZ",
    "Dominican Rep.": "DO",
    "Falkland Is.": "FK",
    "Faeroe Is.": "FO",
    "Fr. Polynesia": "PF",
    "Hong Kong": "HK",
    "Macao": "MO",
    "Marshall Is.": "MH",
    "Myanmar": "MM",
    "N. Mariana Is.": "MP",
    "Solomon Is.": "SB",
    "St. Kitts and Nevis": "KN",
    "Saint Lucia": "LC",
    "St. Vin. and Gren.": "VC",
    "Turks and Caicos Is.": "TC",
    "Trinidad and Tobago": "TT",
    "U.S. Virgin Is.": "VI",
    "United States of America": "US",
    "Vatican": "VA",
}


def main(source: Path, target: Path) -> None:
    """Write the boxes."""
    world = json.loads(source.read_text(encoding="utf-8"))
    scale, shift = world["transform"]["scale"], world["transform"]["translate"]
    arcs = [
        list(zip(accumulate(step[0] for step in arc), accumulate(step[1] for step in arc), strict=True))
        for arc in world["arcs"]
    ]
    codes = {name: code for code, name in Locale("en").territories.items() if len(code) == 2 and code.isalpha()}
    codes |= {name: code for name, (code, _) in NAMES.items()} | MORE_NAMES
    rows, left_out = [], []
    for shape in world["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        if name not in codes:
            left_out.append(name)
            continue
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        points = [arcs[~arc if arc < 0 else arc] for polygon in polygons for arc in polygon[0]]
        placed = [(x * scale[0] + shift[0], y * scale[1] + shift[1]) for arc in points for x, y in arc]
        rows += [(codes[name], *box) for box in _boxes(placed)]
    written = "\n".join(";".join(map(str, row)) for row in sorted(rows))
    target.write_text(f"country;west;south;east;north\n{written}\n", encoding="utf-8")
    print(f"{len(rows)} boxes; without a code: {', '.join(left_out)}")  # noqa: T201 - a script


def _boxes(points: list[tuple[float, float]]) -> list[tuple[float, ...]]:
    across = [x for x, _ in points]
    if max(across) - min(across) <= ROUND_THE_WORLD:
        return [_box(points)]
    return [_box([point for point in points if point[0] < 0]), _box([point for point in points if point[0] >= 0])]


def _box(points: list[tuple[float, float]]) -> tuple[float, ...]:
    across, up = zip(*points, strict=True)
    low, high = (
        (floor(min(across) * 10) / 10, floor(min(up) * 10) / 10),
        (ceil(max(across) * 10) / 10, ceil(max(up) * 10) / 10),
    )
    return (*low, *high)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
