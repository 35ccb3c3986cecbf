"""What became of judgements between two issues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from briefgen.compose.comparison import Comparison, Value
from briefgen.model.changes import Change, Turn
from briefgen.model.record import LastIssue, Outcome, Record


def judgement_changes(compared: Comparison, before: LastIssue, as_of: date, record: Record) -> Iterator[Change]:
    """New and changed judgements, those resolved since the earlier issue, those whose day came, and those dropped.

    Args:
        compared: Judgements of both.
        before: The earlier issue.
        as_of: The day that the later content speaks from.
        record: For the outcomes. One that the earlier issue could know of is no news.
    """
    yield from compared.appeared()
    for key, old in sorted(compared.old.items()):
        outcome = record.outcomes.get((key, _horizon(old)))
        if outcome and outcome.at > before.issue.issued_at:
            yield _resolved(compared, key, outcome)
        elif not outcome and _expired(old, compared.new.get(key), before.content.as_of, as_of):
            yield compared.change(key, Turn.EXPIRED, before=compared.told(old))
        elif key not in compared.new:
            yield compared.change(key, Turn.REMOVED, before=compared.told(old))
    for change in compared.altered():
        yield replace(change, reason=_reason(change, compared))


def _reason(change: Change, compared: Comparison) -> str:
    """The analyst's. One left standing from an earlier issue explains no new wording."""
    old, new = (values[change.key].get("reason") or "" for values in (compared.old, compared.new))
    return new if "likelihood" in change.before or new != old else ""


def _resolved(compared: Comparison, key: str, outcome: Outcome) -> Change:
    change = compared.change(key, Turn.RESOLVED, compared.told(compared.old[key]), {"verdict": outcome.verdict.value})
    return replace(change, reason=outcome.because)


def _expired(old: Value, new: Value | None, since: date, as_of: date) -> bool:
    """Whether its day came after the earlier issue, or it was dropped or put off when it had come."""
    came = _horizon(old) <= as_of
    still_there = new is not None and new["horizon"] == old["horizon"]
    return came and not (still_there and _horizon(old) <= since)


def _horizon(value: Value) -> date:
    return date.fromisoformat(value["horizon"])
