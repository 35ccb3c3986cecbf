"""What became of a build, told: paths and JSON on standard output, everything else on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.cli.settings import put, tell

if TYPE_CHECKING:
    from briefgen.desk.build import BuildOutcome
    from briefgen.desk.session import Desk

FAULTS = ("blocked", "failed")
"""Statuses of what was not built."""


def report(outcomes: Sequence[BuildOutcome], *, as_json: bool) -> None:
    """Tell what was found, each finding once; all of it as JSON where that was asked for."""
    from briefgen.cli.diagnostics import count, look_of, merged, render  # noqa: PLC0415 - start-up

    found = merged(*(outcome.diagnostics for outcome in outcomes))
    if as_json:
        from briefgen.cli.jsonout import diagnostics_json, outcome_json, put_json  # noqa: PLC0415 - start-up

        put_json({"built": [outcome_json(outcome) for outcome in outcomes], **diagnostics_json(found)})
    elif found:
        # Notes ask for nothing; at a build they are counted, so that what asks for something is seen.
        pressing = [one for one in found if one.severity != "note"]
        for one in pressing:
            tell(render(one, look_of(sys.stderr)))
        tell(count(found) + ("" if pressing == list(found) else "; see the notes with: briefgen check"))


def sum_up(outcomes: Sequence[BuildOutcome], *, for_clients: bool = False) -> None:
    """How many of several were built."""
    if not outcomes and for_clients:
        tell("No client gets any of these reports; a client's file names its own: reports: [ID]")
    elif not outcomes:
        tell("The desk has no reports; begin one with: briefgen new report ID")
    if len(outcomes) > 1:
        statuses = [outcome.status for outcome in outcomes]
        missing = [f", {statuses.count(status)} {status}" for status in ("unchanged", *FAULTS) if status in statuses]
        tell(f"{statuses.count('built')} of {len(outcomes)} reports built{''.join(missing)}.")


def tell_again(outcomes: Sequence[BuildOutcome], start: Path, *, as_json: bool) -> None:
    """What was told when the same was built before."""
    from briefgen.cli.progress import line  # noqa: PLC0415 - start-up
    from briefgen.desk.ground import root_of  # noqa: PLC0415

    root = root_of(start) or start
    for outcome in outcomes:
        put_files(outcome, root, as_json=as_json)
        tell(line(outcome))
    report(outcomes, as_json=as_json)
    sum_up(outcomes)


def put_files(outcome: BuildOutcome, root: Path, *, as_json: bool) -> None:
    """Paths of what was built, one to a line."""
    for file in () if as_json else outcome.files:
        put(_from_here(root, file.path))


def _from_here(root: Path, path: str) -> str:
    """A path that works from the working folder: relative where it is below, otherwise absolute."""
    whole = root / path
    return os.path.relpath(whole) if whole.is_relative_to(Path.cwd()) else str(whole)


def open_files(desk: Desk, outcomes: Sequence[BuildOutcome]) -> None:
    """Open the first file of each."""
    import typer  # noqa: PLC0415 - an answer that is known does not wait for it

    for outcome in outcomes:
        for file in outcome.files[:1]:
            if typer.launch(str(desk.workspace.root / file.path)):
                tell(f"{file.path} could not be opened; it is on disk.")
