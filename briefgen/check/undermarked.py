"""BG315 undermarked: a text, a judgement, a scenario, a rating or an indicator is marked lower than what it uses.

Why it matters: a client's edition is cut by these labels. The label of the whole report rises with all it uses, but the
paragraph without a label of its own stays in the edition of a client who may not see what it says.

Example: a paragraph without a marking, which is TLP:CLEAR, cites a fact marked TLP:AMBER.

Mend: mark the paragraph, `{marking="TLP:AMBER"}`, or the entry, or take out what is above its label. A fact needs the
label it has, and that of its least restricted way to a source: with one TLP:CLEAR passage and one TLP:AMBER passage it
can be shown at TLP:CLEAR, with the amber passage alone it cannot. A profile's own label covers its ratings and
indicators.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from briefgen.check.basis.leaning import inside, profile_place
from briefgen.check.finding import Finding
from briefgen.model.assessment import Assessment
from briefgen.model.dossier import Dossier
from briefgen.model.fact import Fact, Stance
from briefgen.model.marking import Marking, highest
from briefgen.model.place import Place
from briefgen.model.saying import saying


class _Marked(NamedTuple):
    what: str
    about: str
    marking: Marking
    facts: tuple[str, ...]
    place: Place | None


def undermarked(assessment: Assessment) -> Iterator[Finding]:
    """One error for each citation and each entry that needs a higher label than it has."""
    dossier = assessment.dossier
    needs = {name: _needed(fact, dossier) for name, fact in dossier.facts.items()}
    if all(marking is Marking.CLEAR for marking in needs.values()):
        return
    for each in (*_citations(dossier), *_entries(dossier)):
        highest_fact = max(
            (name for name in each.facts if name in needs), key=lambda name: needs[name].rank, default=""
        )
        if highest_fact and needs[highest_fact].rank > each.marking.rank:
            need = needs[highest_fact]
            by_itself = dossier.facts[highest_fact].marking is need
            why = (
                saying("is %(need)s", need=need)
                if by_itself
                else saying("has no supporting passage below %(need)s", need=need)
            )
            yield Finding(
                saying(
                    "%(what)s is %(marking)s, and the fact '%(fact)s' that it rests on %(why)s",
                    what=each.what,
                    marking=each.marking,
                    fact=highest_fact,
                    why=why,
                ),
                saying("Mark it %(need)s, or take the fact out.", need=need),
                each.place,
                about=each.about,
            )


def _needed(fact: Fact, dossier: Dossier) -> Marking:
    """The least restricted label that a fact can be shown at."""
    ways = [
        highest((passage.marking, dossier.sources[passage.source].marking))
        for passage in fact.evidence
        if passage.stance is Stance.SUPPORTS and passage.source in dossier.sources
    ]
    freest = min(ways, key=lambda marking: marking.rank, default=Marking.CLEAR)
    return highest((fact.marking, freest))


def _citations(dossier: Dossier) -> Iterator[_Marked]:
    for section in dossier.manuscript.texts:
        for block in section.all_blocks:
            for call in block.calls:
                if call.kind == "citation":
                    for name, place in call.placed_targets:
                        yield _Marked(saying("this text"), name, block.marking, (name,), place)


def _entries(dossier: Dossier) -> Iterable[_Marked]:
    report, place = dossier.report, dossier.places.get(("report", dossier.report.id))
    for index, judgement in enumerate(report.judgements):
        at = inside(place, "judgements", index, "marking")
        yield _Marked(
            saying("judgement '%(judgement)s'", judgement=judgement.id),
            judgement.id,
            judgement.marking,
            judgement.basis,
            at,
        )
    for index, scenario in enumerate(report.scenarios):
        at = inside(place, "scenarios", index, "marking")
        yield _Marked(
            saying("scenario '%(scenario)s'", scenario=scenario.id), scenario.id, scenario.marking, scenario.basis, at
        )
    for profile in dossier.profiles:
        place = profile_place(profile, dossier)
        for index, rating in enumerate(profile.ratings):
            label, at = highest((profile.marking, rating.marking)), inside(place, "ratings", index, "marking")
            what = saying("the rating '%(category)s' of '%(profile)s'", category=rating.category, profile=profile.id)
            yield _Marked(what, dossier.rating_key(profile.id, index), label, rating.facts, at)
        for index, indicator in enumerate(profile.indicators):
            label, at = highest((profile.marking, indicator.marking)), inside(place, "indicators", index, "marking")
            yield _Marked(
                saying("indicator '%(indicator)s'", indicator=indicator.id), indicator.id, label, indicator.facts, at
            )
