"""What the registry knows, without what a client may not see: so that "what changed" never tells.

The last issue's content is cut by the same rules, once by the markings that things had then and once by what is withheld
now. Something is withheld now wherever it was withheld in either.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from briefgen.model.issue import Frozen
from briefgen.model.record import LastIssue, Record
from briefgen.release.last_issue import KINDS_TOLD, LastContent
from briefgen.release.old_values import Now, Value, marked


@dataclass(slots=True)
class ReleasedRecord:
    """The record, and what of the last issue is gone from it, by kind and key.

    Attributes:
        record: As the client may know it.
        gone: Values that were left out, whole.
    """

    record: Record
    gone: dict[tuple[str, str], Value] = field(default_factory=dict)


def release_record(record: Record, now: Now) -> ReleasedRecord:
    """The record without what is withheld now or was marked above the ceiling when it was issued."""
    if record.last is None:
        return ReleasedRecord(_beside(record, None, frozenset(), now))
    old = LastContent(record.last.content, now)
    report = old.values("report").get(record.last.content.report, {})
    if now.verdict.terms.above(marked(report)):
        # It was no client's of these terms, and so there is nothing to compare with.
        gone = {(kind, key): value for kind in KINDS_TOLD for key, value in old.values(kind).items()}
        return ReleasedRecord(_beside(replace(record, last=None), None, frozenset(gone), now), gone)
    content = old.released()
    last = LastIssue(replace(record.last.issue, clients=()), content)
    return ReleasedRecord(_beside(replace(record, last=last), content, frozenset(old.gone), now), old.gone)


def _beside(record: Record, content: Frozen | None, gone: frozenset[tuple[str, str]], now: Now) -> Record:
    """Withdrawals, outcomes and earlier ratings of what the client may know of."""
    known = {key for key in (content.items if content else {}) if key[0] in ("fact", "source", "judgement")}
    known |= {("fact", name) for name in now.after.facts} | {("source", name) for name in now.after.sources}
    known |= {("judgement", each.id) for each in now.after.report.judgements}
    own = now.after.own or now.after
    rated = {f"{profile.id}/{rating.category}" for profile in own.profiles for rating in profile.ratings}
    rated -= {key for kind, key in gone if kind == "rating"}
    return replace(
        record,
        withdrawn={key: each for key, each in record.withdrawn.items() if key in known},
        outcomes={key: each for key, each in record.outcomes.items() if ("judgement", key[0]) in known},
        rated=tuple(
            replace(each, ratings=tuple(one for one in each.ratings if one[0] in rated)) for each in record.rated
        ),
    )
