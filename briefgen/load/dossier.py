"""One report's share of the library, as of one day."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from briefgen.load.codes import fault
from briefgen.load.editions import gaps, in_language, marked
from briefgen.load.nearest import Nearest
from briefgen.load.shapes import fact_mentions
from briefgen.load.standing import standing_report
from briefgen.model.actor import Actor
from briefgen.model.asked import chosen_actors
from briefgen.model.base import Noun
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.dossier import Dossier, Library, Manuscript
from briefgen.model.fact import Fact
from briefgen.model.faults import UsageError
from briefgen.model.place import Place
from briefgen.model.profile import Country, Profile
from briefgen.model.report import Report
from briefgen.model.source import Source, resting_on


def gather(
    library: Library, report_id: str, as_of: date, language: str | None = None
) -> tuple[Dossier, tuple[Diagnostic, ...]]:
    """Take what one report rests on.

    Args:
        library: The desk.
        report_id: A report, or a profile: then its standing report.
        as_of: The day to speak from. Evidence published wholly after it is left out, and facts with it that rest on
            nothing else.
        language: BCP 47 tag of one of the languages that the report exists in; its own where it is left out. What has
            no text in it is taken in the report's own language, and named in `untranslated`.

    Returns:
        The dossier, and an error for each fact that was left out and that the report rests on, where it names it first.

    Raises:
        UsageError: There is no such report or profile, it is faulty and was not loaded, or it does not exist in that
            language.
    """
    require_language(library, report_id, language)
    own = library.languages(report_id)[0]
    base = in_language(library, own, report_id) if own != library.language else library
    if language in (None, own):
        return _Gathering(base, report_id, as_of).gather()
    dossier, found = _Gathering(in_language(library, str(language), report_id), report_id, as_of).gather()
    original, _ = _Gathering(base, report_id, as_of).gather()
    manuscript = dossier.manuscript
    if report_id not in library.reports:
        manuscript = marked(manuscript, library, report_id, str(language))
    dossier = replace(dossier, own=original, manuscript=manuscript)
    return replace(dossier, untranslated=gaps(dossier, library, str(language))), found


class _Gathering:
    def __init__(self, library: Library, report_id: str, as_of: date) -> None:
        self._library = library
        self._as_of = as_of
        self._report, self._manuscript, self._places = _written(library, report_id)
        self._profiles = tuple(library.profile(name) for name in self._report.covers)
        self._later = {name for name, source in library.sources.items() if _published_after(source, as_of)}
        kept = (
            {name: _with_evidence(fact, self._later) for name, fact in library.facts.items()}
            if self._later
            else library.facts
        )
        self._facts: Mapping[str, Fact] = {name: fact for name, fact in kept.items() if fact.evidence}

    def gather(self) -> tuple[Dossier, tuple[Diagnostic, ...]]:
        """Put the dossier together."""
        facts = self._chosen()
        dossier = Dossier(
            report=self._report,
            manuscript=self._manuscript,
            profiles=self._profiles,
            facts=facts,
            sources=self._sources(facts.values()),
            actors={name: self._actor(actor) for name, actor in self._library.actors.items()},
            countries=self._library.countries,
            topics=self._library.topics,
            related=self._related(),
            as_of=self._as_of,
            places=self._places,
        )
        return dossier, tuple(self._gone())

    def _named(self) -> Iterator[tuple[str, Place]]:
        """Every fact that the report and its profiles name, with the place."""
        place = self._places.get(("report", self._report.id), Place(""))
        yield from _facts_in(self._report, place)
        for profile in self._profiles:
            kind = "country" if isinstance(profile, Country) else "topic"
            yield from _facts_in(profile, self._places[kind, profile.id])
        for call in self._manuscript.calls:
            if call.kind == "citation":
                yield from call.placed_targets

    def _gone(self) -> Iterator[Diagnostic]:
        told = set()
        for name, place in self._named():
            # A fact that could not be read at all was told of while loading.
            if name in self._library.facts and name not in self._facts and name not in told:
                told.add(name)
                message = f"the fact '{name}' rests only on sources published after {self._as_of.isoformat()}"
                hint = "Speak from a later day, or rest this on an earlier source."
                yield fault("later-source", place, message, hint)

    def _chosen(self) -> dict[str, Fact]:
        """Facts in scope and facts named, also by the actors in them and in figures, in the library's order."""
        topics, codes = self._scope()
        chosen = {name for name, _ in self._named()}
        chosen |= {each.source for table in self._manuscript.tables.values() for each in table.incidents}
        for name, fact in self._facts.items():
            if not topics.isdisjoint(fact.topics) or not codes.isdisjoint(fact.countries):
                chosen.add(name)
        named = {actor for name in chosen & self._facts.keys() for actor in self._facts[name].actors}
        asked = {actor for call in self._manuscript.calls for actor in chosen_actors(call)}
        for name in named | asked:
            chosen.update(fact for fact, _ in _facts_in(self._library.actors[name], Place("")))
        for actor in self._library.actors.values() if asked else ():
            chosen.update(fact for relation in actor.relations if relation.to in asked for fact in relation.facts)
        return {name: self._settled(fact) for name, fact in self._facts.items() if name in chosen}

    def _scope(self) -> tuple[set[str], set[str]]:
        """Topics and country codes that the report is about, or that a figure in it asks for."""
        topics, codes = _about(self._report, self._profiles)
        for call in self._manuscript.calls:
            topics |= call.listed("topics")
            codes |= call.listed("countries")
        return topics, codes

    def _settled(self, fact: Fact) -> Fact:
        """The fact without what it was settled against and is left out."""
        if not fact.resolution or all(name in self._facts for name in fact.resolution.against):
            return fact
        against = tuple(name for name in fact.resolution.against if name in self._facts)
        resolution = fact.resolution.model_copy(update={"against": against}) if against else None
        return fact.model_copy(update={"resolution": resolution})

    def _actor(self, actor: Actor) -> Actor:
        """The actor without roles and relations that rest on left-out facts alone."""
        if not self._later:
            return actor
        roles, relations = (_resting(items, self._facts) for items in (actor.roles, actor.relations))
        if (roles, relations) == (actor.roles, actor.relations):
            return actor
        return actor.model_copy(update={"roles": roles, "relations": relations})

    def _sources(self, facts: Iterable[Fact]) -> dict[str, Source]:
        """What the facts rest on, and what that rests on, in the library's order."""
        known = self._library.sources
        carried = (name for fact in facts for passage in fact.evidence for name in (passage.source, *passage.origins))
        told = {each.source for table in self._manuscript.tables.values() for each in table.incidents}
        reached = resting_on((*carried, *(told & known.keys() - self._later)), known)
        return {name: source for name, source in known.items() if name in reached}

    def _related(self) -> tuple[Report, ...]:
        """Reports that the report names, then others that share a country or topic with it, by id."""
        library, own = self._library, self._report
        topics, codes = _about(own, self._profiles)
        found = {name: library.reports.get(name) or standing_report(library, name)[0] for name in own.related}
        for name, other in sorted(library.reports.items()):
            others = _about(other, (library.profile(profile) for profile in other.covers))
            if not topics.isdisjoint(others[0]) or not codes.isdisjoint(others[1]):
                found.setdefault(name, other)
        return tuple(report for name, report in found.items() if name != own.id)


