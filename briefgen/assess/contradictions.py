"""Contradictions: different values of the same property of the same subject over overlapping time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from briefgen.model.assessment import Contradiction
from briefgen.model.dates import PartialDate
from briefgen.model.fact import Assertion, Fact


def contradictions(facts: Iterable[Fact]) -> tuple[Contradiction, ...]:
    """Every set of facts that cannot all be true; open ones first, then by subject and property."""
    asserted: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.asserts:
            asserted[fact.asserts.subject, fact.asserts.property].append(fact)
    found = (_contradiction(key, group) for key, group in asserted.items() if len(group) > 1)
    return tuple(sorted((each for each in found if each), key=lambda each: (each.standing is not None, each.id)))


def opponents(contradiction: Contradiction, facts: Mapping[str, Fact]) -> dict[str, tuple[str, ...]]:
    """For each fact of a contradiction, the ids of those in it that it cannot stand beside."""
    return {
        one: tuple(other for other in contradiction.facts if other != one and _conflict(facts[one], facts[other]))
        for one in contradiction.facts
    }


def _contradiction(key: tuple[str, str], group: list[Fact]) -> Contradiction | None:
    involved = {fact.id: fact for pair in combinations(group, 2) if _conflict(*pair) for fact in pair}
    if not involved:
        return None
    ordered = sorted(involved.values(), key=lambda fact: (_sort_value(fact), fact.id))
    for fact in ordered:
        others = involved.keys() - {fact.id}
        if fact.resolution and others <= set(fact.resolution.against):
            return Contradiction(*key, tuple(each.id for each in ordered), fact.id, fact.resolution.reason)
    return Contradiction(*key, tuple(each.id for each in ordered))


def _conflict(one: Fact, other: Fact) -> bool:
    first, second = one.asserts, other.asserts
    return first is not None and second is not None and _same_time(first, second) and not _agree(first, second)


def _same_time(one: Assertion, other: Assertion) -> bool:
    """A value with no time of its own holds always."""
    return one.during is None or other.during is None or one.during.overlaps(other.during)


def _agree(one: Assertion, other: Assertion) -> bool:
    """Equal, or one date that merely says less exactly what the other says: 2024 and 2024-01-28."""
    first, second = one.value, other.value
    if isinstance(first, str) and isinstance(second, str):
        dates = _date(first), _date(second)
        if dates[0] and dates[1]:
            return dates[0].contains(dates[1]) or dates[1].contains(dates[0])
        return first.casefold() == second.casefold()
    return type(first) is type(second) and first == second


def _date(text: str) -> PartialDate | None:
    try:
        return PartialDate(text)
    except ValueError:
        return None


def _sort_value(fact: Fact) -> str:
    return str(fact.asserts.value) if fact.asserts else ""
