"""Secrets, which no shared file holds: `env:NAME` is an environment variable, `file:PATH` a file of the desk's own machine.

What is read here is handed on and kept nowhere. It stands in no message: these name the reference alone.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from briefgen.load.reference import split_reference
from briefgen.model.faults import MachineError, UsageError
from briefgen.model.saying import saying

LONGEST = 1_000
"""Bytes of a secret; a file that is longer is something else."""
LONGEST_KEY = 100_000
"""Bytes of a key's file."""
_PUT = saying("Put the secret there, or name another place.")
_ALONE = saying("It must hold the secret and nothing else.")


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
            raise MachineError(
                saying("the environment variable %(name)s is not set", name=name),
                saying("Set %(name)s, or name another place.", name=name),
            )
        return _checked(value, reference)
    try:
        text = secret_bytes(reference, root, LONGEST).decode()
    except UnicodeDecodeError:
        raise MachineError(
            saying("%(reference)s holds no text", reference=reference), saying("Write the secret into it as UTF-8.")
        ) from None
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
        raise UsageError(
            saying("'%(reference)s' names no file", reference=reference),
            saying("Write file: and its path from the desk's folder."),
        )
    try:
        # Non-blocking: opening a named pipe would wait for a writer for ever.
        with os.fdopen(os.open(root / name, os.O_RDONLY | os.O_NONBLOCK), "rb") as stream:
            regular = stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
            data = stream.read(most + 1) if regular else b""
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or saying("it is no path")
        raise MachineError(
            saying("%(reference)s cannot be read: %(reason)s", reference=reference, reason=reason), _PUT
        ) from None
    if not data:
        raise MachineError(saying("%(reference)s is empty, or no file", reference=reference), _PUT)
    if len(data) > most:
        raise _too_long(reference, most)
    return data


def _split(reference: str) -> tuple[str, str]:
    """Kind and name. What is no reference is not told: it may be the secret itself."""
    found = split_reference(reference)
    if found is None or not found[1]:
        raise UsageError(
            saying("a secret is given by reference only"), saying("Write env:NAME or file:PATH, never the secret.")
        )
    return found


def _checked(value: str, reference: str) -> str:
    if not value:
        raise MachineError(saying("%(reference)s is empty", reference=reference), _PUT)
    if len(value.encode(errors="surrogateescape")) > LONGEST:
        raise _too_long(reference, LONGEST)
    return value


def _too_long(reference: str, most: int) -> MachineError:
    what = saying("%(reference)s is longer than %(most)s kB", reference=reference, most=most // 1_000)
    return MachineError(what, _ALONE)
