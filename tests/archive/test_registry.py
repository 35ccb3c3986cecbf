"""The registry on SQLite and on a real PostgreSQL server alike: opening it, steps, withdrawals, several at once."""

import os
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from registry_kills import forked
from registry_samples import FIRST_MOMENT, SERIES, record, sample
from sqlalchemy import text

from briefgen.archive.registry import open_registry
from briefgen.model.faults import BlockedError, MachineError
from briefgen.model.record import Stage, Step, Withdrawal

MALI = "mali"


def step(stage: Stage, minute: int, report: str = MALI) -> Step:
    """One that a report took."""
    return Step(report, stage, "a" * 64, "A. Diallo", FIRST_MOMENT + timedelta(minutes=minute))


def test_looking_makes_nothing(url, tmp_path):
    """Where there is no registry, a reader gets None, and leaves neither a file nor a table behind."""
    assert open_registry(url, create=False) is None
    assert open_registry(url, create=False) is None
    assert list(tmp_path.iterdir()) == []


def test_a_registry_is_there_for_the_next_to_open_it(url):
    """What was recorded through one is read through another."""
    with open_registry(url, create=True) as first:
        assert record(first, sample(1))
    with open_registry(url, create=False) as second:
        assert second.issue("ASA-SR-2026-0001") == sample(1).issue


@pytest.mark.parametrize("name", ["a desk? #2 %41 (été)/registry.db", "deep/er/registry.db"])
def test_a_path_is_taken_as_it_is_written(tmp_path, name):
    """Signs that mean something in a URL mean nothing in a path, and folders are made with the file."""
    with open_registry(f"sqlite:///{tmp_path / name}", create=True):
        assert (tmp_path / name).is_file()


def test_a_closed_file_is_one_file(tmp_path):
    """Nothing lies beside it: it can be copied as it is."""
    with open_registry(f"sqlite:///{tmp_path / 'registry.db'}", create=True) as registry:
        assert record(registry, sample(1))
    assert [each.name for each in tmp_path.iterdir()] == ["registry.db"]


def test_a_file_is_written_ahead_and_to_the_disk(tmp_path):
    """WAL, so that readers and the writer do not wait for each other; FULL, so that a commit is on the disk."""
    with (
        open_registry(f"sqlite:///{tmp_path / 'registry.db'}", create=True) as registry,
        registry._database.writing() as connection,
    ):
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA synchronous")) == 2
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1


def test_steps_are_kept_in_order(registry):
    """Oldest first for one report; the newest one of each report."""
    first, second = step(Stage.REVIEW, 1), step(Stage.APPROVED, 2)
    other = step(Stage.REVIEW, 3, "niger")
    registry.take(first, None)
    registry.take(second, first)
    registry.take(other, None)
    assert registry.steps(MALI) == (first, second)
    assert registry.steps("unknown") == ()
    assert registry.stages() == {MALI: second, "niger": other}


@pytest.mark.parametrize("seen", [None, step(Stage.APPROVED, 9)])
def test_a_step_that_nobody_saw_is_not_passed_over(registry, seen):
    """Who saw no step, or another one, is told who came in between; nothing is recorded."""
    first = step(Stage.REVIEW, 1)
    registry.take(first, None)
    with pytest.raises(BlockedError, match=r"'mali' became 'review' meanwhile, by A\. Diallo") as refused:
        registry.take(step(Stage.APPROVED, 2), seen)
    assert refused.value.hint
    assert registry.steps(MALI) == (first,)


def test_times_come_back_in_utc(registry):
    """To the microsecond, from whatever zone; a time without a zone is refused."""
    at = datetime(2026, 7, 1, 1, 15, 0, 654321, timezone(timedelta(hours=5, minutes=45)))
    registry.take(replace(step(Stage.REVIEW, 0), at=at), None)
    (found,) = registry.steps(MALI)
    assert found.at == at
    assert found.at.tzinfo is UTC
    assert found.at.isoformat() == "2026-06-30T19:30:00.654321+00:00"
    # A name without a zone could be any moment of a day.
    with pytest.raises(MachineError, match="no time zone"):
        registry.take(replace(step(Stage.REVIEW, 0), at=at.replace(tzinfo=None)), found)


