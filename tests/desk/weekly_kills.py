"""Commands that are killed at a step, or for which one fails; then what is there, and what the next commands make of it."""

from __future__ import annotations

import random
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from weekly_desk import BEFORE, MONDAY, Mailbox, Said, Steps, approve, mail_server, run_at, write_desk

HALF_PAST = MONDAY + timedelta(minutes=30)
LATER = timedelta(minutes=65)
"""What a killed run had is free again by then. A dozen of these end on the same day."""
BUILD = ("build", "--all", "--all-clients", "--format", "html")
ISSUE = ("issue", "one", "--deliver")
SEND = ("outbox", "send", "--log", "none")
TICK = ("schedule", "tick", "--log", "none")
COMMANDS = {"build": BUILD, "issue": ISSUE, "tick": TICK}


@dataclass
class Ended:
    """What came of commands that were disturbed.

    Attributes:
        disturbed: How many were killed, or had a step fail.
        mails: How mails stand in the outbox in the end.
        wrong: Everything that is not as it should be.
    """

    disturbed: int = 0
    mails: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Ended) -> None:
        """Count what came of others too."""
        self.disturbed += other.disturbed
        self.mails += other.mails
        self.wrong += other.wrong


@dataclass
class Ground:
    """A desk in which two reports are due, of which each case gets a copy.

    Attributes:
        root: The desk as it was before.
        mailbox: Its mail server.
        cache: Pages that were printed before; orders name no folder.
        work: Where copies are made.
    """

    root: Path
    mailbox: Mailbox
    cache: Path
    work: Path

    def copy(self) -> Path:
        """The desk as it was before, and nobody has had mail."""
        copy = self.work / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.root, copy)
        self.mailbox.taken.clear()
        return copy

    def run(self, desk: Path, at: datetime, words: Iterable[str], steps: Steps | None = None) -> Said:
        """A command of a moment."""
        return run_at(desk, at, *words, steps=steps, cache=self.cache)

    @cached_property
    def whole(self) -> dict[str, tuple[int, dict[str, bytes]]]:
        """Of each command that nothing disturbs: how many steps it has, and the files that it leaves."""
        found = {}
        for name, words in COMMANDS.items():
            desk, steps = self.copy(), Steps()
            said = self.run(desk, HALF_PAST, words, steps)
            assert said.code == 0, said
            self.run(desk, HALF_PAST, SEND)
            found[name] = steps.count, _files(desk)
        return found

    def disturbed(self, name: str, steps: Iterable[Steps]) -> Ended:
        """A command that is disturbed again and again, then left alone: has it done all that it should, and once?"""
        desk, at, ended, before = self.copy(), HALF_PAST, Ended(), []
        for each in steps:
            said = self.run(desk, at, COMMANDS[name], each)
            before.append(f"{each.how} at {each.at}")
            ended.disturbed += said.code == -9 or (each.how != "kill" and each.count > (each.at or 0))
            ended.wrong += _faults(said, each)
            ended.wrong += _torn(desk)
            at += LATER
        # Who issued by hand gets the files from the archive, as the command says when it is given again.
        show = ("show", "ASA-SR-2026-0001", "--output", str(desk / "output/one/2026-11-23"))
        for words in (COMMANDS[name], *((SEND, show) if name == "issue" else (COMMANDS[name],))) * 2:
            said = self.run(desk, at, words)
            ended.wrong += _faults(said, None)
            at += LATER
        ended.wrong += self._left(name, desk)
        if name != "build":
            ended.mails, wrong = _registered(desk, self.mailbox, 2 if name == "tick" else 1)
            ended.wrong += wrong
        ended.wrong = [f"{name}, {', '.join(before)}: {each}" for each in ended.wrong]
        return ended

    def _left(self, name: str, desk: Path) -> Iterator[str]:
        """Files that are missing, too many or others than those of a command that nothing disturbed."""
        _, wanted = self.whole[name]
        found = _files(desk)
        for path in sorted(found.keys() ^ wanted.keys()):
            yield f"{path} is {'too many' if path in found else 'missing'}"
        # A copy names the issue, and issues their moment; what is built is the same to the byte.
        yield from (f"{path} is another" for path in found if name == "build" and found[path] != wanted.get(path))

    def chains(self, name: str, dice: random.Random, kills: int) -> Iterator[tuple[Steps, ...]]:
        """Kills at random steps, up to ten of a command one after the other; early ones, that something is left for the next."""
        while kills > 0:
            many = min(kills, dice.randint(1, 10))
            yield tuple(Steps(dice.randrange(self.whole[name][0] // 3)) for _ in range(many))
            kills -= many


@contextmanager
def ground(folder: Path) -> Iterator[Ground]:
    """A desk in which two reports are approved and due, and its mail server."""
    with mail_server() as (mailbox, port), tempfile.TemporaryDirectory(dir=folder) as work:
        root, cache = write_desk(folder / "desk", port), folder / "printed"
        assert run_at(root, BEFORE, "schedule", "tick", cache=cache).code == 0
        approve(root, BEFORE, "one", "two", cache=cache)
        yield Ground(root, mailbox, cache, Path(work))


def _files(desk: Path) -> dict[str, bytes]:
    """What clients and the desk see of its reports; pages of runs bear the run's own name."""
    return {
        path.relative_to(desk).as_posix(): path.read_bytes()
        for folder in ("output", "outbox")
        for path in (desk / folder).rglob("*")
        if path.is_file() and "runs" not in path.parts and "/." not in path.as_posix()
    }


def _torn(desk: Path) -> Iterator[str]:
    """Pages that somebody could open and find cut short."""
    for name, data in _files(desk).items():
        if name.endswith(".html") and not data.rstrip().endswith(b"</html>"):
            yield f"{name} is torn"


def _faults(said: Said, steps: Steps | None) -> Iterator[str]:
    """What a command should not say, whatever happens to it."""
    killed = steps is not None and steps.how == "kill"
    if said.code not in {0, 1, 3} and not (killed and said.code == -9):
        yield f"ends with {said.code}"
    if "fault of its own" in said.err or "Traceback" in said.err:
        yield said.err


def _registered(desk: Path, mailbox: Mailbox, reports: int) -> tuple[Counter[str], list[str]]:
    """How mails stand, and what is wrong in the registry or does not agree with it."""
    with sqlite3.connect(desk / "registry.db") as registry:
        slots = registry.execute("SELECT report, state, number FROM slots ORDER BY report").fetchall()
        issues = registry.execute("SELECT report, number FROM issues ORDER BY report").fetchall()
        sent = registry.execute("SELECT channel, target, number, key, state FROM dispatches").fetchall()
    wrong, mails = [], Counter[str]()
    if [report for report, _ in issues] != ["one", "two"][:reports]:
        wrong.append(f"issues are {issues}")
    if reports == 2 and [(report, number) for report, state, number in slots if state == "issued"] != issues:
        wrong.append(f"slots are {slots}, issues {issues}")
    places = Counter((channel, target, number) for channel, target, number, *_ in sent)
    if len(sent) != len(places) or len(sent) != (7 if reports == 2 else 4):
        wrong.append(f"{len(sent)} dispatches to {len(places)} places")
    wrong += [f"{key} came {times} times" for key, times in mailbox.counts.items() if times > 1]
    for channel, target, number, key, state in sent:
        if channel == "mail":
            mails[state] += 1
            taken = (target, key) in mailbox.counts
            if (state, taken) not in {("sent", True), ("unknown", True), ("unknown", False)}:
                wrong.append(f"a mail is {state}, and was {'' if taken else 'not '}taken")
        elif state != "sent" or [each.name for each in (desk / target).iterdir()].count(number) != 1:
            wrong.append(f"{channel} {target} is {state}")
        if channel == "folder" and any(each.name.startswith(".") for each in (desk / target).iterdir()):
            wrong.append(f"something is left in {target}")
    return mails, wrong
