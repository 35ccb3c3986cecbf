"""What a list keeps: nouns that have to do with a country, a topic or a source."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from briefgen.cli.nearest import did_you_mean
from briefgen.load.countries import country_hint, country_names
from briefgen.model.faults import UsageError

if TYPE_CHECKING:
    from briefgen.model.base import Noun
    from briefgen.model.dossier import Library
    from briefgen.model.fact import Fact
    from briefgen.model.report import Report

_CODE = re.compile(r"[A-Z]{2}")


class Filters(NamedTuple):
    """What to keep; None keeps all.

    Attributes:
        country: ISO 3166-1 alpha-2 code.
        topic: A topic's id.
        source: A source's id.
    """

    country: str | None = None
    topic: str | None = None
    source: str | None = None


def read_filters(library: Library, country: str | None, topic: str | None, source: str | None) -> Filters:
    """The filters, with a country's profile id turned into its code.

    Raises:
        UsageError: Something that is no country, topic or source is named.
    """
    return Filters(
        _country_code(library, country) if country else None,
        _known("topic", topic, library.topics) if topic else None,
        _known("source", source, library.sources) if source else None,
    )


def select(library: Library, noun: str, filters: Filters) -> tuple[Noun, ...]:
    """The nouns of one kind that pass: facts by time, the others by id.

    Args:
        library: The desk's content.
        noun: Plural: `facts`.
        filters: What to keep.
    """
    by_id: Mapping[str, Noun] = getattr(library, noun)
    if noun == "facts":
        return tuple(sorted(_matching_facts(library, filters), key=_by_time))
    kept = [by_id[name] for name in sorted(by_id)]
    if filters == Filters():
        return tuple(kept)
    wanted = _KEPT[noun](library, filters)
    return tuple(one for one in kept if getattr(one, "id", None) in wanted)


def cited_facts(library: Library, report: Report) -> frozenset[str]:
    """Facts that a report's text, judgements or scenarios name."""
    manuscript = library.manuscripts.get(report.id)
    cited = (call.targets for call in manuscript.calls if call.kind == "citation") if manuscript else ()
    bases = (*(one.basis for one in report.judgements), *(one.basis for one in report.scenarios))
    return frozenset(chain.from_iterable((*cited, *bases)))


def places_of(library: Library, report: Report) -> frozenset[str]:
    """Codes of the countries that a report covers or is dated from."""
    covered = (library.countries[profile].code for profile in report.covers if profile in library.countries)
    return frozenset([*report.locations, *covered])


def _by_time(fact: Fact) -> tuple[bool, object, object, str]:
    when = fact.when
    return (when is None, when.first if when else "", when.last if when else "", fact.id)


def _matching_facts(library: Library, filters: Filters) -> tuple[Fact, ...]:
    return tuple(
        fact
        for fact in library.facts.values()
        if (filters.country is None or filters.country in fact.countries)
        and (filters.topic is None or filters.topic in fact.topics)
        and (filters.source is None or any(passage.source == filters.source for passage in fact.evidence))
    )


def _reports(library: Library, filters: Filters) -> set[str]:
    of_source = {fact.id for fact in _matching_facts(library, Filters(source=filters.source))}
    return {
        report.id
        for report in library.reports.values()
        if (filters.country is None or filters.country in places_of(library, report))
        and (filters.topic is None or filters.topic in {*report.topics, *report.covers})
        and (filters.source is None or of_source & cited_facts(library, report))
    }


def _clients(library: Library, filters: Filters) -> set[str]:
    reports = _reports(library, filters)
    return {client.id for client in library.clients.values() if reports.intersection(client.reports)}


def _sources(library: Library, filters: Filters) -> set[str]:
    return {passage.source for fact in _matching_facts(library, filters) for passage in fact.evidence}


def _actors(library: Library, filters: Filters) -> set[str]:
    named = {actor for fact in _matching_facts(library, filters) for actor in fact.actors}
    if filters != Filters(country=filters.country):
        return named
    return named | {actor.id for actor in library.actors.values() if actor.country == filters.country}


def _topics(library: Library, filters: Filters) -> set[str]:
    return {topic for fact in _matching_facts(library, filters) for topic in fact.topics}


def _countries(library: Library, filters: Filters) -> set[str]:
    codes = {code for fact in _matching_facts(library, filters) for code in fact.countries}
    if filters.country is not None:
        codes &= {filters.country}
    if filters == Filters(country=filters.country) and filters.country:
        codes = {filters.country}  # its own profile, whether or not a fact is on it
    return {country.id for country in library.countries.values() if country.code in codes}


_KEPT: Mapping[str, Callable[[Library, Filters], set[str]]] = {
    "reports": _reports,
    "countries": _countries,
    "topics": _topics,
    "sources": _sources,
    "actors": _actors,
    "clients": _clients,
}


def _country_code(library: Library, name: str) -> str:
    profile = library.countries.get(name)
    if profile:
        return profile.code
    code = name.upper()
    if code in country_names():
        return code
    near = did_you_mean(name, library.countries)
    remedy = (
        near
        or (country_hint(code) if _CODE.fullmatch(code) else "")
        or "Write its ISO code, like ML, or its profile's id."
    )
    raise UsageError(f"unknown country '{name}'", remedy)


def _known(kind: str, name: str, names: Mapping[str, object]) -> str:
    if name not in names:
        raise UsageError(f"unknown {kind} '{name}'", did_you_mean(name, names) or f"See: briefgen list {kind}s")
    return name
