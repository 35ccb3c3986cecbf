"""Stops at every call by which a folder is changed: kills, faults and other runs, one after the other.

Run as a program it prints what it found as JSON: `folder_faults.py kills FOLDER` or `folder_faults.py overlaps FOLDER`. It
forks at every stop, so it has to be a process without threads.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from parcel_samples import NUMBER, parcel

from briefgen.deliver.folder import Folder
from briefgen.model.dispatch import Fate, Parcel, ParcelFile

CALLS = ("mkdir", "open", "write", "fsync", "close", "rename", "listdir", "unlink", "rmdir")

SMALL = (ParcelFile("a.pdf", "application/pdf", b"one" * 9), ParcelFile("b.html", "text/html", b"two" * 9))


@contextmanager
def stopping(at: int, stop: Callable[[str], None]) -> Iterator[list[str]]:
    """Call `stop` before the call numbered `at`, from 0; a write has written half of its bytes by then.

    Yields:
        The names of the calls so far.
    """
    real = {name: getattr(os, name) for name in CALLS}
    calls: list[str] = []

    def hooked(name: str) -> Callable[..., object]:
        def call(*arguments: object, **options: object) -> object:
            calls.append(name)
            if len(calls) == at + 1:
                if name == "write":
                    real["write"](arguments[0], arguments[1][: len(arguments[1]) // 2])
                # A descriptor that could not be closed is closed all the same.
                if name == "close":
                    real["close"](*arguments)
                stop(name)
                if name == "write":
                    return real["write"](arguments[0], arguments[1][len(arguments[1]) // 2 :]) + len(arguments[1]) // 2
                if name == "close":
                    return None
            return real[name](*arguments, **options)

        return call

    for name in CALLS:
        setattr(os, name, hooked(name))
    try:
        yield calls
    finally:
        for name, function in real.items():
            setattr(os, name, function)


def visible(place: Path) -> dict[str, bytes] | None:
    """What a reader of the folder sees of the issue; None where there is none."""
    issue = place / NUMBER
    return {file.name: file.read_bytes() for file in issue.iterdir()} if issue.exists() else None


def hidden(place: Path) -> list[str]:
    """What nobody should see, and nobody should need to remove."""
    return [each.name for each in place.iterdir() if each.name.startswith(".")]


def killed(root: Path, sent: Parcel, at: int) -> bool:
    """Send in a process that is killed before one of its calls. False: it had no call of that number."""
    child = os.fork()
    if child == 0:
        with stopping(at, lambda _: os.kill(os.getpid(), signal.SIGKILL)):
            Folder(root).send(sent)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def whole_or_absent(root: Path, sent: Parcel) -> None:
    """Fail where a part of an issue is to be seen."""
    seen = visible(root / sent.target) if (root / sent.target).exists() else None
    assert seen in (None, {file.name: file.data for file in sent.files}), seen


def recovered(root: Path, sent: Parcel) -> None:
    """Send once more: it is there, whole, and nothing else is."""
    receipt = Folder(root).send(sent)
    assert receipt.fate is Fate.SENT, receipt
    assert visible(root / sent.target) == {file.name: file.data for file in sent.files}
    assert hidden(root / sent.target) == []
    shutil.rmtree(root / "out")


def kills(root: Path) -> dict[str, int]:
    """Kill a first attempt at every call, and a second one at every third of its own; a third puts it right."""
    sent = parcel("out/example-mining", *SMALL)
    first = second = 0
    while killed(root, sent, first):
        again = first % 3
        while True:
            whole_or_absent(root, sent)
            stopped = killed(root, sent, again)
            whole_or_absent(root, sent)
            recovered(root, sent)
            if not stopped:
                break
            second += 1
            again += 3
            killed(root, sent, first)
        first += 1
    return {"first": first, "second": second}


def overlaps(root: Path) -> dict[str, int]:
    """At every call of an attempt, another run comes and sends the same, whole or killed at one of its calls."""
    sent = parcel("out/example-mining", *SMALL)
    met = overtaken = 0
    reached = True
    at = 0
    while reached:
        reached = False
        until: int | None = 0
        while until is not None:
            stops: list[bool] = []
            with stopping(at, lambda _, until=until, stops=stops: stops.append(killed(root, sent, until))):
                receipt = Folder(root).send(sent)
            assert receipt.fate in {Fate.SENT, Fate.LATER}, receipt
            whole_or_absent(root, sent)
            overtaken += receipt.fate is Fate.LATER
            recovered(root, sent)
            reached = reached or bool(stops)
            met += len(stops)
            until = until + 1 if stops == [True] else None
        at += 1
    return {"met": met, "overtaken": overtaken}


if __name__ == "__main__":
    print(json.dumps({"kills": kills, "overlaps": overlaps}[sys.argv[1]](Path(sys.argv[2]))))  # noqa: T201 - read by the test
