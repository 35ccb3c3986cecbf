"""`judgements` and `resolve`: what the desk said would happen, and what did."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.settings import Settings, now, put, read_day, tell, today

if TYPE_CHECKING:
    from briefgen.desk.judgements import Standing
    from briefgen.load.workspace import Workspace
    from briefgen.model.calibration import Calibration
    from briefgen.model.register import RegisteredJudgement


class By(StrEnum):
    """What scores are grouped by."""

    DESK = "desk"
    ANALYST = "analyst"
    COUNTRY = "country"
    TOPIC = "topic"


_UNNAMED = {By.DESK: "The desk", By.ANALYST: "no analyst named", By.COUNTRY: "no country", By.TOPIC: "no topic"}


_Day = Annotated[
    date | None,
    typer.Option(parser=read_day, metavar="DATE", help="The day to count from. Default: the desk's, else today."),
]
_Plot = Annotated[
    Path | None, typer.Option(metavar="FILE.svg", help="Write the calibration as a reliability diagram too.")
]
_Open = Annotated[bool, typer.Option("--open", help="Only those whose horizon is still to come; all of them.")]


def judgements(  # noqa: PLR0913 - each option is an argument
    ctx: typer.Context,
    *,
    by: Annotated[By, typer.Option(help="What to score by.")] = By.DESK,
    report: Annotated[str | None, typer.Option(metavar="ID", help="Only judgements of this report.")] = None,
    due: Annotated[bool, typer.Option("--due", help="Only those whose horizon has come; all of them.")] = False,
    still_open: _Open = False,
    resolved: Annotated[bool, typer.Option("--resolved", help="Only those resolved; all of them.")] = False,
    as_of: _Day = None,
    plot: _Plot = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, with all judgements.")] = False,
) -> None:
    """List the judgements issued and how they came true.

    Those that are due come first; of each kind twenty, with how many more there are. The score is Brier's, with the calibration
    of each band and the count behind it.

    Example: briefgen judgements --by analyst --plot calibration.svg
    """
    from briefgen.assess.calibration import calibrate_by  # noqa: PLC0415 - start-up, like the next ones
    from briefgen.desk.judgements import panels_of, plot_target, publish_plot, stand  # noqa: PLC0415
    from briefgen.load.workspace import find_workspace  # noqa: PLC0415

    workspace = find_workspace(ctx.ensure_object(Settings).start)
    target = plot_target(plot) if plot else None
    entries = _entries(workspace, report)
    day = as_of or workspace.as_of or today()
    standing = stand(entries, day)
    scores = calibrate_by(by.value, entries)
    if target:
        publish_plot(workspace, panels_of(scores, _UNNAMED[by]), _caption(workspace, report, day), target)
    wanted = {name for name, asked in (("due", due), ("open", still_open), ("resolved", resolved)) if asked}
    if as_json:
        _put_json(standing, day, wanted, by.value, scores)
    elif entries:
        put("\n".join(_lines(standing, day, wanted, by.value, scores)))
    else:
        tell(_nothing(workspace, report))
    if target:
        tell(f"Plot: {target}")


def _verdict(text: str) -> str:
    """A verdict's word. Its noun is looked up later: other commands do not wait for it."""
    if text.lower() in {"yes", "no", "unclear"}:
        return text.lower()
    raise typer.BadParameter(f"'{text}' is none of yes, no and unclear.")


