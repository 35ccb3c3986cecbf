"""Which sources, actors and facts are withheld, to a fixed point: those above the ceiling, and what rests on them alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from briefgen.model.actor import Actor
from briefgen.model.dossier import Dossier
from briefgen.model.edition import Because
from briefgen.model.fact import Evidence, Fact, Stance
from briefgen.model.profile import Profile
from briefgen.model.report import Judgement
from briefgen.model.source import Source
from briefgen.release.terms import Terms

Why = tuple[Because, str]
"""Why something is withheld: the reason, and the marking or the ids that it is."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is withheld, by id.

    Attributes:
        terms: The client's.
        sources: Ids with the reason, like actors, facts, judgements and profiles.
        table_rows: Whether an incident's source is gone, by its id: of facts and sources.
    """

    terms: Terms
    sources: Mapping[str, Why] = field(default_factory=dict)
    actors: Mapping[str, Why] = field(default_factory=dict)
    facts: Mapping[str, Why] = field(default_factory=dict)
    judgements: Mapping[str, Why] = field(default_factory=dict)
    profiles: Mapping[str, Why] = field(default_factory=dict)

    @property
    def origins(self) -> frozenset[str]:
        """Sources and actors."""
        return frozenset((*self.sources, *self.actors))

    @property
    def ids(self) -> frozenset[str]:
        """Everything that may be named as the subject of an assertion, or by a figure."""
        return frozenset((*self.sources, *self.actors, *self.facts, *self.judgements, *self.profiles))

    def shut(self, passage: Evidence) -> bool:
        """Whether a passage is withheld."""
        unnamed = passage.origins and set(passage.origins) <= self.origins
        return self.terms.above(passage.marking) or passage.source in self.sources or bool(unnamed)

    def resting(self, names: Iterable[str]) -> tuple[str, ...]:
        """Of the facts named, those that are left."""
        return tuple(name for name in names if name not in self.facts)

    def baseless(self, names: Iterable[str]) -> bool:
        """Whether facts are named and none of them is left."""
        every = tuple(names)
        return bool(every) and not self.resting(every)


def verdict_of(dossier: Dossier, terms: Terms) -> Verdict:
    """What a client may not see of a report in any of its languages; they all have the same markings."""
    own = dossier.own or dossier
    actors: dict[str, Why] = {
        name: _by_marking(each) for name, each in {**own.actors, **dossier.actors}.items() if terms.above(each.marking)
    }
    sources = _sources({**own.sources, **dossier.sources}, actors, terms)
    profiles: dict[str, Profile] = {**own.countries, **own.topics, **{each.id: each for each in own.profiles}}
    known = Verdict(
        terms,
        sources,
        actors,
        profiles={name: _by_marking(each) for name, each in profiles.items() if terms.above(each.marking)},
    )
    facts = _facts({**own.facts, **dossier.facts}, known)
    known = Verdict(terms, sources, actors, facts, profiles=known.profiles)
    return Verdict(terms, sources, actors, facts, _judgements(own.report.judgements, known), known.profiles)


def _by_marking(noun: Source | Actor | Fact | Profile | Judgement) -> Why:
    return "marking", noun.marking.value


def _sources(sources: Mapping[str, Source], actors: Mapping[str, Why], terms: Terms) -> dict[str, Why]:
    """Those above the ceiling, and round after round those that derive from withheld origins alone."""
    gone: dict[str, Why] = {name: _by_marking(each) for name, each in sources.items() if terms.above(each.marking)}
    while True:
        more: dict[str, Why] = {
            name: ("basis", ", ".join(each.derived_from))
            for name, each in sources.items()
            if name not in gone and each.derived_from and all(one in gone or one in actors for one in each.derived_from)
        }
        if not more:
            return gone
        gone |= more


def _facts(facts: Mapping[str, Fact], verdict: Verdict) -> dict[str, Why]:
    gone: dict[str, Why] = {}
    for name, fact in facts.items():
        if verdict.terms.above(fact.marking):
            gone[name] = _by_marking(fact)
        elif not carried(fact.evidence, verdict):
            gone[name] = "basis", ", ".join(dict.fromkeys(each.source for each in fact.evidence))
    return gone


def carried(evidence: Iterable[Evidence], verdict: Verdict) -> bool:
    """Whether a fact still rests on something: where anything supported it, something must be left that does."""
    every = tuple(evidence)
    supporting = tuple(each for each in every if each.stance is Stance.SUPPORTS) or every
    return any(not verdict.shut(each) for each in supporting)


def _judgements(judgements: Iterable[Judgement], verdict: Verdict) -> dict[str, Why]:
    gone: dict[str, Why] = {}
    for each in judgements:
        if verdict.terms.above(each.marking):
            gone[each.id] = _by_marking(each)
        elif verdict.baseless(each.basis):
            gone[each.id] = "basis", ", ".join(each.basis)
    return gone
