"""Issuing processes, killed at any moment, and what is found in the registry afterwards."""

import contextlib
import os
import random
import signal
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import registry_samples
from registry_samples import SERIES, sample
from sqlalchemy import text
from weekly_samples import entry, outgoing, slot

from briefgen.archive.registry import Registry, open_registry
from briefgen.model.issue import Issue
from briefgen.model.record import Step
from briefgen.model.schedule import SlotState

REPORT = "mali"
SECOND = timedelta(seconds=1)
SPAN_ISSUES = 2
"""A process is killed at a moment from its start up to when it would have recorded so many issues."""

_ORPHANS = text(
    "SELECT count(*) FROM objects WHERE NOT EXISTS (SELECT 1 FROM issue_objects WHERE object_id = objects.id)"
    " AND NOT EXISTS (SELECT 1 FROM artefacts WHERE object_id = objects.id)"
)
_TRAILS = text(
    "SELECT (SELECT sum(count) FROM counters), (SELECT count(*) FROM issues), (SELECT count(*) FROM steps),"
    " (SELECT count(*) FROM dispatches), (SELECT count(*) FROM slots WHERE state = 'issued'),"
    " (SELECT max(last_issue_id) FROM judgements), (SELECT max(id) FROM issues)"
)


@dataclass
class Tally:
    """What the kills did.

    Attributes:
        kills: How many there were.
        writing: How many of them struck while an issue was being recorded.
        issues: How many issues are in the registry.
        torn: Issues of which something is missing or wrong, and traces of issues that are not there.
        lost: Issues that were reported as recorded and are not there.
        reused: Numbers that were given twice.
    """

    kills: int = 0
    writing: int = 0
    issues: int = 0
    torn: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    reused: list[str] = field(default_factory=list)
    reported: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.writing} of them while an issue was being recorded; {self.issues} issues: "
            f"{len(self.torn)} torn, {len(self.lost)} lost, {len(self.reused)} numbers reused"
        )


def kill_while_issuing(url: str, kills: int, seed: int) -> Tally:
    """Let one process after another record issues, kill each, and look what is there.

    Args:
        url: Where the registry is or will be.
        kills: How many processes.
        seed: Of the moments.
    """
    tally, moments = Tally(), random.Random(seed)  # noqa: S311 - the same moments each time
    span_seconds = _span_seconds(url)
    for turn in range(kills):
        said = killed(
            lambda say, turn=turn: issue_for_ever(url, f"process {turn}", say), span_seconds * moments.random()
        )
        tally.kills += 1
        tally.writing += bool(said) and said[-1].startswith("begin")
        _note_reports(tally, said)
        inspect(url, tally)
    inspect(url, tally, since=0)
    return tally


def _span_seconds(url: str) -> float:
    """How long a process takes from its start to the end of the span, on this machine and with this database."""
    start = time.monotonic()
    with forked(lambda say: issue_for_ever(url, "the first process", say, SPAN_ISSUES)) as (process, heard):
        assert len(heard()) == 2 * SPAN_ISSUES
        os.waitpid(process, 0)
    return time.monotonic() - start


def issue_for_ever(url: str, by: str, say: Callable[[str], None], until: int | None = None) -> None:
    """Record one issue after another, and say so before and after each; the series' last one is `until`."""
    registry = open_registry(url, create=True)
    assert registry
    while True:
        count = int(registry.next_number(SERIES).rsplit("-", 1)[1])
        issued = sample(count, by)
        steps = registry.steps(REPORT)
        parts = (issued.issue, issued.content, issued.judgements, issued.artefacts, issued.step)
        # What the process before had claimed is free at once.
        registry.claim(slot(count), by, issued.issue.issued_at, -SECOND)
        say(f"begin {issued.issue.number}")
        claimed = entry(slot(count), SlotState.CLAIMED, by)
        if registry.record_issue(*parts, steps[-1] if steps else None, [outgoing(count)], claimed):
            say(f"done {issued.issue.number} {by}")
        if count == until:
            return


def killed(work: Callable[[Callable[[str], None]], None], seconds: float) -> list[str]:
    """What a process said until it was killed.

    Args:
        work: What it does.
        seconds: From its start until it is killed.
    """
    with forked(work) as (process, heard):
        time.sleep(seconds)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        said = heard()
    assert all(line.startswith(("begin ", "done ")) for line in said), "\n".join(said)
    return said


