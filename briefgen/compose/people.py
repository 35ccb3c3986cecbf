"""Who is who in the facts that a report uses."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.compose.words import country_name, date_in_words
from briefgen.model.actor import Actor, ActorKind, RelationKind, Role
from briefgen.model.dossier import Dossier
from briefgen.model.entries import ActorEntry, StandingEntry
from briefgen.model.profile import Country

_GROUPS = {
    ActorKind.PERSON: "People",
    ActorKind.STATE: "States",
    ActorKind.GOVERNMENT_BODY: "Government bodies",
    ActorKind.REGIONAL_BODY: "Regional bodies",
    ActorKind.INTERNATIONAL_BODY: "International bodies",
    ActorKind.ARMED_GROUP: "Armed groups",
    ActorKind.MILITARY_CONTRACTOR: "Military contractors",
    ActorKind.COMPANY: "Companies",
    ActorKind.OTHER: "Others",
}

_ENOUGH = 3
"""Facts that carry an actor's description where no role or relation says which do."""

_RELATIONS = {
    RelationKind.MEMBER_OF: "member of",
    RelationKind.PART_OF: "part of",
    RelationKind.BACKS: "backs",
    RelationKind.OPPOSES: "opposes",
    RelationKind.SUCCEEDS: "succeeds",
    RelationKind.PARTNERS_WITH: "partner of",
    RelationKind.REPLACES: "replaces",
    RelationKind.FORMER_MEMBER_OF: "former member of",
}


def actor_entries(dossier: Dossier, used: Iterable[str]) -> tuple[ActorEntry, ...]:
    """Actors named in the facts used, by group, then by name. Outlets are left out: the annex describes them.

    A role or relation is printed only if a fact of the dossier carries it.
    """
    named: dict[str, list[str]] = {}
    for fact in used:
        for actor in dossier.facts[fact].actors:
            named.setdefault(actor, []).append(fact)
    order = list(_GROUPS.values())
    actors = ((dossier.actors[name], facts) for name, facts in named.items() if name in dossier.actors)
    entries = (_entry(actor, dossier, facts) for actor, facts in actors if actor.kind in _GROUPS)
    return tuple(sorted(entries, key=lambda entry: (order.index(entry.group), _last_name(entry))))


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


def _entry(actor: Actor, dossier: Dossier, naming: list[str]) -> ActorEntry:
    roles = [role for role in actor.roles if _carried(role.facts, dossier)]
    relations = [relation for relation in actor.relations if _carried(relation.facts, dossier)]
    carrying = [*(role.facts for role in roles), *(relation.facts for relation in relations)]
    resting = (fact for facts in carrying for fact in facts if fact in dossier.facts)
    return ActorEntry(
        name=actor.name,
        aliases=actor.aliases,
        group=_GROUPS[actor.kind],
        country=country_name(actor.country, dossier.report.language) if actor.country else "",
        description=actor.summary or "",
        roles=tuple(_role(role, dossier) for role in roles),
        relations=tuple(dict.fromkeys(f"{_RELATIONS[each.kind]} {_name(each.to, dossier)}" for each in relations)),
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


def _last_name(entry: ActorEntry) -> str:
    return entry.name.split()[-1].casefold() if entry.group == _GROUPS[ActorKind.PERSON] else entry.name.casefold()
