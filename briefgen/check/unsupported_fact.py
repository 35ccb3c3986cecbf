"""BG204 unsupported-fact: the report leans on a fact that no source supports.

Why it matters: the sentence would carry no citation number, and nobody could follow it anywhere.

Example: a fact whose only evidence has `stance: disputes`, cited as if it were so.

Mend: add the passage that says it, or cite the fact that the disputing source does support.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.basis.used import used_facts
from briefgen.check.finding import Finding
from briefgen.model.assessment import Assessment
from briefgen.model.saying import saying


def unsupported_fact(assessment: Assessment) -> Iterator[Finding]:
    """One error for each fact in use without supporting evidence."""
    dossier = assessment.dossier
    for name in sorted(used_facts(dossier)):
        if not assessment.grades[name].origins:
            place = dossier.places.get(("fact", name))
            yield Finding(
                saying("fact '%(name)s' is used, but all its evidence disputes it", name=name),
                saying("Add a passage that supports it, or use the fact that its sources do support."),
                place.inside("evidence") if place else None,
                about=name,
            )
