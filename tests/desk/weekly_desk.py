"""A desk with schedules and clients, ticks at any moment in processes of their own, and steps at which these are killed or fail."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import socket
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

from aiosmtpd.controller import Controller

from briefgen.desk.presses import Presses

MONDAY = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
"""The first slot: six o'clock in Paris."""
BEFORE = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)

_SETTINGS = """
name = "Desk"
brand = "asa"
four_eyes = false
[mail]
host = "127.0.0.1"
port = {port}
security = "none"
sender = "Desk <desk@example.org>"
[tell]
to = ["desk@example.org"]
"""
_SOURCES = """
- {id: wire-a, title: Ministers meet, publisher: Wire, published: 2026-11-14, reliability: B, descriptor: A wire.}
"""
_FACTS = """
- {id: they-met, statement: Ministers met in Gao., when: 2026-11-14, evidence: [{source: wire-a, at: page 1}]}
"""
_CLIENTS = """
- {id: river, name: Rivière SA, language: fr, reports: [one, two], formats: [html], deliver: [{channel: mail, to: [a@river.example, b@river.example]}, {channel: folder, path: outbox/river}]}
- {id: arc, name: Arc Ltd, reports: [one], formats: [html], deliver: [{channel: folder, path: outbox/arc}]}
"""
SCHEDULE = '{cron: "0 6 * * MON", timezone: Europe/Paris}'


def write_desk(
    root: Path, port: int, reports: tuple[str, ...] = ("one", "two"), clients: str = _CLIENTS, schedule: str = SCHEDULE
) -> Path:
    """A desk with small reports."""
    files = {
        "briefgen.toml": _SETTINGS.format(port=port),
        "seeds/sources/all.yaml": _SOURCES,
        "seeds/facts/all.yaml": _FACTS,
        "seeds/topics/all.yaml": "- {id: trade, name: Trade}\n",
        "seeds/clients/all.yaml": clients,
    }
    for name in reports:
        report = f"title: Report {name}\ncovers: [trade]\ntopics: [trade]\ntemplate: flash\nschedule: {schedule}\n"
        files[f"seeds/reports/{name}/report.yaml"] = report
        files[f"seeds/reports/{name}/summary.md"] = "Ministers met in Gao [@they-met].\n"
        files[f"seeds/reports/{name}/10-talks.md"] = "# The talks\n\nMinisters met in Gao [@they-met].\n"
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def edit(root: Path, file: str, old: str, new: str) -> None:
    """Change one place of a file of the desk."""
    text = (root / file).read_text(encoding="utf-8")
    assert text.count(old) == 1, (file, old)
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


@dataclass
class Mailbox:
    """A mail server, and what it was given."""

    taken: list[tuple[str, str]] = field(default_factory=list)
    """Address and message id of each message."""
    answer: Callable[[str], str] = lambda _: "250 taken"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Take a message, or say why not."""
        (address,) = envelope.rcpt_tos
        said = self.answer(address)
        if said.startswith("250"):
            head = envelope.content.split(b"\r\n\r\n")[0].decode("ascii")
            number = next(line for line in head.splitlines() if line.lower().startswith("message-id:"))
            self.taken.append((address, number.partition("<")[2].partition("@")[0]))
        return said

    @property
    def counts(self) -> Counter[tuple[str, str]]:
        """How often each message was taken; the desk's own are left out."""
        return Counter(each for each in self.taken if each[0] != "desk@example.org")


@contextlib.contextmanager
def mail_server() -> Iterator[tuple[Mailbox, int]]:
    """A mail server on this machine, and its port."""
    mailbox = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=port, data_size_limit=50_000_000)
    controller.start()
    try:
        yield mailbox, port
    finally:
        controller.stop()


class Kept:
    """Presses that print what they never printed, and give again what they did: the same order gives the same bytes.

    Args:
        folder: Where answers are kept.
    """

    width = 1

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is open."""

    def ask(self, order: bytes) -> bytes:
        """What becomes of an order."""
        path = self._folder / sha256(order).hexdigest()
        if not path.exists():
            with Presses() as presses:
                answer = presses.ask(order)
            path.with_suffix(f".{os.getpid()}").write_bytes(answer)
            path.with_suffix(f".{os.getpid()}").rename(path)
        return path.read_bytes()


@dataclass(frozen=True)
class Said:
    """What a command ended with."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed for programs."""
        return json.loads(self.out)


