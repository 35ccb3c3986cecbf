"""A client's name across a page, as outlines: nobody selects it, finds it or reads it aloud by mistake."""

from __future__ import annotations

from functools import lru_cache
from math import atan2, cos, hypot, sin

import uharfbuzz

from briefgen.seal.lettering import Line, Run

_SHARE = 0.78
"""Of the page's diagonal that a name takes."""
_LARGEST = 92.0
"""Points."""
_CAPITALS = 0.7
"""Ems: about the height of capitals."""


class _Outline:
    """Collects a form's outline as operators of PDF; quadratic curves become cubic ones."""

    def __init__(self, scale: float) -> None:
        self.operators: list[str] = []
        self._scale = scale
        self._left = self._bottom = 0.0
        self._at = (0.0, 0.0)

    def move_to(self, left: float, bottom: float) -> None:
        self._left, self._bottom = left, bottom

    def _point(self, x: float, y: float) -> str:
        return f"{_short((x + self._left) * self._scale, 2)} {_short((y + self._bottom) * self._scale, 2)}"

    def begin(self, x: float, y: float, _: object) -> None:
        self._at = x, y
        self.operators.append(f"{self._point(x, y)} m")

    def line(self, x: float, y: float, _: object) -> None:
        self._at = x, y
        self.operators.append(f"{self._point(x, y)} l")

    def curve(self, x1: float, y1: float, x2: float, y2: float, x3: float, y3: float, _: object) -> None:  # noqa: PLR0913, PLR0917 - three points
        self._at = x3, y3
        self.operators.append(f"{self._point(x1, y1)} {self._point(x2, y2)} {self._point(x3, y3)} c")

    def bend(self, x1: float, y1: float, x2: float, y2: float, data: object) -> None:
        x, y = self._at
        first = x + 2 * (x1 - x) / 3, y + 2 * (y1 - y) / 3
        second = x2 + 2 * (x1 - x2) / 3, y2 + 2 * (y1 - y2) / 3
        self.curve(*first, *second, x2, y2, data)

    def end(self, _: object) -> None:
        self.operators.append("h")


@lru_cache(maxsize=64)
def watermark(line: Line, width: float, height: float) -> str:
    """Operators that fill a line's outlines from corner to corner.

    Args:
        line: What stands there.
        width: Of the page, points.
        height: Likewise.
    """
    size = min(_LARGEST, hypot(width, height) * _SHARE / max(line.width, 1))
    angle = atan2(height, width)
    across, up = cos(angle), sin(angle)
    back, down = line.width * size / 2, _CAPITALS * size / 2
    left = width / 2 - back * across + down * up
    bottom = height / 2 - back * up - down * across
    matrix = " ".join(_short(each) for each in (across, up, -up, across, left, bottom))
    return f"q {matrix} cm\n{_outlines(line, size)}\nf\nQ"


def _outlines(line: Line, size: float) -> str:
    outline = _Outline(size / 1000)
    functions = uharfbuzz.DrawFuncs()
    functions.set_move_to_func(outline.begin)
    functions.set_line_to_func(outline.line)
    functions.set_cubic_to_func(outline.curve)
    functions.set_quadratic_to_func(outline.bend)
    functions.set_close_path_func(outline.end)
    left = 0.0
    for run in line.runs:
        left = _run(run, functions, outline, left)
    return "\n".join(outline.operators)


def _run(run: Run, functions: uharfbuzz.DrawFuncs, outline: _Outline, left: float) -> float:
    for glyph in run.glyphs:
        outline.move_to(left + glyph.across, glyph.up)
        run.cut.font.draw_glyph(glyph.number, functions, None)
        left += glyph.advance
    return left


def _short(number: float, places: int = 4) -> str:
    return f"{number:.{places}f}".rstrip("0").rstrip(".")
