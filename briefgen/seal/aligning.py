"""How a picture of a page lies: turned a little, larger or smaller, moved; found by the dots that are spread evenly over it."""

from __future__ import annotations

from cmath import exp, phase
from collections.abc import Callable, Iterator
from itertools import product
from math import cos, pi, radians, sin
from typing import Any, NamedTuple

from PIL import Image

from briefgen.seal.dots import ASIDE, CELL

WORKING = 2.0
"""Pixels to the point of a picture that is read: 144 dpi."""

Way = tuple[float, float, float, float, float, float]
"""From points of the page to pixels: x = a + b·u + c·v, y = d + e·u + f·v."""

_SIZES = (1.0, 0.98, 0.96, 0.94, 1.02)
"""How large a page may be printed; most printers make it smaller, if anything."""
_EDGE = 6
"""Cells of a patch, each way."""
_CLEAR = 3.0
"""How many times as far from their middle as usual the dots of a patch must stand out to count."""
_FEWEST = 6
_STEP = 0.75
"""Points."""


class _Patch(NamedTuple):
    """Where the dots of a patch of the page are: its middle, and how far they are off, in points."""

    u: float
    v: float
    right: float
    down: float
    clear: float


def ways(dots: Image.Image, sure: Callable[[Image.Image, Way], float]) -> Iterator[Way]:
    """The ways from page to picture that are worth trying: straight first, then as the dots say.

    Args:
        dots: How dark each point is.
        sure: How much the dots agree along a way.
    """
    yield _way(0, 0, 0, WORKING)
    for size in _SIZES:
        patches = [patch for patch in _patches(dots, size) if patch.clear >= _CLEAR]
        if len(patches) >= _FEWEST:
            fitted = _fitted(patches, size)
            # Dots are every half a cell across: which half is the left one of a cell, they do not say by themselves.
            tried = [_refined(dots, each, sure) for each in (fitted, _half_a_cell_on(fitted))]
            yield from sorted(tried, key=lambda each: -sure(dots, each))


def _half_a_cell_on(way: Way) -> Way:
    a, b, c, d, e, f = way
    return a + b * CELL / 2, b, c, d + e * CELL / 2, e, f


def _way(right: float, down: float, angle: float, scale: float) -> Way:
    across, up = scale * cos(angle), scale * sin(angle)
    return right * WORKING, across, -up, down * WORKING, up, across


def _patches(dots: Image.Image, size: float) -> Iterator[_Patch]:
    """Where the dots are, patch by patch: at the offset at which most is dark where dots would be."""
    pixels: Any = dots.load()
    width, height = dots.size
    scale, edge = WORKING * size, _EDGE * CELL
    cells = list(product(range(_EDGE), range(_EDGE), (-ASIDE, ASIDE)))
    offsets = [(i * _STEP, j * _STEP) for j in range(int(CELL / _STEP)) for i in range(int(CELL / 2 / _STEP))]
    for v in range(0, int(height / scale - edge - CELL), int(edge)):
        for u in range(0, int(width / scale - edge - CELL), int(edge)):
            found = []
            for right, down in offsets:
                total = 0.0
                for row, column, aside in cells:
                    x = (u + right + (column + 0.5) * CELL + aside) * scale
                    y = (v + down + (row + 0.5) * CELL) * scale
                    total += pixels[int(x + 0.5), int(y + 0.5)]
                found.append(total)
            best = max(range(len(found)), key=found.__getitem__)
            mean = sum(found) / len(found)
            spread = (sum((each - mean) ** 2 for each in found) / len(found)) ** 0.5 or 1
            yield _Patch(u + edge / 2, v + edge / 2, *offsets[best], (found[best] - mean) / spread)


def _fitted(patches: list[_Patch], size: float) -> Way:
    """The turn and the size at which all patches agree on how far the page is moved."""
    best = (0.0, 0.0, 1.0, 0j, 0j)
    for tenth, step in product(range(-30, 31), range(-12, 13)):
        angle, factor = radians(tenth / 20), 1 + step / 1000
        across, up = factor * cos(angle) - 1, factor * sin(angle)
        sums = [0j, 0j]
        for patch in patches:
            sums[0] += exp(2j * pi * (patch.right - across * patch.u + up * patch.v) / (CELL / 2))
            sums[1] += exp(2j * pi * (patch.down - up * patch.u - across * patch.v) / CELL)
        agree = abs(sums[0]) + abs(sums[1])
        if agree > best[0]:
            best = (agree, angle, factor, sums[0], sums[1])
    _, angle, factor, right, down = best
    return _way(
        size * phase(right) / (2 * pi) * CELL / 2, size * phase(down) / (2 * pi) * CELL, angle, WORKING * size * factor
    )


def _refined(dots: Image.Image, way: Way, sure: Callable[[Image.Image, Way], float]) -> Way:
    """A way moved in small steps as long as the dots agree more."""
    best, found = sure(dots, way), way
    for step in (0.8, 0.4):
        for place, size in ((0, step), (3, step), (1, step / 800), (2, step / 1000), (4, step / 800), (5, step / 1000)):
            for way_ in (1, -1):
                tried = list(found)
                tried[place] += way_ * size
                if (agreed := sure(dots, (*tried,))) > best:  # type: ignore[arg-type]
                    best, found = agreed, (*tried,)  # type: ignore[assignment]
    return found
