"""Sources and facts that the desk withdrew, or stands by again."""

from __future__ import annotations

from sqlalchemy import Connection, func, insert, select

from briefgen.archive.schema import withdrawals
from briefgen.model.faults import BlockedError
from briefgen.model.record import Withdrawal

_COLUMNS = (withdrawals.c.kind, withdrawals.c.subject, withdrawals.c.because, withdrawals.c.by, withdrawals.c.at)


def standing_withdrawals(connection: Connection) -> dict[tuple[str, str], Withdrawal]:
    """Those that stand, by kind and id."""
    newest = select(func.max(withdrawals.c.id)).group_by(withdrawals.c.kind, withdrawals.c.subject)
    found = connection.execute(
        select(*_COLUMNS).where(withdrawals.c.id.in_(newest), withdrawals.c.stands).order_by(withdrawals.c.id)
    )
    return {(row.kind, row.subject): Withdrawal(*row) for row in found}


def withdraw(connection: Connection, withdrawal: Withdrawal) -> None:
    """Add a withdrawal.

    Raises:
        BlockedError: One stands already.
    """
    kind, subject = withdrawal.kind, withdrawal.id
    if _stands(connection, kind, subject):
        raise BlockedError(f"the {kind} '{subject}' is withdrawn already", "There is nothing to do.")
    _add(connection, withdrawal, stands=True)


def reinstate(connection: Connection, withdrawal: Withdrawal) -> None:
    """Add that a withdrawal does not stand any more: of the same kind and id, by whom and why now.

    Raises:
        BlockedError: None stands.
    """
    kind, subject = withdrawal.kind, withdrawal.id
    if not _stands(connection, kind, subject):
        raise BlockedError(f"the {kind} '{subject}' is not withdrawn", "There is nothing to do.")
    _add(connection, withdrawal, stands=False)


def _stands(connection: Connection, kind: str, subject: str) -> bool:
    newest = (
        select(withdrawals.c.stands)
        .where(withdrawals.c.kind == kind, withdrawals.c.subject == subject)
        .order_by(withdrawals.c.id.desc())
        .limit(1)
    )
    return bool(connection.scalar(newest))


def _add(connection: Connection, event: Withdrawal, *, stands: bool) -> None:
    connection.execute(
        insert(withdrawals).values(
            kind=event.kind, subject=event.id, stands=stands, because=event.because, by=event.by, at=event.at
        )
    )
