"""A report's own data, and what it says of other reports, without what a client may not see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefgen.model.dossier import Dossier
from briefgen.model.report import Report, Waiver
from briefgen.release.verdict import Verdict


def cut_report(report: Report, verdict: Verdict, gone: frozenset[str], related: Iterable[Report]) -> Report:
    """The report's data that is left.

    Args:
        report: As it was.
        verdict: What is withheld.
        gone: Names of sections, indicators and ratings that are withheld: nobody asks leave for them any more.
        related: Reports that may be named.
    """
    changed: dict[str, Any] = {
        "covers": tuple(each for each in report.covers if each not in verdict.profiles),
        "topics": tuple(each for each in report.topics if each not in verdict.profiles),
        "judgements": tuple(
            each.model_copy(update={"basis": verdict.resting(each.basis)})
            for each in report.judgements
            if each.id not in verdict.judgements
        ),
        "scenarios": tuple(
            each.model_copy(update={"basis": verdict.resting(each.basis)})
            for each in report.scenarios
            if not (verdict.terms.above(each.marking) or verdict.baseless(each.basis))
        ),
        "timeline": report.timeline.model_copy(update={"facts": verdict.resting(report.timeline.facts)}),
        "related": tuple(name for name in report.related if name in {each.id for each in related}),
        "waivers": tuple(each for each in report.waivers if not _waives(each, verdict.ids | gone)),
    }
    differing = {name: value for name, value in changed.items() if getattr(report, name) != value}
    return report.model_copy(update=differing) if differing else report


def _waives(waiver: Waiver, gone: frozenset[str]) -> bool:
    return waiver.about in gone


def left_related(dossier: Dossier, verdict: Verdict) -> tuple[Report, ...]:
    """Other reports that the client gets, no more of each than its title and what it is about."""
    terms = verdict.terms
    if "related" in terms.parts:
        return ()
    return tuple(
        Report(
            id=each.id,
            title=each.title,
            series=each.series,
            template=each.template,
            covers=each.covers,
            locations=each.locations,
            topics=tuple(name for name in each.topics if name not in verdict.profiles),
            marking=each.marking,
            language=each.language,
        ).model_copy(update={"covers": tuple(name for name in each.covers if name not in verdict.profiles)})
        for each in dossier.related
        if each.id in terms.reports and not terms.above(each.marking)
    )
