"""A database, open: SQLite by itself, or a PostgreSQL server that several machines share.

There is one writer at a time on both, so that what a transaction has looked up still holds when it writes.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, text

from briefgen.archive.faults import Whereabouts, told
from briefgen.model.faults import MachineError

_PATIENCE_SECONDS = 10
"""How long a writer waits for another."""

_WRITE_LOCK = 0x62726965666E
"""Of PostgreSQL's advisory locks, the one that a writer of a registry holds."""


class Database:
    """A database that is open. Every fault in it is a `MachineError`.

    Attributes:
        whereabouts: Where it is, as it may be told.
    """

    def __init__(self, engine: Engine, whereabouts: Whereabouts) -> None:
        self.whereabouts = whereabouts
        self._engine = engine
        self._reader: Engine
        self._writer: Engine
        if engine.dialect.name == "postgresql":
            self._reader = engine.execution_options(isolation_level="REPEATABLE READ")
            self._writer = engine.execution_options(isolation_level="READ COMMITTED")
        else:
            self._reader = engine
            self._writer = engine.execution_options(writing=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection on which everything is as of one moment."""
        with told(self.whereabouts), self._reader.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that nobody else writes beside. It is all written at the end, or none of it."""
        with told(self.whereabouts), self._writer.connect() as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                _take_write_lock(connection)
            yield connection

    def close(self) -> None:
        """Let it go. The last one to leave an SQLite file tidies up beside it."""
        with told(self.whereabouts):
            self._engine.dispose()


def _take_write_lock(connection: Connection) -> None:
    """Wait for other writers. The server frees the lock with the transaction, also when this process is killed.

    A machine that has lost its network leaves a transaction behind, which the server is told to end.
    """
    connection.execute(text(f"SET LOCAL lock_timeout = '{_PATIENCE_SECONDS}s'"))
    connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = '60s'"))
    # What a server may have been told otherwise: a commit that is reported is on the disk.
    connection.execute(text("SET LOCAL synchronous_commit = on"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITE_LOCK})


def open_postgresql(url: URL) -> Database:
    """A server's database. Nothing is sent yet.

    Raises:
        MachineError: The driver is not installed.
    """
    address = URL.create(url.drivername, host=url.host, port=url.port, database=url.database)
    secrets = [str(url.password or ""), *(str(value) for key, value in url.query.items() if "password" in key)]
    whereabouts = Whereabouts(str(address), tuple(filter(None, secrets)))
    # A pooler between here and the server knows nothing of statements prepared earlier.
    options: dict[str, object] = {"prepare_threshold": None}
    if "connect_timeout" not in url.query:
        options["connect_timeout"] = _PATIENCE_SECONDS
    try:
        with told(whereabouts):
            engine = create_engine(url, pool_pre_ping=True, connect_args=options)
    except ImportError as fault:
        raise MachineError(
            f"the registry {whereabouts.name} needs the driver psycopg, which is not installed",
            "Install briefgen with it: pip install 'briefgen[postgresql]'",
        ) from fault
    return Database(engine, whereabouts)


def open_sqlite(path: Path, *, create: bool) -> Database | None:
    """A file; None where it is not there and is not to be made.

    Raises:
        MachineError: It cannot be opened.
    """
    whereabouts = Whereabouts(str(path))
    try:
        with told(whereabouts):
            return _open_file(path, whereabouts, create=create)
    except OSError as fault:
        raise MachineError(
            f"the registry {path} cannot be opened: {fault.strerror or fault}", "Mend its path and its permissions."
        ) from fault


def _open_file(path: Path, whereabouts: Whereabouts, *, create: bool) -> Database | None:
    if path.is_dir():
        raise MachineError(
            f"the registry {path} is a folder", "Move it away, or name a file with `registry` in briefgen.toml."
        )
    if create:
        path.parent.mkdir(parents=True, exist_ok=True)
    elif not path.exists():
        return None
    if _only_frozen(path):
        return Database(_sqlite_engine(path, "mode=ro&immutable=1"), whereabouts)
    if create:
        _log_ahead(path)
    return Database(_sqlite_engine(path, "mode=rw"), whereabouts)


def _only_frozen(path: Path) -> bool:
    """Whether it can be read only as it lies there, because SQLite cannot make its shared memory in this folder.

    Then nobody writes to it from here, and what is in the file itself is all there is: a log that has something in it
    is never passed over.
    """
    if not path.exists() or _unfinished_log(path):
        return False
    try:
        with closing(_connect(f"{path.as_uri()}?mode=rw")) as probe:
            probe.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError as fault:
        # The last one is a full disk, on which the shared memory has no room.
        unmade = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR}
        if fault.sqlite_errorcode & 0xFF not in unmade:
            raise
        with closing(_connect(f"{path.as_uri()}?mode=ro&immutable=1")) as probe:
            probe.execute("SELECT count(*) FROM sqlite_master")
        return True
    return False


def _unfinished_log(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _log_ahead(path: Path) -> None:
    """Make the file where it is not there, and let it write ahead: readers and the writer do not wait for each other."""
    until = time.monotonic() + _PATIENCE_SECONDS
    with closing(_connect(f"{path.as_uri()}?mode=rwc")) as connection:
        while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            try:
                # Not every file system can; the slower way is as safe.
                connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as fault:
                # Two processes that make it at once: SQLite does not wait here by itself.
                if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
                time.sleep(0.02)
            else:
                return


def _connect(address: str) -> sqlite3.Connection:
    """A connection that begins no transaction by itself, and that waits for others."""
    connection = sqlite3.connect(
        address, uri=True, timeout=_PATIENCE_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        # A commit that is reported is on the disk.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _sqlite_engine(path: Path, mode: str) -> Engine:
    address = f"{path.as_uri()}?{mode}"
    engine = create_engine("sqlite://", creator=lambda: _connect(address), poolclass=QueuePool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """A writer takes the lock first: one that reads first could not write any more, once another has."""
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
