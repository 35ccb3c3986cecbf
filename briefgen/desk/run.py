"""A run: what is due is issued and sent, and the desk is told what happened.

Everything that matters is in the registry before the next thing begins: a slot is claimed before it is worked on, an issue
is recorded in one step with its clients' editions and with what is to be sent, a dispatch is taken before it is sent. So a
run can end at any line, and the next one goes on from where it stood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.desk.channels import channels
from briefgen.desk.drafts import send_draft
from briefgen.desk.edition_press import edition_press
from briefgen.desk.issue import issue_report
from briefgen.desk.late_editions import LateEditions
from briefgen.desk.magazine import magazine
from briefgen.desk.missed import missed
from briefgen.desk.plans import Plans, following, plans_of, to_do
from briefgen.desk.recipients import Recipients
from briefgen.desk.sending import Sending, line_of
from briefgen.desk.slot_work import Decision, decide
from briefgen.desk.takeover import died, left_by
from briefgen.desk.unwritten import unwritten, write_issue
from briefgen.desk.waiting import undelivered, waiting
from briefgen.model.faults import BlockedError, BriefgenError, UnwrittenError
from briefgen.model.run import Line, Run, RunReport
from briefgen.model.schedule import LEASE, Schedule, Slot, SlotEntry, SlotState

if TYPE_CHECKING:
    from briefgen.archive.registry import Registry
    from briefgen.desk.edition_press import EditionPress
    from briefgen.desk.journal import Journal
    from briefgen.desk.presses import Presses
    from briefgen.desk.session import Desk

_LONGEST = timedelta(hours=6)
"""After this a run begins no further slot: the machine slept, and what the run knows of the desk is old."""
BY = "the schedule"
"""Who issues what a run issues, as the registry has it."""


@dataclass
class WeeklyRun:
    """One run.

    Attributes:
        desk: The desk, as it was opened for this run.
        registry: Its registry.
        id: The run's, twelve hex digits.
        clock: Tells the time, in UTC.
        journal: Takes what is done.
        printers: Makes what prints, when it is first needed.
        jobs: Printings at a time; None for one a core.
    """

    desk: Desk
    registry: Registry
    id: str
    clock: Callable[[], datetime]
    journal: Journal
    printers: Callable[[], Presses]
    jobs: int | None = None
    _stack: ExitStack = field(default_factory=ExitStack)
    _decisions: dict[str, Decision] = field(default_factory=dict)
    _done: set[str] = field(default_factory=set)
    _held: tuple[Slot, datetime] | None = None
    _over: tuple[Run, ...] = ()
    _unwritten: set[str] = field(default_factory=set)

    def go(self, unread: tuple[Line, ...] = ()) -> RunReport:
        """Do what is due. Recording the report of it and telling somebody is the caller's affair.

        Args:
            unread: Reports of which nobody can tell whether they are due.

        Raises:
            MachineError: The registry cannot be read or written: nothing further can be done.
        """
        began = self._begin()
        plans = self.plans(began)
        self.journal.tell("begun", desk=self.desk.workspace.name)
        with self._stack:
            lines = [
                *unread,
                *self._taken_over(),
                *missed(self.registry, plans, self.id, self.clock, self.journal),
                *self._stranded(),
                *self._slots(plans),
                *self._sent(),
            ]
            for line in magazine(self.desk, lines, lambda: self._printer):
                self.journal.tell(line.what, digest=line.subject, told=line.told)
                lines.append(line)
        report = self._report(Run(self.id, began, self.clock()), tuple(lines), plans)
        self.journal.tell("ended", lines=len(lines), waiting=len(report.waiting), undelivered=len(report.undelivered))
        return report

    def go_sending(self) -> RunReport:
        """Send what is due to be sent, and work on no slot. Otherwise as `go`."""
        began = self._begin()
        with self._stack:
            lines = (*self._taken_over(), *self._stranded(), *self._sent())
        return self._report(Run(self.id, began, self.clock()), lines, self.plans(began))

    def _begin(self) -> datetime:
        began = self.clock()
        self._over = died(self.registry, began)
        self.registry.begin_run(Run(self.id, began))
        return began

    def plans(self, at: datetime) -> Plans:
        """What is to be done about each report's slots at a moment. New and changed schedules are watched from then on."""
        return plans_of(self.desk, self.registry, at)

    def _taken_over(self) -> Iterator[Line]:
        """What runs that died had no time to tell."""
        for run in self._over:
            self.journal.tell("taken over", died=run.id)
            for entry in self.registry.slots_settled_by(run.id):
                self._unwritten |= {entry.number} - {""}
                yield left_by(run, entry)

    def _stranded(self) -> Iterator[Line]:
        """What a run that died was sending."""
        for dispatch in self.registry.free_stranded(self.clock()):
            line = line_of(dispatch)
            self.journal.tell(line.what, dispatch=dispatch.id, because=dispatch.because)
            yield line

    def _slots(self, plans: Plans) -> Iterator[Line]:
        """Slots in the order in which they were due. What is wrong with one stops no other."""
        todo = to_do(plans)
        before = {entry.slot: entry for entry in self.registry.waiting_slots()}
        newest, began = {slot.report: slot for slot, _ in todo}, self.clock()
        for slot, schedule in todo:
            held = before.get(slot)
            if self.clock() > began + _LONGEST:
                return
            if self._moves(slot, schedule, held) and self._claim(slot):
                yield from self._slot(slot, schedule, held, newest=newest[slot.report] == slot)
                self._held = None

    def _claim(self, slot: Slot) -> bool:
        at = self.clock()
        self._held = slot, at
        return self.registry.claim(slot, self.id, at, LEASE)

    def _keep(self) -> None:
        """The slot is worked on: a report for very many clients is not taken for dead while its copies are made."""
        if self._held and self.clock() > self._held[1] + LEASE / 4:
            self._claim(self._held[0])

    def has_work(self, plans: Plans) -> bool:
        """Whether any slot would come into another state than it is in."""
        before = {entry.slot: entry for entry in self.registry.waiting_slots()}
        return any(
            each.missed or any(self._moves(slot, schedule, before.get(slot)) for slot in each.to_do)
            for schedule, each in plans.values()
        )

    def _moves(self, slot: Slot, schedule: Schedule, before: SlotEntry | None) -> bool:
        """Whether there is anything to do about a slot.

        Not about one that is held for the reason that it was held for; nor about one of which the desk has a draft, until
        somebody approves it.
        """
        if before is None or before.state not in {SlotState.HELD, SlotState.DRAFTED}:
            return True
        try:
            found = self._decided(slot.report, schedule)
        except BriefgenError:
            return True
        if before.state is SlotState.DRAFTED:
            return found.state in {SlotState.ISSUED, SlotState.SKIPPED}
        return (found.state, found.because) != (before.state, before.because)

    def _decided(self, report: str, schedule: Schedule) -> Decision:
        """What is to become of a report's slot, asked once while nothing of the report changes."""
        if report not in self._decisions:
            self._decisions[report] = decide(self.desk, report, schedule)
        return self._decisions[report]

    def _slot(self, slot: Slot, schedule: Schedule, before: SlotEntry | None, *, newest: bool) -> Iterator[Line]:
        self.journal.tell("claimed", report=slot.report, due=slot.due)
        try:
            decision = self._decided(slot.report, schedule)
            self._decisions.pop(slot.report)
            if decision.once_more and (slot.report in self._done or not newest):
                # Of weeks that nobody ran, clients get what is unchanged once, and not once for each.
                decision = Decision(SlotState.SKIPPED, decision.because)
            if decision.state is SlotState.ISSUED:
                yield from self._issued(slot, decision)
                return
            if decision.state is SlotState.DRAFTED:
                yield from self._drafted(slot, decision)
                return
            state, because, remedy = decision.state, decision.because, decision.remedy
        except BlockedError as fault:
            state, because, remedy = SlotState.HELD, str(fault), fault.hint
        except UnwrittenError as fault:
            self._unwritten.add(fault.number)
            state, because, remedy = SlotState.FAILED, str(fault), fault.hint
        except BriefgenError as fault:
            state, because, remedy = SlotState.FAILED, str(fault), fault.hint
        except BaseException:
            self._let_go(slot)
            raise
        entry = SlotEntry(slot, state, self.id, self.clock(), because=because)
        # Where it is not this run's any more it was issued, and something went wrong after that; or another run has it.
        if not self.registry.settle(entry, self.id) or not _same(before, entry):
            self.journal.tell(state.value, report=slot.report, due=slot.due, because=because)
            yield Line(state.value, slot.report, because, remedy, slot.due)

    def _let_go(self, slot: Slot) -> None:
        """Somebody ends the run: the next one need not wait until the lease is over."""
        entry = SlotEntry(slot, SlotState.FAILED, self.id, self.clock(), because="the run was stopped")
        with suppress(BriefgenError):
            self.registry.settle(entry, self.id)

    def _issued(self, slot: Slot, decision: Decision) -> Iterator[Line]:
        entry = SlotEntry(slot, SlotState.ISSUED, self.id, self.clock(), because=decision.because)
        self._done.add(slot.report)
        issued = issue_report(
            self.desk,
            slot.report,
            BY,
            self.clock(),
            self._printer,
            editions=self._editions,
            slot=entry,
            once_more=decision.once_more,
        )
        if issued.issue is None:  # edited between the two looks at it
            raise BlockedError(
                f"the report '{slot.report}' was edited meanwhile", f"Look: briefgen check {slot.report}"
            )
        number, clients = issued.issue.number, issued.issue.clients
        self.journal.tell("issued", report=slot.report, number=number, due=slot.due, clients=len(clients))
        told = f"{number}: {decision.because}" if decision.because else number
        yield Line(
            "issued", slot.report, told, due=slot.due, clients=tuple(sorted(set(clients) - set(issued.kept_back)))
        )
        for client, found in issued.kept_back.items():
            self.journal.tell("failed", report=slot.report, number=number, client=client)
            first = found[0]
            yield Line("failed", f"{number} for {client}", str(first.message), str(first.hint), slot.due, (client,))

    def _drafted(self, slot: Slot, decision: Decision) -> Iterator[Line]:
        entry = SlotEntry(slot, SlotState.DRAFTED, self.id, self.clock(), because=decision.because)
        send_draft(self.desk, self.registry, self._printer, entry)
        self.journal.tell("drafted", report=slot.report, due=slot.due, because=decision.because)
        yield Line("drafted", slot.report, decision.because, decision.remedy, slot.due)

    def _sent(self) -> Iterator[Line]:
        recipients = Recipients(self.desk)
        late = LateEditions(recipients, self.registry, lambda: self._editions)
        ways = channels(self.desk.workspace, self.journal.hide)
        yield from Sending(self.registry, recipients, ways, late, self.id, self.clock, self.journal).send()

    def _report(self, run: Run, lines: tuple[Line, ...], plans: Plans) -> RunReport:
        name, held, lost = self.desk.workspace.name, waiting(self.registry), undelivered(self.registry)
        over = tuple(each.id for each in self._over)
        return RunReport(name, run, lines, held, lost, following(plans), over, self._written())

    def _written(self) -> tuple[str, ...]:
        """Write what this run or one before it could not write. What is left."""
        left = self._unwritten | set(unwritten(self.registry))
        return tuple(sorted(each for each in left if write_issue(self.desk, self.registry, each)))

    @cached_property
    def _printer(self) -> Presses:
        return self._stack.enter_context(self.printers())

    @cached_property
    def _editions(self) -> EditionPress:
        made = edition_press(self.desk, self._printer, self.clock(), jobs=self.jobs, goes_on=self._keep)
        press, _ = self._stack.enter_context(made)
        return press


def _same(before: SlotEntry | None, now: SlotEntry) -> bool:
    """Whether the desk was told this of the slot already."""
    return before is not None and (before.state, before.because) == (now.state, now.because)
