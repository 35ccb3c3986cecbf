"""`status`: what is due, running, held, failed and undelivered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefgen.cli.run_output import moment
from briefgen.cli.settings import Settings, now, put, tell

if TYPE_CHECKING:
    from briefgen.desk.status import Status
    from briefgen.model.schedule import SlotEntry

_IS_IT_ON = "is the timer on? See: briefgen schedule install --help"


def status(
    ctx: typer.Context, *, as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False
) -> None:
    """Show what is due, running, held, failed and undelivered.

    The exit code is 0 where nothing waits for anybody, and otherwise 1: something is held, failed or not delivered, a report
    cannot be read, a delivery has no way out in the settings, or what was due two hours ago was not done.

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
        put(printable(f"{entry.state.value:8} {entry.slot.report} (due {moment(entry.slot.due)}){_why(entry, found)}"))
    for slot in found.overdue:
        late = f": no run has done it; {_IS_IT_ON}" if slot in found.stuck else ": the next tick does it"
        put(printable(f"{'due now':8} {slot.report} (due {moment(slot.due)}){late}"))
    for report in found.unreadable:
        put(printable(f"{'held':8} {report}: its file has errors; see: briefgen check {report}"))
    for each in found.closed:
        put(printable(f"{'closed':8} {each}"))
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


def _why(entry: SlotEntry, found: Status) -> str:
    """What there is to say of a slot."""
    if entry.state.value != "claimed":
        return f": {entry.because}" if entry.because else ""
    told = f": the run {entry.run} has it since {moment(entry.at)}"
    return (
        f"{told} and seems to have died; the next tick goes on with it; {_IS_IT_ON}"
        if entry.slot in found.stuck
        else told
    )


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
                "since": each.at.isoformat(),
                "stuck": each.slot in found.stuck,
            }
            for each in found.slots
        ],
        "overdue": [
            {"report": each.report, "due": each.due.isoformat(), "stuck": each in found.stuck} for each in found.overdue
        ],
        "unreadable": list(found.unreadable),
        "dispatches": [dispatch_json(each) for each in found.dispatches],
        "closed": list(found.closed),
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
