"""Figures that show what a part of most reports prints: judgements on their scale, ratings, scenarios, dated facts."""

from __future__ import annotations

from briefgen.compose.entries import rating_entries, scenario_entries, timeline_entries
from briefgen.compose.figure_choice import Chosen, Layout
from briefgen.model.asked import chosen_facts
from briefgen.model.dossier import Call
from briefgen.model.figure import Matrix, Scale, ScenarioBar, Timeline
from briefgen.model.parts import RatingsPart
from briefgen.model.vocabulary import scale_in


def timeline(layout: Layout, call: Call) -> Chosen | None:
    """The dated facts of the topics and countries named, or of the report; within the years named."""
    dossier, report = layout.dossier, layout.plan.report
    shown = chosen_facts(call, dossier) or layout.plan.cited
    facts = (dossier.facts[name] for name in shown)
    rows = timeline_entries((fact for fact in facts if call.selects(fact)), report.language)
    return Chosen(Timeline(rows), tuple(row.fact for row in rows), layout.plan.name("Timeline")) if rows else None


def scale(layout: Layout, _: Call) -> Chosen | None:
    """The report's judgements on its likelihood scale."""
    entries, tongue = tuple(layout.plan.judgements.values()), layout.tongue
    if not entries:
        return None
    return Chosen(
        Scale(scale_in(tongue, layout.plan.report.likelihood_scale), entries),
        tuple(fact for entry in entries for fact in entry.basis),
        tongue.text("Where each key judgement stands on the likelihood scale"),
        tongue.text("Judgements of the desk."),
    )


def matrix(layout: Layout, _: Call) -> Chosen | None:
    """The ratings of the report's profiles."""
    part, tongue = layout.part(RatingsPart), layout.tongue
    entries = part.ratings if part else rating_entries(layout.dossier, tongue)
    if not entries:
        return None
    return Chosen(
        Matrix(entries),
        tuple(fact for entry in entries for fact in entry.facts),
        tongue.text("Risk ratings by likelihood and impact"),
        tongue.text("Ratings are judgements of the desk."),
    )


def scenarios(layout: Layout, _: Call) -> Chosen | None:
    """The report's scenarios."""
    entries, tongue = scenario_entries(layout.plan.report), layout.tongue
    if not entries:
        return None
    return Chosen(
        ScenarioBar(entries),
        tuple(fact for entry in entries for fact in entry.basis),
        tongue.text("How probable the desk holds each scenario to be"),
        tongue.text("Probabilities are judgements of the desk."),
    )
