"""BG309 mixed-scales: one report uses the terms of two likelihood scales.

Why it matters: "very likely" is 80–95 % in one scale, "highly likely" 80–90 % in the other; a reader who meets both
looks for a difference that nobody meant.

Example: "very likely" in the summary and "realistic possibility" in the outlook of the same report.

How it shares the work with BG308 foreign-likelihood-term: a term that the report's scale does not have is BG308. Where
the text also uses terms that only the report's own scale has, the reader sees two scales; then the first term of the
other one is reported here, once, and the rest under BG308. Terms that both scales have ("likely", "unlikely") mix nothing,
and the likelihoods printed beside judgements do not count.

Mend: keep to the scale in `likelihood_scale`, or change that field and every term with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.finding import Finding
from briefgen.check.reading.likelihood_terms import foreign_uses, other_scale, own_scale
from briefgen.model.assessment import Assessment
from briefgen.model.saying import saying


def mixed_scales(assessment: Assessment) -> Iterator[Finding]:
    """At most one warning: at the first term of the scale that is not the report's."""
    use = foreign_uses(assessment.dossier)[0]
    other = other_scale(use) if use else None
    if use and other:
        scale = own_scale(assessment.dossier)
        yield Finding(
            saying(
                "the report uses %(scale)s and, in '%(term)s', %(other)s",
                scale=scale.name,
                term=use.hit.words,
                other=other.name,
            ),
            saying("Keep to one scale; the report's is `likelihood_scale: %(key)s`.", key=scale.key),
            use.passage.place,
            about=use.passage.about,
            words=use.passage.words,
        )
