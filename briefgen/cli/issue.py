"""`issue`: an approved report becomes a numbered issue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.settings import Settings, now, put, tell
from briefgen.cli.who import who
from briefgen.cli.workflow import AsJson, AsOf, By, ReportId, open_report, show_findings

if TYPE_CHECKING:
    from briefgen.desk.cluster import Cluster
    from briefgen.desk.issue import Issued
    from briefgen.desk.presses import Presses
    from briefgen.desk.session import Desk


def issue(  # noqa: PLR0913 - each option is an argument
    ctx: typer.Context,
    report: ReportId,
    *,
    by: By = None,
    as_of: AsOf = None,
    deliver: Annotated[
        bool, typer.Option("--deliver", help="Make each client's edition too, and put it into the outbox.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Turn an approved report into a numbered issue.

    It is frozen with all that it used, and its number is never given again. With --deliver its clients' editions are part
    of it; they are sent with the next tick of the schedule, or by: briefgen outbox send

    Prints the number and the path of each file.

    Example: briefgen issue mali
    """
    person = who(by)
    desk = open_report(ctx, report, as_of)
    with ctx.ensure_object(Settings).engine() as presses:
        issued = _issued(desk, report, person, presses, deliver=deliver)
    if as_json:
        _put_json(report, issued)
    else:
        _put(report, issued)
    raise typer.Exit(int(issued.issue is None or bool(issued.kept_back)))


def _issued(desk: Desk, report: str, person: str, presses: Presses | Cluster, *, deliver: bool) -> Issued:
    from briefgen.desk.issue import issue_report  # noqa: PLC0415 - after the press's child has started

    at = now()
    if not deliver:
        return issue_report(desk, report, person, at, presses)
    from briefgen.desk.edition_press import edition_press  # noqa: PLC0415 - only who delivers

    with edition_press(desk, presses, at) as (editions, _):
        return issue_report(desk, report, person, at, presses, editions=editions)


def _put(report: str, issued: Issued) -> None:
    show_findings(report, issued.diagnostics)
    if issued.issue is None:
        tell(f"{report}: not issued; its errors come first.")
        return
    put(issued.issue.number)
    for file in issued.files:
        put(file.path)
    for client, found in issued.kept_back.items():
        tell(f"{client} gets no edition yet: {found[0].message}")
    if issued.outgoing:
        tell(f"{len(issued.outgoing)} to be sent; now: briefgen outbox send")


def _put_json(report: str, issued: Issued) -> None:
    from briefgen.cli.diagnostics import merged  # noqa: PLC0415 - start-up, like the next
    from briefgen.cli.issues import issue_json  # noqa: PLC0415
    from briefgen.cli.jsonout import diagnostics_json, file_json, put_json  # noqa: PLC0415

    put_json(
        {
            "report": report,
            "issue": issue_json(issued.issue) if issued.issue else None,
            "files": [file_json(file) for file in issued.files],
            "outgoing": [
                {"client": each.client, "channel": each.channel, "target": each.target} for each in issued.outgoing
            ],
            "kept_back": {client: str(found[0].message) for client, found in issued.kept_back.items()},
            **diagnostics_json(merged(issued.diagnostics)),
        }
    )
