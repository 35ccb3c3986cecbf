"""What a figure asked for in Markdown selects. Loading, composing, checking and tracing ask here, and so agree."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Collection, Container, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from briefgen.model.actor import Actor
from briefgen.model.dossier import Call, Dossier
from briefgen.model.fact import Fact
from briefgen.model.gazetteer import AFRICA, within
from briefgen.model.incident import Incident
from briefgen.model.profile import Country, Indicator, Profile
from briefgen.model.rated import RatedIssue

OFFICE = "office"
"""The tie of who holds an office to the state or body in which it is held."""


class Tie(NamedTuple):
    """A relation between two actors, and the facts of the dossier that carry it.

    Attributes:
        start: Id of the actor whose relation it is.
        end: Id of the other.
        kind: As `RelationKind` has it, or `OFFICE`.
        facts: Ids.
    """

    start: str
    end: str
    kind: str
    facts: tuple[str, ...]


def has_data(call: Call, dossier: Dossier, used: Collection[str]) -> bool:
    """Whether a figure called like this has anything to show.

    Args:
        call: A figure's.
        dossier: What it is called in.
        used: Ids of the facts that the report uses.
    """
    return _HAS_DATA[call.targets[0]](call, dossier, used)


def chosen_facts(call: Call, dossier: Dossier) -> tuple[str, ...]:
    """Ids of the facts that a figure brings into the report by itself, in the order in which it shows them.

    A figure that names what it is about shows all that the dossier has of it, and so cites it; one that names nothing
    shows what the report uses, and so brings () in.
    """
    choose = _CHOOSE.get(call.targets[0])
    return choose(call, dossier) if choose else ()


def chosen_actors(call: Call) -> frozenset[str]:
    """Ids of the actors that a figure names: the facts under their relations belong to the report's."""
    return call.listed("actors") if call.kind == "figure" and call.targets[0] == "network" else frozenset()


def ties(call: Call, dossier: Dossier, used: Container[str]) -> Iterator[Tie]:
    """Relations that a network shows, each with the facts of the dossier that carry it; in the order of ids.

    Args:
        call: A network's. One that names actors shows how these stand to all others; one that names topics or
            countries, what facts of these carry; one that names neither, how the actors in the facts used stand to
            each other.
        dossier: What it is called in.
        used: Ids of the facts that the report uses.
    """
    named, kinds = call.listed("actors"), call.listed("relations")
    about = _topical(call)
    known = dossier.actors if named or call.filtered else _actors_in(dossier, used)
    for name in sorted(known.keys() & dossier.actors.keys()):
        for tie in _ties_of(dossier.actors[name], dossier.as_of):
            facts = tuple(fact for fact in tie.facts if fact in dossier.facts and about(dossier.facts[fact]))
            ends = {tie.start, tie.end}
            fits = not kinds or tie.kind in kinds
            if facts and fits and ends <= known.keys() and len(ends) > 1 and (not named or ends & named):
                yield tie._replace(facts=facts)


def _ties_of(actor: Actor, as_of: date) -> Iterator[Tie]:
    """An actor's relations and offices that are not over."""
    for relation in actor.relations:
        if not relation.during or relation.during.last >= as_of:
            yield Tie(actor.id, relation.to, relation.kind.value, relation.facts)
    for role in actor.roles:
        if role.of and (not role.during or role.during.last >= as_of):
            yield Tie(actor.id, role.of, OFFICE, role.facts)


def indicators(call: Call, dossier: Dossier) -> Iterator[tuple[Profile, Indicator]]:
    """Indicators that a board shows, with their profiles, in order: those of the profiles and states that it names."""
    states = call.listed("states")
    for profile in profiles(call, dossier):
        for indicator in profile.indicators:
            if not states or indicator.state in states:
                yield profile, indicator


def profiles(call: Call, dossier: Dossier) -> tuple[Profile, ...]:
    """The report's profiles, or those of them that the figure names."""
    named = call.listed("profiles")
    return tuple(profile for profile in dossier.profiles if not named or profile.id in named)


def sourced_facts(call: Call, dossier: Dossier, used: Collection[str]) -> tuple[str, ...]:
    """Ids of the facts whose sources a source map shows, in the order of `used`."""
    judged = call.listed("judgements")
    basis = {fact for each in dossier.report.judgements if each.id in judged for fact in each.basis}
    about = _topical(call)
    facts = (name for name in used if name in dossier.facts and (not judged or name in basis))
    return tuple(name for name in facts if about(dossier.facts[name]))


def located(call: Call, dossier: Dossier) -> tuple[str, ...]:
    """Codes of the countries that a map has in its middle: those that it names, or the report's."""
    report = dossier.report
    own = report.locations or tuple(each.code for each in dossier.profiles if isinstance(each, Country))
    return tuple(sorted(call.listed("countries"))) or own


