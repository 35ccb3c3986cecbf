"""`build`: reports in output/."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from briefgen.cli.settings import Settings, put, read_day, tell
from briefgen.model.faults import UsageError

if TYPE_CHECKING:
    from briefgen.desk.build import BuildOutcome
    from briefgen.desk.presses import Presses
    from briefgen.desk.session import Desk

_FORMATS = ("pdf", "html", "json", "docx")
_FAULTS = ("blocked", "failed")
_THERE_ARE = "There are pdf, html, json and docx."


class Order(NamedTuple):
    """What the command line asks for."""

    ids: list[str]
    every: bool
    formats: tuple[str, ...]
    as_of: date | None
    output: Path | None
    brand: str | None
    as_json: bool
    languages: tuple[str, ...]
    digest: str | None = None
    force: bool = False


_Ids = Annotated[list[str] | None, typer.Argument(metavar="ID", help="Reports to build.", show_default=False)]
_All = Annotated[bool, typer.Option("--all", help="Build all reports of the desk.")]
_Formats = Annotated[str, typer.Option("--format", metavar="FORMATS", help="Any of pdf, html, json, docx.")]
_AsOf = Annotated[
    date | None,
    typer.Option(parser=read_day, metavar="DATE", help="The day that the reports speak from, like 2025-08-20."),
]
_Output = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Where the files go. Default: the desk's output folder.")
]
_Open = Annotated[bool, typer.Option("--open", help="Open what was built.")]
_Brand = Annotated[str | None, typer.Option(metavar="ID", help="A brand other than the report's.")]
_Lang = Annotated[
    str | None,
    typer.Option("--lang", metavar="LANGUAGES", help="Like fr or en,fr, or all. Default: the report's own."),
]
_Digest = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="One magazine of these reports, or of all: weekly, or one of briefgen.toml."),
]
_Force = Annotated[bool, typer.Option("--force", help="Build what is there already, unchanged, again.")]
_Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def build(  # noqa: PLR0913 - each option is an argument
    ctx: typer.Context,
    ids: _Ids = None,
    *,
    every: _All = False,
    formats: _Formats = "pdf,html",
    as_of: _AsOf = None,
    output: _Output = None,
    opening: _Open = False,
    brand: _Brand = None,
    lang: _Lang = None,
    digest: _Digest = None,
    force: _Force = False,
    as_json: _Json = False,
) -> None:
    """Build reports as PDF and HTML in output/.

    Prints the path of each file. With --format also as JSON, for programs (its schema: briefgen schema report-json), and as
    DOCX, for Word. A report with errors in its content is left out, the others are built, and the exit
    code is 1.

    Example: briefgen build mali --as-of 2025-08-20
    """
    if not ids and not every and digest is None:
        raise UsageError("Which report?", "Name one, or build them all: briefgen build --all")
    order = Order(ids or [], every, _formats(formats), as_of, output, brand, as_json, _languages(lang), digest, force)
    outcomes: list[BuildOutcome] = []
    settings = ctx.ensure_object(Settings)
    if settings.known and settings.known.outcomes and not opening:
        _tell_again(settings.known.outcomes, settings.start, as_json=as_json)
        return
    desk = settings.open(as_of)
    try:
        with settings.engine() as presses:
            _run(desk, order, presses, outcomes)
    except BaseException:
        if outcomes:  # what was built before the disk ran full is there, so it is told
            _report(outcomes, as_json=as_json)
        raise
    _report(outcomes, as_json=as_json)
    _sum_up(outcomes)
    if settings.known:
        settings.known.keep(outcomes)
    if opening:
        _open(desk, outcomes)
    raise typer.Exit(int(any(outcome.status in _FAULTS for outcome in outcomes)))


def _formats(text: str) -> tuple[str, ...]:
    from briefgen.cli.nearest import did_you_mean  # noqa: PLC0415 - start-up

    asked = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    for name in asked:
        if name not in _FORMATS:
            raise UsageError(f"unknown format '{name}'", did_you_mean(name, _FORMATS) or _THERE_ARE)
    if not asked:
        raise UsageError("No format is named.", _THERE_ARE)
    return asked


def _languages(text: str | None) -> tuple[str, ...]:
    """Language tags as BCP 47 writes them: `fr`, `pt-BR`; () where none is asked for."""
    asked = tuple(dict.fromkeys(part.strip() for part in (text or "").split(",") if part.strip()))
    if text is not None and not asked:
        raise UsageError("No language is named.", "Name one as in --lang fr, or all of them: --lang all")
    return tuple(name.lower() if "-" not in name else name for name in asked)


def _run(desk: Desk, order: Order, presses: Presses, outcomes: list[BuildOutcome]) -> None:
    """Build, tell of each report as it is done, and keep its outcome."""
    from briefgen.cli.progress import progress  # noqa: PLC0415 - start-up, like the next
    from briefgen.cli.targets import targets  # noqa: PLC0415
    from briefgen.desk.build import BuildRequest, build_reports  # noqa: PLC0415
    from briefgen.desk.languages import editions  # noqa: PLC0415

    if order.digest is not None:
        _run_digest(desk, order, presses, outcomes)
        return
    wanted = targets(desk, order.ids, every=order.every)
    folder = Path.cwd() / order.output if order.output else desk.workspace.output
    request = BuildRequest(
        wanted, order.formats, folder, order.brand, order.languages, named=not order.every, force=order.force
    )
    with progress(tuple(report for report, _ in editions(desk, wanted, order.languages, named=request.named))) as bar:
        for outcome in build_reports(desk, request, presses):
            outcomes.append(outcome)
            _put_files(outcome, desk.workspace.root, as_json=order.as_json)
            bar.done(outcome)


def _run_digest(desk: Desk, order: Order, presses: Presses, outcomes: list[BuildOutcome]) -> None:
    """Build one magazine; reports with errors are left out of it and told of."""
    from briefgen.cli.progress import progress  # noqa: PLC0415 - start-up, like the next
    from briefgen.cli.targets import targets  # noqa: PLC0415
    from briefgen.desk.digest import DigestRequest, build_digest  # noqa: PLC0415

    chosen = targets(desk, order.ids, every=order.every) if order.ids else ()
    folder = Path.cwd() / order.output if order.output else desk.workspace.output
    request = DigestRequest(str(order.digest), chosen, order.formats, folder, order.brand)
    with progress((f"digest-{order.digest}",)) as bar:
        for outcome in build_digest(desk, request, presses):
            outcomes.append(outcome)
            _put_files(outcome, desk.workspace.root, as_json=order.as_json)
            bar.done(outcome)


def _report(outcomes: Sequence[BuildOutcome], *, as_json: bool) -> None:
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


def _sum_up(outcomes: Sequence[BuildOutcome]) -> None:
    if not outcomes:
        tell("The desk has no reports; begin one with: briefgen new report ID")
    if len(outcomes) > 1:
        statuses = [outcome.status for outcome in outcomes]
        missing = [f", {statuses.count(status)} {status}" for status in ("unchanged", *_FAULTS) if status in statuses]
        tell(f"{statuses.count('built')} of {len(outcomes)} reports built{''.join(missing)}.")


def _tell_again(outcomes: Sequence[BuildOutcome], start: Path, *, as_json: bool) -> None:
    """What was told when the same was built before."""
    from briefgen.cli.progress import line  # noqa: PLC0415 - start-up
    from briefgen.desk.ground import root_of  # noqa: PLC0415

    root = root_of(start) or start
    for outcome in outcomes:
        _put_files(outcome, root, as_json=as_json)
        tell(line(outcome))
    _report(outcomes, as_json=as_json)
    _sum_up(outcomes)


def _put_files(outcome: BuildOutcome, root: Path, *, as_json: bool) -> None:
    for file in () if as_json else outcome.files:
        put(_from_here(root, file.path))


def _from_here(root: Path, path: str) -> str:
    """A path that works from the working folder: relative where it is below, otherwise absolute."""
    whole = root / path
    return os.path.relpath(whole) if whole.is_relative_to(Path.cwd()) else str(whole)


def _open(desk: Desk, outcomes: list[BuildOutcome]) -> None:
    for outcome in outcomes:
        for file in outcome.files[:1]:
            if typer.launch(str(desk.workspace.root / file.path)):
                tell(f"{file.path} could not be opened; it is on disk.")
