"""BG301 past-horizon: a judgement's horizon lies before the day the report speaks from.

Why it matters: it can already be seen whether the judgement came true; printing it as a forecast misleads.

Example: `horizon: 2025-06-30` in a report as of 2025-08-20.

Mend: say what came of it in the text, and give the judgement a new horizon or take it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.finding import Finding
from briefgen.model.assessment import Assessment
from briefgen.model.saying import saying


def past_horizon(assessment: Assessment) -> Iterator[Finding]:
    """One warning for each judgement whose horizon has passed."""
    dossier = assessment.dossier
    for index, judgement in enumerate(dossier.report.judgements):
        if judgement.horizon <= dossier.as_of:
            place = dossier.places.get(("report", dossier.report.id))
            yield Finding(
                saying(
                    "the horizon of judgement '%(judgement)s', %(horizon)s, is past: the report speaks as of %(as_of)s",
                    judgement=judgement.id,
                    horizon=judgement.horizon,
                    as_of=dossier.as_of,
                ),
                saying("Say in the text what came of it, and set a later horizon or take the judgement out."),
                place.inside("judgements", index, "horizon") if place else None,
                about=judgement.id,
            )
