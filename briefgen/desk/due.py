"""What is due: the slots of a schedule, and which of them a run has to do.

A slot is a moment at which a report is due. It opens at that moment. It closes when its window is over, or with the next
slot where the schedule has no window. What has become of it is on record; here it is decided what is still to be done.

- Nothing is on record: while it is open, it is to do.
- `claimed`: a run has it. It is offered all the same, because only the registry knows whether that run still lives.
- `held`, `drafted` or `failed`: it is to do again as long as it is open.
- `issued`, `skipped`, `missed`: it is done with, for ever.

A slot that closed before it was done with is caught up or missed, as the schedule says. `all`: it stays to do until it is
done, the oldest first. `latest`: it stays to do while it is the newest of all, that is until the next one opens; what is
older is missed. `none`: it is missed. A claimed one that would be missed is left to its run, and missed after it.

What lies after `now` is never due, so a clock that was set back makes nothing due a second time; what was done while it was
ahead stays. What was only missed then does not: it is as if it were not on record.

Local times are kept through changes of the clock by one rule, for every expression: a slot is a local time, as the
calendar on the wall has it. One that the clock leaves out comes when it goes on, at 03:00 for 02:30 in Paris; where several
are left out, there is one slot for them. One that comes twice counts the first time only. So a day has each of its slots
once, whichever day it is; `*/15 * * * *` pauses in the hour that comes twice.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from hashlib import sha256

from cronsim import CronSim, CronSimError

from briefgen.desk.session import Desk
from briefgen.load.schedules import FIVE, time_zone
from briefgen.model.faults import UsageError
from briefgen.model.schedule import OPEN, Schedule, Slot, SlotEntry, SlotState, missed_ahead

LOOKED_BACK = 20
"""Slots are claimed oldest first, so what is older than a record is on record too. Should one be missing all the same, it is
found among so many of the newest."""

_PENDING = OPEN | {SlotState.CLAIMED}
_INSTANT = timedelta(microseconds=1)
_MINUTE = timedelta(minutes=1)
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done about a report's slots at one moment.

    Attributes:
        to_do: Slots to claim, oldest first.
        missed: Slots to record as missed, oldest first, before any is claimed.
        left: Slots that are claimed, closed and not caught up. They are the affair of the run that claimed them; whoever can
            claim one knows that run to be dead, and records it as missed.
        next: The next slot after now, in UTC.
        closes: When the newest slot to do closes, in UTC; None where none is open.
    """

    to_do: tuple[Slot, ...]
    missed: tuple[Slot, ...]
    left: tuple[Slot, ...]
    next: datetime
    closes: datetime | None


def schedules(desk: Desk) -> Mapping[str, Schedule]:
    """The schedule of each report that has one, by id, sorted: its own, or the settings' where these list the report.

    A report that cannot be read is not among them, even where the settings list it: nothing of its file is kept, so
    nobody knows whether it has a schedule of its own. `desk.diagnostics` tells what is wrong with it; its slots wait, and
    are open or caught up as soon as it is mended.
    """
    shared = desk.workspace.schedule
    listed = frozenset(shared.reports) if shared else frozenset()
    found = {}
    for name, report in sorted(desk.library.reports.items()):
        if schedule := report.schedule or (shared if name in listed else None):
            found[name] = schedule
    return found


def mark_of(schedule: Schedule) -> str:
    """What tells a schedule's moments from another's: one that is changed is watched from the change on.

    A digest of the expression, in whichever case and spacing, and the time zone. A change of anything else moves no slot.
    """
    return sha256(f"{' '.join(schedule.cron.upper().split())}\n{schedule.timezone}".encode()).hexdigest()


def slots_between(schedule: Schedule, report: str, after: datetime, until: datetime) -> Iterator[Slot]:
    """Slots after a moment, up to and including another, oldest first.

    Args:
        schedule: The report's.
        report: Its id.
        after: With its time zone; a slot at this very moment is left out.
        until: With its time zone; a slot at this very moment is the last.

    Raises:
        UsageError: The schedule is none.
        MachineError: The machine knows no time zones.
    """
    for due in _moments(schedule, after):
        if due > until:
            return
        yield Slot(report, due)


def next_slot(schedule: Schedule, report: str, after: datetime) -> Slot:
    """The first slot after a moment.

    Raises:
        UsageError: The schedule is none.
        MachineError: The machine knows no time zones.
    """
    return Slot(report, next(_moments(schedule, after)))


