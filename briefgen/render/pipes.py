"""Pipes between the processes of a press."""

from __future__ import annotations

import sys
from contextlib import suppress

_BYTES = 1 << 20


def widen(pipe: int) -> None:
    """Let a pipe take a megabyte at a time: each time that it is full, who writes has to wait. Linux only.

    Args:
        pipe: Either end's file descriptor.
    """
    if sys.platform == "linux":
        import fcntl  # noqa: PLC0415 - not on every system

        with suppress(OSError):  # a machine can allow less
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _BYTES)
