"""`status`: what is due, running, held, failed and undelivered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefgen.cli.run_output import moment
from briefgen.cli.settings import Settings, now, put, tell

if TYPE_CHECKING:
    from briefgen.desk.status import Status


def status(
    ctx: typer.Context, *, as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False
) -> None:
    """Tell what is due, running, held, failed and undelivered.

    The exit code is 0 where nothing waits for anybody, and otherwise 1.

    Example: briefgen status
    """
    from briefgen.desk.status import status_of  # noqa: PLC0415 - start-up

    found = status_of(ctx.ensure_object(Settings).open(), now())
    if as_json:
        from briefgen.cli.jsonout import put_json  # noqa: PLC0415 - start-up

        put_json(_json(found))
    else:
        _put(found)
    raise typer.Exit(int(found.needs_somebody))


def _put(found: Status) -> None:
    from briefgen.cli.diagnostics import printable  # noqa: PLC0415 - start-up, like the next
    from briefgen.desk.sending import subject_of  # noqa: PLC0415

    for entry in found.slots:
        because = f": {entry.because}" if entry.because else ""
        put(printable(f"{entry.state.value:8} {entry.slot.report} (due {moment(entry.slot.due)}){because}"))
    for report in found.unreadable:
        put(printable(f"{'held':8} {report}: its file has errors; see: briefgen check {report}"))
    for dispatch in found.dispatches:
        because = f": {dispatch.because}" if dispatch.because else ""
        put(printable(f"{dispatch.state.value:8} {dispatch.id} {subject_of(dispatch)}{because}"))
    for name, due in found.following:
        put(printable(f"{'due':8} {name} {moment(due)}"))
    last = found.last
    if last is None:
        tell("No run yet. Begin: briefgen schedule install")
    else:
        ended = f"ended {moment(last.ended)}" if last.ended else "has not ended"
        told = "" if last.told or not last.ended else ", and the desk could not be told"
        tell(f"The last run, {last.id}, began {moment(last.began)} and {ended}{told}.")
    tell("Something waits for somebody." if found.needs_somebody else "Nothing waits for anybody.")


def _json(found: Status) -> dict[str, Any]:
    from briefgen.cli.outbox import dispatch_json  # noqa: PLC0415 - start-up

    last = found.last
    return {
        "needs_somebody": found.needs_somebody,
        "slots": [
            {
                "report": each.slot.report,
                "due": each.slot.due.isoformat(),
                "state": each.state.value,
                "because": each.because,
                "run": each.run,
            }
            for each in found.slots
        ],
        "unreadable": list(found.unreadable),
        "dispatches": [dispatch_json(each) for each in found.dispatches],
        "following": [{"report": name, "due": due.isoformat()} for name, due in found.following],
        "last_run": {
            "id": last.id,
            "began": last.began.isoformat(),
            "ended": last.ended.isoformat() if last.ended else None,
            "told": last.told.isoformat() if last.told else None,
        }
        if last
        else None,
    }
