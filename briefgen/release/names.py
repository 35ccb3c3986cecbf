"""What is only there to be named: kept where something that is left names it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.model.actor import Actor
from briefgen.model.asked import chosen_actors
from briefgen.model.dossier import Dossier
from briefgen.model.profile import Country, Topic
from briefgen.model.source import Source, resting_on
from briefgen.release.nouns import bare_profile


def named_sources(dossier: Dossier) -> dict[str, Source]:
    """Sources that facts and incidents rest on, and what these rest on."""
    carried = [name for fact in dossier.facts.values() for one in fact.evidence for name in (one.source, *one.origins)]
    carried += [row.source for table in dossier.manuscript.tables.values() for row in table.incidents]
    reached = resting_on((name for name in carried if name in dossier.sources), dossier.sources)
    return {name: each for name, each in dossier.sources.items() if name in reached}


def named_actors(dossier: Dossier) -> dict[str, Actor]:
    """Actors in facts, in offices and behind sources, those whose ties a fact carries, and those whom these name."""
    named: set[str] = {name for fact in dossier.facts.values() for name in fact.actors}
    named |= {fact.asserts.subject for fact in dossier.facts.values() if fact.asserts}
    named |= {one for fact in dossier.facts.values() for each in fact.evidence for one in each.origins}
    named |= {one for source in dossier.sources.values() for one in source.derived_from}
    for profile in dossier.profiles:
        if isinstance(profile, Country):
            named |= {each.actor for each in profile.leadership} | {each.body for each in profile.memberships}
    named |= {name for call in dossier.manuscript.calls for name in chosen_actors(call)}
    named |= {name for name, each in dossier.actors.items() if _tied(each, dossier.facts)}
    for name in named & dossier.actors.keys():
        actor = dossier.actors[name]
        named |= {each.of for each in actor.roles if each.of} | {each.to for each in actor.relations}
    return {name: each for name, each in dossier.actors.items() if name in named}


def _tied(actor: Actor, facts: Iterable[str]) -> bool:
    carrying = [*(each.facts for each in actor.roles), *(each.facts for each in actor.relations)]
    return any(name in facts for names in carrying for name in names)


def named_countries(dossier: Dossier) -> dict[str, Country]:
    """Countries that the report, its facts and related reports are about."""
    codes = {*dossier.report.locations, *(code for other in dossier.related for code in other.locations)}
    codes |= {code for fact in dossier.facts.values() for code in fact.countries}
    covered = {each.id: each for each in dossier.profiles if isinstance(each, Country)}
    return {
        name: covered.get(name) or bare_profile(each)
        for name, each in dossier.countries.items()
        if name in covered or each.code in codes
    }


def named_topics(dossier: Dossier) -> dict[str, Topic]:
    """Topics of the report and of its facts."""
    named = {*dossier.report.topics, *(name for fact in dossier.facts.values() for name in fact.topics)}
    covered: Mapping[str, Topic] = {each.id: each for each in dossier.profiles if isinstance(each, Topic)}
    return {
        name: covered.get(name) or bare_profile(each)
        for name, each in dossier.topics.items()
        if name in covered or name in named
    }
