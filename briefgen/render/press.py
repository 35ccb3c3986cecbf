"""The press: sets and prints a briefing in a child process that can take only so much time and memory.

A briefing can hold an endless layout or a Markdown pattern that the parser needs hours for. In the child that ends in a
named error; the parent and the other reports go on.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Self

from briefgen.render.orders import Limits, message
from briefgen.render.pipes import widen

if TYPE_CHECKING:
    # Only names: the child must start before the nouns take their time to import.
    from types import TracebackType


_NO_SYSTEM_FONTS = (
    "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'urn:fontconfig:fonts.dtd'><fontconfig></fontconfig>"
)


_PREFIX = "briefgen-press-"


def sweep(*, own: bool = False) -> None:
    """Remove folders of presses whose process was killed outright, and could not.

    Args:
        own: This process's as well, because it is about to end: a signal can strike before anybody holds a press.
    """
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*-*"):
        owner = folder.name.removeprefix(_PREFIX).partition("-")[0]
        gone = owner.isdigit() and (not _alive(int(owner)) or (own and int(owner) == os.getpid()))
        if gone and folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True  # somebody else's, or no process at all: not ours to remove
    return True


class Press:
    """One child, started at once so that it loads the engine while the parent still reads the desk.

    It prints one briefing after another, each in a process of its own that is forked from the child. Use as a context
    manager: whatever happens, the child is gone afterwards.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._late = False
        sweep()
        self._folder = tempfile.TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-")
        try:
            self._child = self._started()
        except BaseException:
            self._folder.cleanup()  # a signal can strike at any line
            raise

    def _started(self) -> subprocess.Popen[bytes]:
        self._errors = Path(self._folder.name) / "errors"
        with self._errors.open("wb") as errors:
            child = subprocess.Popen(
                [sys.executable, "-P", "-m", "briefgen.render"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=self._environment(),
                start_new_session=True,  # Ctrl-C reaches the parent, which ends the child
            )
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                widen(pipe.fileno())
        return child

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()
        self._folder.cleanup()

    def ask(self, job: bytes) -> bytes:
        """What becomes of an order, as `printed` reads it; also where the child does not live to tell."""
        alarm = threading.Timer(self._limits.seconds, self._end_late)
        alarm.start()
        try:
            answer = self._asked(job)
        finally:
            alarm.cancel()
        if self._late:
            return message({"status": "ended", "code": -signal.SIGXCPU, "errors": "", "seconds": self._limits.seconds})
        return answer or message(
            {
                "status": "ended",
                "code": self._child.wait(),
                "errors": self._errors.read_text(encoding="utf-8", errors="replace"),
                "seconds": self._limits.seconds,
            }
        )

    @property
    def fit(self) -> bool:
        """Whether it can print another one; not where it was ended, even while it is still about to go."""
        return not self._late and self._child.poll() is None

    def _asked(self, job: bytes) -> bytes:
        """The child's answer; b"" where it ended before it could give one."""
        incoming, outgoing = self._child.stdin, self._child.stdout
        if incoming is None or outgoing is None:
            return b""
        try:
            incoming.write(len(job).to_bytes(8, "big") + job)
            incoming.flush()
            head = outgoing.read(8)
            size = int.from_bytes(head, "big")
            answer = outgoing.read(size) if head else b""
        except (OSError, ValueError):
            return b""
        return answer if len(answer) == size else b""

    def _end_late(self) -> None:
        self._late = True
        self._end()

    def _end(self) -> None:
        """End the child, and what it forked."""
        with contextlib.suppress(OSError):
            os.killpg(self._child.pid, signal.SIGKILL)
        with contextlib.suppress(OSError):
            self._child.kill()

    def _environment(self) -> dict[str, str]:
        """The parent's, with no fonts but the brand's, so that every machine prints the same."""
        config = Path(self._folder.name) / "fonts.conf"
        config.write_text(_NO_SYSTEM_FONTS, encoding="utf-8")
        package = str(Path(__file__).parents[2])
        paths = [package, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
        return {
            **os.environ,
            "FONTCONFIG_FILE": str(config),
            "PYTHONPATH": os.pathsep.join(paths),
            "PYTHONHASHSEED": "0",
            "PYDANTIC_DISABLE_PLUGINS": "__all__",  # looking for some takes longer than importing pydantic
            "TMPDIR": self._folder.name,  # what the engine puts aside goes away with the press
        }
