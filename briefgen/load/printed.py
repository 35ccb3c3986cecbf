"""What a report prints of the desk's content: facts, actors and sources.

Which facts stand in a report is decided where it is laid out; this is what can be told before, and it may be a fact more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from briefgen.load.shapes import fact_mentions
from briefgen.model.actor import ActorKind
from briefgen.model.dossier import Dossier
from briefgen.model.fact import Fact
from briefgen.model.profile import Country
from briefgen.model.source import resting_on


def printed_facts(dossier: Dossier) -> tuple[tuple[str, ...], frozenset[str]]:
    """Ids of the facts that a report prints, in the dossier's order, and of those among them that others contradict."""
    nouns = (dossier.report, *dossier.profiles)
    used = {mention.value for noun in nouns for mention in fact_mentions(noun)}
    for call in dossier.manuscript.calls:
        if call.kind == "citation":
            used.update(call.targets)
        elif call.kind == "figure" and call.filtered:
            used.update(name for name, fact in dossier.facts.items() if call.selects(fact))
    disputed = _disputed((dossier.own or dossier).facts)
    used |= _beside(used, disputed)
    for name in _listed(dossier, used):
        used.update(mention.value for mention in fact_mentions(dossier.actors[name]))
    used |= _beside(used, disputed)
    contradicted = frozenset(name for group in disputed for name in group)
    return tuple(name for name in dossier.facts if name in used), contradicted


def printed_actors(dossier: Dossier, facts: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of the actors that have an entry of their own, and of those of whom only the name is printed."""
    listed = _listed(dossier, facts)
    named = {each.of for name in listed for each in dossier.actors[name].roles}
    named |= {each.to for name in listed for each in dossier.actors[name].relations}
    for profile in dossier.profiles:
        if isinstance(profile, Country):
            named |= {each.actor for each in profile.leadership} | {each.body for each in profile.memberships}
    named |= _reached(dossier, facts)
    return listed, tuple(name for name in dossier.actors if name in named and name not in listed)


def printed_sources(dossier: Dossier, facts: Iterable[str]) -> tuple[str, ...]:
    """Ids of the sources behind the facts, in the dossier's order."""
    reached = _reached(dossier, facts)
    return tuple(name for name in dossier.sources if name in reached)


def _listed(dossier: Dossier, facts: Iterable[str]) -> tuple[str, ...]:
    """Actors named in these facts; outlets stand in the annex."""
    named = {actor for name in facts if name in dossier.facts for actor in dossier.facts[name].actors}
    return tuple(name for name, actor in dossier.actors.items() if name in named and actor.kind is not ActorKind.MEDIA)


def _reached(dossier: Dossier, facts: Iterable[str]) -> frozenset[str]:
    """Sources and actors that the facts rest on, directly or through others."""
    passages = [each for name in facts for each in dossier.facts[name].evidence]
    return resting_on((name for each in passages for name in (each.source, *each.origins)), dossier.sources)


def _disputed(facts: Mapping[str, Fact]) -> tuple[frozenset[str], ...]:
    """Facts that give one property of one subject several values."""
    values: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name, fact in facts.items():
        if fact.asserts:
            values[fact.asserts.subject, fact.asserts.property][str(fact.asserts.value).casefold()].add(name)
    return tuple(frozenset().union(*each.values()) for each in values.values() if len(each) > 1)


def _beside(used: set[str], disputed: Iterable[frozenset[str]]) -> set[str]:
    """Facts that are printed because they contradict one that is."""
    return {name for group in disputed if not group.isdisjoint(used) for name in group}
