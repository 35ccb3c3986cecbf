"""Reads the recipient's mark from a picture of a page: which document a copy was made of.

The dots are looked for where they must be. Each bit is printed some forty times on a page, and what text hides of them is
made up for by the others, so that a reading is a vote; the checksum says whether it is one. How far a mark survives is
measured in tests/seal/test_mark.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from PIL import Image, ImageChops, ImageFilter

from briefgen.seal.aligning import WORKING, Way, ways
from briefgen.seal.dots import ASIDE, CELL, COLUMNS, ROWS, document_of

A4_WIDTH = 595.276
"""Points."""
_GROUND = 7
"""Pixels: how far across the ground of a dot is looked at."""
_BLUR = 0.9
"""Pixels: about a dot's own size."""
_MOST = 26
"""Steps of 255: what is darker than its ground by more is no dot, and counts as little more than one."""


def read_mark(picture: Image.Image, width: float = A4_WIDTH) -> str | None:
    """The id of the document that a page was printed from; None where no mark can be read.

    Args:
        picture: A page: rendered, or scanned about straight; upright or upside down; it may be cut off at its edges.
        width: What the picture shows of the page's width, points.
    """
    for turned in (picture, picture.transpose(Image.Transpose.ROTATE_180)):
        dots = _darker(turned, width)
        for way in ways(dots, _sure):
            if found := _read(votes_along(dots, way)):
                return found
    return None


def _darker(picture: Image.Image, width: float) -> Image.Image:
    """How much darker each point is than its ground, at a working size."""
    grey = picture.convert("L")
    scale = width * WORKING / grey.width
    size = round(grey.width * scale), round(grey.height * scale)
    grey = grey.resize(size, Image.Resampling.BICUBIC if scale > 1 else Image.Resampling.BOX)
    ground = grey.filter(ImageFilter.MedianFilter(_GROUND))
    blurred = grey.filter(ImageFilter.GaussianBlur(_BLUR))
    return ImageChops.subtract(ground, blurred).point([min(level, _MOST) for level in range(256)])


def votes_along(dots: Image.Image, way: Way) -> list[float]:
    """For each cell of a block, how much more to the right than to the left its dots are, over the whole page."""
    a, b, c, d, e, f = way
    pixels: Any = dots.load()
    width, height = dots.size
    votes = [0.0] * (COLUMNS * ROWS)
    for row, column in product(
        range(-ROWS, round(height / WORKING / CELL) + ROWS), range(-COLUMNS, round(width / WORKING / CELL) + COLUMNS)
    ):
        u, v = (column + 0.5) * CELL, (row + 0.5) * CELL
        x, y = a + b * u + c * v, d + e * u + f * v
        left, top, right, low = round(x - b * ASIDE), round(y - e * ASIDE), round(x + b * ASIDE), round(y + e * ASIDE)
        if 0 <= left < width and 0 <= right < width and 0 <= top < height and 0 <= low < height:
            votes[row % ROWS * COLUMNS + column % COLUMNS] += pixels[right, low] - pixels[left, top]
    return votes


def _sure(dots: Image.Image, way: Way) -> float:
    """How much the dots agree with each other along a way."""
    return sum(map(abs, votes_along(dots, way)))


def _read(votes: Sequence[float]) -> str | None:
    """What votes tell, wherever in a block the picture begins."""
    return next(filter(None, map(document_of, _moved(votes))), None)


def _moved(votes: Sequence[float]) -> Iterator[list[float]]:
    for down, right in product(range(ROWS), range(COLUMNS)):
        yield [
            votes[(row + down) % ROWS * COLUMNS + (column + right) % COLUMNS]
            for row, column in product(range(ROWS), range(COLUMNS))
        ]
