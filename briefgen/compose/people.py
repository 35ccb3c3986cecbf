"""Who is who in the facts that a report uses."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.compose.words import country_name, date_in_words
from briefgen.model.actor import Actor, ActorKind, Role
from briefgen.model.dossier import Dossier
from briefgen.model.entries import ActorEntry, StandingEntry
from briefgen.model.profile import Country
from briefgen.model.tongue import Tongue
from briefgen.model.vocabulary import ACTOR_GROUPS, RELATIONS

_ENOUGH = 3
"""Facts that carry an actor's description where no role or relation says which do."""


def actor_entries(dossier: Dossier, used: Iterable[str], tongue: Tongue) -> tuple[ActorEntry, ...]:
    """Actors named in the facts used, by group, then by name. Outlets are left out: the annex describes them.

    A role or relation is printed only if a fact of the dossier carries it.
    """
    named: dict[str, list[str]] = {}
    for fact in used:
        for actor in dossier.facts[fact].actors:
            named.setdefault(actor, []).append(fact)
    order = list(ACTOR_GROUPS)
    actors = ((dossier.actors[name], facts) for name, facts in named.items() if name in dossier.actors)
    listed = [(actor, facts) for actor, facts in actors if actor.kind in ACTOR_GROUPS]
    listed.sort(key=lambda pair: (order.index(pair[0].kind), _sorted_by(pair[0])))
    return tuple(_entry(actor, dossier, facts, tongue) for actor, facts in listed)


def leadership_entries(country: Country, dossier: Dossier) -> tuple[StandingEntry, ...]:
    """The offices of a country's profile and who holds them."""
    return tuple(
        StandingEntry(each.office, _name(each.actor, dossier), "", each.facts)
        for each in country.leadership
        if _carried(each.facts, dossier)
    )


def membership_entries(country: Country, dossier: Dossier) -> tuple[StandingEntry, ...]:
    """The bodies of a country's profile and how it stands to them."""
    language = dossier.report.language
    return tuple(
        StandingEntry(_name(each.body, dossier), each.status, date_in_words(each.during, language), each.facts)
        for each in country.memberships
        if _carried(each.facts, dossier)
    )


def _entry(actor: Actor, dossier: Dossier, naming: list[str], tongue: Tongue) -> ActorEntry:
    roles = [role for role in actor.roles if _carried(role.facts, dossier)]
    relations = [relation for relation in actor.relations if _carried(relation.facts, dossier)]
    carrying = [*(role.facts for role in roles), *(relation.facts for relation in relations)]
    resting = (fact for facts in carrying for fact in facts if fact in dossier.facts)
    return ActorEntry(
        name=actor.name,
        aliases=actor.aliases,
        group=tongue.word(*ACTOR_GROUPS[actor.kind]),
        country=country_name(actor.country, dossier.report.language) if actor.country else "",
        description=actor.summary or "",
        roles=tuple(_role(role, dossier) for role in roles),
        relations=tuple(
            dict.fromkeys(f"{tongue.word(*RELATIONS[each.kind])} {_name(each.to, dossier)}" for each in relations)
        ),
        facts=tuple(dict.fromkeys(resting)) or tuple(naming[:_ENOUGH]),
        id=actor.id,
    )


def _carried(facts: tuple[str, ...], dossier: Dossier) -> bool:
    return any(fact in dossier.facts for fact in facts)


def _role(role: Role, dossier: Dossier) -> str:
    words = role.title
    if role.of and _name(role.of, dossier).casefold() not in words.casefold():
        words += f", {_name(role.of, dossier)}"
    return f"{words} ({date_in_words(role.during, dossier.report.language)})" if role.during else words


def _name(actor_id: str, dossier: Dossier) -> str:
    return dossier.actors[actor_id].name if actor_id in dossier.actors else actor_id


def _sorted_by(actor: Actor) -> str:
    """A person's last name, another's whole name."""
    return (actor.name.split()[-1] if actor.kind is ActorKind.PERSON else actor.name).casefold()
