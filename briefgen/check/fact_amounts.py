"""Which numbers a fact gives, and whether they carry a number in a sentence that cites it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.check.amounts import Amount, amounts_in
from briefgen.check.lexicon.quoting import languages_of
from briefgen.check.spelling import folded
from briefgen.model.fact import Fact

SMALL = 12
"""Up to here a number may count what the facts list, and number words are held against the same noun only."""

_NAME = r"[^\W\d_a-zà-ÿ][\w'’-]*(?:\s[^\W\d_a-zà-ÿ][\w'’-]*)*"
_LISTED = re.compile(rf"{_NAME}(?:,\s{_NAME})*,?\s(?:and|et)\s{_NAME}")


@dataclass(frozen=True, slots=True)
class FactAmount:
    """A number that a fact gives.

    Attributes:
        fact: The fact's id.
        amount: The number.
        bare: Whether it stands without a unit because it is an asserted value.
    """

    fact: str
    amount: Amount
    bare: bool = False


def fact_amounts(fact: Fact) -> Iterator[FactAmount]:
    """The numbers of its statement, as its language reads them, and of what it asserts."""
    yield from (FactAmount(fact.id, each) for each in _read(fact.statement))
    value = fact.asserts.value if fact.asserts else None
    if isinstance(value, str):
        yield from (FactAmount(fact.id, each) for each in _read(value))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield FactAmount(
            fact.id, Amount(f"{value:,}", 0, 0, float(value), float(value), "digits", phrase=f"{value:,}"), bare=True
        )


def _read(text: str) -> Iterator[Amount]:
    """Numbers as the text's language reads them."""
    for language in languages_of(folded(text)):
        yield from amounts_in(text, language)


def listed_counts(facts: Sequence[Fact]) -> frozenset[int]:
    """How many names the facts list: three, for "Mali, Burkina Faso and Niger"."""
    lists = [match.group() for fact in facts for match in _LISTED.finditer(fact.statement)]
    values = [fact.asserts.value for fact in facts if fact.asserts and isinstance(fact.asserts.value, str)]
    sizes = {len(re.split(r",\s|\s(?:and|et)\s", each)) for each in lists}
    return frozenset(sizes | {value.count(",") + 1 for value in values if "," in value})


def differing(amount: Amount, given: Sequence[FactAmount], counts: frozenset[int]) -> FactAmount | None:
    """What the facts give instead of a number in a text; None where they carry it or do not speak of it.

    A number in digits, or a word above twelve, must be given by a fact; an `Amount` of no value stands for "no such
    number". A smaller number word, "several" and "thousands" differ only where a fact counts the same noun otherwise.
    """
    if amount.kind == "article":
        return None
    if amount.kind == "digits" or (amount.kind == "word" and amount.value > SMALL):
        return None if _carried(amount, given, counts) else _instead(amount, given)
    return _differing_word(amount, given, counts)


def _carried(amount: Amount, given: Sequence[FactAmount], counts: frozenset[int]) -> bool:
    if amount.value <= SMALL and amount.value in counts and not amount.unit:
        return True
    return any(_equal(amount, each) and not _swapped(amount, each, given) for each in given)


def _equal(amount: Amount, given: FactAmount) -> bool:
    other = given.amount
    if other.kind in ("article", "several", "vague") or not (given.bare or _same_unit(amount, other)):
        return False
    if math.isclose(amount.value, other.value):
        return True
    return bool(amount.hedge) and amount.value == _rounded(other.value, amount)


def _same_unit(amount: Amount, other: Amount) -> bool:
    if amount.unit == other.unit:
        return True
    return "%" not in (amount.unit, other.unit) and not (amount.unit and other.unit)


def _rounded(value: float, amount: Amount) -> float:
    """The number cut to as many digits as the text gives, down after "over", up after "under"."""
    digits = len(f"{amount.value:.0f}".rstrip("0")) or 1
    step = 10.0 ** (math.floor(math.log10(value)) + 1 - digits) if value > 0 else 1.0
    how = {"over": math.floor, "under": math.ceil}.get(amount.hedge, round)
    return how(value / step) * step


def _swapped(amount: Amount, match: FactAmount, given: Sequence[FactAmount]) -> bool:
    """Whether the facts give that number for something else, and another one for what the text counts."""
    if not amount.nouns or not match.amount.nouns or amount.nouns & match.amount.nouns:
        return False
    same = [each for each in given if each.amount.nouns & amount.nouns and each.amount.kind != "article"]
    return bool(same) and not any(math.isclose(each.amount.value, amount.value) for each in same)


def _instead(amount: Amount, given: Sequence[FactAmount]) -> FactAmount:
    """The number that the text most likely means: of the same noun, of the same unit, or any that counts."""
    numbers = [each for each in given if each.amount.kind in ("digits", "word")]
    nearest = sorted(
        numbers,
        key=lambda each: (
            not each.amount.nouns & amount.nouns,
            each.amount.unit != amount.unit,
            each.amount.kind != "digits",
            abs(each.amount.value - amount.value),
        ),
    )
    return nearest[0] if nearest else FactAmount("", replace(amount, words=""))


def _differing_word(amount: Amount, given: Sequence[FactAmount], counts: frozenset[int]) -> FactAmount | None:
    if amount.partitive:
        return None
    vague = amount.kind == "vague"
    same = [
        each
        for each in given
        if each.amount.nouns & amount.nouns or (vague and each.amount.kind == "vague")
        if not each.amount.partitive and each.amount.hedge != "about"
    ]
    articles = len({(each.fact, each.amount.start) for each in same if each.amount.kind == "article"})
    if not same or amount.value in counts or any(_overlap(amount, each.amount, articles) for each in same):
        return None
    return same[0]


def _overlap(amount: Amount, other: Amount, articles: int) -> bool:
    if amount.kind == other.kind == "vague":
        return amount.least == other.least
    most = articles if other.kind == "article" else other.most
    return amount.least <= most and other.least <= amount.most
