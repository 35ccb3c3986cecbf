"""Whether a name in a sentence belongs to the facts that it cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefgen.check.fidelity.cited import origins_of
from briefgen.check.fidelity.known_names import forms, publishers
from briefgen.check.fidelity.names import Mention, NameBook
from briefgen.check.reading.spelling import folded
from briefgen.model.actor import Actor, ActorKind, RelationKind
from briefgen.model.dossier import Dossier
from briefgen.model.fact import Fact
from briefgen.model.profile import Country
from briefgen.model.source import Source

_MEMBERS = 2
"""States of a body among a fact's actors that let a sentence speak of the body."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """Who and what the facts of a sentence speak of.

    Attributes:
        bearers: Of the names that belong: `actor:…`, `publisher:…`, `place:…`.
        countries: ISO codes.
        actors: The desk's actors, by id.
    """

    bearers: frozenset[str]
    countries: frozenset[str]
    actors: dict[str, Actor]

    def has(self, mention: Mention) -> bool:
        """Whether one of those who bear the name belongs."""
        return any(self._has(bearer) for bearer in mention.bearers)

    @property
    def places(self) -> frozenset[str]:
        """Towns and regions that the facts name."""
        return frozenset(bearer for bearer in self.bearers if bearer.startswith("place:"))

    @property
    def named(self) -> tuple[Actor, ...]:
        """The desk's actors among them."""
        return tuple(self.actors[name] for name in sorted(self._ids()) if name in self.actors)

    def _has(self, bearer: str) -> bool:
        kind, _, name = bearer.partition(":")
        if bearer in self.bearers or (kind == "country" and name in self.countries):
            return True
        actor = self.actors.get(name) if kind == "actor" else None
        return actor is not None and (
            (actor.kind is ActorKind.STATE and actor.country in self.countries)
            or self._spoken_for(actor)
            or self._made_up_of(actor)
        )

    def _spoken_for(self, actor: Actor) -> bool:
        """A ministry, where the facts name its state and no other body of that state."""
        states = {each.to for each in actor.relations if each.kind is RelationKind.PART_OF}
        bodies = (self.actors[name] for name in self._ids() if name in self.actors)
        other = any(
            body.kind is actor.kind and states & {each.to for each in body.relations}
            for body in bodies
            if body.id != actor.id
        )
        return not other and any(f"actor:{state}" in self.bearers for state in states)

    def _made_up_of(self, body: Actor) -> bool:
        """An alliance, where the facts name its members."""
        members = [
            each.id
            for each in self.actors.values()
            if any(tie.to == body.id and tie.kind is RelationKind.MEMBER_OF for tie in each.relations)
        ]
        return sum(f"actor:{name}" in self.bearers for name in members) >= _MEMBERS

    def _ids(self) -> Iterable[str]:
        return (bearer.partition(":")[2] for bearer in self.bearers if bearer.startswith("actor:"))


def belonging(facts: Sequence[Fact], dossier: Dossier, book: NameBook) -> Belonging:
    """What the facts name: as actors, in their statements, as places, and as those who carry them."""
    origins = origins_of(facts, dossier)
    actors = {name for fact in facts for name in fact.actors} | {name for name in origins if name in dossier.actors}
    said = {bearer for fact in facts for mention in book.mentions(_said(fact)) for bearer in mention.bearers}
    sources = [dossier.sources[name] for name in origins if name in dossier.sources]
    published = {bearer for source in sources for mention in _published(source, book) for bearer in mention.bearers}
    places = {f"place:{place}" for fact in facts for place in fact.places}
    titles = {bearer for source in sources for mention in book.mentions(source.title) for bearer in mention.bearers}
    countries = {code for fact in facts for code in fact.countries}
    countries |= {dossier.actors[name].country or "" for name in actors if name in dossier.actors}
    countries |= {bearer.partition(":")[2] for bearer in said if bearer.startswith("country:")}
    bearers = {f"actor:{name}" for name in actors} | said | published | places | titles
    return Belonging(frozenset(bearers), frozenset(countries), dict(dossier.actors))


def covered_countries(dossier: Dossier) -> frozenset[str]:
    """Countries that the report is about."""
    profiles = {profile.code for profile in dossier.profiles if isinstance(profile, Country)}
    return frozenset(profiles | set(dossier.report.locations))


def _published(source: Source, book: NameBook) -> Iterator[Mention]:
    """The names of those who published and wrote a source, by which the desk may know an actor too."""
    return (mention for name in publishers(source) for form in (name, *forms(name)) for mention in book.mentions(form))


def _said(fact: Fact) -> str:
    value = fact.asserts.value if fact.asserts else ""
    return folded(f"{fact.statement} ; {value if isinstance(value, str) else ''} ; {' ; '.join(fact.places)}")
