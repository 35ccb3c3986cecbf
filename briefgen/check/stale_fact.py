"""BG202 stale-fact: the report rests on a fact past its `review_by` day.

Why it matters: offices change hands and agreements lapse; what was right last year is printed as if it were right today.

Example: a fact with `review_by: 2025-06-30` in a report as of 2025-08-20.

Mend: read the sources again. Where the fact still holds, move `review_by` on; where it does not, write the new fact.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.basis.used import used_facts
from briefgen.check.finding import Finding
from briefgen.model.assessment import Assessment
from briefgen.model.saying import saying


def stale_fact(assessment: Assessment) -> Iterator[Finding]:
    """One warning for each stale fact that the report uses."""
    dossier = assessment.dossier
    for name in sorted(used_facts(dossier) & assessment.stale):
        yield Finding(
            saying(
                "fact '%(name)s' was due for review on %(review_by)s, and this report speaks as of %(as_of)s",
                name=name,
                review_by=dossier.facts[name].review_by,
                as_of=dossier.as_of,
            ),
            saying("Read its sources again; then move `review_by` on, or write what holds now."),
            dossier.places.get(("fact", name)),
            about=name,
        )
