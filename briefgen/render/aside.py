"""Work that is done meanwhile in a process of its own, where another processor is free."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from briefgen.render.pipes import widen

_PR_SET_PDEATHSIG = 1
"""From Linux' sys/prctl.h."""

_AT_ONCE = 1 << 20
"""Bytes that are read at a time."""

_BEFORE = 8
"""Bytes that say how long a piece is."""


def end_with_parent() -> None:
    """Where the parent is killed outright, nobody else would end this process. Linux only; elsewhere it ends with its job."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


class Aside:
    """Bytes that a fork of this process makes, from all that this process has made so far.

    Args:
        work: What to do, and the bytes, in any number of pieces. It must leave no file behind, and need no thread.

    In the pipe, each piece stands behind its length.
    """

    def __init__(self, work: Callable[[], Iterable[bytes]]) -> None:
        self._made = bytearray()
        self._well = False
        self._reading: int | None
        self._reading, writing = os.pipe()
        widen(writing)
        try:
            self._process = os.fork()
        except OSError:  # no memory, or too many processes: whoever waits for it does the work
            self._close()
            os.close(writing)
            return
        if self._process == 0:
            with suppress(BaseException):
                self._close()
                end_with_parent()
                with os.fdopen(writing, "wb") as answers:
                    for piece in work():
                        answers.write(len(piece).to_bytes(_BEFORE, "big") + piece)
                        answers.flush()
                os._exit(0)
            os._exit(1)
        os.close(writing)

    def done(self) -> bytes | None:
        """What was made; None where there was no process for it, or it ended before. Waits for it, once."""
        if self._reading is not None:
            os.set_blocking(self._reading, True)
            self._take()
        made = b"".join(self._whole())
        well, self._well = self._well, False
        return made if well else None

    def so_far(self) -> tuple[bytes, ...]:
        """Pieces that have been made by now and were not asked for before. Does not wait."""
        if self._reading is not None:
            os.set_blocking(self._reading, False)
            with suppress(BlockingIOError):
                self._take()
        return tuple(self._whole())

    def _whole(self) -> Iterator[bytes]:
        """Pieces that have come whole."""
        while len(self._made) >= _BEFORE:
            end = _BEFORE + int.from_bytes(self._made[:_BEFORE], "big")
            if len(self._made) < end:
                break
            yield bytes(self._made[_BEFORE:end])
            del self._made[:end]

    def _take(self) -> None:
        """Take what is in the pipe; where that is its end, the process has ended too."""
        assert self._reading is not None  # noqa: S101 - asked before
        while piece := os.read(self._reading, _AT_ONCE):
            self._made += piece
        self._close()
        self._well = os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1]) == 0

    def _close(self) -> None:
        if self._reading is not None:
            os.close(self._reading)
        self._reading = None
