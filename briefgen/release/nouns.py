"""Facts, sources, actors and profiles without what a client may not see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from briefgen.model.actor import Actor
from briefgen.model.fact import Fact
from briefgen.model.profile import Country, Indicator, Profile, Rating
from briefgen.model.source import Source
from briefgen.release.verdict import Verdict

Resting = TypeVar("Resting", bound=Any)
AnyProfile = TypeVar("AnyProfile", bound=Profile)


def left_facts(facts: Mapping[str, Fact], verdict: Verdict) -> dict[str, Fact]:
    """Those that stay, each without withheld passages and without what names something withheld."""
    return {name: cut_fact(fact, verdict) for name, fact in facts.items() if name not in verdict.facts}


def cut_fact(fact: Fact, verdict: Verdict) -> Fact:
    """A fact that stays, as the client may see it.

    An analyst's own grade goes where passages go: its reason speaks of them. An assertion about something withheld goes
    too, because a box would print its name.
    """
    evidence = tuple(
        each.model_copy(update={"origins": tuple(one for one in each.origins if one not in verdict.origins)})
        if not verdict.origins.isdisjoint(each.origins)
        else each
        for each in fact.evidence
        if not verdict.shut(each)
    )
    asserts = fact.asserts
    changed: dict[str, Any] = {
        "evidence": evidence,
        "grade": fact.grade if len(evidence) == len(fact.evidence) else None,
        "actors": tuple(each for each in fact.actors if each not in verdict.actors),
        "topics": tuple(each for each in fact.topics if each not in verdict.profiles),
        "asserts": None if asserts and {asserts.subject, str(asserts.value)} & verdict.ids else asserts,
    }
    if fact.resolution and not set(fact.resolution.against) <= set(verdict.resting(fact.resolution.against)):
        against = verdict.resting(fact.resolution.against)
        changed["resolution"] = fact.resolution.model_copy(update={"against": against}) if against else None
    return _changed(fact, changed)


def left_sources(sources: Mapping[str, Source], verdict: Verdict) -> dict[str, Source]:
    """Those that stay, without withheld origins."""
    return {
        name: _changed(each, {"derived_from": tuple(one for one in each.derived_from if one not in verdict.origins)})
        for name, each in sources.items()
        if name not in verdict.sources
    }


def left_actors(actors: Mapping[str, Actor], verdict: Verdict) -> dict[str, Actor]:
    """Those that stay, without roles and relations that rest on withheld facts alone or lead to withheld actors.

    The sentence on who somebody is rests on the facts of the roles: it goes where all of these go.
    """
    left = {}
    for name, actor in actors.items():
        if name in verdict.actors:
            continue
        roles = resting((each for each in actor.roles if each.of not in verdict.actors), verdict)
        relations = resting((each for each in actor.relations if each.to not in verdict.actors), verdict)
        told = any(each.facts for each in actor.roles)
        summary = actor.summary if roles or not told else None
        left[name] = _changed(actor, {"roles": roles, "relations": relations, "summary": summary})
    return left


def resting(items: Iterable[Resting], verdict: Verdict) -> tuple[Resting, ...]:
    """Roles, relations, offices and the like that still rest on a fact, or never named one."""
    kept = (each for each in items if not verdict.baseless(each.facts))
    return tuple(_changed(each, {"facts": verdict.resting(each.facts)}) for each in kept)


def shut(item: Rating | Indicator, verdict: Verdict) -> bool:
    """Whether a rating or an indicator is withheld."""
    return verdict.terms.above(item.marking) or verdict.baseless(item.facts)


def cut_profile(profile: AnyProfile, verdict: Verdict) -> AnyProfile:
    """A covered profile. Its running text is no part of it: a standing report has that in its manuscript."""
    changed: dict[str, Any] = {
        "ratings": resting((each for each in profile.ratings if not shut(each, verdict)), verdict),
        "indicators": resting((each for each in profile.indicators if not shut(each, verdict)), verdict),
        "summary": None,
        "standing": (),
    }
    if isinstance(profile, Country):
        offices = (each for each in profile.leadership if each.actor not in verdict.actors)
        bodies = (each for each in profile.memberships if each.body not in verdict.actors)
        changed |= {"leadership": resting(offices, verdict), "memberships": resting(bodies, verdict)}
    return _changed(profile, changed)


def bare_profile(profile: AnyProfile) -> AnyProfile:
    """A profile that is only named: no more than its name and where it belongs."""
    changed: dict[str, Any] = {"summary": None, "ratings": (), "indicators": (), "standing": (), "reviewed": None}
    if isinstance(profile, Country):
        changed |= {"leadership": (), "memberships": ()}
    return profile.model_copy(update=changed)


def _changed(noun: Resting, fields: Mapping[str, Any]) -> Resting:
    """The noun with other values; itself where they are what it has, so that nothing is copied for nothing."""
    differing = {name: value for name, value in fields.items() if getattr(noun, name) != value}
    if not differing:
        return noun
    changed: Resting = noun.model_copy(update=differing)
    return changed
