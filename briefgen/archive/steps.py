"""The steps that reports took."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from briefgen.archive.schema import steps
from briefgen.model.faults import BlockedError
from briefgen.model.record import Stage, Step

_COLUMNS = (steps.c.report, steps.c.stage, steps.c.digest, steps.c.by, steps.c.at, steps.c.number)


def steps_of(connection: Connection, report: str) -> tuple[Step, ...]:
    """Oldest first."""
    found = connection.execute(select(*_COLUMNS).where(steps.c.report == report).order_by(steps.c.id))
    return tuple(_step(*row) for row in found.all())


def newest_steps(connection: Connection) -> dict[str, Step]:
    """The newest of every report, by report."""
    newest = select(func.max(steps.c.id)).group_by(steps.c.report)
    found = connection.execute(select(*_COLUMNS).where(steps.c.id.in_(newest)).order_by(steps.c.id))
    return {step.report: step for step in (_step(*row) for row in found.all())}


def require_newest(connection: Connection, report: str, seen: Step | None) -> None:
    """Make sure that nothing has happened to a report since somebody looked.

    Raises:
        BlockedError: `seen` is not its newest step.
    """
    newest = _newest(connection, report)
    if newest != seen:
        what = f"became '{newest.stage}' meanwhile, by {newest.by}" if newest else "has taken no step yet"
        raise BlockedError(f"the report '{report}' {what}", "Look at it again, and then decide.")


def add(connection: Connection, step: Step) -> None:
    """Add a step."""
    connection.execute(
        insert(steps).values(
            report=step.report,
            stage=step.stage.value,
            digest=step.digest,
            by=step.by,
            at=step.at,
            number=step.number,
        )
    )


def _newest(connection: Connection, report: str) -> Step | None:
    found = select(*_COLUMNS).where(steps.c.report == report).order_by(steps.c.id.desc()).limit(1)
    row = connection.execute(found).first()
    return _step(*row) if row else None


def _step(report: str, stage: str, digest: str, by: str, at: datetime, number: str) -> Step:  # noqa: PLR0913, PLR0917 - a row
    return Step(report, Stage(stage), digest, by, at, number)
