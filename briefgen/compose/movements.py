"""What has a direction: ratings and indicators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefgen.compose.comparison import Comparison, Value
from briefgen.model.changes import Change, Direction, Turn
from briefgen.model.profile import IndicatorState

_HEAT = {IndicatorState.QUIET: 0, IndicatorState.WATCH: 1, IndicatorState.ACTIVE: 2}
"""States in order; one that is not known has no place among them."""


def rating_changes(compared: Comparison) -> Iterator[Change]:
    """Ratings that are new or gone, that moved, and that stayed for other reasons than before."""
    yield from (*compared.appeared(), *compared.gone())
    for key, old, new in compared.kept:
        fields = compared.differing(key)
        direction = _direction(_risk(old), _risk(new))
        if direction is not Direction.UNCHANGED:
            yield replace(compared.moved(key, Turn.MOVED, fields), direction=direction)
        elif fields:
            yield replace(compared.moved(key, Turn.CHANGED, fields), direction=direction)


def unmoved_ratings(compared: Comparison) -> Iterator[Change]:
    """Ratings in both that are the same in all that is printed."""
    for key, _, new in compared.kept:
        if not compared.differing(key):
            told = compared.told(new)
            yield replace(compared.change(key, Turn.CHANGED, told, told), direction=Direction.UNCHANGED)


def indicator_changes(compared: Comparison) -> Iterator[Change]:
    """Indicators that are new or gone, whose state moved, and that are worded or carried otherwise."""
    yield from (*compared.appeared(), *compared.gone())
    for key, old, new in compared.kept:
        fields = compared.differing(key)
        if "state" in fields:
            heats = _HEAT.get(old["state"]), _HEAT.get(new["state"])
            direction = None if heats[0] is None or heats[1] is None else _direction(heats[0], heats[1])
            yield replace(compared.moved(key, Turn.MOVED, fields), direction=direction)
        elif fields:
            yield compared.moved(key, Turn.CHANGED, fields)


def _risk(value: Value) -> int:
    """Likelihood times impact, 1–25; the level follows from it."""
    return int(value["likelihood"]) * int(value["impact"])


def _direction(before: int, after: int) -> Direction:
    if before == after:
        return Direction.UNCHANGED
    return Direction.DETERIORATED if after > before else Direction.IMPROVED
