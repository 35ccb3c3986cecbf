"""Whether the facts carry a share: two thirds, 40 percent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from briefgen.check.fidelity.amounts import Amount
from briefgen.check.fidelity.deeds import same_deed
from briefgen.check.fidelity.fact_amounts import FactAmount

_NEAR = {"": 2.5, "about": 7.0}
"""Percentage points between a share in words and the fact's; "two in five" is 41 percent."""
_WRITTEN = {"": 0.7, "about": 3.0}
"""The same for a percentage in digits, which is reckoned from the fact's numbers."""
_MOST = 24
"""Numbers of facts of which pairs are made."""
_NEARLY = 8.0
_WHOLE = 100.0


def shares_given(amount: Amount, given: Sequence[FactAmount]) -> tuple[float, ...]:
    """What the facts give as shares, in percent: as such, as the rest of one, and as one number of another."""
    return tuple(_shares(amount, given))


def _shares(amount: Amount, given: Sequence[FactAmount]) -> Iterator[float]:
    for each in given:
        if each.amount.unit == "%" and each.amount.kind in ("digits", "word", "share"):
            yield each.amount.value
            if each.amount.value < _WHOLE and not same_deed(amount.deed, each.amount.deed):
                yield _WHOLE - each.amount.value
    for part, whole in permutations([each for each in given if each.exact][:_MOST], 2):
        size, of = _sizes(part, whole)
        if 0 < size < of:
            yield from _of_two(amount, part, size / of * _WHOLE)
            if part.fact == whole.fact:
                yield (of / size - 1) * _WHOLE


def _of_two(amount: Amount, part: FactAmount, share: float) -> Iterator[float]:
    if part.amount.unit != "%":
        yield share
        if not same_deed(amount.deed, part.amount.deed):
            yield _WHOLE - share


def _sizes(part: FactAmount, whole: FactAmount) -> tuple[float, float]:
    """Two numbers of one unit; noughts where they are of two."""
    one, other = part.amount, whole.amount
    if one.unit == other.unit:
        return one.measure, other.measure
    return (one.value, other.value) if "" in (one.unit, other.unit) else (0, 0)


def meets(amount: Amount, share: float) -> bool:
    """Whether a share in the text may stand for a given one, in percent."""
    if amount.hedge == "over":
        return share >= amount.value
    if amount.hedge == "under":
        return share <= amount.value
    if amount.hedge == "nearly":
        return amount.value - _NEARLY <= share <= amount.value + 1
    near = _NEAR if amount.kind == "share" else _WRITTEN
    return abs(share - amount.value) <= near.get(amount.hedge, near[""])