def _require_report(library: Library, report_id: str) -> None:
    """Raise the error for what is neither a report nor a profile, or was not read."""
    if report_id in library.reports:
        return
    if ("report", report_id) in library.places:
        raise UsageError(f"the report '{report_id}' is faulty", f"`briefgen check {report_id}` shows what is wrong.")
    if report_id not in library.countries and report_id not in library.topics:
        near = Nearest((*library.reports, *library.countries, *library.topics))
        raise UsageError(
            f"unknown report or profile '{report_id}'", near.hint(report_id, "`briefgen list reports` shows them.")
        )


def require_language(library: Library, report_id: str, language: str | None) -> None:
    """Raise the error for a language that a report does not exist in; None is its own."""
    _require_report(library, report_id)
    there = library.languages(report_id)
    if language is not None and language not in there:
        raise UsageError(
            f"the report '{report_id}' does not exist in '{language}'",
            f"It exists in: {', '.join(there)}. A section is translated in a file such as 10-name.{language[:20]}.md.",
        )


def _written(library: Library, report_id: str) -> tuple[Report, Manuscript, Mapping[tuple[str, str], Place]]:
    """The report with its text, or the profile's standing one."""
    if report_id in library.reports:
        return library.reports[report_id], library.manuscripts[report_id], library.places
    kind = "country" if report_id in library.countries else "topic"
    report, manuscript = standing_report(library, report_id)
    return report, manuscript, {**library.places, ("report", report_id): library.places[kind, report_id]}


def _about(report: Report, profiles: Iterable[Profile]) -> tuple[set[str], set[str]]:
    """Topics and country codes of a report and of the profiles it covers."""
    topics, codes = set(report.topics), set(report.locations)
    for profile in profiles:
        if isinstance(profile, Country):
            codes.add(profile.code)
        else:
            topics.add(profile.id)
    return topics, codes


def _published_after(source: Source, as_of: date) -> bool:
    return source.published is not None and source.published.first > as_of


def _with_evidence(fact: Fact, later: Container[str]) -> Fact:
    kept = tuple(passage for passage in fact.evidence if passage.source not in later)
    return fact if len(kept) == len(fact.evidence) else fact.model_copy(update={"evidence": kept})


def _resting(items: tuple[Any, ...], facts: Container[str]) -> tuple[Any, ...]:
    kept = []
    for item in items:
        there = tuple(name for name in item.facts if name in facts)
        if there or not item.facts:
            kept.append(item if there == item.facts else item.model_copy(update={"facts": there}))
    return tuple(kept)


def _facts_in(noun: Noun, place: Place) -> Iterator[tuple[str, Place]]:
    """Facts that a noun names, with their places."""
    for mention in fact_mentions(noun):
        yield mention.value, place.inside(*mention.pointer)
