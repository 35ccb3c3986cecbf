"""BG207 unreasoned-resolution: a contradiction was settled without a reason, or against a fact that does not contradict.

Why it matters: the report prints the reason beside the account that stands. Without one the reader has to believe the
desk, and so does the next analyst who meets the other account. A resolution against a fact that says nothing else
settles nothing, and hides that the contradiction it was meant for may still be open.

Example: `resolution: {against: [aes-quit-ecowas-early-2025], reason: tbd, on: 2025-08-20}`.

Mend: write in a sentence what decides it: a dated document, a source that was there, a correction. Four words are the
least; "tbd", "n/a", "see above" and the like are no reason, and neither is "this one is right". Take ids out of `against`
that do not contradict the fact.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.basis.leaning import inside
from briefgen.check.basis.reasons import is_reason
from briefgen.check.basis.used import used_facts
from briefgen.check.finding import Finding
from briefgen.model.assessment import Assessment
from briefgen.model.fact import Resolution
from briefgen.model.saying import saying


def unreasoned_resolution(assessment: Assessment) -> Iterator[Finding]:
    """One error for each reason that is none, where the report uses either side, and one for each rival that is none."""
    dossier = assessment.dossier
    used = used_facts(dossier)
    for name, fact in dossier.facts.items():
        resolution = fact.resolution
        if resolution and not is_reason(resolution.reason) and not used.isdisjoint((name, *resolution.against)):
            yield Finding(
                saying(
                    "the resolution on fact '%(name)s' gives no reason: \"%(reason)s\"",
                    name=name,
                    reason=resolution.reason,
                ),
                saying("Say in a sentence what decides it; the report prints it."),
                inside(dossier.places.get(("fact", name)), "resolution", "reason"),
                about=name,
            )
        if resolution and name in used:
            yield from _in_vain(assessment, name, resolution)


def _in_vain(assessment: Assessment, name: str, resolution: Resolution) -> Iterator[Finding]:
    # Of three accounts two may agree; the one that stands is still resolved against both.
    rivals = {other for found in assessment.contradictions if name in found.facts for other in found.facts}
    for index, other in enumerate(resolution.against):
        if other in assessment.dossier.facts and (other == name or other not in rivals):
            yield Finding(
                saying(
                    "fact '%(name)s' is resolved against '%(other)s', which does not contradict it",
                    name=name,
                    other=other,
                ),
                saying("Take it out of `against`, or give both facts `asserts` with the same subject and property."),
                inside(assessment.dossier.places.get(("fact", name)), "resolution", "against", index),
                about=name,
            )
