"""BG302 figure-without-data: a figure is called that has nothing to show.

Why it matters: it would print an empty frame, or nothing, under a caption that promises something.

Example: `![Scenarios](figure:scenarios)` in a report without scenarios; a timeline of years in which no fact is dated.

Mend: give the report the data, widen the figure's parameters, or take the call out.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.basis.used import used_facts
from briefgen.check.finding import Finding
from briefgen.model.assessment import Assessment
from briefgen.model.dossier import Call, Dossier
from briefgen.model.saying import saying


def figure_without_data(assessment: Assessment) -> Iterator[Finding]:
    """One error for each figure call that finds nothing to draw."""
    dossier = assessment.dossier
    for call in dossier.manuscript.calls:
        if call.kind == "figure" and not _has_data(call, dossier):
            yield Finding(
                saying("the figure '%(address)s' has nothing to show", address=call.address),
                saying("Give the report the data, widen the figure's parameters, or take the figure out."),
                call.place,
                about=call.targets[0],
            )


def _has_data(call: Call, dossier: Dossier) -> bool:
    kind = call.targets[0]
    if kind == "scale":
        return bool(dossier.report.judgements)
    if kind == "scenarios":
        return bool(dossier.report.scenarios)
    if kind == "matrix":
        return any(profile.ratings for profile in dossier.profiles)
    facts = dossier.facts if call.filtered else used_facts(dossier)
    return kind != "timeline" or any(call.selects(dossier.facts[name]) for name in facts)
