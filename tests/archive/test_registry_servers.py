"""What goes wrong with a registry's server or its URL is told in a sentence with a remedy, and without a password.

Each fault is the real one, of a real PostgreSQL server.
"""

import socket
import sys

import pytest
from registry_faults import told
from registry_samples import SERIES, record, sample, with_one_issue
from registry_server import PASSWORD, Server
from sqlalchemy import text

from briefgen.archive.registry import Registry, open_registry
from briefgen.model.faults import MachineError, UsageError


@pytest.mark.parametrize(
    ("state", "sentence"),
    [("53100", "the server's disk is full"), ("XX001", "is damaged"), ("22000", "refuses (no more for ***")],
)
def test_what_a_server_says_while_it_records_is_told(server, state, sentence):
    """Here the server itself is told to say it; the issue is not there afterwards, and the next try is as the first."""
    database = server.new_database()
    with_one_issue(server.url(database))
    with server.connect(database) as connection:
        connection.execute(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION 'no more for {PASSWORD}' USING ERRCODE = '{state}'; END $$"
        )
        connection.execute("CREATE TRIGGER refuse BEFORE INSERT ON steps EXECUTE FUNCTION refuse()")
        with open_registry(server.url(database), create=True) as registry:
            with pytest.raises(MachineError) as fault:
                record(registry, sample(2))
            assert sentence in told(fault)
            assert len(registry.issues()) == 1
            connection.execute("DROP TRIGGER refuse ON steps")
            assert record(registry, sample(2))


def test_a_server_that_is_not_there_is_told():
    """Nobody listens at the port."""
    with socket.socket() as shut:
        shut.bind(("127.0.0.1", 0))
        port = shut.getsockname()[1]
        with pytest.raises(MachineError) as fault:
            open_registry(Server(port).url("desk"), create=True)
    assert told(fault).startswith(f"the registry postgresql+psycopg://127.0.0.1:{port}/desk cannot be reached")


def test_a_wrong_password_is_told_without_it(server):
    """Neither the wrong one nor what was meant."""
    url = server.url("postgres", "not p@ss the secret")
    with pytest.raises(MachineError) as fault:
        open_registry(url, create=True)
    assert "does not let briefgen in" in told(fault)
    assert "not p" not in f"{fault.value} {fault.value.hint}"


def test_a_database_that_is_not_there_is_told(server):
    """With what makes it."""
    with pytest.raises(MachineError) as fault:
        open_registry(server.url("nowhere"), create=True)
    assert "/nowhere is not there" in told(fault)
    assert "createdb" in fault.value.hint


def test_a_server_that_only_reads_is_told(server):
    """A replica, for instance: it can be read from."""
    database = server.new_database()
    with_one_issue(server.url(database))
    with server.connect() as connection:
        connection.execute(f"ALTER DATABASE {database} SET default_transaction_read_only = on")
    with open_registry(server.url(database), create=True) as registry:
        assert len(registry.issues()) == 1
        with pytest.raises(MachineError) as fault:
            record(registry, sample(2))
        assert "cannot be written: the server is read-only" in told(fault)


def test_a_user_without_permission_is_told(server):
    """Who may come in but not make tables."""
    database = server.new_database()
    with server.connect(database) as connection:
        connection.execute(f"CREATE ROLE {database} LOGIN PASSWORD '{PASSWORD}'")
    url = server.url(database).replace("//postgres:", f"//{database}:")
    assert open_registry(url, create=False) is None
    with pytest.raises(MachineError) as fault:
        open_registry(url, create=True)
    assert "does not let briefgen do this" in told(fault)


def test_a_connection_that_the_server_ended_is_made_anew(server):
    """Between two looks; a long-running desk does not need to be started again."""
    database = server.new_database()
    with_one_issue(server.url(database))
    with open_registry(server.url(database), create=False) as registry:
        assert len(registry.issues()) == 1
        end_connections(server, database)
        assert len(registry.issues()) == 1


def test_a_connection_that_the_server_ends_in_between_leaves_nothing(server):
    """While an issue is being recorded."""
    database = server.new_database()
    with_one_issue(server.url(database))
    with open_registry(server.url(database), create=False) as registry:
        with pytest.raises(MachineError) as fault:
            write_until_ended(registry, server, database)
        assert "cannot be reached" in told(fault)
        assert registry.next_number(SERIES) == "ASA-SR-2026-0002"


def end_connections(server: Server, database: str) -> None:
    """All that are open to a database, ended by the server."""
    with server.connect() as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", (database,)
        )


def write_until_ended(registry: Registry, server: Server, database: str) -> None:
    """Write something, and something more after the connection was ended."""
    with registry._database.writing() as connection:
        connection.execute(text("UPDATE counters SET count = 7"))
        end_connections(server, database)
        connection.execute(text("UPDATE counters SET count = 8"))


def test_a_driver_that_is_not_installed_is_told(monkeypatch):
    """With what installs it."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MachineError) as fault:
        open_registry(f"postgresql+psycopg://desk:{PASSWORD}@server/desk", create=True)
    assert "needs the driver psycopg, which is not installed" in told(fault)
    assert "briefgen[postgresql]" in fault.value.hint


@pytest.mark.parametrize(
    "url",
    [
        "mysql://desk:p%40ss@server/desk",
        "postgres://desk:p%40ss@server/desk",
        "postgresql+psycopg2://desk:p%40ss@server/desk",
        "postgresql+psycopg://desk:p%40ss@server:port/desk",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite://",
        "registry.db",
        "",
    ],
)
def test_a_url_of_another_kind_is_a_mistake_in_the_settings(url):
    """What is known is named; the URL is not repeated, because there may be a password in it."""
    for create in (False, True):
        with pytest.raises(UsageError) as fault:
            open_registry(url, create=create)
        assert told(fault)
        assert "server:port" not in told(fault)