def test_a_withdrawal_stands_until_it_is_taken_back(registry):
    """And may be made again; each needs the other before it, and a fact and a source of one name are two."""
    first = Withdrawal("source", "afp", "Retracted.", "A. Diallo", FIRST_MOMENT)
    registry.withdraw(first)
    assert registry.withdrawals() == {("source", "afp"): first}
    with pytest.raises(BlockedError, match="the source 'afp' is withdrawn already"):
        registry.withdraw(first)
    with pytest.raises(BlockedError, match="the fact 'afp' is not withdrawn"):
        registry.reinstate("fact", "afp", "A mistake.", "A. Diallo", FIRST_MOMENT)
    registry.reinstate("source", "afp", "A mistake.", "A. Diallo", FIRST_MOMENT + timedelta(days=1))
    assert registry.withdrawals() == {}
    again = replace(first, because="Retracted again.", at=FIRST_MOMENT + timedelta(days=2))
    registry.withdraw(again)
    assert registry.withdrawals() == {("source", "afp"): again}
    with registry._database.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM withdrawals")) == 3


def test_one_look_at_a_report(registry):
    """Its steps, withdrawals, outcomes and last issue; the one before, where the content is itself the newest issue."""
    for count in (1, 2):
        assert record(registry, sample(count))
    withdrawal = Withdrawal("fact", "f", "Wrong.", "A. Diallo", FIRST_MOMENT)
    registry.withdraw(withdrawal)
    found = registry.record(MALI, "a draft")
    assert found.steps == (sample(1).step, sample(2).step)
    assert found.last.issue == sample(2).issue
    assert found.withdrawn == {("fact", "f"): withdrawal}
    assert registry.record(MALI, sample(2).issue.digest).last.issue == sample(1).issue
    assert registry.record("niger", "").last is None


def test_a_reader_sees_one_moment_while_somebody_writes(registry, url):
    """What is committed meanwhile does not come into a look that has begun; and the writer does not wait for it."""
    assert record(registry, sample(1))
    with open_registry(url, create=False) as other, other._database.reading() as connection:
        count = text("SELECT count(*) FROM issues")
        assert connection.scalar(count) == 1
        assert record(registry, sample(2))
        assert connection.scalar(count) == 1
    assert len(registry.issues()) == 2


@pytest.mark.parametrize("reports", [(MALI, MALI, MALI), (MALI, "niger", "burkina-faso")], ids=["one", "three"])
def test_processes_that_issue_at_once_get_different_numbers(url, reports):
    """Three processes, from a registry that none of them finds there: consecutive numbers, each given once."""
    each_makes = 6
    with ExitStack() as stack:
        started = [
            stack.enter_context(forked(lambda say, report=report: _issue(url, report, each_makes, say)))
            for report in reports
        ]
        numbers = sorted(line for _, heard in started for line in heard())
        for process, _ in started:
            os.waitpid(process, 0)
    assert numbers == [SERIES.number(count) for count in range(1, 3 * each_makes + 1)]
    with open_registry(url, create=False) as registry:
        assert [each.number for each in registry.issues()[::-1]] == numbers
        for report in reports:
            assert len(registry.issues(report)) == len(registry.steps(report)) == reports.count(report) * each_makes


def _issue(url, report, times, say):
    """Issue a report some times over, beginning anew wherever another process was quicker."""
    registry = open_registry(url, create=True)
    while times:
        issued = sample(int(registry.next_number(SERIES).rsplit("-", 1)[1]), report=report, items=20)
        with suppress(BlockedError):
            if record(registry, issued):
                say(issued.issue.number)
                times -= 1
