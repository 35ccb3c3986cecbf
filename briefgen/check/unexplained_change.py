"""BG326 unexplained-change: a judgement's likelihood is another than in the last issue, and nobody says why.

Why it matters: a reader who planned by "likely" last week and reads "unlikely" today asks what happened. A change
without a reason looks like a mistake, then or now, and cannot be learnt from when the outcome is known.

Example: the last issue said `likely`; now `likelihood: unlikely`, and the judgement has no `reason`.

Mend: write in `reason` what was learnt in between; the issue prints it beside the change. A reason that stands there
word for word since the last issue explains that issue's change, not this one. Where the question itself changed, give
the judgement another id: it is another judgement then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from briefgen.check.basis.leaning import inside
from briefgen.check.basis.reasons import is_placeholder
from briefgen.check.finding import Finding
from briefgen.model.assessment import Assessment
from briefgen.model.record import LastIssue
from briefgen.model.report import Judgement
from briefgen.model.saying import saying


def unexplained_change(assessment: Assessment) -> Iterator[Finding]:
    """One error for each judgement that changed its band without a reason."""
    dossier = assessment.dossier
    last = dossier.record.last
    before = last.content.values("judgement") if last else {}
    place = dossier.places.get(("report", dossier.report.id))
    for index, judgement in enumerate(dossier.report.judgements):
        earlier = before.get(judgement.id, {})
        if last and _unexplained(judgement, earlier):
            repeated = bool(judgement.reason) and judgement.reason == earlier.get("reason")
            yield Finding(
                _message(judgement, earlier["likelihood"], last, repeated=repeated),
                saying("Write in its `reason` what was learnt since."),
                inside(place, "judgements", index, "reason" if judgement.reason else "likelihood"),
                about=judgement.id,
            )


def _unexplained(judgement: Judgement, earlier: Mapping[str, Any]) -> bool:
    if earlier.get("likelihood", judgement.likelihood) == judgement.likelihood:
        return False
    return not judgement.reason or is_placeholder(judgement.reason) or judgement.reason == earlier.get("reason")


def _message(judgement: Judgement, before: str, last: LastIssue, *, repeated: bool) -> str:
    lacking = saying("its reason is still that issue's own") if repeated else saying("no reason is given")
    return saying(
        "judgement '%(judgement)s' was '%(before)s' in %(number)s and is '%(likelihood)s' now, and %(lacking)s",
        judgement=judgement.id,
        before=before,
        number=last.issue.number,
        likelihood=judgement.likelihood,
        lacking=lacking,
    )