STEPS = ("open", "os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "socket.connect")


@dataclass
class Steps:
    """The steps of a command, of which one is its last or fails.

    Attributes:
        at: Which; None for none.
        how: `kill`, or the errno that it fails with.
        root: Files elsewhere are no business of a desk's.
        count: How many there were.
    """

    at: int | None = None
    how: str | int = "kill"
    root: str = ""
    count: int = 0
    _inside: bool = False

    def watch(self) -> None:
        """Count from now on: each opening for writing, rename, link, folder, connection, fsync and commit."""
        from briefgen.archive.connection import Database  # noqa: PLC0415 - in the command's own process

        sys.addaudithook(self._heard)
        sync, writing = os.fsync, Database.writing

        def fsync(handle: int) -> None:
            self.step("fsync")
            sync(handle)

        @contextlib.contextmanager
        def written(database: Database) -> Iterator[Any]:
            with writing(database) as connection:
                yield connection
                self.step("commit")
            self.step("committed", may_fail=False)

        os.fsync = fsync
        Database.writing = written

    def _heard(self, event: str, words: tuple[Any, ...]) -> None:
        if event not in STEPS or self._inside:
            return
        if event == "open":
            path, _, flags = words
            if not (isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)) or not self._ours(path):
                return
        elif event != "socket.connect" and not self._ours(words[0]):
            return
        self.step(event)

    def _ours(self, path: object) -> bool:
        return (
            isinstance(path, (str, bytes)) and os.fsdecode(path).startswith(self.root) and ".briefgen" not in str(path)
        )

    def step(self, what: str, *, may_fail: bool = True) -> None:
        """One step."""
        self.count += 1
        if self.count - 1 != self.at:
            return
        if self.how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        elif may_fail:
            self._inside = True
            try:
                raise OSError(self.how, os.strerror(int(self.how)), what)
            finally:
                self._inside = False


def run_at(
    root: Path,
    at: datetime,
    *words: str,
    steps: Steps | None = None,
    cache: Path | None = None,
    printer: Callable[[], Any] | None = None,
) -> Said:
    """A command of a moment, in a process of its own that has all imported; one that was killed has the code -9."""
    import briefgen.cli.app  # noqa: PLC0415 - once, for all forks
    import briefgen.desk.ticking  # noqa: F401, PLC0415

    folder = root.parent / f"said-{os.getpid()}-{root.name}"
    folder.mkdir(exist_ok=True)
    files = folder / "out", folder / "err", folder / "steps"
    for each in files:
        each.write_text("")
    process = os.fork()
    if process == 0:
        printed = cache or root.parent / "printed"
        _carry_out(root, at, words, steps, printer or (lambda: Kept(printed)), files)
    _, status = os.waitpid(process, 0)
    if steps is not None and (counted := files[2].read_text()):
        steps.count = int(counted)
    return Said(os.waitstatus_to_exitcode(status), files[0].read_text(), files[1].read_text())


def _carry_out(  # noqa: PLR0913, PLR0917 - all that a process needs
    root: Path,
    at: datetime,
    words: tuple[str, ...],
    steps: Steps | None,
    printer: Callable[[], Any],
    files: tuple[Path, Path, Path],
) -> None:
    code = 70
    try:
        from briefgen.cli import issue, outbox, run_output, schedule, settings, workflow  # noqa: PLC0415
        from briefgen.cli import status as status_command  # noqa: PLC0415
        from briefgen.cli.main import main  # noqa: PLC0415
        from briefgen.desk import presses  # noqa: PLC0415

        for module in (settings, issue, outbox, run_output, schedule, workflow, status_command):
            module.now = lambda: at  # type: ignore[attr-defined]
        settings.today = at.date
        presses.Presses = printer  # type: ignore[assignment, misc]
        sys.stdout, sys.stderr = files[0].open("w"), files[1].open("w")
        os.environ["BRIEFGEN_USER"] = "A. Diallo"
        if steps:
            steps.root = str(root)
            steps.watch()
        code = main(["--workspace", str(root), *words])
        if steps:
            steps.at = None
            files[2].write_text(str(steps.count))
    except BaseException:  # noqa: BLE001 - a child says what went wrong, and never comes back
        traceback.print_exc(file=sys.__stderr__)
    finally:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError, io.UnsupportedOperation):
                stream.flush()
        os._exit(code)


def approve(root: Path, at: datetime, *reports: str, cache: Path | None = None) -> None:
    """Reports reviewed and approved."""
    for report in reports:
        for command in ("review", "approve"):
            said = run_at(root, at, command, report, cache=cache)
            assert said.code == 0, said.err
