"""A run that is killed at any step, or for which any step fails: the next ones put it right, and nothing is done twice."""

from __future__ import annotations

import errno
import random
import shutil
import sqlite3
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from weekly_desk import BEFORE, MONDAY, Mailbox, Steps, approve, mail_server, run_at, write_desk

HALF_PAST = MONDAY + timedelta(minutes=30)
LATER = [HALF_PAST + timedelta(hours=hours) for hours in (2, 4, 6, 8)]
"""By then what a killed run had is free again."""
MAILS = {"a@river.example", "b@river.example"}


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory):
    """A desk in which two reports are due, and its mail server."""
    folder = tmp_path_factory.mktemp("weekly")
    with mail_server() as (mailbox, port):
        root = write_desk(folder / "desk", port)
        cache = folder / "printed"
        assert run_at(root, BEFORE, "schedule", "tick", cache=cache).code == 0
        approve(root, BEFORE, "one", "two", cache=cache)
        yield root, mailbox, cache


def tick(root: Path, at: datetime, cache: Path, steps: Steps | None = None) -> int:
    """A tick; its exit code."""
    return run_at(root, at, "schedule", "tick", "--log", "none", steps=steps, cache=cache).code


def again(start, tmp_path: Path, name: str) -> Path:
    """The desk as it was before the slot was due. Orders name no folder, so what was printed is printed."""
    root, mailbox, _ = start
    copy = tmp_path / name
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy)
    mailbox.taken.clear()
    return copy


def put_right(root: Path, mailbox: Mailbox, whole: dict[str, bytes], case: object) -> Counter[str]:
    """Make sure that all is done once, and count how mails ended."""
    with sqlite3.connect(root / "registry.db") as registry:
        slots = registry.execute("SELECT report, state, number FROM slots ORDER BY report").fetchall()
        issues = registry.execute("SELECT report, number FROM issues ORDER BY report").fetchall()
        dispatches = registry.execute("SELECT channel, target, number, key, state FROM dispatches").fetchall()
    assert [(report, state) for report, state, _ in slots] == [("one", "issued"), ("two", "issued")], case
    assert [(report, number) for report, _, number in slots] == issues, case
    files = {
        path.relative_to(root / "outbox").as_posix(): path.read_bytes()
        for path in (root / "outbox").rglob("*")
        if path.is_file()
    }
    assert {Path(name).name for name in files} == {Path(name).name for name in whole}, case
    assert not [name for name in files if "/." in f"/{name}"], case
    assert all(data.endswith(b"</html>\n") or data.rstrip().endswith(b"</html>") for data in files.values()), case
    states = {(channel, target, number): state for channel, target, number, _, state in dispatches}
    assert len(states) == len(dispatches) == 7, case
    assert {state for (channel, *_), state in states.items() if channel == "folder"} == {"sent"}, case
    assert set(mailbox.counts.values()) <= {1}, case
    ended: Counter[str] = Counter()
    for channel, target, _, key, state in dispatches:
        if channel == "mail":
            taken = (target, key) in mailbox.counts
            assert (state, taken) in {("sent", True), ("unknown", True), ("unknown", False)}, case
            ended[state] += 1
    return ended


@pytest.fixture(scope="module")
def whole(start, tmp_path_factory):
    """The clients' folders after a run that nothing disturbed, and how many steps it has."""
    root = again(start, tmp_path_factory.mktemp("whole"), "desk")
    steps = Steps()
    assert tick(root, HALF_PAST, start[2], steps) == 0
    found = {
        path.relative_to(root / "outbox").as_posix(): path.read_bytes()
        for path in (root / "outbox").rglob("*")
        if path.is_file()
    }
    return found, steps.count


@pytest.mark.slow
def test_a_run_killed_at_any_step_is_put_right(start, whole, tmp_path):
    """No issue is lost or doubled, no file torn, no mail sent twice. Here one step in five; all in ./run bench weekly."""
    _, mailbox, cache = start
    files, count = whole
    assert count > 60
    ended: Counter[str] = Counter()
    for at in range(0, count, 5):
        root = again(start, tmp_path, "desk")
        assert tick(root, HALF_PAST, cache, Steps(at)) == -9, at
        for moment in LATER:
            tick(root, moment, cache)
        ended += put_right(root, mailbox, files, at)
    assert ended["sent"] > ended["unknown"] > 0


@pytest.mark.slow
def test_runs_killed_one_after_the_other_are_put_right(start, whole, tmp_path):
    """Six of them at random steps, and then two that are left alone."""
    _, mailbox, cache = start
    files, count = whole
    dice = random.Random(20261123)  # noqa: S311 - no secret is made of it
    for case in range(6):
        root, at = again(start, tmp_path, "desk"), HALF_PAST
        for _ in range(6):
            tick(root, at, cache, Steps(dice.randrange(count)))
            at += timedelta(hours=2)
        for _ in range(3):
            tick(root, at, cache)
            at += timedelta(hours=2)
        put_right(root, mailbox, files, case)


@pytest.mark.slow
@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EIO])
def test_a_step_that_fails_ends_in_a_sentence_and_is_put_right(start, whole, tmp_path, fault):
    """A full disk and one that refuses, at every eleventh write, fsync, rename, link, connection and commit."""
    _, mailbox, cache = start
    files, count = whole
    for at in range(0, count, 11):
        root = again(start, tmp_path, "desk")
        said = run_at(root, HALF_PAST, "schedule", "tick", "--log", "none", steps=Steps(at, fault), cache=cache)
        assert said.code in {0, 1, 3}, (at, said.err)
        assert "fault of its own" not in said.err, (at, said.err)
        assert "Traceback" not in said.err, (at, said.err)
        for moment in LATER:
            tick(root, moment, cache)
        put_right(root, mailbox, files, (at, fault))
