"""BG205 withdrawn-source: the report leans on a fact or a source that the desk has withdrawn.

Why it matters: whoever withdrew it had a reason. Printed again, the mistake would carry the desk's name a second time,
and the readers who were told of the withdrawal would see that it was not meant.

Example: the wire agency retracts its report, the desk withdraws the source `afp`, and the summary still cites a
fact whose only passage stands in an article that was derived from that wire.

Mend: take the citation out, or let it rest on a fact with other sources. Where a fact has other passages, take the
withdrawn one out of its `evidence`. A passage that rests on somebody else than its whole source says so in `origins`.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.basis.leaning import leaning
from briefgen.check.finding import Finding
from briefgen.model.assessment import Assessment
from briefgen.model.dossier import Dossier
from briefgen.model.fact import Evidence, Fact, Stance
from briefgen.model.record import Withdrawal
from briefgen.model.saying import saying
from briefgen.model.source import resting_on


def withdrawn_source(assessment: Assessment) -> Iterator[Finding]:
    """One error for each place that leans on something withdrawn."""
    dossier = assessment.dossier
    if not dossier.record.withdrawn:
        return
    reasons = {name: _reason(fact, dossier) for name, fact in dossier.facts.items()}
    for name, place in leaning(dossier):
        if reason := reasons.get(name):
            yield Finding(
                saying("this rests on the fact '%(name)s', %(reason)s", name=name, reason=reason),
                saying("Take it out here, or let it rest on something else."),
                place,
                about=name,
            )


def _reason(fact: Fact, dossier: Dossier) -> str:
    """What was withdrawn of a fact, in words; "" where it stands."""
    withdrawn = dossier.record.withdrawn
    if own := withdrawn.get(("fact", fact.id)):
        return saying("which was %(since)s", since=_since(own))
    for passage in fact.evidence:
        if passage.stance is Stance.SUPPORTS and (found := _behind(passage, dossier)):
            through = "" if found.id == passage.source else saying(" through '%(source)s'", source=passage.source)
            return saying(
                "which rests%(through)s on the source '%(withdrawn)s', %(since)s",
                through=through,
                withdrawn=found.id,
                since=_since(found),
            )
    return ""


def _behind(passage: Evidence, dossier: Dossier) -> Withdrawal | None:
    """The withdrawal of what a passage rests on: its own source first, then by id."""
    source = dossier.sources.get(passage.source)
    start = passage.origins or (source.derived_from if source else ())
    names = (passage.source, *sorted(resting_on(start, dossier.sources)))
    found = (dossier.record.withdrawn.get(("source", name)) for name in names)
    return next(filter(None, found), None)


def _since(withdrawal: Withdrawal) -> str:
    return saying(
        "withdrawn on %(day)s: %(because)s", day=withdrawal.at.date(), because=withdrawal.because.rstrip(". ")
    )
