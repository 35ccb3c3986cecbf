"""The outbox: what goes where, how far it has come, and every attempt.

A run takes a dispatch, commits that, and only then sends it. So whatever happens to the run, the outbox knows that the
dispatch may have been sent.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, or_, select, update

from briefgen.archive.schema import attempts, dispatches
from briefgen.model.dispatch import Attempt, Dispatch, DispatchState, Enclosure, Fate, Outgoing
from briefgen.model.faults import BlockedError, UsageError
from briefgen.model.schedule import AHEAD

RESENT = "resent"
"""Stands among the fates of attempts where a person had a dispatch sent again."""

_REPEATABLE = frozenset({"folder", "store"})
"""Channels on which the same dispatch may be sent again and arrives once."""

_AT_ONCE = 500
"""Keys looked up in one statement: some builds of SQLite take no more than 999 values."""

_OUTGOING = ("number", "report", "client", "channel", "target", "marking", "language", "title")
_COLUMNS = (
    dispatches.c.id,
    *(dispatches.c[name] for name in _OUTGOING),
    dispatches.c.enclosures,
    dispatches.c.state,
    dispatches.c.attempts,
    dispatches.c.due,
    dispatches.c.run,
    dispatches.c.at,
    dispatches.c.because,
)
_FATES = {
    DispatchState.SENT: Fate.SENT,
    DispatchState.PENDING: Fate.LATER,
    DispatchState.FAILED: Fate.REFUSED,
    DispatchState.UNKNOWN: Fate.UNKNOWN,
}


def put(connection: Connection, outgoing: Iterable[Outgoing], at: datetime) -> None:
    """Add what is to be sent from this moment on. What the outbox holds already stays as it is."""
    # Keys are digests, each worked out once.
    wanted = [(each.key, each) for each in dict.fromkeys(outgoing)]
    known = _known(connection, [key for key, _ in wanted])
    rows = [_row(key, each, at) for key, each in wanted if key not in known]
    if rows:
        connection.execute(insert(dispatches), rows)


def _known(connection: Connection, keys: list[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        found.update(connection.scalars(select(dispatches.c.key).where(dispatches.c.key.in_(some))))
    return found


def _row(key: str, outgoing: Outgoing, at: datetime) -> dict[str, Any]:
    return {
        "key": key,
        **{name: getattr(outgoing, name) for name in _OUTGOING},
        "enclosures": tuple((each.name, each.media_type, each.sha256) for each in outgoing.enclosures),
        "state": DispatchState.PENDING.value,
        "attempts": 0,
        "due": at,
        "run": "",
        "claimed_until": None,
        "at": at,
        "because": "",
    }


def listed(  # noqa: PLR0913 - each narrows the list
    connection: Connection,
    states: Collection[DispatchState] | None,
    number: str | None,
    client: str | None,
    limit: int | None,
    *,
    newest_first: bool,
) -> tuple[Dispatch, ...]:
    """In these states, of one issue, to one client; the oldest first, or the newest."""
    wanted = select(*_COLUMNS).order_by(dispatches.c.id.desc() if newest_first else dispatches.c.id)
    if states is not None:
        wanted = wanted.where(dispatches.c.state.in_(sorted(states)))
    if number is not None:
        wanted = wanted.where(dispatches.c.number == number)
    if client is not None:
        wanted = wanted.where(dispatches.c.client == client)
    if limit is not None:
        wanted = wanted.limit(limit)
    return _found(connection, wanted)


def of_id(connection: Connection, dispatch: int) -> Dispatch | None:
    """One dispatch."""
    found = _found(connection, select(*_COLUMNS).where(dispatches.c.id == dispatch))
    return found[0] if found else None


def one(connection: Connection, dispatch: int) -> Dispatch:
    """One dispatch that is there."""
    row = connection.execute(select(*_COLUMNS).where(dispatches.c.id == dispatch)).one()
    return _dispatch(row)


def attempts_at(connection: Connection, dispatch: int) -> tuple[Attempt, ...]:
    """What was tried, oldest first."""
    names = ("dispatch_id", "run", "at", "fate", "because")
    wanted = select(*(attempts.c[name] for name in names)).where(attempts.c.dispatch_id == dispatch)
    return tuple(Attempt(*row) for row in connection.execute(wanted.order_by(attempts.c.id)))


def next_due(connection: Connection, at: datetime, exclude: Collection[int]) -> int | None:
    """Id of the dispatch that has been due for longest, or was put off while a clock was ahead; None where none is."""
    now = or_(dispatches.c.due <= at, dispatches.c.due > at + AHEAD)
    due = dispatches.c.state == DispatchState.PENDING, now
    # Among one more than are left out, one is not. They are not named: a database takes only so many values.
    wanted = select(dispatches.c.id).where(*due).order_by(dispatches.c.due, dispatches.c.id).limit(len(exclude) + 1)
    return next((each for each in connection.scalars(wanted) if each not in exclude), None)


def counted(connection: Connection) -> dict[DispatchState, int]:
    """How many there are in each state that any is in."""
    found = connection.execute(select(dispatches.c.state, func.count()).group_by(dispatches.c.state))
    return {DispatchState(state): count for state, count in found}


def take(connection: Connection, run: str, at: datetime, lease: timedelta, exclude: Collection[int]) -> Dispatch | None:
    """Let a run send the dispatch that has been due for longest; None where none is due.

    The caller holds the write lock, so that nobody takes it in between.
    """
    dispatch = next_due(connection, at, exclude)
    if dispatch is None:
        return None
    values = {
        "state": DispatchState.SENDING.value,
        "attempts": dispatches.c.attempts + 1,
        "run": run,
        "claimed_until": at + lease,
        "at": at,
        "because": "",
    }
    connection.execute(update(dispatches).where(dispatches.c.id == dispatch).values(values))
    return one(connection, dispatch)


def enclose(connection: Connection, run: str, dispatch: int, made: Outgoing) -> bool:
    """Put an edition that was made late into all dispatches of its issue and client that go without.

    Returns:
        False, and nothing done, where another run did so meanwhile, for a dispatch of its own.

    Raises:
        BlockedError: The run does not send this one any more.
    """
    ours = dispatches.c.id == dispatch, dispatches.c.run == run, dispatches.c.state == DispatchState.SENDING
    enclosed = connection.scalar(select(dispatches.c.enclosures).where(*ours))
    if enclosed is None:
        raise BlockedError("another run sends this dispatch meanwhile", "Look at it: briefgen outbox list")
    if enclosed:
        return False
    theirs = dispatches.c.number == made.number, dispatches.c.client == made.client
    values = {
        "enclosures": tuple((each.name, each.media_type, each.sha256) for each in made.enclosures),
        "marking": made.marking,
        "language": made.language,
        "title": made.title,
    }
    connection.execute(update(dispatches).where(*theirs, dispatches.c.enclosures == ()).values(values))
    return True


def settle(  # noqa: PLR0913, PLR0917 - all that one attempt leaves
    connection: Connection,
    dispatch: int,
    run: str,
    state: DispatchState,
    at: datetime,
    due: datetime,
    because: str,
    fate: Fate | None,
) -> bool:
    """Record what became of an attempt; False, and nothing done, where this run does not send it any more."""
    values = {"state": state.value, "claimed_until": None, "at": at, "due": due, "because": because}
    had = dispatches.c.id == dispatch, dispatches.c.state == DispatchState.SENDING, dispatches.c.run == run
    if not connection.execute(update(dispatches).where(*had).values(values)).rowcount:
        return False
    _add_attempt(connection, Attempt(dispatch, run, at, (fate or _FATES[state]).value, because))
    return True


def stranded(connection: Connection, at: datetime) -> tuple[Dispatch, ...]:
    """Those that are being sent by a run whose lease is over, oldest first."""
    over = dispatches.c.state == DispatchState.SENDING, dispatches.c.claimed_until < at
    return _found(connection, select(*_COLUMNS).where(*over).order_by(dispatches.c.id))


def free(connection: Connection, at: datetime) -> tuple[Dispatch, ...]:
    """Let go of what is stranded: to be sent again where that is safe, for a person to decide where it is not."""
    freed = []
    for each in stranded(connection, at):
        if each.outgoing.channel in _REPEATABLE:
            state, because = DispatchState.PENDING, "the run was ended while it was being sent; it is sent again"
        else:
            state = DispatchState.UNKNOWN
            because = "the run was ended while it was being sent: it may have arrived or not"
        settle(connection, each.id, each.run, state, at, at, because, Fate.UNKNOWN)
        freed.append(one(connection, each.id))
    return tuple(freed)


def resend(connection: Connection, dispatch: int, at: datetime, by: str, *, again: bool) -> Dispatch:
    """Have a dispatch sent again, by a person's decision.

    Args:
        connection: To the registry.
        dispatch: Its id.
        at: Now.
        by: Who decides.
        again: Also where it was sent.

    Raises:
        UsageError: There is no such dispatch.
        BlockedError: It needs no resending.
    """
    found = of_id(connection, dispatch)
    if found is None:
        raise UsageError(f"the outbox has no dispatch {dispatch}", "List what it has: briefgen outbox list")
    _require_resendable(found, again=again)
    because = f"{by} had it sent again; it was '{found.state}' before"
    values = {"state": DispatchState.PENDING.value, "attempts": 0, "due": at, "at": at, "because": because}
    connection.execute(update(dispatches).where(dispatches.c.id == dispatch).values(values))
    _add_attempt(connection, Attempt(dispatch, "", at, RESENT, because))
    return one(connection, dispatch)


def _require_resendable(found: Dispatch, *, again: bool) -> None:
    what = f"the dispatch {found.id} ({found.outgoing.channel} to {found.outgoing.target})"
    match found.state:
        case DispatchState.SENT if not again:
            raise BlockedError(
                f"{what} was sent at {found.at:%Y-%m-%d %H:%M} UTC",
                f"To send it once more all the same: briefgen outbox resend {found.id} --again",
            )
        case DispatchState.PENDING:
            raise BlockedError(
                f"{what} is to be sent already, from {found.due:%Y-%m-%d %H:%M} UTC",
                "The next run sends what is due by then: briefgen schedule tick",
            )
        case DispatchState.SENDING:
            raise BlockedError(
                f"{what} is being sent by the run {found.run}, since {found.at:%Y-%m-%d %H:%M} UTC",
                "Wait until the run is over. Where it was killed, a later run finds out: briefgen schedule tick",
            )
        case _:
            return


def _add_attempt(connection: Connection, attempt: Attempt) -> None:
    connection.execute(
        insert(attempts).values(
            dispatch_id=attempt.dispatch,
            run=attempt.run,
            at=attempt.at,
            fate=attempt.fate,
            because=attempt.because,
        )
    )


def _found(connection: Connection, wanted: Select[*tuple[Any, ...]]) -> tuple[Dispatch, ...]:
    return tuple(_dispatch(row) for row in connection.execute(wanted))


def _dispatch(row: Row[*tuple[Any, ...]]) -> Dispatch:
    enclosures = tuple(Enclosure(*each) for each in row.enclosures)
    outgoing = Outgoing(**{name: getattr(row, name) for name in _OUTGOING}, enclosures=enclosures)
    return Dispatch(
        id=row.id,
        outgoing=outgoing,
        state=DispatchState(row.state),
        attempts=row.attempts,
        due=row.due,
        run=row.run,
        at=row.at,
        because=row.because,
    )
