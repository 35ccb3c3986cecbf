"""`outbox`: deliveries and their state."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.run_output import (
    Log,
    exit_code,
    journal,
    moment,
    put_lines,
    stoppable,
    tell_closed,
    tell_untold,
)
from briefgen.cli.settings import Settings, now, put, tell
from briefgen.cli.who import who
from briefgen.cli.workflow import By

if TYPE_CHECKING:
    from briefgen.model.dispatch import Dispatch

outbox = typer.Typer(help="Deliveries: what goes to whom, and how far it has come.", no_args_is_help=True)

_Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
_NEWEST = 50
_HIGHEST = 2**31 - 1
"""No database counts further; a longer number is nobody's."""
_NOTHING_DUE = "Nothing is due to be sent."


@outbox.command("list")
def list_dispatches(  # noqa: PLR0913 - each option is an argument
    ctx: typer.Context,
    *,
    state: Annotated[
        str | None, typer.Option(metavar="STATE", help="Only those: pending, sending, sent, failed, unknown.")
    ] = None,
    number: Annotated[str | None, typer.Option(metavar="NUMBER", help="Only of this issue.")] = None,
    client: Annotated[str | None, typer.Option(metavar="ID", help="Only to this client.")] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="At most N, the newest.")] = _NEWEST,
    as_json: _Json = False,
) -> None:
    """List deliveries, the newest first: of which issue, to whom, how far, and why.

    Example: briefgen outbox list --state unknown
    """
    from briefgen.desk.registry import registry_of  # noqa: PLC0415 - start-up, like the next
    from briefgen.load.workspace import find_workspace  # noqa: PLC0415
    from briefgen.model.dispatch import DispatchState  # noqa: PLC0415
    from briefgen.model.faults import UsageError  # noqa: PLC0415

    states = [each.value for each in DispatchState]
    if state is not None and state not in states:
        raise UsageError(f"unknown state '{state}'", f"There are: {', '.join(states)}.")
    with registry_of(find_workspace(ctx.ensure_object(Settings).start), create=False) as registry:
        wanted = {DispatchState(state)} if state else None
        found = registry.dispatches(wanted, number, client, min(limit, _HIGHEST), newest_first=True) if registry else ()
    if as_json:
        from briefgen.cli.jsonout import put_json  # noqa: PLC0415 - start-up

        put_json({"dispatches": [dispatch_json(each) for each in found]})
    elif found:
        from briefgen.cli.tables import print_table  # noqa: PLC0415 - start-up

        headings = ("ID", "STATE", "ISSUE", "CLIENT", "WAY", "SINCE", "WHY")
        print_table(headings, [_row(each) for each in found], sys.stdout)
    else:
        tell("Nothing in the outbox like that." if state or number or client else "Nothing in the outbox.")


def _row(dispatch: Dispatch) -> tuple[str, ...]:
    from briefgen.cli.diagnostics import printable  # noqa: PLC0415 - start-up

    outgoing = dispatch.outgoing
    cells = (
        str(dispatch.id),
        dispatch.state.value,
        outgoing.number,
        outgoing.client or "the desk",
        f"{outgoing.channel} to {outgoing.target}",
        moment(dispatch.at),
        dispatch.because,
    )
    return tuple(map(printable, cells))


def dispatch_json(dispatch: Dispatch) -> dict[str, object]:
    """A dispatch as programs get it."""
    outgoing = dispatch.outgoing
    files = [{"name": each.name, "media_type": each.media_type, "sha256": each.sha256} for each in outgoing.enclosures]
    return {
        "id": dispatch.id,
        "state": dispatch.state.value,
        "number": outgoing.number,
        "report": outgoing.report,
        "client": outgoing.client,
        "channel": outgoing.channel,
        "target": outgoing.target,
        "marking": outgoing.marking,
        "language": outgoing.language,
        "files": files,
        "attempts": dispatch.attempts,
        "due": dispatch.due.isoformat(),
        "at": dispatch.at.isoformat(),
        "run": dispatch.run,
        "because": dispatch.because,
    }


@outbox.command()
def send(
    ctx: typer.Context,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would go where, and send nothing.")] = False,
    log: Annotated[Log, typer.Option(help="How the log on standard error is written.")] = Log.NONE,
) -> None:
    """Send what is pending and due now, without waiting for the next tick. No report is issued.

    The exit code is 0 where all is well, 1 where something waits for somebody, 3 where the machine or the network is at fault.

    Example: briefgen outbox send --dry-run
    """
    from briefgen.desk.presses import Presses  # noqa: PLC0415 - start-up, like the next
    from briefgen.desk.ticking import Ticking  # noqa: PLC0415

    desk = ctx.ensure_object(Settings).open()
    ticking = Ticking(desk, now, lambda run: journal(run, log), Presses)
    if dry_run:
        lines = tuple(ticking.foreseen_sending())
        put_lines(lines)
        tell_closed(desk)
        tell("This was a dry run: nothing was sent." if lines else _NOTHING_DUE)
        return
    with stoppable():
        ticked = ticking.send()
    put_lines(ticked.report.lines if ticked.report else ())
    if ticked.report is None:
        tell(_NOTHING_DUE)
    tell_untold(ticked)
    raise typer.Exit(exit_code(ticked))


@outbox.command()
def resend(
    ctx: typer.Context,
    ids: Annotated[list[int], typer.Argument(metavar="ID...", help="Numbers, as `outbox list` shows them.")],
    *,
    again: Annotated[
        bool, typer.Option("--again", help="Also what was sent already, which then arrives twice.")
    ] = False,
    by: By = None,
) -> None:
    """Have deliveries sent again that failed, or of which nobody knows whether they arrived.

    The next tick sends them, or `briefgen outbox send`. A mail that did arrive arrives a second time; so who decides is
    recorded. One that is refused stops no other; the exit code is then 1, or 2 where there is no such number.

    Example: briefgen outbox resend 17 --by "A. Diallo"
    """
    from briefgen.cli.diagnostics import printable  # noqa: PLC0415 - start-up, like the next
    from briefgen.desk.registry import existing_registry  # noqa: PLC0415
    from briefgen.desk.sending import subject_of  # noqa: PLC0415
    from briefgen.load.workspace import find_workspace  # noqa: PLC0415
    from briefgen.model.faults import BlockedError, UsageError  # noqa: PLC0415

    person, refused = who(by), []
    with existing_registry(find_workspace(ctx.ensure_object(Settings).start)) as registry:
        for each in dict.fromkeys(ids):
            try:
                found = registry.resend(min(each, _HIGHEST), now(), person, again=again)
            except (BlockedError, UsageError) as fault:
                refused.append(fault)
                tell(printable(f"error: {fault}. {fault.hint}"))
            else:
                put(printable(f"{each} pending: {subject_of(found)}"))
    if len(refused) < len(set(ids)):
        tell("To be sent with the next tick, or now: briefgen outbox send")
    raise typer.Exit(max((each.exit_code for each in refused), default=0))
