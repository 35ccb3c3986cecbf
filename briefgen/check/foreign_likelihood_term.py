"""BG308 foreign-likelihood-term: a likelihood term that the report's scale does not have.

Why it matters: the report prints one scale, with percentages. A term from elsewhere promises a meaning that the reader
cannot look up, or one that another standard gives it.

Example: "It is highly unlikely that Niger rejoins" in a report with `likelihood_scale: icd203`, which says "very
unlikely"; "extremely likely", which no scale has; and idioms: "bound to",
"a foregone conclusion", "the odds are against it", « il y a peu de chances que ». In French each term of a scale has one
rendering, « probable » for "likely": « vraisemblable » and « sans doute » are none.

Not a fault: what is said of accounts and not of events ("both readings are plausible"), a term in quotation marks, and one in a cited sentence that says whose word it is ("AFP calls a return
highly unlikely"). Read are the text, judgements, scenarios, ratings and indicators, in English and French. Where the
report uses terms of both scales, the first foreign one is reported as BG309 mixed-scales and not here.

Mend: use a term of the report's scale; for somebody else's word, name and cite the source.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.finding import Finding
from briefgen.check.reading.likelihood_terms import foreign_uses, other_scale, own_scale
from briefgen.model.assessment import Assessment
from briefgen.model.saying import saying


def foreign_likelihood_term(assessment: Assessment) -> Iterator[Finding]:
    """One warning for each term that the report's scale does not have."""
    scale = own_scale(assessment.dossier)
    for use in foreign_uses(assessment.dossier)[1]:
        other = other_scale(use)
        whose = saying("it belongs to %(other)s", other=other.name) if other else saying("no scale has it")
        yield Finding(
            saying(
                "'%(term)s' is no term of %(scale)s, this report's scale: %(whose)s",
                term=use.hit.words,
                scale=scale.name,
                whose=whose,
            ),
            saying("Write one of: %(terms)s.", terms=", ".join(each for band in scale.bands for each in band.terms)),
            use.passage.place,
            about=use.passage.about,
            words=use.passage.words,
        )
