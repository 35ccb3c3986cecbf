"""BG306 single-origin-judgement: everything that a judgement rests on goes back to one origin.

Why it matters: five facts from five articles look like a broad basis. Where all of them rest on one ministry's
statement, the judgement is as good as that statement, and a reader cannot see it from the number of citations.

Example: a judgement whose basis is four facts, each from another newspaper's version of one agency report.

Mend: find a fact of another origin that bears on it, and add it to `basis`. Where there is none, say so in
`assumptions`, keep the confidence low, and waive the finding for this judgement.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.basis.leaning import inside
from briefgen.check.finding import Finding
from briefgen.model.assessment import Assessment, OriginGroup
from briefgen.model.dossier import Dossier
from briefgen.model.saying import saying


def single_origin_judgement(assessment: Assessment) -> Iterator[Finding]:
    """One warning for each judgement whose facts share one origin group."""
    dossier = assessment.dossier
    place = dossier.places.get(("report", dossier.report.id))
    for index, judgement in enumerate(dossier.report.judgements):
        groups = assessment.judgement_origins.get(judgement.id, ())
        if len(groups) == 1:
            count, origins = len(judgement.basis), _named(groups[0], dossier)
            yield Finding(
                saying(
                    "the one fact under judgement '%(judgement)s' goes back to one origin: %(origins)s",
                    judgement=judgement.id,
                    origins=origins,
                )
                if count == 1
                else saying(
                    "all %(count)s facts under judgement '%(judgement)s' go back to one origin: %(origins)s",
                    count=count,
                    judgement=judgement.id,
                    origins=origins,
                ),
                saying(
                    "Add a fact of another origin to its `basis`; where there is none, say so in `assumptions` and waive this."
                ),
                inside(place, "judgements", index, "basis"),
                about=judgement.id,
            )


def _named(group: OriginGroup, dossier: Dossier) -> str:
    """The origins of a group by name, at most three."""
    shown = 3
    names = [_name(each, dossier) for each in group.origins]
    listed = ", ".join(names[:shown])
    if len(names) <= shown:
        return listed
    return saying("%(names)s and %(count)s more", names=listed, count=len(names) - shown)


def _name(origin: str, dossier: Dossier) -> str:
    if origin in dossier.actors:
        return dossier.actors[origin].name
    source = dossier.sources.get(origin)
    return f"{source.publisher}, “{source.title}”" if source else origin
