"""BG302 figure-without-data: a figure is called that has nothing to show.

Why it matters: it would print an empty frame, or nothing, under a caption that promises something.

Example: `![Scenarios](figure:scenarios)` in a report without scenarios; a timeline of years in which no fact is dated.

Mend: give the report the data, widen the figure's parameters, or take the call out.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.basis.used import used_facts
from briefgen.check.finding import Finding
from briefgen.model.asked import has_data
from briefgen.model.assessment import Assessment
from briefgen.model.saying import saying


def figure_without_data(assessment: Assessment) -> Iterator[Finding]:
    """One error for each figure call that finds nothing to draw."""
    dossier = assessment.dossier
    used = used_facts(dossier)
    for call in dossier.manuscript.calls:
        if call.kind == "figure" and not has_data(call, dossier, used):
            yield Finding(
                saying("the figure '%(address)s' has nothing to show", address=call.address),
                saying("Give the report the data, widen the figure's parameters, or take the figure out."),
                call.place,
                about=call.targets[0],
            )
