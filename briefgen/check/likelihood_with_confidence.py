"""BG310 likelihood-with-confidence: a likelihood and a confidence level stand in one sentence.

Why it matters: how probable something is and how well founded the judgement is are two things. In one sentence the
reader takes one for the other; ICD 203 forbids it.

Example: "We judge with high confidence that elections are unlikely before 2027."

Not a fault: rows and headings of tables, quotations, and cited sentences that relay somebody else's words.

Mend: make two sentences of it: the likelihood in one, the confidence and its reason in the next.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.finding import Finding
from briefgen.check.lexicon.languages import lexicon_of
from briefgen.check.reading.voice import passages
from briefgen.model.assessment import Assessment
from briefgen.model.saying import saying

_NO_SENTENCES = ("table", "heading", "caption")


def likelihood_with_confidence(assessment: Assessment) -> Iterator[Finding]:
    """One warning for each sentence that has both."""
    dossier = assessment.dossier
    lexicon = lexicon_of(dossier.report.language)
    for passage in passages(dossier, lexicon) if lexicon else ():
        if passage.relayed or passage.kind in _NO_SENTENCES:
            continue
        hits = lexicon.likelihoods(passage.own) if lexicon else ()
        confidence = lexicon.confidence.search(passage.own) if lexicon and hits else None
        if confidence:
            yield Finding(
                saying(
                    "'%(likelihood)s' and '%(confidence)s' stand in one sentence",
                    likelihood=hits[0].words,
                    confidence=confidence.group(),
                ),
                saying("Give the likelihood in one sentence and the confidence in another."),
                passage.place,
                about=passage.about,
                words=passage.words,
            )
