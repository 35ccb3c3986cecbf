"""The press: sets and prints a briefing in a child process that can take only so much time and memory.

A briefing can hold an endless layout or a Markdown pattern that the parser needs hours for. In the child that ends in a
named error; the parent and the other reports go on.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from briefgen.model.faults import MachineError, RenderError
from briefgen.model.overrun import Overrun, OverrunError
from briefgen.render.shelf import read_shelf

if TYPE_CHECKING:
    # Only names: the child must start before the nouns take their time to import.
    from types import TracebackType

    from briefgen.model.brand import BrandKit
    from briefgen.model.briefing import Briefing
    from briefgen.model.figure import Drawing

_NO_SYSTEM_FONTS = (
    "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'urn:fontconfig:fonts.dtd'><fontconfig></fontconfig>"
)


_PREFIX = "briefgen-press-"


class Limits(NamedTuple):
    """What a child may take.

    Attributes:
        seconds: Of processor time and of wall-clock time.
        memory_bytes: Of address space, over what it has at its start.
        file_bytes: The largest file it may write.
    """

    seconds: int = 120
    memory_bytes: int = 1 << 30
    file_bytes: int = 1 << 28


def _sweep() -> None:
    """Remove folders of presses whose process was killed outright, and could not."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*-*"):
        owner = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if owner.isdigit() and folder.is_dir() and not folder.is_symlink() and not _alive(int(owner)):
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

    Attributes:
        noticed: What of the last run has more pages than it may.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self.noticed: tuple[Overrun, ...] = ()
        self._late = False
        _sweep()
        self._folder = tempfile.TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-")
        try:
            self._child = self._started()
        except BaseException:
            self._folder.cleanup()  # a signal can strike at any line
            raise

    def _started(self) -> subprocess.Popen[bytes]:
        self._errors = Path(self._folder.name) / "errors"
        with self._errors.open("wb") as errors:
            return subprocess.Popen(
                [sys.executable, "-P", "-m", "briefgen.render.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=self._environment(),
                start_new_session=True,  # Ctrl-C reaches the parent, which ends the child
            )

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

    def run(
        self,
        briefing: Briefing,
        drawings: Mapping[str, Drawing],
        kit: BrandKit,
        roots: Sequence[Path],
        formats: Sequence[str],
    ) -> dict[str, bytes]:
        """Set and print one briefing: the bytes of each format, `html` and `pdf`.

        Raises:
            RenderError: The templates or the engine refused it, or it ran into a limit.
            OverrunError: Something runs out of its place or off its page.
            MachineError: The engine could not be started at all.
        """
        job = pickle.dumps(
            {
                "briefing": briefing,
                "drawings": dict(drawings),
                "kit": kit,
                "shelf": read_shelf(roots),
                "formats": tuple(formats),
                **self._limits._asdict(),
            }
        )
        alarm = threading.Timer(self._limits.seconds, self._end_late)
        alarm.start()
        try:
            answer = self._asked(job)
        finally:
            alarm.cancel()
        if self._late:
            raise self._out_of_time()
        return self._files(answer)

    @property
    def fit(self) -> bool:
        """Whether it can print another one."""
        return self._child.poll() is None

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
            "TMPDIR": self._folder.name,  # what the engine puts aside goes away with the press
        }

    def _files(self, answer: bytes) -> dict[str, bytes]:
        if not answer:
            raise self._died(self._child.wait())
        size = int.from_bytes(answer[:8], "big")
        head: dict[str, Any] = json.loads(answer[8 : 8 + size])
        if head["status"] == "done":
            self.noticed = tuple(Overrun(**each) for each in head["noticed"])
            return dict(_cut(answer[8 + size :], head["files"]))
        if head["status"] == "overrun":
            raise OverrunError(tuple(Overrun(**each) for each in head["overruns"]))
        if head["status"] == "ended":
            raise self._died(head["code"])
        if head["status"] == "memory":
            raise RenderError(
                f"setting the report took more than {self._limits.memory_bytes >> 20} MiB of memory",
                "Look for a very large table or picture, or an endless layout in a template.",
            )
        if head["status"] == "refused":
            raise RenderError(head["message"], head["hint"])
        raise RenderError(f"the engine failed: {head['message']}", "This is a fault of briefgen; please report it.")

    def _died(self, code: int) -> RenderError | MachineError:
        errors = self._errors.read_text(encoding="utf-8", errors="replace")
        if "cannot load library" in errors or "could not import some external libraries" in errors:
            return MachineError(
                "WeasyPrint's system libraries are missing",
                "Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; or run ./run setup.",
            )
        if code in (-24, -9):  # SIGXCPU, or the hard limit's SIGKILL
            return self._out_of_time()
        lines = errors.strip().splitlines()
        return RenderError(
            f"the engine's process ended by itself ({code}){': ' + lines[-1] if lines else ''}",
            "Look for an endless or very deep layout; the other reports are not affected.",
        )

    def _out_of_time(self) -> RenderError:
        return RenderError(
            f"setting the report took more than {self._limits.seconds} s",
            "Look for an endless layout in a template, or for a very long table or list.",
        )


def _cut(data: bytes, sizes: Mapping[str, int]) -> Sequence[tuple[str, bytes]]:
    files, start = [], 0
    for name, size in sizes.items():
        files.append((name, data[start : start + size]))
        start += size
    return files
