"""The room's one way through: a dossier goes in, an assessment comes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from briefgen.assess.contradictions import contradictions, opponents
from briefgen.assess.grades import grade
from briefgen.model.assessment import Assessment, Contradiction, Grade, OriginGroup
from briefgen.model.dossier import Dossier
from briefgen.model.fact import Evidence, Fact, Stance
from briefgen.model.origins import origin_groups
from briefgen.model.source import Source


class Weighed(NamedTuple):
    """Facts, weighed against each other: what `Assessment` holds of them."""

    grades: Mapping[str, Grade]
    contradictions: tuple[Contradiction, ...]
    contradicts: Mapping[str, tuple[str, ...]]
    stale: frozenset[str]


def weigh(
    facts: Mapping[str, Fact], sources: Mapping[str, Source], as_of: date, asserted: Mapping[str, Fact] | None = None
) -> Weighed:
    """Weigh facts by id against each other, as of a day.

    Args:
        facts: The facts.
        sources: What they rest on.
        as_of: The day.
        asserted: The same facts in the language in which their values are compared: two translators may word one value
            in two ways, or two values in one. None for the facts as they are.
    """
    compared = asserted or facts
    found = contradictions(compared.values())
    against: dict[str, tuple[str, ...]] = {}
    for each in found:
        against |= opponents(each, compared)
    if asserted:
        found = tuple(_reasoned(each, facts) for each in found)
    settled = {each.standing for each in found if each.standing}
    overruled = {name for each in found if each.standing for name in each.facts if name != each.standing}
    grades = {
        name: grade(
            fact,
            sources,
            () if name in settled else [facts[other] for other in against.get(name, ())],
            overruled=name in overruled,
        )
        for name, fact in facts.items()
    }
    stale = frozenset(name for name, fact in facts.items() if fact.review_by and fact.review_by < as_of)
    return Weighed(grades, found, against, stale)


def _reasoned(found: Contradiction, facts: Mapping[str, Fact]) -> Contradiction:
    """With the analyst's reason in the language of these facts."""
    resolution = facts[found.standing].resolution if found.standing else None
    return replace(found, reason=resolution.reason) if resolution else found


def assess(dossier: Dossier) -> Assessment:
    """Weigh everything that one report rests on."""
    weighed = weigh(dossier.facts, dossier.sources, dossier.as_of, dossier.own.facts if dossier.own else None)
    whole_sources = [
        Evidence(source=name, at="whole") for name, source in sorted(dossier.sources.items()) if source.read
    ]
    return Assessment(
        dossier=dossier,
        grades=weighed.grades,
        groups=origin_groups(whole_sources, dossier.sources),
        contradictions=weighed.contradictions,
        contradicts=weighed.contradicts,
        stale=weighed.stale,
        judgement_origins={each.id: _origins_of(each.basis, dossier) for each in dossier.report.judgements},
    )


def _origins_of(names: Iterable[str], dossier: Dossier) -> tuple[OriginGroup, ...]:
    """Origin groups behind all that supports these facts."""
    passages = (passage for name in names if name in dossier.facts for passage in dossier.facts[name].evidence)
    return origin_groups((each for each in passages if each.stance is Stance.SUPPORTS), dossier.sources)
