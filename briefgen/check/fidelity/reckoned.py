"""Whether a number is a result that a reader can reckon from the numbers of the facts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, permutations

from briefgen.check.fidelity.amounts import Amount
from briefgen.check.fidelity.deeds import root, same_deed, senses
from briefgen.check.fidelity.fact_amounts import FactAmount
from briefgen.check.lexicon.deeds import Reckoning

_MOST = 24
"""Numbers of facts that are combined; a sentence that cites more of them is a table."""
_TIMES = (2, 3, 4, 1 / 2, 1 / 3, 1 / 4)
_RATES = (7, 12, 24, 30, 52, 60, 365)
"""How many of one time are in a longer one."""
_WHOLE = 100.0
_DAY_MINUTES = 24 * 60
_MONTH_DAYS = 30.44


def results(amount: Amount, given: Sequence[FactAmount], text: str, said: str, reckoning: Reckoning) -> Iterator[float]:
    """Every number that the sentence may mean as a result, in the amount's own unit.

    Differences and multiples need a word that says so ("the rest", "twice"), and so does the sum of different things
    ("together"). The sum of what the facts count of one thing, a share of a number, and the rest of a whole whose part is
    given need none.

    Args:
        amount: The number in the text.
        given: The numbers of the facts.
        text: The sentence in small plain letters.
        said: The facts' statements in small plain letters.
        reckoning: The language's words of reckoning.
    """
    numbers = _numbers(amount, given)
    yield from _sums(amount, numbers, told=bool(reckoning.sum.search(text)))
    yield from _rests(amount, numbers, told=bool(reckoning.rest.search(text)))
    if reckoning.times.search(f"{text} {said}"):
        yield from _multiples(amount, numbers, _TIMES)
    if _rates(text, reckoning) != _rates(said, reckoning) and _rates(text, reckoning) and _rates(said, reckoning):
        yield from _multiples(amount, numbers, (*_RATES, *(1 / rate for rate in _RATES)))
    shares = [each.amount.value / _WHOLE for each in given if each.amount.unit == "%"]
    if amount.unit != "%":
        yield from (each.amount.measure * share / amount.factor for each in numbers for share in shares)


def is_duration(amount: Amount, lengths: Iterable[int]) -> bool:
    """Whether an amount of time is one of the lengths, in days, as exactly as its unit tells."""
    unit_days = {"minute": amount.factor / _DAY_MINUTES, "month": amount.factor * _MONTH_DAYS}.get(amount.unit, 0.0)
    return any(unit_days and abs(days - amount.value * unit_days) < max(unit_days, 2) for days in lengths)


def _multiples(amount: Amount, numbers: Sequence[FactAmount], times: Sequence[float]) -> Iterator[float]:
    return (each.amount.measure * by / amount.factor for each in numbers for by in times)


def _rates(text: str, reckoning: Reckoning) -> frozenset[str]:
    return frozenset(match.group() for match in reckoning.rate.finditer(text))


def _numbers(amount: Amount, given: Sequence[FactAmount]) -> list[FactAmount]:
    """Plain numbers of the amount's unit, each once for each fact."""
    fitting = {
        (each.fact, each.amount.measure): each
        for each in reversed(given)
        if each.exact and (each.bare or not amount.unit or each.amount.unit in ("", amount.unit))
    }
    return list(fitting.values())[::-1][:_MOST]


def _sums(amount: Amount, numbers: Sequence[FactAmount], *, told: bool) -> Iterator[float]:
    for one, other in combinations(numbers, 2):
        if told or (_alike(one, other) and not _is_one_of(amount, one, other)):
            yield one.amount.value + other.amount.value
    if told:
        yield math.fsum(each.amount.value for each in numbers)


def _alike(one: FactAmount, other: FactAmount) -> bool:
    """Whether two numbers count the same thing, or the second one says of the first one's what became of it."""
    nouns, others = _things(one), _things(other)
    return bool(nouns & others) or (one.fact == other.fact and not others and other.amount.joined)


def _things(given: FactAmount) -> frozenset[str]:
    return frozenset(noun for noun in given.amount.nouns if not senses(frozenset({root(noun)})))


def _is_one_of(amount: Amount, one: FactAmount, other: FactAmount) -> bool:
    """Whether the text says what became of one of the two only: "36 died", of 14 dead and 22 wounded."""
    fates, others = senses(one.amount.deed), senses(other.amount.deed)
    own = senses(amount.deed)
    return bool(fates and others and own) and (own & fates == frozenset()) != (own & others == frozenset())


def _rests(amount: Amount, numbers: Sequence[FactAmount], *, told: bool) -> Iterator[float]:
    for whole, part in permutations(numbers, 2):
        rest = whole.amount.value - part.amount.value
        if rest > 0 and (told or _is_other_part(amount, whole, part)):
            yield rest


def _is_other_part(amount: Amount, whole: FactAmount, part: FactAmount) -> bool:
    """Whether the text counts what a fact's part leaves of its whole, and says something else of it than of the part."""
    alike = part.amount.partitive or not _things(part) or _things(whole) & _things(part)
    if whole.fact != part.fact or not alike:
        return False
    counted = {root(noun) for noun in whole.amount.nouns | amount.nouns} - senses(amount.deed)
    return not same_deed(amount.deed - counted, part.amount.deed - counted)
