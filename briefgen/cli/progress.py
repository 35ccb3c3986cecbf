"""How far a build has come, on standard error."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Protocol, Self

from briefgen.cli.diagnostics import count, look_of, paint
from briefgen.cli.settings import tell
from briefgen.cli.wording import number_of

if TYPE_CHECKING:
    from briefgen.desk.build import BuildOutcome

_COLOURS = {"built": "32", "unchanged": "32", "blocked": "31", "failed": "31"}


class Progress(Protocol):
    """What hears of each report that is done."""

    def done(self, outcome: BuildOutcome) -> None:
        """Take note of one."""


def progress(reports: tuple[str, ...]) -> AbstractContextManager[Progress]:
    """A bar for several reports on a terminal, otherwise one line each."""
    if len(reports) > 1 and sys.stderr.isatty():
        return _Bar(len(reports))
    if sys.stderr.isatty():
        tell(f"Building {', '.join(reports)} …")
    return nullcontext(_Lines())


def line(outcome: BuildOutcome) -> str:
    """One report in a line: "mali: built in 1.4 s, 2 files"."""
    name = f"{outcome.report} for {outcome.client}" if outcome.client else outcome.report
    status = paint(outcome.status, _COLOURS[outcome.status], look_of(sys.stderr))
    if outcome.status == "built":
        return f"{name}: {status} in {outcome.seconds:.1f} s, {number_of(len(outcome.files), 'file')}"
    if outcome.status == "unchanged":
        return f"{name}: {status}, {number_of(len(outcome.files), 'file')}"
    return f"{name}: {status}: {count(outcome.diagnostics) or 'see above'}"


class _Lines:
    def done(self, outcome: BuildOutcome) -> None:
        tell(line(outcome))


class _Bar(AbstractContextManager["_Bar"]):
    def __init__(self, total: int) -> None:
        # Only who builds several reports at a terminal waits the tenth of a second that these take.
        from rich.console import Console  # noqa: PLC0415
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415
        from rich.progress import Progress as RichProgress  # noqa: PLC0415

        columns = (TextColumn("Building"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        # On one terminal the bar makes room for the paths; in a pipe they go their own way.
        self._bar = RichProgress(
            *columns, console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty()
        )
        self._task = self._bar.add_task("Building", total=total)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def done(self, outcome: BuildOutcome) -> None:
        self._bar.advance(self._task)
        self._bar.console.out(line(outcome), highlight=False)
