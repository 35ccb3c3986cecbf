"""BG203 contradicted-fact: the report rests on a fact that another fact contradicts, and nobody has settled which stands.

Why it matters: a reader who knows the other account loses trust in the whole report.

Example: one source dates a body's founding to 2023-09-06, another to 2024-07-06; both facts assert the same property.

Mend: nothing has to be done. The report prints a "Sources differ" box where the fact is first cited. Once you know which
stands, write a `resolution` with a reason on that fact, and the box shows it.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.basis.used import used_facts
from briefgen.check.finding import Finding
from briefgen.model.assessment import Assessment
from briefgen.model.saying import saying


def contradicted_fact(assessment: Assessment) -> Iterator[Finding]:
    """One note for each open contradiction among the facts that the report uses."""
    used = used_facts(assessment.dossier)
    for found in assessment.contradictions:
        ours = [name for name in found.facts if name in used]
        if ours and found.standing is None:
            others = ", ".join(f"'{name}'" for name in assessment.contradicts[ours[0]])
            yield Finding(
                saying(
                    "fact '%(fact)s' is contradicted by %(others)s (%(subject)s: %(aspect)s)",
                    fact=ours[0],
                    others=others,
                    subject=found.subject,
                    aspect=found.aspect.replace("-", " "),
                ),
                saying(
                    "The report shows both; write a `resolution` with a reason on the fact that stands once you know."
                ),
                assessment.dossier.places.get(("fact", ours[0])),
                about=found.id,
            )