def incidents(call: Call, dossier: Dossier) -> tuple[tuple[Incident, ...], int]:
    """Incidents that a chart or a map shows: of its table, its months and its countries.

    Returns:
        Those up to the day that the report speaks from, whose source it knows by then; and how many came later.
    """
    asked = dict(call.parameters)
    table = dossier.manuscript.tables.get(asked.get("data", ""))
    first, last = month_bound(asked.get("from", ""), date.min), month_bound(asked.get("to", ""), date.max, end=True)
    codes = call.listed("countries")
    chosen = [
        each
        for each in (table.incidents if table else ())
        if first <= each.day <= last and (not codes or each.country in codes)
    ]
    known = tuple(
        each
        for each in chosen
        if each.day <= dossier.as_of and (each.source in dossier.facts or each.source in dossier.sources)
    )
    return known, len(chosen) - len(known)


def framed(call: Call, dossier: Dossier) -> tuple[str, ...]:
    """Codes of the countries that an incident map has in its middle: those that it names, or where the incidents are."""
    named = tuple(sorted(call.listed("countries"))) or tuple(
        sorted({each.country for each in incidents(call, dossier)[0]})
    )
    return tuple(code for code in named if code in AFRICA)


def month_bound(written: str, otherwise: date, *, end: bool = False) -> date:
    """The first or last day of a year or month as written, or another one where nothing is."""
    if not written:
        return otherwise
    year, _, month = written.partition("-")
    if not end:
        return date(int(year), int(month or 1), 1)
    return date(int(year), int(month or 12), monthrange(int(year), int(month or 12))[1])


def named_sources(call: Call, dossier: Dossier) -> tuple[str, ...]:
    """Ids of the sources that a figure names itself, rather than through facts."""
    if call.targets[0] not in _OF_INCIDENTS:
        return ()
    rows, _ = incidents(call, dossier)
    return tuple(dict.fromkeys(each.source for each in rows if each.source not in dossier.facts))


def rated_issues(call: Call, dossier: Dossier) -> tuple[RatedIssue, ...]:
    """Earlier issues that a rating history shows, oldest first: one a day, before the day that the report speaks from."""
    asked = dict(call.parameters)
    first, last = int(asked.get("from", 0)), int(asked.get("to", 9999))
    days = {each.as_of: each for each in dossier.record.rated if each.as_of < dossier.as_of}
    return tuple(days[day] for day in sorted(days) if first <= day.year <= last)


def _topical(call: Call) -> Callable[[Fact], bool]:
    """Whether a fact has one of the topics or countries that a figure names; any fact, where it names none."""
    topics, countries = call.listed("topics"), call.listed("countries")
    if not (topics or countries):
        return lambda _: True
    return lambda fact: not (topics.isdisjoint(fact.topics) and countries.isdisjoint(fact.countries))


def _actors_in(dossier: Dossier, used: Container[str]) -> dict[str, None]:
    """Ids of the actors that the facts used name."""
    return {actor: None for name, fact in dossier.facts.items() if name in used for actor in fact.actors}


def _dated(call: Call, dossier: Dossier) -> tuple[str, ...]:
    shown = ((fact.when, name) for name, fact in dossier.facts.items() if call.filtered and call.selects(fact))
    return tuple(name for _, name in sorted((when, name) for when, name in shown if when))


def _tying(call: Call, dossier: Dossier) -> tuple[str, ...]:
    if not (call.filtered or call.listed("actors")):
        return ()
    return tuple(dict.fromkeys(fact for tie in ties(call, dossier, ()) for fact in tie.facts))


def _told(call: Call, dossier: Dossier) -> tuple[str, ...]:
    rows, _ = incidents(call, dossier)
    return tuple(dict.fromkeys(each.source for each in rows if each.source in dossier.facts))


_OF_INCIDENTS = frozenset({"incident-map", "incidents"})

_CHOOSE: Mapping[str, Callable[[Call, Dossier], tuple[str, ...]]] = {
    "incident-map": _told,
    "incidents": _told,
    "network": _tying,
    "timeline": _dated,
}
"""What brings facts into a report, by kind of figure."""

_HAS_DATA: Mapping[str, Callable[[Call, Dossier, Collection[str]], bool]] = {
    # That it lacks an earlier issue is told by a rule of its own.
    "history": lambda call, dossier, _: any(profile.ratings for profile in profiles(call, dossier)),
    "incident-map": lambda call, dossier, _: any(
        within(code, each.latitude, each.longitude)
        for code in framed(call, dossier)
        for each in incidents(call, dossier)[0]
    ),
    "incidents": lambda call, dossier, _: bool(incidents(call, dossier)[0]),
    "indicators": lambda call, dossier, _: any(True for _ in indicators(call, dossier)),
    "map": lambda call, dossier, _: any(code in AFRICA for code in located(call, dossier)),
    "matrix": lambda _, dossier, __: any(profile.ratings for profile in dossier.profiles),
    "network": lambda call, dossier, used: any(True for _ in ties(call, dossier, used)),
    "ratings": lambda call, dossier, _: any(profile.ratings for profile in profiles(call, dossier)),
    "scale": lambda _, dossier, __: bool(dossier.report.judgements),
    "scenarios": lambda _, dossier, __: bool(dossier.report.scenarios),
    "sources": lambda call, dossier, used: bool(sourced_facts(call, dossier, used)),
    "timeline": lambda call, dossier, used: any(
        call.selects(dossier.facts[name]) for name in (dossier.facts if call.filtered else used)
    ),
}
"""By kind of figure, each row of `KINDS`."""
