"""BG201 unsupported-grade: an analyst gave a fact credibility 1 that its evidence does not carry.

Why it matters: credibility 1 says "confirmed by other independent sources" (Admiralty code). Three articles about one
ministry statement are one origin, and confirm nothing.

Example: `grade: {credibility: 1, reason: "widely reported"}` on a fact whose two articles both derive from one wire.

Mend: add evidence of a second, independent origin, or lower the grade.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.finding import Finding
from briefgen.model.assessment import Assessment
from briefgen.model.saying import saying

_CONFIRMED = 1
_INDEPENDENT_ORIGINS = 2


def unsupported_grade(assessment: Assessment) -> Iterator[Finding]:
    """One error for each fact graded 1 by hand with fewer than two independent origins behind it."""
    for name, grade in assessment.grades.items():
        if grade.by_analyst and grade.credibility == _CONFIRMED and grade.origins < _INDEPENDENT_ORIGINS:
            place = assessment.dossier.places.get(("fact", name))
            yield Finding(
                saying(
                    "fact '%(name)s' is graded 1 (confirmed by other independent sources), but all its evidence goes back to one origin",
                    name=name,
                ),
                saying("Add evidence of a second, independent origin, or lower the grade to 2."),
                place.inside("grade", "credibility") if place else None,
                about=name,
            )
