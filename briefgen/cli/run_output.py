"""What a run tells on the command line."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from briefgen.cli.settings import now, put, tell

if TYPE_CHECKING:
    from briefgen.desk.journal import Journal
    from briefgen.desk.session import Desk
    from briefgen.desk.ticking import Ticked
    from briefgen.model.run import Line

TROUBLE = frozenset({"held", "failed", "refused", "unknown"})
"""What somebody must see to."""
_ENVIRONMENT = 3
_STOPPED = (
    "The next tick goes on with what the run was at; a mail that was just on its way is listed as unknown, half an hour from"
    " now. See: briefgen status"
)


class Log(StrEnum):
    """How a run's log is written, on standard error."""

    TEXT = "text"
    JSON = "json"
    NONE = "none"


class _Nothing(io.StringIO):
    """A stream that keeps nothing."""

    def write(self, text: str, /) -> int:
        return len(text)


def journal(run: str, log: Log) -> Journal:
    """The log of a run."""
    from briefgen.desk.journal import Journal  # noqa: PLC0415 - start-up

    return Journal(_Nothing() if log is Log.NONE else sys.stderr, run, log is Log.JSON, (), now)


def exit_code(ticked: Ticked) -> int:
    """0 where all is well; 1 where something waits for somebody; 3 where the machine or the network is at fault."""
    report = ticked.report
    if ticked.untold or (report and any(each.state.value == "failed" for each in report.waiting)):
        return _ENVIRONMENT
    return int(bool(report and (report.needs_somebody or any(line.what in TROUBLE for line in report.lines))))


def put_lines(lines: Iterable[Line]) -> None:
    """A run's lines, each with its remedy below it."""
    from briefgen.cli.diagnostics import printable  # noqa: PLC0415 - start-up

    for line in lines:
        due = f" (due {moment(line.due)})" if line.due else ""
        put(printable(f"{line.what:8} {line.subject}{due}{f': {line.told}' if line.told else ''}"))
        if line.remedy:
            put(printable(f"{'':8} → {line.remedy}"))


def moment(at: datetime) -> str:
    """A moment as lists show it: "Mon 2026-11-23 06:00 UTC"."""
    return f"{at:%a %Y-%m-%d %H:%M} UTC"


@contextmanager
def stoppable() -> Iterator[None]:
    """Where somebody stops the run within, they are told what becomes of what it had begun."""
    try:
        yield
    except Exception:
        raise
    except BaseException:
        tell(_STOPPED)
        raise


def tell_closed(desk: Desk) -> None:
    """What the desk's settings keep from being delivered, on standard error."""
    from briefgen.cli.diagnostics import printable  # noqa: PLC0415 - start-up, like the next
    from briefgen.desk.status import closed_ways  # noqa: PLC0415

    for each in closed_ways(desk):
        tell(printable(each))


def tell_untold(ticked: Ticked) -> None:
    """What the desk could not be told, on standard error."""
    from briefgen.cli.diagnostics import printable  # noqa: PLC0415 - start-up

    for each in ticked.untold:
        tell(printable(f"not told, {each}"))
