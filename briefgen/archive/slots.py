"""Schedules that are watched, and their slots: each is one row, which one run at a time has.

A run that has a slot holds it for as long as its lease. Whatever the clocks say, what it did counts only while the row is
still its own: `settle` looks at that in the transaction in which the rest is written.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, insert, select, update

from briefgen.archive.schema import schedules, slots
from briefgen.model.faults import BlockedError
from briefgen.model.schedule import OPEN, Slot, SlotEntry, SlotState, missed_ahead

_COLUMNS = (
    slots.c.report,
    slots.c.due,
    slots.c.state,
    slots.c.run,
    slots.c.at,
    slots.c.number,
    slots.c.because,
)
_WAITING = (SlotState.CLAIMED, *sorted(OPEN))


def watched(connection: Connection, marks: Mapping[str, str]) -> dict[str, datetime]:
    """Since when schedules are watched; those that are new or have another mark are left out."""
    found = connection.execute(select(schedules.c.report, schedules.c.mark, schedules.c.since))
    return {report: since for report, mark, since in found if marks.get(report) == mark}


def watch(connection: Connection, marks: Mapping[str, str], at: datetime) -> dict[str, datetime]:
    """Since when schedules are watched: from now on, those that are new or have another mark."""
    stands = watched(connection, marks)
    for report in marks.keys() - stands.keys():
        values = {"mark": marks[report], "since": at}
        if not connection.execute(update(schedules).where(schedules.c.report == report).values(values)).rowcount:
            connection.execute(insert(schedules).values(report=report, **values))
    return {report: stands.get(report, at) for report in marks}


def listed(
    connection: Connection, report: str | None, since: datetime | None, limit: int | None, until: datetime | None
) -> tuple[SlotEntry, ...]:
    """Oldest first; of more than `limit`, the newest."""
    wanted = select(*_COLUMNS).order_by(slots.c.due.desc(), slots.c.id.desc())
    if report is not None:
        wanted = wanted.where(slots.c.report == report)
    if since is not None:
        wanted = wanted.where(slots.c.due >= since)
    if until is not None:
        wanted = wanted.where(slots.c.due <= until)
    if limit is not None:
        wanted = wanted.limit(limit)
    return _oldest_first(connection, wanted)


def waiting(connection: Connection) -> tuple[SlotEntry, ...]:
    """Those that are claimed or `OPEN`, oldest first."""
    return _oldest_first(connection, select(*_COLUMNS).where(slots.c.state.in_(_WAITING)))


def settled_by(connection: Connection, run: str) -> tuple[SlotEntry, ...]:
    """Those of which a run has decided what becomes of them, and no later one has, oldest first."""
    theirs = slots.c.run == run, slots.c.state != SlotState.CLAIMED
    return _oldest_first(connection, select(*_COLUMNS).where(*theirs))


def counted(connection: Connection) -> dict[SlotState, int]:
    """How many there are in each state that any is in."""
    found = connection.execute(select(slots.c.state, func.count()).group_by(slots.c.state))
    return {SlotState(state): count for state, count in found}


def last(connection: Connection) -> dict[str, SlotEntry]:
    """The newest of each report."""
    newest = select(slots.c.report, func.max(slots.c.due).label("due")).group_by(slots.c.report).subquery()
    ours = and_(slots.c.report == newest.c.report, slots.c.due == newest.c.due)
    return {row.report: _entry(row) for row in connection.execute(select(*_COLUMNS).join_from(newest, slots, ours))}


def claim(connection: Connection, slot: Slot, run: str, at: datetime, lease: timedelta) -> bool:
    """Take a slot that nobody has.

    The caller holds the write lock, so that nobody takes it in between.

    Args:
        connection: To the registry.
        slot: Which.
        run: The run that wants it.
        at: Now.
        lease: How long nobody else may take it.

    Returns:
        Whether the run has it: it has no record, is `OPEN`, was missed while a clock was ahead, the lease of who has it
        is over, or the run had it before, whose lease begins anew.
    """
    values = {
        "state": SlotState.CLAIMED,
        "run": run,
        "claimed_until": at + lease,
        "at": at,
        "number": "",
        "because": "",
    }
    found = connection.execute(select(slots.c.claimed_until, *_COLUMNS).where(_is(slot))).first()
    if found is None:
        connection.execute(insert(slots).values(report=slot.report, due=slot.due, **values))
        return True
    if found.state not in OPEN and not (
        # By the lease alone: that a record is of a later time than now says only that a clock was set back.
        (found.state == SlotState.CLAIMED and (found.run == run or found.claimed_until < at))
        or missed_ahead(_entry(found), at)
    ):
        return False
    connection.execute(update(slots).where(_is(slot)).values(values))
    return True


def settle(connection: Connection, entry: SlotEntry, run: str) -> bool:
    """Record what became of a slot; False, and nothing done, where this run does not have it any more."""
    values = {
        "state": entry.state.value,
        "claimed_until": None,
        "at": entry.at,
        "number": entry.number,
        "because": entry.because,
    }
    had = _is(entry.slot), slots.c.state == SlotState.CLAIMED, slots.c.run == run
    return connection.execute(update(slots).where(*had).values(values)).rowcount == 1


def settle_or_block(connection: Connection, entry: SlotEntry) -> None:
    """Record what became of a slot, in one transaction with what was done for it.

    Raises:
        BlockedError: The run of the entry does not have the slot any more.
    """
    if settle(connection, entry, entry.run):
        return
    due = f"{entry.slot.due:%Y-%m-%d %H:%M} UTC"
    found = connection.execute(select(slots.c.state, slots.c.run).where(_is(entry.slot))).first()
    what = f"is '{found.state}' by the run {found.run}" if found else "was never claimed"
    raise BlockedError(
        f"the slot of '{entry.slot.report}' at {due} is not the run {entry.run}'s: it {what}",
        "Nothing was recorded or sent for it by this run. See what became of it: briefgen schedule list",
    )


def miss(connection: Connection, closed: Collection[Slot], run: str, at: datetime) -> tuple[SlotEntry, ...]:
    """Record that slots are missed. Those that are claimed or done stay as they are.

    Returns:
        Those that are missed from now on, with why they were held or failed before.
    """
    known = _known(connection, closed)
    missed = [
        SlotEntry(slot, SlotState.MISSED, run, at, because=_before(known.get(slot)))
        for slot in dict.fromkeys(closed)
        if slot not in known or known[slot].state in OPEN or missed_ahead(known[slot], at)
    ]
    new = [_values(entry) for entry in missed if entry.slot not in known]
    if new:
        connection.execute(insert(slots), new)
    for entry in missed:
        if entry.slot in known:
            connection.execute(update(slots).where(_is(entry.slot)).values(_values(entry)))
    return tuple(missed)


def _known(connection: Connection, wanted: Collection[Slot]) -> dict[Slot, SlotEntry]:
    """Those of the same time that have a record."""
    if not wanted:
        return {}
    dues = [slot.due for slot in wanted]
    found = select(*_COLUMNS).where(slots.c.due.between(min(dues), max(dues)))
    return {entry.slot: entry for entry in _oldest_first(connection, found)}


def _before(entry: SlotEntry | None) -> str:
    """How it stood before it was missed."""
    if entry is None:
        return ""
    return f"{entry.state}: {entry.because}" if entry.because else entry.state.value


def _values(entry: SlotEntry) -> dict[str, Any]:
    return {
        "report": entry.slot.report,
        "due": entry.slot.due,
        "state": entry.state.value,
        "run": entry.run,
        "claimed_until": None,
        "at": entry.at,
        "number": entry.number,
        "because": entry.because,
    }


def _is(slot: Slot) -> ColumnElement[bool]:
    return and_(slots.c.report == slot.report, slots.c.due == slot.due)


def _oldest_first(connection: Connection, wanted: Select[*tuple[Any, ...]]) -> tuple[SlotEntry, ...]:
    entries = (_entry(row) for row in connection.execute(wanted))
    # Not by the database: each has its own order of letters.
    return tuple(sorted(entries, key=lambda each: (each.slot.due, each.slot.report)))


def _entry(row: Row[*tuple[Any, ...]]) -> SlotEntry:
    return SlotEntry(Slot(row.report, row.due), SlotState(row.state), row.run, row.at, row.number, row.because)
