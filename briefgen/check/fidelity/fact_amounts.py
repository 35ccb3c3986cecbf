"""Which numbers a fact gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.check.fidelity.amounts import Amount, amounts_in
from briefgen.check.fidelity.deeds import deed
from briefgen.check.fidelity.shares import shares_in
from briefgen.check.lexicon.amounts import amounts_of
from briefgen.check.lexicon.quoting import languages_of
from briefgen.check.reading.quotations import spoken
from briefgen.check.reading.spelling import folded
from briefgen.model.fact import Fact

_NAME = r"(?:l[ea]s?\s|l['’])?[^\W\d_a-zà-ÿ][\w'’-]*(?:\s[^\W\d_a-zà-ÿ][\w'’-]*)*"
_LISTED = re.compile(rf"{_NAME}(?:,\s{_NAME})*,?\s(?:and|et)\s{_NAME}")
_BETWEEN = re.compile(r",?\s(?:and|et)\s|,\s")
_LISTED_KINDS = frozenset(
    {"country", "state", "nation", "government", "member", "capital", "neighbour", "pays", "etat", "membre",
     "gouvernement", "capitale", "voisin"}
)  # fmt: skip
"""What a list of names may be a list of."""


@dataclass(frozen=True, slots=True)
class FactAmount:
    """A number that a fact gives.

    Attributes:
        fact: The fact's id.
        amount: The number.
        bare: Whether it stands without a unit because it is an asserted value.
        listed: The names that it is the number of, in small plain letters, where the fact lists names.
    """

    fact: str
    amount: Amount
    bare: bool = False
    listed: tuple[tuple[str, ...], ...] = ()

    @property
    def exact(self) -> bool:
        """Whether it is a plain number that others can be reckoned from."""
        return self.amount.kind in ("digits", "word") and not self.listed


def fact_amounts(fact: Fact) -> Iterator[FactAmount]:
    """The numbers of its statement, as its language reads them, and of what it asserts."""
    yield from (FactAmount(fact.id, each) for each in _read(fact.statement))
    yield from _lists(fact)
    value = fact.asserts.value if fact.asserts else None
    if isinstance(value, str):
        yield from (FactAmount(fact.id, each) for each in _read(value))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield FactAmount(
            fact.id, Amount(f"{value:,}", 0, 0, float(value), float(value), "digits", phrase=f"{value:,}"), bare=True
        )


def _read(text: str) -> Iterator[Amount]:
    """Numbers and shares as the text's language reads them."""
    for language in languages_of(folded(text)):
        yield from amounts_in(text, language)
        yield from shares_in(text, language)


def _lists(fact: Fact) -> Iterator[FactAmount]:
    """How many names its statement lists: three, for "Mali, Burkina Faso and Niger"."""
    table = amounts_of(languages_of(folded(fact.statement))[0])
    for match in _LISTED.finditer(fact.statement):
        names = tuple(spoken(name) for name in _BETWEEN.split(match.group()))
        said = deed(folded(fact.statement), *match.span(), table)
        size, words = float(len(names)), match.group()
        amount = Amount(
            words, *match.span(), size, size, "word", nouns=_LISTED_KINDS, phrase=words, deed=said
        )  # fmt: skip
        yield FactAmount(fact.id, amount, listed=names)


def listed_counts(facts: Sequence[Fact]) -> frozenset[int]:
    """How many names the facts list, in their statements and as values."""
    values = [fact.asserts.value for fact in facts if fact.asserts and isinstance(fact.asserts.value, str)]
    sizes = {len(each.listed) for fact in facts for each in _lists(fact)}
    return frozenset(sizes | {value.count(",") + 1 for value in values if "," in value})
