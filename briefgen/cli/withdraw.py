"""`withdraw`: a source or a fact that the desk no longer stands by, and what rests on it."""

from __future__ import annotations

import sys
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.settings import Settings, now, put, tell
from briefgen.cli.who import reason, who
from briefgen.model.diagnostic import blocks
from briefgen.model.faults import UsageError

if TYPE_CHECKING:
    from briefgen.desk.session import Desk
    from briefgen.model.record import Withdrawal


class Withdrawn(StrEnum):
    """What can be withdrawn."""

    SOURCE = "source"
    FACT = "fact"


def withdraw(  # noqa: PLR0913 - each option is an argument
    ctx: typer.Context,
    kind: Annotated[Withdrawn, typer.Argument(metavar="source|fact", show_default=False)],
    name: Annotated[str, typer.Argument(metavar="ID", help="Of the source or fact.", show_default=False)],
    *,
    because: Annotated[str | None, typer.Option(metavar="TEXT", help="Why: it is printed in the correction.")] = None,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who you are. Default: $BRIEFGEN_USER, else the login name.")
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take the withdrawal back.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what rests on it and record nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Withdraw a source or a fact, and list all that rests on it.

    Facts, sentences and judgements with their lines, issues that printed it, clients whose files name the report. From
    then on `check` refuses what leans on it, and the next issue tells its readers.

    Example: briefgen withdraw source reuters-2025-08-14 --because "The agency retracted it."
    """
    from briefgen.model.record import Withdrawal  # noqa: PLC0415 - start-up

    if undo and dry_run:
        raise UsageError("--undo and --dry-run do not go together", "Leave one of them out.")
    wanted = "a withdrawal needs its reason"
    why = "" if dry_run and because is None else reason(because, wanted, "The agency retracted it.")
    step = Withdrawal(kind.value, name, why, "" if dry_run else who(by), now())
    desk = ctx.ensure_object(Settings).open()
    if undo:
        _reinstate(desk, step, as_json=as_json)
    else:
        _withdraw(desk, step, dry_run=dry_run, as_json=as_json)


def _withdraw(desk: Desk, step: Withdrawal, *, dry_run: bool, as_json: bool) -> None:
    from briefgen.cli.reach import print_reach, reach_json  # noqa: PLC0415 - start-up, like the next
    from briefgen.desk.withdraw import preview  # noqa: PLC0415
    from briefgen.desk.withdraw import withdraw as record  # noqa: PLC0415

    reach = preview(desk, step.kind, step.id)
    if not dry_run:
        # The time of the record, not of the command: an issue that was being made meanwhile is corrected by the next one.
        step = record(desk, replace(step, at=now()))
    if as_json:
        from briefgen.cli.jsonout import put_json  # noqa: PLC0415 - start-up

        put_json({"withdrawn": not dry_run, **reach_json(reach, None if dry_run else step)})
    else:
        print_reach(reach, None if dry_run else step, sys.stdout)
        if dry_run:
            tell("Nothing was recorded.")
    if blocks(desk.diagnostics):
        # No exit with 1: what was asked for is done.
        tell("Some of the desk's content cannot be read, and may lean on it too. See it: briefgen check")


def _reinstate(desk: Desk, step: Withdrawal, *, as_json: bool) -> None:
    from briefgen.desk.withdraw import reinstate  # noqa: PLC0415 - start-up

    before = reinstate(desk, step)
    if as_json:
        from briefgen.cli.jsonout import put_json  # noqa: PLC0415 - start-up
        from briefgen.cli.reach import withdrawal_json  # noqa: PLC0415

        put_json({"withdrawn": False, "withdrawal": withdrawal_json(before), "reinstated": withdrawal_json(step)})
    else:
        from briefgen.cli.diagnostics import printable  # noqa: PLC0415 - start-up

        put(
            printable(
                f"The {step.kind} '{step.id}' stands again. {before.by} had withdrawn it on {before.at:%Y-%m-%d}: "
                f"{before.because}"
            )
        )
