"""Files published whole: a reader sees the old file or the new one, never a part of either."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from briefgen.model.faults import MachineError


def publish(path: Path, data: bytes) -> None:
    """Write a file so that a crash at any moment leaves the old one or the new one.

    A unique temporary file in the same folder, fsync, rename over the name, fsync of the folder.

    Raises:
        MachineError: The folder cannot be made or written, or the disk is full. The old file is untouched.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as fault:
        full = fault.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
        remedy = "Free some space" if full else "Mend the folder's path and permissions"
        raise MachineError(
            f"cannot write {path}: {fault.strerror or fault}",
            f"{remedy}, or choose another folder with --output; a file that was there before is untouched.",
        ) from fault


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - an open descriptor, not a path
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
