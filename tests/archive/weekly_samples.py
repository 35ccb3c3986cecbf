"""Slots and dispatches to record, and how a database finds them."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import event

from briefgen.archive.registry import Registry
from briefgen.model.dispatch import Enclosure, Outgoing
from briefgen.model.schedule import Slot, SlotEntry, SlotState

NOW = datetime(2026, 11, 23, 6, 0, 0, 123456, UTC)
HOUR = timedelta(hours=1)
FIRST, SECOND = "aaaaaaaaaaaa", "bbbbbbbbbbbb"
"""Two runs."""


def slot(week: int = 0, report: str = "mali") -> Slot:
    """A Monday at six."""
    return Slot(report, NOW.replace(microsecond=0) + timedelta(weeks=week))


def entry(of: Slot, state: SlotState, run: str = FIRST, because: str = "") -> SlotEntry:
    """What became of it, in the second minute of the hour."""
    return SlotEntry(of, state, run, NOW + timedelta(minutes=1), because=because)


def outgoing(count: int = 1, channel: str = "folder", client: str = "example-mining") -> Outgoing:
    """An edition of the issue of that count."""
    return Outgoing(
        number=f"ASA-SR-2026-{count:04d}",
        report="mali",
        client=client,
        channel=channel,
        target="situation@example.org" if channel == "mail" else "/srv/clients/example, mining",
        marking="TLP:AMBER+STRICT",
        language="fr",
        title="Mali : qui garde le Nord",
        enclosures=(Enclosure("mali.pdf", "application/pdf", "a" * 64), Enclosure("mali.html", "text/html", "b" * 64)),
    )


def plans(registry: Registry, call: Callable[[], object]) -> list[str]:
    """How SQLite finds what a call asks for: a line for each table that it reads."""
    asked: list[tuple[str, Sequence[object]]] = []

    def note(_connection, _cursor, statement, parameters, _context, _many) -> None:
        asked.append((statement, parameters))

    engine = registry._database._engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        call()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    with registry._database.reading() as connection:
        return [
            row[3]
            for statement, parameters in asked
            if statement.lstrip().startswith(("SELECT", "UPDATE"))
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", tuple(parameters))
        ]
