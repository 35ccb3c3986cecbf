"""Secrets, which no shared file holds: `env:NAME` is an environment variable, `file:PATH` a file of the desk's own machine.

What is read here is handed on and kept nowhere. It stands in no message: these name the reference alone.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from briefgen.load.reference import split_reference
from briefgen.model.faults import MachineError, UsageError

LONGEST = 1_000
"""Bytes of a secret; a file that is longer is something else."""
LONGEST_KEY = 100_000
"""Bytes of a key's file."""


def secret(reference: str, root: Path) -> str:
    """A password, as it stands where the reference leads; a file's without the one line's end that editors put there.

    Args:
        reference: `env:NAME`, or `file:PATH` from the desk's folder.
        root: The desk's folder.

    Raises:
        UsageError: It is no reference.
        MachineError: There is nothing, or it cannot be read, is too long or no text.
    """
    kind, name = _split(reference)
    if kind == "env":
        value = os.environ.get(name)
        if value is None:
            raise MachineError(f"the environment variable {name} is not set", f"Set {name}, or name another place.")
        return _checked(value, reference)
    try:
        text = secret_bytes(reference, root, LONGEST).decode()
    except UnicodeDecodeError:
        raise MachineError(f"{reference} holds no text", "Write the secret into it as UTF-8.") from None
    line = text.removesuffix("\n").removesuffix("\r")
    return _checked(line, reference)


def secret_bytes(reference: str, root: Path, most: int = LONGEST_KEY) -> bytes:
    """A secret file as it is: a key.

    Args:
        reference: `file:PATH` from the desk's folder.
        root: The desk's folder.
        most: Bytes that it may have.

    Raises:
        UsageError: It is no reference to a file.
        MachineError: It cannot be read, is empty or too long.
    """
    kind, name = _split(reference)
    if kind != "file":
        raise UsageError(f"'{reference}' names no file", "Write file: and its path from the desk's folder.")
    try:
        # Non-blocking: opening a named pipe would wait for a writer for ever.
        with os.fdopen(os.open(root / name, os.O_RDONLY | os.O_NONBLOCK), "rb") as stream:
            regular = stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
            data = stream.read(most + 1) if regular else b""
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or "it is no path"
        raise MachineError(
            f"{reference} cannot be read: {reason}", "Put the secret there, or name another place."
        ) from None
    if not data:
        raise MachineError(f"{reference} is empty, or no file", "Put the secret there, or name another place.")
    if len(data) > most:
        raise MachineError(f"{reference} is longer than {most:,} bytes", "It must hold the secret and nothing else.")
    return data


def _split(reference: str) -> tuple[str, str]:
    """Kind and name. What is no reference is not told: it may be the secret itself."""
    found = split_reference(reference)
    if found is None or not found[1]:
        raise UsageError("a secret is given by reference only", "Write env:NAME or file:PATH, never the secret.")
    return found


def _checked(value: str, reference: str) -> str:
    if not value:
        raise MachineError(f"{reference} is empty", "Put the secret there, or name another place.")
    if len(value.encode(errors="surrogateescape")) > LONGEST:
        raise MachineError(f"{reference} is longer than {LONGEST:,} bytes", "It must hold the secret and nothing else.")
    return value
