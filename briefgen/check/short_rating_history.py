"""BG329 short-rating-history: a rating history is called before there is a second issue to draw it from.

Why it matters: one point makes no line. The figure is left out of the report, and a sentence that leads to it leads nowhere.

Example: `![Risk ratings](figure:history)` in a report that was never issued, or was first issued on the day it speaks from.

Mend: take the call out until the report has been issued; or show `figure:ratings`, which needs no earlier issue.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.finding import Finding
from briefgen.model.asked import rated_issues
from briefgen.model.assessment import Assessment
from briefgen.model.saying import saying


def short_rating_history(assessment: Assessment) -> Iterator[Finding]:
    """One warning for each rating history without an earlier issue."""
    dossier = assessment.dossier
    for call in dossier.manuscript.calls:
        if call.kind == "figure" and call.targets[0] == "history" and not rated_issues(call, dossier):
            yield Finding(
                saying("the rating history has no earlier issue to show, and is left out"),
                saying("Take it out until the report has been issued, or show figure:ratings instead."),
                call.place,
                about="history",
            )