def closes_at(schedule: Schedule, due: datetime, since: datetime) -> datetime:
    """When a slot closes.

    Args:
        schedule: The report's.
        due: The slot's moment.
        since: From when on the schedule is watched. A slot of the one before it is open until the first of this one.
    """
    if schedule.window_hours:
        return due + timedelta(hours=schedule.window_hours)
    return next(_moments(schedule, max(due, since)))


def plan(
    schedule: Schedule, report: str, since: datetime, recorded: Mapping[datetime, SlotEntry], now: datetime
) -> Plan:
    """What is to be done about a report's slots.

    What is missed is recorded first, in one step; then the slots to do are claimed in their order, and where the registry
    fails at one, no later one is tried. So no slot is overlooked, whenever a run dies.

    Args:
        schedule: The report's.
        report: Its id.
        since: From when on the schedule is watched: earlier slots are nobody's business, but for those on record.
        recorded: The report's slots on record, by their moment: all that are claimed or `OPEN`, and of the others
            at least the `LOOKED_BACK` newest up to now.
        now: The moment of the run.

    Raises:
        UsageError: The schedule is none.
        MachineError: The machine knows no time zones.
    """
    recorded = {due: entry for due, entry in recorded.items() if not missed_ahead(entry, now)}
    grid = [slot.due for slot in slots_between(schedule, report, _settled(since, recorded, now), now)]
    waiting = {due for due, entry in recorded.items() if due <= now and entry.state in _PENDING}
    pending = sorted(waiting.union(due for due in grid if due not in recorded))
    window = timedelta(hours=schedule.window_hours) if schedule.window_hours else None
    opened = {due for due in pending if (now < due + window if window else not grid or due >= grid[-1])}
    closed = [due for due in pending if due not in opened]
    done = (due for due, entry in recorded.items() if entry.state not in _PENDING)
    caught = _caught_up(schedule, closed, max((*opened, *done), default=_NEVER))
    lost = [due for due in closed if due not in caught]
    claimed = {due for due in lost if due in recorded and recorded[due].state is SlotState.CLAIMED}
    return Plan(
        to_do=_slots(report, (due for due in pending if due in opened or due in caught)),
        missed=_slots(report, (due for due in lost if due not in claimed)),
        left=_slots(report, sorted(claimed)),
        next=next(_moments(schedule, now)),
        closes=closes_at(schedule, max(opened), since) if opened else None,
    )


def _settled(since: datetime, recorded: Mapping[datetime, SlotEntry], now: datetime) -> datetime:
    """After which moment slots are looked for: before it, all are on record."""
    newest = heapq.nlargest(LOOKED_BACK, (due for due in recorded if since < due <= now))
    return newest[-1] - _INSTANT if len(newest) == LOOKED_BACK else since


def _caught_up(schedule: Schedule, closed: list[datetime], newest: datetime) -> frozenset[datetime]:
    """Of the slots that closed, those to do.

    Args:
        schedule: The report's.
        closed: Oldest first.
        newest: The newest slot that is open or done with, be it one that was done while the clock was ahead.
    """
    if schedule.catch_up == "latest":
        return frozenset(each for each in closed[-1:] if each >= newest)
    return frozenset(closed if schedule.catch_up == "all" else ())


def _slots(report: str, moments: Iterable[datetime]) -> tuple[Slot, ...]:
    return tuple(Slot(report, due) for due in moments)


def _moments(schedule: Schedule, after: datetime) -> Iterator[datetime]:
    """Moments in UTC that come after another, without an end."""
    zone = time_zone(schedule.timezone)
    if zone is None:
        raise UsageError(f"there is no time zone '{schedule.timezone}'", "Write an IANA name: Africa/Bamako.")
    # What comes after a moment on the wall's calendar comes after it in time, but not the other way round: of an hour that
    # comes twice, the second time stands before the end of the first.
    try:
        times = CronSim(schedule.cron, after.astimezone(zone).replace(tzinfo=None))
    except CronSimError:
        raise UsageError(f"'{schedule.cron}' is no cron expression", FIVE) from None
    last = after
    for time in times:
        due = _moment(time, zone)
        if due > last:
            last = due
            yield due
    raise UsageError(f"'{schedule.cron}' means no day of the next 50 years", "Mend the schedule.")


def _moment(time: datetime, zone: tzinfo) -> datetime:
    """The moment of a local time: the first of two, and for one that is left out, when the clock goes on."""
    due = time.replace(tzinfo=zone).astimezone(UTC)
    while due.astimezone(zone).replace(tzinfo=None) != time:
        time += _MINUTE
        due = time.replace(tzinfo=zone).astimezone(UTC)
    return due
