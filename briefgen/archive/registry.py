"""The registry: what the desk issued, how its reports came there, what it withdrew and what came true."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from briefgen.archive import issues, objects, outbox, register, slots, steps, withdrawals
from briefgen.archive.connection import Database, open_postgresql, open_sqlite
from briefgen.archive.upgrade import bring_up_to_date
from briefgen.archive.weekly import WeeklyRecords
from briefgen.model.dispatch import Outgoing
from briefgen.model.faults import UsageError
from briefgen.model.issue import Artefact, ArtefactEntry, Frozen, Issue, Series
from briefgen.model.rated import RatedIssue
from briefgen.model.record import LastIssue, Outcome, Record, Step, Withdrawal
from briefgen.model.register import IssuedJudgement, RegisteredJudgement
from briefgen.model.schedule import SlotEntry, SlotState

_SQLITE = "sqlite:///"
_POSTGRESQL = "postgresql+psycopg://"


def open_registry(url: str, *, create: bool) -> Registry | None:
    """Open a registry. One of an older version is brought to the newest.

    Args:
        url: `sqlite:///` and a path, taken as it is written, or an SQLAlchemy URL that begins `postgresql+psycopg://`.
        create: Whether to make one where there is none.

    Returns:
        None where there is none and none was to be made: no file, or a database without briefgen's tables.

    Raises:
        UsageError: The URL names no database that briefgen knows.
        MachineError: It is locked, read-only, full, corrupt, of a newer version, out of reach, or lacks its driver.
    """
    database = _database(url, create=create)
    if database is None:
        return None
    try:
        there = bring_up_to_date(database, create=create)
    except BaseException:
        database.close()
        raise
    if there:
        return Registry(database)
    database.close()
    return None


def _database(url: str, *, create: bool) -> Database | None:
    if url.startswith(_SQLITE):
        path = url.removeprefix(_SQLITE)
        if path in {"", ":memory:"}:
            raise UsageError("the registry has no file", "Name one with `registry` in briefgen.toml.")
        return open_sqlite(Path(path).absolute(), create=create)
    # A URL may hold a password, so a faulty one is not told.
    if not url.startswith(_POSTGRESQL):
        raise UsageError(
            "the registry's URL begins with the name of a database that is not known",
            f"Known are {_SQLITE}PATH and {_POSTGRESQL}USER@HOST/NAME.",
        )
    try:
        parsed = make_url(url)
    except (SQLAlchemyError, ValueError) as fault:
        raise UsageError(
            "the registry's URL cannot be read",
            f"Write {_POSTGRESQL}USER:PASSWORD@HOST:PORT/NAME, with %40 for an @ in the password.",
        ) from fault
    return open_postgresql(parsed)


class Registry(WeeklyRecords):
    """A registry that is open. Every method is one transaction: it sees one moment, and writes all or nothing.

    Every method raises `MachineError` where the database cannot do it, and `BlockedError` where said.
    """

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def steps(self, report: str) -> tuple[Step, ...]:
        """The steps of a report, oldest first."""
        with self._database.reading() as connection:
            return steps.steps_of(connection, report)

    def take(self, step: Step, after: Step | None) -> None:
        """Record a step.

        Args:
            step: What the report became.
            after: The newest step that the caller saw; None where it saw none.

        Raises:
            BlockedError: Another step came in between.
        """
        with self._database.writing() as connection:
            steps.require_newest(connection, step.report, after)
            steps.add(connection, step)

    def stages(self) -> Mapping[str, Step]:
        """The newest step of every report."""
        with self._database.reading() as connection:
            return steps.newest_steps(connection)

    def next_number(self, series: Series) -> str:
        """The number that the next issue would get. Nothing is reserved."""
        with self._database.reading() as connection:
            return issues.next_number(connection, series)

    def record_issue(  # noqa: PLR0913, PLR0917 - all that is one issue goes in at once, or not at all
        self,
        issue: Issue,
        content: Frozen,
        judgements: Sequence[IssuedJudgement],
        artefacts: Sequence[Artefact],
        step: Step,
        after: Step | None,
        outgoing: Sequence[Outgoing] = (),
        slot: SlotEntry | None = None,
    ) -> bool:
        """Record an issue with everything that it used, and what is to be sent of it.

        Args:
            issue: With the number that follows in its series.
            content: What it used.
            judgements: What it prints, for the register.
            artefacts: Its finished files.
            step: That the report became an issue.
            after: The newest step that the caller saw; None where it saw none.
            outgoing: What the outbox gets, to be sent from the moment of issue on.
            slot: The slot that it is issued for, with the run that has it: becomes `issued`, with the number.

        Returns:
            False where the number was taken meanwhile, and nothing was recorded.

        Raises:
            BlockedError: The report took another step meanwhile, or the run does not have the slot any more.
        """
        with self._database.writing() as connection:
            steps.require_newest(connection, step.report, after)
            if not issues.take_number(connection, issue.number):
                return False
            issue_id = issues.add(connection, issue, content, artefacts)
            register.enter(connection, issue, issue_id, judgements)
            steps.add(connection, step)
            outbox.put(connection, outgoing, issue.issued_at)
            if slot:
                slots.settle_or_block(connection, replace(slot, state=SlotState.ISSUED, number=issue.number))
        return True

    def issues(self, report: str | None = None, limit: int | None = None) -> tuple[Issue, ...]:
        """Issues of one report or of all, newest first."""
        with self._database.reading() as connection:
            return issues.listed(connection, report, limit)

    def issue(self, number: str) -> Issue | None:
        """One issue."""
        with self._database.reading() as connection:
            return issues.of_number(connection, number)

    def last_issue(self, report: str, before: str | None = None) -> LastIssue | None:
        """The newest issue of a report, or the one before the issue of that number; with its content."""
        with self._database.reading() as connection:
            return issues.last_issue(connection, report, before)

    def ratings_of(self, report: str, keys: Collection[str] | None = None) -> tuple[RatedIssue, ...]:
        """What each issue of a report rated, oldest first: all, or ratings of these keys, which is much quicker."""
        with self._database.reading() as connection:
            return issues.ratings_of(connection, report, keys)

    def content(self, number: str) -> Frozen | None:
        """What an issue used."""
        with self._database.reading() as connection:
            return issues.content_of(connection, number)

    def artefacts(self, number: str) -> tuple[ArtefactEntry, ...]:
        """The finished files of an issue."""
        with self._database.reading() as connection:
            return issues.files_of(connection, number)

    def artefact_data(self, sha256: str) -> bytes | None:
        """The bytes of a finished file."""
        with self._database.reading() as connection:
            return objects.file_data(connection, sha256)

    def artefacts_of_hash(self, sha256: str) -> tuple[ArtefactEntry, ...]:
        """Finished files with exactly these bytes, oldest first."""
        with self._database.reading() as connection:
            return issues.files_of_hash(connection, sha256)

    def artefacts_of_content(self, content_sha256: str) -> tuple[ArtefactEntry, ...]:
        """Finished files that show this content, oldest first."""
        with self._database.reading() as connection:
            return issues.files_of_content(connection, content_sha256)

    def issues_using(self, kind: str, key: str) -> tuple[Issue, ...]:
        """Issues that used something, in whatever state it then was; oldest first."""
        with self._database.reading() as connection:
            return issues.using(connection, kind, key)

    def withdrawals(self) -> Mapping[tuple[str, str], Withdrawal]:
        """Withdrawals that stand, by kind and id."""
        with self._database.reading() as connection:
            return withdrawals.standing_withdrawals(connection)

    def withdraw(self, withdrawal: Withdrawal) -> None:
        """Record that the desk no longer stands by a source or a fact.

        Raises:
            BlockedError: It is withdrawn already.
        """
        with self._database.writing() as connection:
            withdrawals.withdraw(connection, withdrawal)

    def reinstate(self, kind: str, id: str, because: str, by: str, at: datetime) -> None:  # noqa: A002 - the words of `Withdrawal`
        """Record that the desk stands by it again.

        Raises:
            BlockedError: It is not withdrawn.
        """
        with self._database.writing() as connection:
            withdrawals.reinstate(connection, Withdrawal(kind, id, because, by, at))

    def register(self, report: str | None = None) -> tuple[RegisteredJudgement, ...]:
        """Every judgement ever issued, of one report or of all; by report, judgement and horizon."""
        with self._database.reading() as connection:
            return register.registered(connection, report)

    def resolve(self, outcome: Outcome) -> None:
        """Record what became of a judgement. A later outcome takes the place of an earlier one; both stay on record.

        Raises:
            BlockedError: It was never issued with this horizon.
        """
        with self._database.writing() as connection:
            register.resolve(connection, outcome)

    def record(self, report: str, digest: str, rated: Collection[str] = ()) -> Record:
        """All that bears on one report.

        Args:
            report: Its id.
            digest: Of its content as it stands: where that is the newest issue, `last` is the one before.
            rated: Keys of ratings, as in `Item.key`, that are looked up in the issues before that.
        """
        with self._database.reading() as connection:
            newest = issues.listed(connection, report, limit=1)
            before = newest[0].number if newest and newest[0].digest == digest else None
            found = register.outcomes_of(connection, report)
            return Record(
                steps=steps.steps_of(connection, report),
                last=issues.last_issue(connection, report, before),
                withdrawn=withdrawals.standing_withdrawals(connection),
                outcomes={(judgement, horizon): each for (_, judgement, horizon), each in found.items()},
                rated=tuple(
                    each
                    for each in (issues.ratings_of(connection, report, rated) if rated else ())
                    if each.number != before
                ),
            )
