"""Work that is done meanwhile in a process of its own, where another processor is free."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress

_PR_SET_PDEATHSIG = 1
"""From Linux' sys/prctl.h."""


def end_with_parent() -> None:
    """Where the parent is killed outright, nobody else would end this process. Linux only; elsewhere it ends with its job."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


class Aside:
    """Bytes that a fork of this process makes, from all that this process has made so far.

    Args:
        work: What to do. It must leave no file behind, and need no thread.
    """

    def __init__(self, work: Callable[[], bytes]) -> None:
        self._reading: int | None
        self._reading, writing = os.pipe()
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
                    answers.write(work())
                os._exit(0)
            os._exit(1)
        os.close(writing)

    def done(self) -> bytes | None:
        """What was made; None where there was no process for it, or it ended before. Waits for it, once."""
        if self._reading is None:
            return None
        with os.fdopen(self._reading, "rb") as answers:
            made = answers.read()
        self._reading = None
        return made if os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1]) == 0 else None

    def _close(self) -> None:
        if self._reading is not None:
            os.close(self._reading)
        self._reading = None
