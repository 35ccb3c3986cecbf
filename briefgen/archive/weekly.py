"""What the registry has of weekly runs: schedules that are watched, slots, the outbox and the runs themselves."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from briefgen.archive import issues, outbox, runs, slots
from briefgen.archive.connection import Database
from briefgen.archive.objects import keep_files
from briefgen.model.dispatch import Attempt, Dispatch, DispatchState, Fate, Outgoing
from briefgen.model.issue import Artefact
from briefgen.model.run import Run
from briefgen.model.schedule import Slot, SlotEntry, SlotState


class WeeklyRecords:
    """The part of a registry that weekly runs use. Every method is one transaction.

    Where there is nothing to write, nobody who writes is waited for.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def watched(self, marks: Mapping[str, str]) -> Mapping[str, datetime]:
        """Since when schedules are watched, by report; those that are new or were changed are left out.

        Args:
            marks: What tells a schedule from what it was before, by report.
        """
        with self._database.reading() as connection:
            return slots.watched(connection, marks)

    def watch(self, marks: Mapping[str, str], at: datetime) -> Mapping[str, datetime]:
        """Since when schedules are watched, by report: from now on, those that are new or were changed.

        Args:
            marks: What tells a schedule from what it was before, by report.
            at: Now.
        """
        stands = self.watched(marks)
        if stands.keys() == marks.keys():
            return stands
        with self._database.writing() as connection:
            return slots.watch(connection, marks, at)

    def slots(
        self,
        report: str | None = None,
        since: datetime | None = None,
        limit: int | None = None,
        until: datetime | None = None,
    ) -> tuple[SlotEntry, ...]:
        """Slots of one report or of all that have a record, oldest first; of more than `limit`, the newest.

        Args:
            report: Its id.
            since: The moment from which on they were due.
            limit: How many at the most.
            until: The last moment at which they were due: a clock that was ahead may have left later ones.
        """
        with self._database.reading() as connection:
            return slots.listed(connection, report, since, limit, until)

    def waiting_slots(self) -> tuple[SlotEntry, ...]:
        """Slots that are claimed, held, drafted or failed, oldest first."""
        with self._database.reading() as connection:
            return slots.waiting(connection)

    def slots_settled_by(self, run: str) -> tuple[SlotEntry, ...]:
        """Slots of which a run has decided what becomes of them, and no later one has, oldest first."""
        with self._database.reading() as connection:
            return slots.settled_by(connection, run)

    def last_slots(self) -> Mapping[str, SlotEntry]:
        """The newest slot of every report that has one, by report."""
        with self._database.reading() as connection:
            return slots.last(connection)

    def claim(self, slot: Slot, run: str, at: datetime, lease: timedelta) -> bool:
        """Take a slot: one without a record, one that is held or failed, or one whose run has outlived its lease.

        Args:
            slot: Which.
            run: Id of the run that wants it. A slot that it has already it may claim again: the lease begins anew.
            at: Now.
            lease: How long no other run may take it.

        Returns:
            False where another run has it, or it is done.
        """
        with self._database.writing() as connection:
            return slots.claim(connection, slot, run, at, lease)

    def settle(self, entry: SlotEntry, only_for: str) -> bool:
        """Record what became of a slot.

        Args:
            entry: As it is from now on.
            only_for: Id of the run that has claimed it.

        Returns:
            False, and nothing was recorded, where that run does not have it any more.
        """
        with self._database.writing() as connection:
            return slots.settle(connection, entry, only_for)

    def miss(self, closed: Collection[Slot], run: str, at: datetime) -> tuple[SlotEntry, ...]:
        """Record that slots were missed: those without a record, and those that are held or failed.

        Those that are claimed or done stay as they are.

        Returns:
            Those that are missed from now on. `because` says how they stood before: "held: …".
        """
        if not closed:
            return ()
        with self._database.writing() as connection:
            return slots.miss(connection, closed, run, at)

    def queue(
        self, outgoing: Sequence[Outgoing], files: Sequence[Artefact], at: datetime, slot: SlotEntry | None = None
    ) -> None:
        """Put into the outbox what belongs to no issue: a draft for the desk.

        Args:
            outgoing: What is to be sent. What the outbox holds already, by `Outgoing.key`, stays as it is; so a draft needs
                a `number` that tells it from the drafts before.
            files: What is enclosed.
            at: Now; from then on it is sent.
            slot: What becomes of the slot that it is for, with the run that has it.

        Raises:
            BlockedError: The run does not have the slot any more. Nothing was recorded.
        """
        with self._database.writing() as connection:
            keep_files(connection, files)
            outbox.put(connection, outgoing, at)
            if slot:
                slots.settle_or_block(connection, slot)

    def dispatches(
        self,
        states: Collection[DispatchState] | None = None,
        number: str | None = None,
        client: str | None = None,
        limit: int | None = None,
        *,
        newest_first: bool = False,
    ) -> tuple[Dispatch, ...]:
        """Dispatches in these states, of one issue and to one client, as far as these are given; oldest first."""
        with self._database.reading() as connection:
            return outbox.listed(connection, states, number, client, limit, newest_first=newest_first)

    def dispatch(self, id: int) -> Dispatch | None:  # noqa: A002 - the word of `Dispatch`
        """One dispatch."""
        with self._database.reading() as connection:
            return outbox.of_id(connection, id)

    def attempts(self, dispatch: int) -> tuple[Attempt, ...]:
        """What was tried to deliver a dispatch, and when it was sent again by whom; oldest first."""
        with self._database.reading() as connection:
            return outbox.attempts_at(connection, dispatch)

    def take_dispatch(self, run: str, at: datetime, lease: timedelta, exclude: Collection[int] = ()) -> Dispatch | None:
        """Take the dispatch that has been due for longest, to send it. It is `sending` from now on.

        Args:
            run: Id of the run that sends it.
            at: Now.
            lease: How long it is taken for alive.
            exclude: Ids of dispatches that are left where they are.

        Returns:
            None where none is due. No two runs get the same one.
        """
        with self._database.reading() as connection:
            if outbox.next_due(connection, at, exclude) is None:
                return None
        with self._database.writing() as connection:
            return outbox.take(connection, run, at, lease, exclude)

    def settle_dispatch(  # noqa: PLR0913, PLR0917 - all that one attempt leaves
        self,
        id: int,  # noqa: A002 - the word of `Dispatch`
        run: str,
        state: DispatchState,
        at: datetime,
        due: datetime,
        because: str,
        fate: Fate | None = None,
    ) -> bool:
        """Record an attempt and what became of the dispatch.

        Args:
            id: Which.
            run: Id of the run that took it.
            state: What it is from now on.
            at: Now.
            due: When it is tried again, where it is.
            because: Why, in a sentence without secrets.
            fate: Of this attempt, where the state does not tell: the last of many that were worth another.

        Returns:
            False, and nothing was recorded, where that run does not send it any more.
        """
        with self._database.writing() as connection:
            return outbox.settle(connection, id, run, state, at, due, because, fate)

    def enclose(self, dispatch: int, run: str, files: Sequence[Artefact], made: Outgoing) -> Dispatch:
        """Record an edition that could not be made with its issue, and put it into the client's dispatches.

        Where another run did so meanwhile, that edition stays, and this one is nobody's.

        Args:
            dispatch: Id of the one that is being sent.
            run: Id of the run that sends it.
            files: The edition, which becomes part of the issue.
            made: What the dispatch is with it.

        Returns:
            The dispatch with its enclosures.

        Raises:
            BlockedError: The run does not send it any more. Nothing was recorded.
        """
        with self._database.writing() as connection:
            if outbox.enclose(connection, run, dispatch, made):
                issues.add_files(connection, made.number, files)
            return outbox.one(connection, dispatch)

    def free_stranded(self, at: datetime) -> tuple[Dispatch, ...]:
        """Let go of dispatches that a run was sending whose lease is over.

        Those to folders and stores are to be sent again, because there they arrive once however often they are sent; of
        all others it is unknown whether they arrived.

        Returns:
            They, as they are from now on.
        """
        with self._database.reading() as connection:
            if not outbox.stranded(connection, at):
                return ()
        with self._database.writing() as connection:
            return outbox.free(connection, at)

    def resend(self, id: int, at: datetime, by: str, *, again: bool = False) -> Dispatch:  # noqa: A002 - as above
        """Have a dispatch sent again that failed or of which nobody knows whether it arrived.

        Args:
            id: Which.
            at: Now; from then on it is sent.
            by: Who decides so.
            again: Also where it was sent.

        Raises:
            UsageError: There is no such dispatch.
            BlockedError: It was sent, is being sent or is to be sent anyway.
        """
        with self._database.writing() as connection:
            return outbox.resend(connection, id, at, by, again=again)

    def counts(self) -> tuple[Mapping[SlotState, int], Mapping[DispatchState, int]]:
        """How many slots and how many dispatches there are in each state; a state that none is in is left out."""
        with self._database.reading() as connection:
            return slots.counted(connection), outbox.counted(connection)

    def begin_run(self, run: Run) -> None:
        """Record that a run begins."""
        with self._database.writing() as connection:
            runs.begin(connection, run)

    def end_run(self, id: str, at: datetime, report: str, over: Collection[str] = ()) -> None:  # noqa: A002 - the word of `Run`
        """Record that a run is over, with its report, which is JSON, and runs that died and that it tells of, by their ids."""
        with self._database.writing() as connection:
            runs.end(connection, id, at, report, over)

    def unended_runs(self) -> tuple[Run, ...]:
        """Runs that are under way, or died, oldest first."""
        with self._database.reading() as connection:
            return runs.unended(connection)

    def run_told(self, id: str, at: datetime) -> None:  # noqa: A002 - as above
        """Record that the desk was told of a run."""
        with self._database.writing() as connection:
            runs.tell(connection, id, at)

    def runs(self, limit: int | None = None) -> tuple[Run, ...]:
        """Runs, newest first."""
        with self._database.reading() as connection:
            return runs.listed(connection, limit)

    def untold_runs(self) -> tuple[tuple[Run, str], ...]:
        """Runs that are over and of which the desk was not told, oldest first, each with its report."""
        with self._database.reading() as connection:
            return runs.untold(connection)

    def run_report(self, id: str) -> str | None:  # noqa: A002 - as above
        """What a run told; None where it is not over, or there is none."""
        with self._database.reading() as connection:
            return runs.report_of(connection, id)
