"""Which version of the tables a database has, and bringing it to the newest."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from briefgen.archive.connection import Database
from briefgen.archive.schema import REVISIONS, VERSION_TABLE
from briefgen.model.faults import MachineError

MIGRATIONS = Path(__file__).parent / "migrations"


def bring_up_to_date(database: Database, *, create: bool) -> bool:
    """Bring the tables to the newest version.

    Args:
        database: An open database.
        create: Whether to make the tables where there are none.

    Returns:
        Whether there is a registry now.

    Raises:
        MachineError: The database is of a newer version, or cannot be written.
    """
    with database.reading() as connection:
        found = _version(connection)
    if found is None and not create:
        return False
    if found != REVISIONS[-1]:
        with database.writing() as connection:
            # Another process may have done it while this one waited.
            found = _version(connection)
            if found != REVISIONS[-1]:
                _migrate(connection, found, database.whereabouts.name)
    return True


def _version(connection: Connection) -> str | None:
    """The revision; None where there are no tables of briefgen's."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608 - a constant
    return str(found) if found else None


def _migrate(connection: Connection, found: str | None, name: str) -> None:
    if found is not None and found not in REVISIONS:
        raise MachineError(f"the registry {name} was written by a newer briefgen", "Update the program.")
    # 0.3 seconds, for nothing on every other day.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, "head")
