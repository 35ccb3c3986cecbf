"""`review` and `approve`: how a report comes from a draft to an approved copy."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.settings import Settings, now, put, read_day, tell
from briefgen.cli.who import who

if TYPE_CHECKING:
    from briefgen.desk.session import Desk
    from briefgen.desk.workflow import Taken
    from briefgen.model.diagnostic import Diagnostic

ReportId = Annotated[str, typer.Argument(metavar="ID", help="A report.", show_default=False)]
By = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who you are. Default: $BRIEFGEN_USER, else the login name.")
]
AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of", parser=read_day, metavar="DATE", help="The day that the report speaks from, like 2025-08-20."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def review(
    ctx: typer.Context,
    report: ReportId,
    *,
    by: By = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Put a report up for review, as it stands.

    Errors in its content stand in the way. Who does this counts as an author, and does not approve it later.

    Example: briefgen review mali --by "A. Diallo"
    """
    from briefgen.desk.workflow import review as take  # noqa: PLC0415 - start-up

    _take(ctx, report, by, as_of, as_json=as_json, take=take, next_step=f"briefgen approve {report}")


def approve(
    ctx: typer.Context,
    report: ReportId,
    *,
    by: By = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Approve a report that is under review.

    Four eyes: neither who put it up for review nor a named author approves it, unless briefgen.toml says
    `four_eyes = false`. An edit afterwards takes the approval away.

    Example: briefgen approve mali --by "C. Mwangi"
    """
    from briefgen.desk.workflow import approve as take  # noqa: PLC0415 - start-up

    _take(ctx, report, by, as_of, as_json=as_json, take=take, next_step=f"briefgen issue {report}")


def open_report(ctx: typer.Context, report: str, as_of: date | None) -> Desk:
    """The desk, with a report known to be in it.

    Raises:
        UsageError: There is no such report.
    """
    from briefgen.cli.targets import targets  # noqa: PLC0415 - start-up

    desk = ctx.ensure_object(Settings).open(as_of)
    targets(desk, [report], every=False)
    return desk


def show_findings(report: str, diagnostics: tuple[Diagnostic, ...]) -> None:
    """Errors on standard error, in full; of the rest only how many there are, because `check` shows them."""
    from briefgen.cli.diagnostics import count, look_of, merged, render  # noqa: PLC0415 - start-up

    found = merged(diagnostics)
    errors = [one for one in found if one.severity == "error"]
    for one in errors:
        tell(render(one, look_of(sys.stderr)))
    if found:
        more = "" if len(errors) == len(found) else f"; see them with: briefgen check {report}"
        tell(count(found) + more)


def _take(  # noqa: PLR0913 - the options of both commands
    ctx: typer.Context,
    report: str,
    by: str | None,
    as_of: date | None,
    *,
    as_json: bool,
    take: Callable[[Desk, str, str, datetime], Taken],
    next_step: str,
) -> None:
    person = who(by)
    taken = take(open_report(ctx, report, as_of), report, person, now())
    if as_json:
        _put_json(report, taken)
    else:
        show_findings(report, taken.diagnostics)
        _say(report, taken, next_step)
    raise typer.Exit(int(taken.step is None))


def _say(report: str, taken: Taken, next_step: str) -> None:
    from briefgen.cli.diagnostics import printable  # noqa: PLC0415 - start-up, like the next
    from briefgen.desk.workflow import told  # noqa: PLC0415

    if taken.step:
        put(printable(f"{report}: {told(taken.step)}. Next: {next_step}"))
    else:
        tell(f"{report}: nothing was recorded; its errors come first.")


def _put_json(report: str, taken: Taken) -> None:
    from briefgen.cli.diagnostics import merged  # noqa: PLC0415
    from briefgen.cli.jsonout import diagnostics_json, put_json  # noqa: PLC0415 - start-up, like the next

    step = taken.step
    put_json(
        {
            "report": report,
            "stage": str(step.stage) if step else None,
            "by": step.by if step else None,
            "at": step.at.isoformat() if step else None,
            "digest": step.digest if step else None,
            **diagnostics_json(merged(taken.diagnostics)),
        }
    )
