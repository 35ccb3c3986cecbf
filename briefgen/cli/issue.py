"""`issue`: an approved report becomes a numbered issue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from briefgen.cli.settings import Settings, now, put, tell
from briefgen.cli.who import who
from briefgen.cli.workflow import AsJson, AsOf, By, ReportId, open_report, show_findings

if TYPE_CHECKING:
    from briefgen.desk.issue import Issued


def issue(
    ctx: typer.Context,
    report: ReportId,
    *,
    by: By = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Turn an approved report into a numbered issue.

    It is frozen with all that it used, and its number is never given again.

    Prints the number and the path of each file.

    Example: briefgen issue mali
    """
    person = who(by)
    desk = open_report(ctx, report, as_of)
    from briefgen.desk.issue import issue_report  # noqa: PLC0415 - after the press's child has started

    with ctx.ensure_object(Settings).engine() as presses:
        issued = issue_report(desk, report, person, now(), presses)
    if as_json:
        _put_json(report, issued)
    else:
        show_findings(report, issued.diagnostics)
        if issued.issue:
            put(issued.issue.number)
            for file in issued.files:
                put(file.path)
        else:
            tell(f"{report}: not issued; its errors come first.")
    raise typer.Exit(int(issued.issue is None))


def _put_json(report: str, issued: Issued) -> None:
    from briefgen.cli.diagnostics import merged  # noqa: PLC0415 - start-up, like the next
    from briefgen.cli.issues import issue_json  # noqa: PLC0415
    from briefgen.cli.jsonout import diagnostics_json, file_json, put_json  # noqa: PLC0415

    put_json(
        {
            "report": report,
            "issue": issue_json(issued.issue) if issued.issue else None,
            "files": [file_json(file) for file in issued.files],
            **diagnostics_json(merged(issued.diagnostics)),
        }
    )
