"""A tick: is anything due? Then a run; otherwise nothing is written, and the next tick that finds all as it was is over at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex
from typing import TYPE_CHECKING

from briefgen.desk.plans import Plans, plans_seen, to_do
from briefgen.desk.prepare import concerning
from briefgen.desk.recipients import Recipients, Refusal, check_recipient
from briefgen.desk.registry import registry_of, written_registry
from briefgen.desk.run import WeeklyRun
from briefgen.desk.sending import LEASE as SENDING_LEASE
from briefgen.desk.sending import subject_of
from briefgen.desk.slot_work import decide, errors_in_words
from briefgen.desk.takeover import died
from briefgen.desk.telling import Telling
from briefgen.desk.unwritten import unwritten, write_issue
from briefgen.model.dispatch import DispatchState
from briefgen.model.faults import BriefgenError
from briefgen.model.run import Line, RunReport
from briefgen.model.schedule import AHEAD, LEASE, SlotState

if TYPE_CHECKING:
    from briefgen.archive.registry import Registry
    from briefgen.desk.journal import Journal
    from briefgen.desk.presses import Presses
    from briefgen.desk.session import Desk

_SOON = timedelta(minutes=5)
"""When what the machine was at fault for is tried again."""
_LOOKED_BACK = 100
"""Runs."""


@dataclass(frozen=True, slots=True)
class Ticked:
    """What came of a tick.

    Attributes:
        report: The run; None where nothing was due.
        untold: What could not be told of it, in sentences.
        following: When the next thing is due, in UTC; None where nothing ever is.
    """

    report: RunReport | None
    untold: tuple[str, ...]
    following: datetime | None


@dataclass(frozen=True, slots=True)
class Ticking:
    """What a tick needs.

    Attributes:
        desk: The desk, as it is now.
        clock: Tells the time, in UTC.
        journal: Makes the log of a run, by its id.
        printers: Makes what prints.
        jobs: Printings at a time; None for one a core.
    """

    desk: Desk
    clock: Callable[[], datetime]
    journal: Callable[[str], Journal]
    printers: Callable[[], Presses]
    jobs: int | None = None

    def tick(self, *, always: bool = False) -> Ticked:
        """Do what is due.

        Args:
            always: Whether there is a run, and the desk is told of it, even where nothing is due.

        Raises:
            MachineError: The registry cannot be read or written.
            UsageError: A schedule or a reference to the registry is none.
        """
        with written_registry(self.desk.workspace) as registry:
            run = self._run(registry)
            plans = run.plans(self.clock())
            unread = tuple(_unreadable(self.desk, registry))
            telling = Telling(self.desk, registry, self.clock, run.journal)
            if not always and not run.has_work(plans) and not _anything(registry, unread, self.clock()):
                left = [number for number in unwritten(registry) if write_issue(self.desk, registry, number)]
                untold = telling.catch_up()
                return Ticked(None, untold, _following(registry, plans, self.clock(), left))
            report = run.go(unread)
            untold = telling.tell(report, always=always)
            return Ticked(report, untold, _following(registry, run.plans(self.clock()), self.clock(), report.unwritten))

    def send(self) -> Ticked:
        """Send what is due to be sent, and work on no slot.

        Raises:
            MachineError: The registry cannot be read or written.
        """
        with written_registry(self.desk.workspace) as registry:
            if not _moving(registry, self.clock()):
                return Ticked(None, (), None)
            run = self._run(registry)
            report = run.go_sending()
            untold = Telling(self.desk, registry, self.clock, run.journal).tell(report)
            return Ticked(report, untold, None)

    def foreseen(self) -> Iterator[Line]:
        """What a tick would do now, as far as it can be known without doing it. Nothing is issued, recorded or sent."""
        with registry_of(self.desk.workspace, create=False) as registry:
            plans = plans_seen(self.desk, registry, self.clock())
            yield from _unreadable(self.desk, registry)
            for slot, schedule in to_do(plans):
                found = decide(self.desk, slot.report, schedule)
                yield Line(found.state.value, slot.report, found.because, found.remedy, slot.due)
                if found.state is SlotState.ISSUED:
                    yield from _would_go(self.desk, slot.report)
            if registry:
                yield from _foreseen(self.desk, registry, self.clock())

    def foreseen_sending(self) -> Iterator[Line]:
        """Where the outbox would send now. Nothing is recorded or sent."""
        with registry_of(self.desk.workspace, create=False) as registry:
            if registry:
                yield from _foreseen(self.desk, registry, self.clock())

    def _run(self, registry: Registry) -> WeeklyRun:
        run = token_hex(6)
        return WeeklyRun(self.desk, registry, run, self.clock, self.journal(run), self.printers, self.jobs)


def _foreseen(desk: Desk, registry: Registry, at: datetime) -> Iterator[Line]:
    """Where the outbox would send now, each checked as it is checked when it is sent."""
    recipients = Recipients(desk)
    for dispatch in registry.dispatches({DispatchState.PENDING}):
        if not dispatch.is_due(at):
            continue
        files = ", ".join(each.name for each in dispatch.outgoing.enclosures) or "an edition that is still to be made"
        try:
            if dispatch.outgoing.enclosures:
                check_recipient(recipients.now(), registry, dispatch)
            yield Line("sent", subject_of(dispatch), files)
        except Refusal as refusal:
            yield Line("refused", subject_of(dispatch), str(refusal))
        except BriefgenError as fault:
            yield Line("retried", subject_of(dispatch), str(fault), fault.hint)


def _would_go(desk: Desk, report: str) -> Iterator[Line]:
    """Where an issue of a report would be sent."""
    for client in desk.library.clients.values():
        for way in client.deliver if report in client.reports else ():
            for target in way.targets:
                yield Line("sent", f"{report} for {client.id}, {way.channel} to {target}", ", ".join(client.formats))


def _anything(registry: Registry, unread: Iterable[Line], at: datetime) -> bool:
    """Whether a run would send anything or has something new to tell, or has to take over from one that died."""
    if any(each.state is SlotState.CLAIMED and each.at + LEASE < at for each in registry.waiting_slots()):
        return True
    return _moving(registry, at) or bool(died(registry, at)) or bool(_new(unread, registry, at))


def _moving(registry: Registry, at: datetime) -> bool:
    """Whether a dispatch is due, or was left by a run that died."""
    return any(
        each.is_due(at) if each.state is DispatchState.PENDING else each.at + SENDING_LEASE < at
        for each in registry.dispatches({DispatchState.PENDING, DispatchState.SENDING})
    )


def _following(registry: Registry, plans: Plans, at: datetime, left: Sequence[str]) -> datetime | None:
    """When there is something to do again, if nobody changes anything: until then a tick may be over at once."""
    moments = [each.next for _, each in plans.values()]
    moments += [each.closes for _, each in plans.values() if each.closes]
    for entry in registry.waiting_slots():
        if entry.state is SlotState.CLAIMED:
            moments.append(entry.at + LEASE)
        elif entry.state is SlotState.FAILED:
            moments.append(at + _SOON)
    for dispatch in registry.dispatches({DispatchState.PENDING, DispatchState.SENDING}):
        moments.append(dispatch.due if dispatch.state is DispatchState.PENDING else dispatch.at + SENDING_LEASE)
    moments += [run.began + LEASE for run in registry.unended_runs()]
    if left or registry.untold_runs():
        moments.append(at + _SOON)
    return min(moments, default=None)


def _unreadable(desk: Desk, registry: Registry | None) -> Iterator[Line]:
    """Reports with a schedule that cannot be read, so that nobody can tell when they are due."""
    last = registry.last_slots() if registry else {}
    listed = desk.workspace.schedule.reports if desk.workspace.schedule else ()
    for report in desk.reports:
        if not desk.readable(report) and (report in last or report in listed or _has_schedule(desk, report)):
            found = errors_in_words(concerning(desk, report))
            yield Line("held", report, f"nobody can tell when it is due: {found}", f"Mend it: briefgen check {report}")


def _has_schedule(desk: Desk, report: str) -> bool:
    """Whether a report's file says that it has a schedule; it cannot be read otherwise."""
    place = desk.library.places["report", report]
    try:
        text = (desk.workspace.root / place.file).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return any(line.startswith("schedule:") for line in text.splitlines())


def _new(unread: Iterable[Line], registry: Registry, at: datetime) -> tuple[Line, ...]:
    """Those that the newest run did not tell of; runs of a clock that was ahead are none."""
    known: set[str] = set()
    for run in [each for each in registry.runs(_LOOKED_BACK) if each.began <= at + AHEAD][:1]:
        with suppress(ValueError, KeyError, TypeError):
            lines = json.loads(registry.run_report(run.id) or "{}")["lines"]
            known = {each["subject"] for each in lines if each["what"] == "held" and each["due"] is None}
    return tuple(each for each in unread if each.subject not in known)
