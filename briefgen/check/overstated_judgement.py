"""BG307 overstated-judgement: a judgement claims more confidence, or more certainty, than its basis carries.

Why it matters: confidence says how well founded a judgement is. Readers act on "high" without reading the annex; a desk
that says it lightly is believed once.

Example: `confidence: high` on a judgement whose five facts all go back to one statement.

Mend: lower the confidence, widen the band, or strengthen the basis. What each level needs here:

- `high`: at least two independent origins; more than half of its facts graded 1 or 2; and each contradiction in its
  basis that nobody settled is named in `assumptions`, by a fact's id or by the words of the property in question.
- `moderate`: at least one fact graded 3 or better. A fact graded 6 cannot be judged: it carries nothing, and it is not
  the worst.
- `low` does not go with the first or the last band of the scale: who is almost certain has good grounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.check.basis.leaning import inside
from briefgen.check.finding import Finding
from briefgen.model.assessment import Assessment, Contradiction
from briefgen.model.report import Judgement
from briefgen.model.saying import joined, saying, term
from briefgen.model.scales import CREDIBILITY, SCALES, Confidence

_INDEPENDENT_ORIGINS = 2
_POSSIBLY_TRUE = 3
_WORD = re.compile(r"\w+")


def overstated_judgement(assessment: Assessment) -> Iterator[Finding]:
    """One warning for each judgement whose confidence is above its basis, one for each band too certain for it."""
    report = assessment.dossier.report
    place = assessment.dossier.places.get(("report", report.id))
    for index, judgement in enumerate(report.judgements):
        if lacking := tuple(_lacking(judgement, assessment)):
            yield Finding(
                saying(
                    "judgement '%(judgement)s' claims %(confidence)s confidence, but %(lacking)s",
                    judgement=judgement.id,
                    confidence=term("confidence", judgement.confidence),
                    lacking=joined("; ", lacking),
                ),
                saying("Lower its confidence, or strengthen its `basis`."),
                inside(place, "judgements", index, "confidence"),
                about=judgement.id,
            )
        bands = SCALES[report.likelihood_scale].bands
        if judgement.confidence is Confidence.LOW and judgement.likelihood in (bands[0].key, bands[-1].key):
            yield Finding(
                saying(
                    "judgement '%(judgement)s' is '%(likelihood)s' at low confidence: too certain for so weak a basis",
                    judgement=judgement.id,
                    likelihood=judgement.likelihood,
                ),
                saying("Choose a less extreme band, or strengthen its `basis` and raise its confidence."),
                inside(place, "judgements", index, "likelihood"),
                about=judgement.id,
            )


def _lacking(judgement: Judgement, assessment: Assessment) -> Iterator[str]:
    """What the basis lacks for the confidence claimed."""
    graded = [assessment.grades[name].credibility for name in judgement.basis if name in assessment.grades]
    if judgement.confidence is Confidence.MODERATE and graded and min(graded) > _POSSIBLY_TRUE:
        if len(graded) > 1:
            yield saying("none of its %(count)s facts is graded 3 (possibly true) or better", count=len(graded))
        else:
            words = term("credibility", CREDIBILITY[graded[0]])
            yield saying("its only fact is graded %(grade)s (%(words)s)", grade=graded[0], words=words)
    if judgement.confidence is not Confidence.HIGH:
        return
    origins = assessment.judgement_origins.get(judgement.id, ())
    if len(origins) < _INDEPENDENT_ORIGINS:
        yield saying("all its facts go back to one origin") if origins else saying("no source supports its facts")
    weak = sum(1 for credibility in graded if credibility >= _POSSIBLY_TRUE)
    if graded and weak * 2 >= len(graded):
        yield (
            saying(
                "1 of its %(count)s facts is graded 3 (possibly true) or worse, or cannot be judged", count=len(graded)
            )
            if weak == 1
            else saying(
                "%(weak)s of its %(count)s facts are graded 3 (possibly true) or worse, or cannot be judged",
                weak=weak,
                count=len(graded),
            )
        )
    for found in assessment.contradictions:
        if found.standing is None and _unnamed(found, judgement):
            aspect = found.aspect.replace("-", " ")
            yield saying(
                "sources differ in its basis (%(subject)s: %(aspect)s), and no assumption says which account it takes",
                subject=found.subject,
                aspect=aspect,
            )


def _unnamed(found: Contradiction, judgement: Judgement) -> bool:
    """Whether a contradiction stands in the basis, and no assumption holds a fact's id or all words of the property."""
    if set(found.facts).isdisjoint(judgement.basis):
        return False
    asked = set(found.aspect.split("-"))
    return not any(
        asked <= set(_WORD.findall(assumption.casefold())) or any(name in assumption for name in found.facts)
        for assumption in judgement.assumptions
    )