@contextlib.contextmanager
def forked(work: Callable[[Callable[[str], None]], None]) -> Iterator[tuple[int, Callable[[], list[str]]]]:
    """A process that does some work and speaks through a pipe; it has what this one has imported.

    Yields:
        Its id, and what gives all that it said, once it has ended.
    """
    hear, speak = os.pipe()
    with warnings.catch_warnings():
        # Other threads of the test runner are of no use to the child, and it takes none of their locks.
        warnings.simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if process == 0:
        os.close(hear)
        try:
            work(lambda said: _all_written(speak, f"{said}\n".encode()))
            os._exit(0)
        except BaseException:  # noqa: BLE001 - whatever it is, it is told, and the child ends here
            _all_written(speak, traceback.format_exc().encode())
            os._exit(1)
    os.close(speak)
    with open(hear, encoding="utf-8") as pipe:  # noqa: PTH123 - a pipe
        yield process, lambda: pipe.read().splitlines()


def _all_written(pipe: int, data: bytes) -> None:
    while data:
        data = data[os.write(pipe, data) :]


def _note_reports(tally: Tally, said: list[str]) -> None:
    for line in said:
        word, _, rest = line.partition(" ")
        if word == "done":
            number, _, by = rest.partition(" ")
            if number in tally.reported:
                tally.reused.append(number)
            tally.reported[number] = by


def inspect(url: str, tally: Tally, since: int | None = None) -> None:
    """Look for what is torn, lost or reused among the issues after `since`: by default those not yet looked at."""
    registry = open_registry(url, create=False)
    if registry is None:
        tally.lost += sorted(tally.reported)
        return
    with registry:
        issues = registry.issues()[::-1]
        numbers = [each.number for each in issues]
        tally.lost += sorted(set(tally.reported) - set(numbers))
        if numbers != [SERIES.number(count) for count in range(1, len(numbers) + 1)]:
            tally.reused.append(f"not one after the other: {numbers}")
        steps = registry.steps(REPORT)
        for count, issue in enumerate(issues, 1):
            if count > (tally.issues if since is None else since):
                tally.torn += torn(registry, issue, count, steps[count - 1 : count])
                if tally.reported.get(issue.number, issue.issued_by) != issue.issued_by:
                    tally.reused.append(issue.number)
        tally.torn += traces(registry)
        tally.issues = len(issues)


def torn(registry: Registry, issue: Issue, count: int, steps: tuple[Step, ...]) -> list[str]:
    """What is missing or wrong in an issue."""
    expected = sample(count, issue.issued_by)
    content = registry.content(issue.number)
    entries = registry.artefacts(issue.number)
    faults = {
        "issue": issue == expected.issue,
        "content": content == expected.content,
        "digest": content is not None and content.digest == issue.digest,
        "entries": [each.sha256 for each in entries] == [each.sha256 for each in expected.artefacts],
        "files": [registry.artefact_data(each.sha256) for each in entries]
        == [each.data for each in expected.artefacts],
        "step": steps == (expected.step,),
        "outbox": [each.outgoing for each in registry.dispatches(number=issue.number)] == [outgoing(count)],
        "slot": [each.number for each in registry.slots(since=slot(count).due)][:1] == [issue.number],
    }
    return [f"{issue.number}: {part}" for part, right in faults.items() if not right]


def traces(registry: Registry) -> list[str]:
    """What is left of issues that are not there, and what is missing beside those that are."""
    with registry._database.reading() as connection:
        orphans = connection.scalar(_ORPHANS)
        counted, issues, steps, sent, done, last_of_judgements, last = connection.execute(_TRAILS).one()
    wrong = [f"{orphans} objects without an issue"] if orphans else []
    if not (counted or 0) == issues == steps == sent == done or last_of_judgements != last:
        wrong.append(
            f"{counted} counted, {issues} issues, {steps} steps, {sent} to be sent, {done} slots issued,"
            f" register at {last_of_judgements} of {last}"
        )
    if registry.issues(limit=1):
        printed = {(each.judgement, each.horizon): each for each in registry.register(REPORT)}
        for each in registry_samples.judgements(issues):
            found = printed.get((each.judgement, each.horizon))
            if found is None or found.forecasts[-1].likelihood != each.likelihood:
                wrong.append(f"{each.judgement} of the last issue is not in the register")
    return wrong
