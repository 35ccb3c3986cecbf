"""Citation numbers: sources in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.model.fact import Fact, Stance


def supporting_sources(fact: Fact) -> tuple[str, ...]:
    """Ids of the sources that carry a fact, each once, in the order of its evidence."""
    return tuple(dict.fromkeys(item.source for item in fact.evidence if item.stance is Stance.SUPPORTS))


def number_sources(cited: Iterable[str], facts: Mapping[str, Fact], named: Iterable[str] = ()) -> dict[str, int]:
    """Number sources from 1 by first use.

    Args:
        cited: Fact ids in reading order, repeats allowed.
        facts: By id.
        named: Ids of sources that figures name themselves: numbered after all that facts rest on.
    """
    numbers: dict[str, int] = {}
    for fact_id in dict.fromkeys(cited):
        for source in supporting_sources(facts[fact_id]):
            numbers.setdefault(source, len(numbers) + 1)
    for source in named:
        numbers.setdefault(source, len(numbers) + 1)
    return numbers


def numbers_of(fact_ids: Iterable[str], facts: Mapping[str, Fact], numbers: Mapping[str, int]) -> tuple[int, ...]:
    """Citation numbers behind facts, ascending, each once."""
    return tuple(sorted({numbers[source] for fact_id in fact_ids for source in supporting_sources(facts[fact_id])}))


def group_letter(index: int) -> str:
    """The letter of an origin group, from 0: A … Z, then AA, AB and so on."""
    head, last = divmod(index, 26)
    return (group_letter(head - 1) if head else "") + chr(ord("A") + last)
