"""References to what no shared file should hold: `env:NAME`, or `file:PATH` for the first line of a file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

_LONGEST = 10_000
"""Bytes read of a file: it may be a device that never ends."""


def split_reference(written: str) -> tuple[str, str] | None:
    """Kind and name, `("env", "NAME")` or `("file", "PATH")`; None where it is no reference."""
    kind, _, name = written.partition(":")
    return (kind, name) if kind in {"env", "file"} else None


def variable(name: str) -> str:
    """The value of an environment variable; "" where it is not set."""
    return os.environ.get(name, "")


def first_line(path: Path) -> str:
    """A file's first line; "" where it is empty, or no file of the disk's.

    Raises:
        OSError: It cannot be read.
        ValueError: It is not UTF-8, or no path.
    """
    # Non-blocking: opening a named pipe would wait for a writer for ever.
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as stream:
        regular = stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
        lines = stream.read(_LONGEST).decode().splitlines() if regular else []
    return lines[0] if lines else ""
