"""BG327 reworded-judgement: a judgement says something else than in the last issue, under the same id and horizon.

Why it matters: the register keeps what was forecast under that id, and one outcome will settle all of it. Another sentence
may be another question; then earlier forecasts are scored against an answer to something else.

Example: "Mali will keep its agreement with Russia" in one issue, "Mali will widen its agreement with Russia" in the next,
both as `keeps-agreement` until 2026-08-20.

Mend: give another question an id of its own. Where it is the same question in better words, say so in the judgement's
`reason`.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.finding import Finding
from briefgen.model.assessment import Assessment
from briefgen.model.saying import saying


def reworded_judgement(assessment: Assessment) -> Iterator[Finding]:
    """One warning for each judgement reworded without a reason since the last issue."""
    dossier = assessment.dossier
    last = dossier.record.last
    before = last.content.values("judgement") if last else {}
    place = dossier.places.get(("report", dossier.report.id))
    for index, judgement in enumerate(dossier.report.judgements):
        known = before.get(judgement.id, {})
        if not last or not known or known.get("horizon") != judgement.horizon.isoformat() or judgement.reason:
            continue
        if _words(str(known.get("statement"))) != _words(judgement.statement):
            yield Finding(
                saying(
                    "judgement '%(judgement)s' says something else than in %(number)s: there '%(known)s'",
                    judgement=judgement.id,
                    number=last.issue.number,
                    known=known["statement"],
                ),
                saying("Give another question another id; where only the words are better, say so in its `reason`."),
                place.inside("judgements", index, "statement") if place else None,
                about=judgement.id,
            )


def _words(text: str) -> list[str]:
    """Without case, stops and marks: a comma makes no other question."""
    return "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()