def resolve(  # noqa: PLR0913 - each option is an argument
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="The judgement's id, or REPORT/ID.")],
    *,
    outcome: Annotated[str, typer.Option(parser=_verdict, metavar="yes|no|unclear", help="Whether it came true.")],
    because: Annotated[str, typer.Option(metavar="TEXT", help="What shows it, in a sentence.")],
    horizon: Annotated[
        date | None,
        typer.Option(parser=read_day, metavar="DATE", help="Which of its horizons. Default: the one that is due."),
    ] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who says so. Default: you.")] = None,
    early: Annotated[
        bool, typer.Option("--early", help="Let 'no' or 'unclear' stand although the horizon is still to come.")
    ] = False,
) -> None:
    """Record what became of a judgement.

    A later word replaces an earlier one, and both stay on record.

    Example: briefgen resolve moscow-stays-main-partner --outcome yes --because "The ministers met again in May."
    """
    from briefgen.cli.who import reason, who  # noqa: PLC0415 - start-up, like the next ones
    from briefgen.desk.judgements import find_judgement, forbid_early  # noqa: PLC0415
    from briefgen.desk.registry import existing_registry  # noqa: PLC0415
    from briefgen.load.workspace import find_workspace  # noqa: PLC0415
    from briefgen.model.record import Outcome, Verdict  # noqa: PLC0415

    why = reason(because, "an outcome needs what shows it", "The ministers met again in May.")
    person, verdict = who(by), Verdict(outcome)
    workspace = find_workspace(ctx.ensure_object(Settings).start)
    with existing_registry(workspace) as registry:
        entry = find_judgement(registry.register(), name, horizon, today())
        if not early:
            forbid_early(entry, verdict, today())
        registry.resolve(Outcome(entry.report, entry.judgement, entry.horizon, verdict, why, person, now()))
    put(_resolved(entry, verdict, person))


def _entries(workspace: Workspace, report: str | None) -> tuple[RegisteredJudgement, ...]:
    from briefgen.desk.registry import registry_of  # noqa: PLC0415 - start-up

    with registry_of(workspace, create=False) as registry:
        return registry.register(report) if registry else ()


def _put_json(standing: Standing, day: date, wanted: set[str], by: str, scores: Sequence[Calibration]) -> None:
    from briefgen.cli.jsonout import put_json  # noqa: PLC0415 - start-up, like the next
    from briefgen.cli.register_json import register_json  # noqa: PLC0415

    put_json(register_json(standing, day, wanted, by, scores))


def _lines(standing: Standing, day: date, wanted: set[str], by: str, scores: Sequence[Calibration]) -> Iterator[str]:
    """What people read: the lists asked for, all by default, then the score where resolved ones are among them."""
    from briefgen.cli.diagnostics import look_of  # noqa: PLC0415 - start-up, like the next
    from briefgen.cli.register import due_lines, open_lines, resolved_lines, score_lines  # noqa: PLC0415

    look = look_of(sys.stdout)
    blocks = {
        "due": due_lines(standing, day, look, every="due" in wanted),
        "open": open_lines(standing, day, look, every="open" in wanted),
        "resolved": resolved_lines(standing, look, every="resolved" in wanted),
        "score": score_lines(by, scores, look),
    }
    shown = [name for name in blocks if not wanted or name in wanted or (name == "score" and "resolved" in wanted)]
    for number, name in enumerate(shown):
        if number:
            yield ""
        yield from blocks[name]


def _nothing(workspace: Workspace, report: str | None) -> str:
    """What to say where there is no judgement to show, and how one gets in."""
    entries = _entries(workspace, None) if report else ()
    if report and entries:
        from briefgen.cli.nearest import did_you_mean  # noqa: PLC0415 - only somebody who mistyped waits for it

        near = did_you_mean(report, {entry.report for entry in entries})
        return f"No judgement of the report '{report}' was ever issued. {near}".rstrip()
    return "The register is empty. A judgement gets in when its report is issued: briefgen issue ID"


def _caption(workspace: Workspace, report: str | None, day: date) -> str:
    whose = f"{workspace.name}, {report}" if report else workspace.name
    return f"{whose}: how often judgements came true, {day}"


def _resolved(entry: RegisteredJudgement, verdict: str, person: str) -> str:
    """What was recorded, and what stood before."""
    from briefgen.cli.diagnostics import printable  # noqa: PLC0415 - start-up, like the next
    from briefgen.desk.judgements import full_id  # noqa: PLC0415

    said = f"{full_id(entry)}, horizon {entry.horizon}: {verdict}, says {person}."
    before = entry.outcome
    if before:
        said += (
            f"\nBefore, it stood at {before.verdict}, said by {before.by} on {before.at.date()}: {before.because}"
            "\nThat is replaced; it stays on record."
        )
    return "\n".join(map(printable, said.splitlines()))
