"""The options that every command shares."""

from __future__ import annotations

import re
import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.desk.cluster import Cluster
    from briefgen.desk.presses import Presses
    from briefgen.desk.session import Desk
    from briefgen.desk.unchanged import Known

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass
class Settings:
    """What stands before the command.

    Attributes:
        workspace: A folder in the desk; None means the working folder.
        verbose: Whether logs and tracebacks are shown.
        presses: The engine, already started where the command builds.
        known: What is known of a build before it begins.
        scheduler: Address of the cluster that prints; None for this machine.
    """

    workspace: Path | None = None
    verbose: bool = False
    presses: Presses | None = None
    known: Known | None = None
    scheduler: str | None = None

    @property
    def start(self) -> Path:
        """Where the search for the desk begins."""
        return self.workspace or Path.cwd()

    def engine(self) -> AbstractContextManager[Presses | Cluster]:
        """The engine as `main` started it, or a new one; or a cluster's."""
        if self.scheduler is not None:
            from briefgen.desk.cluster import Cluster  # noqa: PLC0415 - an extra

            return Cluster(self.scheduler)
        from briefgen.desk.presses import Presses  # noqa: PLC0415 - start-up

        return nullcontext(self.presses) if self.presses else Presses()

    def open(self, as_of: date | None = None) -> Desk:
        """The desk, read and checked."""
        # Here and not above: --help and --version do not pay for the loader.
        from briefgen.desk.session import open_desk  # noqa: PLC0415

        return open_desk(self.start, as_of, today())


def today() -> date:
    """The calendar's day: here and in `now` alone the clock is read."""
    return date.today()  # noqa: DTZ011, TID251 - the day on the wall is meant


def now() -> datetime:
    """The moment, in UTC, for what is recorded."""
    return datetime.now(UTC)  # noqa: TID251 - the clock is read here


def read_day(text: str) -> date:
    """A day as the content writes it.

    Raises:
        typer.BadParameter: It is written otherwise, or no calendar has it.
    """
    import typer  # noqa: PLC0415 - the engine is started, and what is unchanged is answered, before it is loaded

    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"no calendar has '{text}'.") from None
    raise typer.BadParameter(f"'{text}' is not a day; write it like 2025-08-20.")


def tell(text: str) -> None:
    """Write a line for people on standard error."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def put(text: str) -> None:
    """Write a result on standard output, at once, so that a reader in a pipe need not wait."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
