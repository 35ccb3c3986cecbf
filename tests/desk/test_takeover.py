"""Runs that are ended as a reboot ends them: the next one tells what they did, and writes what they had no time to write."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from weekly_desk import BEFORE, MONDAY, Kept, approve, run_at, write_desk

import briefgen.desk.issue
from briefgen.archive.registry import Registry
from briefgen.desk.journal import Journal
from briefgen.desk.registry import written_registry
from briefgen.desk.run import WeeklyRun
from briefgen.desk.session import open_desk

HALF_PAST = MONDAY + timedelta(minutes=30)
DIED = "a" * 12
PAGE = "output/one/2026-11-23/one.html"


class Killed(BaseException):
    """What ends a run as a reboot does."""


@pytest.fixture
def desk(tmp_path, mailbox, cache) -> Path:
    """A desk of one report that is approved, whose schedule is watched."""
    clients = (
        "- {id: arc, name: Arc Ltd, reports: [one], formats: [html], deliver: [{channel: folder, path: outbox/arc}]}\n"
    )
    root = write_desk(tmp_path / "desk", mailbox[1], reports=("one",), clients=clients)
    assert run_at(root, BEFORE, "schedule", "tick", cache=cache).code == 0
    approve(root, BEFORE, "one", cache=cache)
    return root


def run(desk: Path, cache: Path) -> None:
    """A run of the slot."""
    opened = open_desk(desk, None, date(2026, 11, 23))
    with written_registry(opened.workspace) as registry:
        journal = Journal(StringIO(), DIED, False, (), lambda: HALF_PAST)  # noqa: FBT003
        WeeklyRun(opened, registry, DIED, lambda: HALF_PAST, journal, lambda: Kept(cache), 1).go()


def killed(desk: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is ended when its issue is on record, and nobody has been told or given anything."""

    def die(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(briefgen.desk.issue, "_publish", die)
    with pytest.raises(Killed):
        run(desk, cache)
    monkeypatch.undo()


def tick(desk: Path, at: datetime, cache: Path) -> dict[str, str]:
    """What a tick told, by kind."""
    said = run_at(desk, at, "schedule", "tick", "--json", "--log", "none", cache=cache)
    return {each["what"]: each["told"] for each in said.json["lines"]}


def test_what_it_issued_is_told_and_written_once(desk, cache, monkeypatch):
    """Not before its lease is over: it may be alive, and tell of it itself."""
    killed(desk, cache, monkeypatch)
    assert "issued" not in tick(desk, HALF_PAST + timedelta(minutes=10), cache)
    assert not (desk / PAGE).exists()
    said = tick(desk, HALF_PAST + timedelta(hours=2), cache)
    assert said["issued"].endswith(f"by the run {DIED}, which was ended before it could tell")
    assert (desk / PAGE).exists()
    assert (desk / PAGE).with_name("one.arc.html").exists()
    assert tick(desk, HALF_PAST + timedelta(hours=4), cache) == {}


@pytest.mark.parametrize(("minutes", "stays"), [(-1, False), (1, True)])
def test_what_somebody_built_since_stays(desk, cache, monkeypatch, minutes, stays):
    """A draft from before gives way to the issue, as it would have."""
    killed(desk, cache, monkeypatch)
    (desk / PAGE).parent.mkdir(parents=True, exist_ok=True)
    (desk / PAGE).write_text("a draft")
    os.utime(desk / PAGE, (HALF_PAST.timestamp() + 60 * minutes,) * 2)
    tick(desk, HALF_PAST + timedelta(hours=2), cache)
    assert ((desk / PAGE).read_text() == "a draft") is stays


def test_an_older_issue_is_not_put_over_a_newer_one(desk, cache, monkeypatch):
    """Staff send what is newest."""
    killed(desk, cache, monkeypatch)
    assert run_at(desk, HALF_PAST, "review", "one").code == run_at(desk, HALF_PAST, "approve", "one").code == 0
    assert run_at(desk, HALF_PAST, "issue", "one", cache=cache).code == 0
    (desk / PAGE).unlink()
    assert "issued" in tick(desk, HALF_PAST + timedelta(hours=2), cache)
    assert not (desk / PAGE).exists()


def test_what_the_disk_refused_is_written_as_soon_as_it_can_be(desk, cache):
    """The desk is told once, and where the files are to be had until then."""
    (desk / "output/one").mkdir(parents=True, exist_ok=True)
    (desk / PAGE).parent.write_text("no folder")
    said = run_at(desk, HALF_PAST, "schedule", "tick", "--json", "--log", "none", cache=cache).json
    (told,) = (each for each in said["lines"] if each["what"] == "failed")
    assert "its files could not be written" in told["told"]
    assert told["remedy"] == f"Get them from there: briefgen show {said['unwritten'][0]} --output DIR"
    assert tick(desk, HALF_PAST + timedelta(minutes=10), cache) == {}
    (desk / PAGE).parent.unlink()
    assert tick(desk, HALF_PAST + timedelta(minutes=20), cache) == {}
    assert (desk / PAGE).exists()


def test_a_run_that_could_not_record_its_end_is_told_of(desk, cache, monkeypatch):
    """It had done everything else."""
    monkeypatch.setattr(Registry, "end_run", lambda *_: None)
    run(desk, cache)
    monkeypatch.undo()
    assert set(tick(desk, HALF_PAST + timedelta(hours=2), cache)) == {"issued"}
