"""What was built from what: so that nothing is built again whose inputs are as they were.

The records are a cache. Where they are lost or cannot be written, reports are built again, and nothing else is different.
No import here takes time: an unchanged report is answered before anything heavy is loaded.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import TracebackType

FOLDER = ".briefgen"
_FILE = "builds.db"
_SCHEMA = 1
_TABLES = """
CREATE TABLE file (path TEXT PRIMARY KEY, key TEXT NOT NULL, stamp TEXT NOT NULL, told TEXT NOT NULL);
CREATE TABLE command (words TEXT PRIMARY KEY, ground TEXT NOT NULL, told TEXT NOT NULL);
"""
Stamp = tuple[int, int, int]
"""A file on disk, as cheaply as it can be told from another: size, time of its content and of its inode in nanoseconds."""


def stamp(path: Path) -> Stamp | None:
    """The file's stamp; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns


class Builds:
    """The records of one desk. Any thread may ask; used as a context manager, it lets go of the file.

    Args:
        root: The desk's folder.
    """

    def __init__(self, root: Path) -> None:
        self._folder = root / FOLDER
        self._lock = Lock()
        self._database: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock, suppress(sqlite3.Error):
            if self._database is not None:
                self._database.close()
            self._database = None

    def file(self, path: Path, key: str) -> dict[str, Any] | None:
        """What was told of a file when it was built; None where it must be built: from other inputs, or it was changed.

        Args:
            path: Where it is, absolute.
            key: Digest of all that can change its bytes.
        """
        row = self._row("SELECT key, stamp, told FROM file WHERE path = ?", str(path))
        if row is None or row[0] != key or not _as_left(path, row[1]):
            return None
        told: dict[str, Any] = json.loads(row[2])
        return told

    def keep_file(self, path: Path, key: str, told: Mapping[str, Any]) -> None:
        """Record a file that was just published.

        Args:
            path: Where it is, absolute.
            key: Digest of all that can change its bytes.
            told: What was told of it.
        """
        values = (str(path), key, json.dumps(stamp(path)), json.dumps(told))
        self._write("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?)", values)

    def command(self, words: str, ground: str) -> dict[str, Any] | None:
        """What was told of a whole command, where nothing that it read and nothing that it wrote has changed since.

        Args:
            words: The command, with where and how it was called.
            ground: Digest of all that it can read.
        """
        row = self._row("SELECT ground, told FROM command WHERE words = ?", words)
        if row is None or row[0] != ground:
            return None
        told: dict[str, Any] = json.loads(row[1])
        return told if all(_as_left(Path(path), left) for path, left in told["left"].items()) else None

    def keep_command(self, words: str, ground: str, told: Mapping[str, Any], files: Iterable[Path]) -> None:
        """Record what was told of a whole command.

        Args:
            words: The command, with where and how it was called.
            ground: Digest of all that it can read.
            told: What was told.
            files: What it wrote.
        """
        left = {str(path): json.dumps(stamp(path)) for path in files}
        values = (words, ground, json.dumps({**told, "left": left}))
        self._write("INSERT OR REPLACE INTO command VALUES (?, ?, ?)", values)

    def _row(self, query: str, key: str) -> tuple[str, ...] | None:
        # Whatever is wrong with a cache, it is as if it were not there.
        with self._lock, suppress(sqlite3.Error, ValueError):
            if self._database is None and not (self._folder / _FILE).is_file():
                return None
            database = self._open()
            if _current(database):
                row: tuple[str, ...] | None = database.execute(query, (key,)).fetchone()
                return row
        return None

    def _write(self, query: str, values: tuple[str, ...]) -> None:
        with self._lock, suppress(sqlite3.Error, OSError):
            self._make()
            with self._open() as database:
                if not _current(database):
                    database.executescript(
                        "DROP TABLE IF EXISTS file; DROP TABLE IF EXISTS command;"
                        f"{_TABLES} PRAGMA user_version = {_SCHEMA};"
                    )
                database.execute(query, values)

    def _make(self) -> None:
        if not self._folder.is_dir():
            self._folder.mkdir()
            (self._folder / ".gitignore").write_text("*\n", encoding="utf-8")

    def _open(self) -> sqlite3.Connection:
        if self._database is None:
            self._database = sqlite3.connect(self._folder / _FILE, timeout=5, check_same_thread=False)
            # A lost record costs one build, a torn file as well: waiting for the disk at each would cost more.
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = OFF")
        return self._database


def _current(database: sqlite3.Connection) -> bool:
    """Whether the tables are those of this version."""
    return bool(database.execute("PRAGMA user_version").fetchone()[0] == _SCHEMA)


def _as_left(path: Path, left: str) -> bool:
    """Whether a file is on disk as it was left, by the stamp it had then."""
    found = stamp(path)
    return found is not None and json.dumps(found) == left
