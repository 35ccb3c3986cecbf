"""What a database says when it cannot, as a sentence and a remedy. No password is ever in it."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from briefgen.model.faults import MachineError

_AS_BEFORE = "The registry is as it was before."
_BACKUP = "Put the last good copy in its place; what is there now may still be of use to `sqlite3 FILE .recover`."

_BUSY = ("is locked: another process is writing to it", "Try again in a moment, or end the process that holds it.")
_READ_ONLY = (
    "cannot be written: it, or the folder it is in, is read-only",
    "Get write permission for both; SQLite writes beside the file, too.",
)
_FULL = ("cannot be written: the disk is full", f"Free some space. {_AS_BEFORE}")

_SQLITE = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: (
        "cannot be read or written: the disk refuses",
        f"Look at the disk's free space, quota and health. {_AS_BEFORE}",
    ),
    sqlite3.SQLITE_CORRUPT: ("is damaged", _BACKUP),
    sqlite3.SQLITE_NOTADB: (
        "is no registry: the file is not an SQLite database",
        "Move it away, or name another file with `registry` in briefgen.toml.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "cannot be opened",
        "Mend the permissions of the file and of the folder it is in.",
    ),
}
"""By SQLite's primary result code: https://www.sqlite.org/rescode.html."""

_UNREACHABLE = (
    "cannot be reached",
    "Look whether the server runs, and whether `registry` in briefgen.toml names the right host, port and database.",
)
_REFUSED = ("does not let briefgen in", "Mend user and password in the URL that `registry` refers to.")
_DAMAGED = ("is damaged", "Ask who runs the server to restore the database from a backup.")
_POSTGRESQL = {
    "08": _UNREACHABLE,
    "28": _REFUSED,
    "25006": ("cannot be written: the server is read-only", "Name the primary server with `registry`, not a replica."),
    "3D": ("is not there", "Make the database: createdb NAME"),
    "42501": (
        "does not let briefgen do this",
        "Ask who runs the server for permission to make and write tables in the database.",
    ),
    "53100": ("cannot be written: the server's disk is full", f"Ask who runs the server for space. {_AS_BEFORE}"),
    "53300": ("has too many connections", "Try again in a moment, or ask who runs the server to allow more."),
    "55P03": _BUSY,
    "57P": _UNREACHABLE,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
}
"""By SQLSTATE or its first characters: https://www.postgresql.org/docs/current/errcodes-appendix.html."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a registry is, as it may be told.

    Attributes:
        name: The file, or the server's address without a password.
        secrets: What must never be told.
    """

    name: str
    secrets: tuple[str, ...] = ()


@contextmanager
def told(whereabouts: Whereabouts) -> Iterator[None]:
    """Turn what the database says into a `MachineError`."""
    try:
        yield
    except DBAPIError as fault:
        raise _sentence(whereabouts, fault.orig) from fault
    except (SQLAlchemyError, sqlite3.Error) as fault:
        raise _sentence(whereabouts, fault) from fault
    except (UnicodeDecodeError, zlib.error, json.JSONDecodeError) as fault:
        # What was written was text and JSON; what comes back is not.
        raise MachineError(f"the registry {whereabouts.name} is damaged ({fault})", _BACKUP) from fault


def _sentence(whereabouts: Whereabouts, fault: BaseException | None) -> MachineError:
    code = getattr(fault, "sqlite_errorcode", None)
    state = getattr(fault, "sqlstate", None)
    said = " ".join(str(fault).split())
    if isinstance(code, int):
        what, remedy = _SQLITE.get(code & 0xFF, ("is not as briefgen left it", _BACKUP))
    elif state:
        what, remedy = next((_POSTGRESQL[state[:n]] for n in (5, 3, 2) if state[:n] in _POSTGRESQL), _unknown())
    else:
        what, remedy = _without_code(said, connecting=type(fault).__name__ == "OperationalError")
    for secret in whereabouts.secrets:
        said = said.replace(secret, "***")
    return MachineError(f"the registry {whereabouts.name} {what} ({said})", remedy)


def _without_code(said: str, *, connecting: bool) -> tuple[str, str]:
    """A server that was never reached, or that refuses a connection, gives no code, only a text."""
    if "decode to UTF-8" in said:
        return "is damaged", _BACKUP
    if "authentication failed" in said or "no password supplied" in said:
        return _REFUSED
    if "does not exist" in said and "database" in said:
        return _POSTGRESQL["3D"]
    return _UNREACHABLE if connecting else _unknown()


def _unknown() -> tuple[str, str]:
    return "refuses", f"What it says is in brackets. {_AS_BEFORE}"
