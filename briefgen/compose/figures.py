"""Figures: those that analysts call from Markdown, and those that parts carry by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from briefgen.compose.entries import timeline_entries
from briefgen.compose.numbering import numbers_of
from briefgen.compose.parts import Plan, chosen_rows
from briefgen.model.dossier import Call
from briefgen.model.figure import FigureSpec
from briefgen.model.parts import JudgementsPart, Part, RatingsPart, ScenariosPart, SectionPart
from briefgen.model.scales import SCALES
from briefgen.model.typography import typographic

_CAPTIONS = {
    "scale": "Where each key judgement stands on the likelihood scale",
    "matrix": "Risk ratings by likelihood and impact",
    "scenarios": "How probable the desk holds each scenario to be",
}
_NOTES = {
    "scale": "Judgements of the desk.",
    "matrix": "Ratings are judgements of the desk.",
    "scenarios": "Probabilities are judgements of the desk.",
}


def figure_specs(plan: Plan, numbers: Mapping[str, int]) -> dict[str, FigureSpec]:
    """Every figure of the report by id, numbered in order of appearance."""
    specs: dict[str, FigureSpec] = {}
    for draft in plan.drafts:
        for name, kind, call in _figures_of(draft.part, plan):
            spec, facts = _timeline(name, plan, call) if call and kind == "timeline" else _own(name, kind, plan)
            caption = typographic(call.caption if call and call.caption else spec.caption)
            source = numbers_of(facts, plan.dossier.facts, numbers)
            specs[name] = replace(spec, number=len(specs) + 1, caption=caption, source=source)
    return specs


def _figures_of(part: Part, plan: Plan) -> Iterable[tuple[str, str, Call | None]]:
    """Id, kind and call, in reading order."""
    if isinstance(part, SectionPart):
        for name, call in plan.calls.items():
            if name.startswith(f"{part.anchor}-"):
                yield name, call.targets[0], call
    elif isinstance(part, JudgementsPart | RatingsPart | ScenariosPart) and part.figure:
        yield part.figure, part.figure, None


def _timeline(name: str, plan: Plan, call: Call) -> tuple[FigureSpec, list[str]]:
    cited = (plan.dossier.facts[name] for name in plan.cited)
    shown = timeline_entries((fact for fact in cited if call.selects(fact)), plan.report.language)
    rows = chosen_rows(plan.dossier, call) if call.filtered else shown
    return FigureSpec(name, "timeline", 0, "Timeline", timeline=rows), [row.fact for row in rows]


def _own(name: str, kind: str, plan: Plan) -> tuple[FigureSpec, list[str]]:
    """A figure of judgements, ratings or scenarios, and the facts these rest on."""
    spec = FigureSpec(name, kind, 0, _CAPTIONS[kind], note=_NOTES[kind])
    parts = [draft.part for draft in plan.drafts]
    for part in parts:
        if kind == "scale" and isinstance(part, JudgementsPart):
            spec = replace(spec, judgements=part.judgements, scale=SCALES[plan.report.likelihood_scale])
            return spec, [fact for entry in part.judgements for fact in entry.basis]
        if kind == "matrix" and isinstance(part, RatingsPart):
            return replace(spec, ratings=part.ratings), [fact for entry in part.ratings for fact in entry.facts]
        if kind == "scenarios" and isinstance(part, ScenariosPart):
            return replace(spec, scenarios=part.scenarios), [fact for entry in part.scenarios for fact in entry.basis]
    return spec, []
