"""Runs, and what each of them told the desk."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from briefgen.archive.schema import runs
from briefgen.model.run import Run

_COLUMNS = (runs.c.id, runs.c.began, runs.c.ended, runs.c.told)


def begin(connection: Connection, run: Run) -> None:
    """Add a run."""
    connection.execute(insert(runs).values(id=run.id, began=run.began, ended=run.ended, told=run.told))


def end(connection: Connection, run: str, at: datetime, report: str, over: Collection[str]) -> None:
    """Record that a run is over, with its report, which is JSON and tells of those that it took over too."""
    connection.execute(update(runs).where(runs.c.id == run).values(ended=at, told=None, report=report))
    if over:
        left = runs.c.id.in_(over), runs.c.ended.is_(None)
        connection.execute(update(runs).where(*left).values(ended=at, told=at))


def tell(connection: Connection, run: str, at: datetime) -> None:
    """Record that the desk was told of a run."""
    connection.execute(update(runs).where(runs.c.id == run).values(told=at))


def listed(connection: Connection, limit: int | None) -> tuple[Run, ...]:
    """Newest first."""
    wanted = select(*_COLUMNS).order_by(runs.c.began.desc(), runs.c.id)
    if limit is not None:
        wanted = wanted.limit(limit)
    return tuple(Run(*row) for row in connection.execute(wanted))


def unended(connection: Connection) -> tuple[Run, ...]:
    """Those that are not over, oldest first."""
    # Nobody was told of them either, as the index knows.
    wanted = select(*_COLUMNS).where(runs.c.told.is_(None), runs.c.ended.is_(None)).order_by(runs.c.began, runs.c.id)
    return tuple(Run(*row) for row in connection.execute(wanted))


def untold(connection: Connection) -> tuple[tuple[Run, str], ...]:
    """Those that are over and of which the desk was not told, oldest first, each with its report."""
    wanted = select(*_COLUMNS, runs.c.report).where(runs.c.told.is_(None), runs.c.ended.is_not(None))
    found = connection.execute(wanted.order_by(runs.c.began, runs.c.id))
    return tuple((Run(id, began, ended, told), report or "") for id, began, ended, told, report in found)  # noqa: A001 - a column


def report_of(connection: Connection, run: str) -> str | None:
    """What a run told; None where it is not over, or there is none."""
    return connection.scalar(select(runs.c.report).where(runs.c.id == run))
