"""Labels beside the things they name: as near as they can be without touching."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Starts of blocks that keep their order, do not overlap, and move as little as possible.

    Least squares by pooling adjacent violators: what is left after the sizes before it are taken off must not fall.

    Args:
        wanted: Where each block would start best.
        sizes: How long each is.
        low: Where the first may start.
        high: Where the last must end.

    Raises:
        ValueError: If the blocks are longer together than the room.
    """
    before = [0.0, *accumulate(sizes)]
    slack = high - low - before[-1]
    if slack < -1e-6:  # noqa: PLR2004 - rounding
        raise ValueError(f"Blocks of {before[-1]:.1f} pt do not fit into {high - low:.1f} pt.")
    shifted = _rising([want - taken for want, taken in zip(wanted, before, strict=False)])
    top = low + max(slack, 0.0)
    return [min(max(start, low), top) + taken for start, taken in zip(shifted, before, strict=False)]


def _rising(values: Sequence[float]) -> list[float]:
    """The nearest series that never falls (isotonic regression)."""
    pools: list[tuple[float, int]] = []
    for value in values:
        mean, count = value, 1
        while pools and pools[-1][0] > mean:
            earlier, members = pools.pop()
            mean = (earlier * members + mean * count) / (members + count)
            count += members
        pools.append((mean, count))
    return [mean for mean, count in pools for _ in range(count)]
