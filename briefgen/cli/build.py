"""`build`: reports in output/."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, cast

import typer

from briefgen.cli.outcomes import FAULTS, open_files, put_files, report, sum_up
from briefgen.cli.settings import Settings, put, read_day
from briefgen.model.faults import UsageError

if TYPE_CHECKING:
    from collections.abc import Generator

    from briefgen.desk.build import BuildOutcome, BuildRequest
    from briefgen.desk.presses import Printer
    from briefgen.desk.session import Desk

_FORMATS = ("pdf", "html", "json", "docx")
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
    clients: tuple[str, ...] | None = None
    jobs: int | None = None
    explaining: bool = False
    opening: bool = False

    @property
    def asked_formats(self) -> tuple[str, ...]:
        """Formats as asked for; where none are, PDF and HTML, and for clients what each of them gets."""
        return self.formats or (() if self.clients is not None else ("pdf", "html"))


_Ids = Annotated[list[str] | None, typer.Argument(metavar="ID", help="Reports to build.", show_default=False)]
_All = Annotated[bool, typer.Option("--all", help="Build all reports of the desk.")]
_Formats = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="FORMATS", help="Any of pdf, html, json, docx. Default: pdf,html; a client's own."
    ),
]
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
_Client = Annotated[
    list[str] | None, typer.Option("--client", metavar="ID", help="This client's editions; may be given several times.")
]
_Clients = Annotated[bool, typer.Option("--all-clients", help="The editions of every client that gets the reports.")]
_Jobs = Annotated[int | None, typer.Option(metavar="N", min=1, help="Reports printed at a time. Default: one a core.")]
_Withheld = Annotated[
    bool, typer.Option("--explain-withheld", help="Build nothing; say what the client does not get, and why.")
]
_Scheduler = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="Dask's scheduler, like tcp://10.0.0.1:8786: its workers print.")
]
_Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def build(  # noqa: PLR0913 - each option is an argument
    ctx: typer.Context,
    ids: _Ids = None,
    *,
    every: _All = False,
    formats: _Formats = None,
    as_of: _AsOf = None,
    output: _Output = None,
    opening: _Open = False,
    brand: _Brand = None,
    lang: _Lang = None,
    client: _Client = None,
    all_clients: _Clients = False,
    explain_withheld: _Withheld = False,
    digest: _Digest = None,
    jobs: _Jobs = None,
    scheduler: _Scheduler = None,
    force: _Force = False,
    as_json: _Json = False,
) -> None:
    """Build reports as PDF and HTML in output/.

    Prints the path of each file. With --format also as JSON, for programs (its schema: briefgen schema report-json), and as
    DOCX, for Word. A report with errors in its content is left out, the others are built, and the exit
    code is 1. What is there already, from the same inputs, is not built again. With --client a client's own edition.

    Example: briefgen build mali --as-of 2025-08-20
    """
    if not ids and not every and digest is None:
        raise UsageError("Which report?", "Name one, or build them all: briefgen build --all")
    order = Order(
        ids or [],
        every,
        _formats(formats) if formats is not None else (),
        as_of,
        output,
        brand,
        as_json,
        _languages(lang),
        digest,
        force,
        _clients(client, lang, every=all_clients, explaining=explain_withheld),
        jobs,
        explain_withheld,
        opening,
    )
    settings = ctx.ensure_object(Settings)
    settings.scheduler = scheduler
    raise typer.Exit(_carry_out(order, settings))


def _carry_out(order: Order, settings: Settings) -> int:
    """Build, and tell of it. Gives the exit code."""
    outcomes: list[BuildOutcome] = []
    desk = settings.open(order.as_of)
    if order.explaining:
        return _explain(desk, order)
    try:
        with settings.engine() as presses:
            _run(desk, order, presses, outcomes)
    except BaseException:
        if outcomes:  # what was built before the disk ran full is there, so it is told
            report(outcomes, as_json=order.as_json)
        raise
    report(outcomes, as_json=order.as_json)
    sum_up(outcomes, for_clients=order.clients is not None)
    if settings.known and order.clients is None:
        settings.known.keep(outcomes)
    if order.opening:
        open_files(desk, outcomes)
    return int(any(outcome.status in FAULTS for outcome in outcomes))


def _clients(names: list[str] | None, lang: str | None, *, every: bool, explaining: bool) -> tuple[str, ...] | None:
    """Clients as they were asked for: () for all; None for the desk's own reports."""
    if names and every:
        raise UsageError("--client and --all-clients exclude each other.", "Leave one of them out.")
    if not names and not every:
        if explaining:
            raise UsageError("From whom?", "Name the client: --explain-withheld --client ID")
        return None
    if lang is not None:
        raise UsageError("--lang is not for clients' editions.", "A client's file says its language.")
    return tuple(dict.fromkeys(names or ()))


def _explain(desk: Desk, order: Order) -> int:
    """What each edition does without, on standard output."""
    from briefgen.desk.withholding import explanations  # noqa: PLC0415 - start-up

    told = tuple(explanations(desk, _request(desk, order)))
    if order.as_json:
        from briefgen.cli.jsonout import put_json  # noqa: PLC0415 - start-up

        put_json({"withheld": [{"edition": each.edition, "lines": list(each.lines)} for each in told]})
    else:
        for each in told:
            put("\n".join((each.title, *(f"  {line}" for line in each.lines))))
    return int(not all(each.known for each in told))


def _request(desk: Desk, order: Order) -> BuildRequest:
    from briefgen.cli.settings import now  # noqa: PLC0415 - start-up, like the next
    from briefgen.cli.targets import targets  # noqa: PLC0415
    from briefgen.desk.build import BuildRequest  # noqa: PLC0415

    return BuildRequest(
        targets(desk, order.ids, every=order.every),
        order.asked_formats,
        Path.cwd() / order.output if order.output else desk.workspace.output,
        order.brand,
        order.languages,
        named=bool(order.ids),
        force=order.force,
        clients=order.clients,
        jobs=order.jobs,
        at=now(),
        digest=order.digest,
    )


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


def _run(desk: Desk, order: Order, presses: Printer, outcomes: list[BuildOutcome]) -> None:
    """Build, tell of each report as it is done, and keep its outcome."""
    from briefgen.cli.progress import progress  # noqa: PLC0415 - start-up, like the next
    from briefgen.desk.build import build_reports  # noqa: PLC0415
    from briefgen.desk.languages import editions  # noqa: PLC0415

    if order.digest is not None and order.clients is None:
        _run_digest(desk, order, presses, outcomes)
        return
    request = _request(desk, order)
    if request.clients is not None:
        from briefgen.desk.client_build import build_for_clients, editions_of  # noqa: PLC0415

        made, names = build_for_clients(desk, request, presses), editions_of(desk, request)
    else:
        made = build_reports(desk, request, presses)
        names = tuple(name for name, _ in editions(desk, request.reports, order.languages, named=request.named))
    # What is under way ends with the loop, and not only when nobody remembers it any more.
    with closing(cast("Generator[BuildOutcome, None, None]", made)), progress(names) as bar:
        for outcome in made:
            outcomes.append(outcome)
            put_files(outcome, desk.workspace.root, as_json=order.as_json)
            bar.done(outcome)


def _run_digest(desk: Desk, order: Order, presses: Printer, outcomes: list[BuildOutcome]) -> None:
    """Build one magazine; reports with errors are left out of it and told of."""
    from briefgen.cli.progress import progress  # noqa: PLC0415 - start-up, like the next
    from briefgen.cli.targets import targets  # noqa: PLC0415
    from briefgen.desk.digest import DigestRequest, build_digest  # noqa: PLC0415

    chosen = targets(desk, order.ids, every=order.every) if order.ids else ()
    folder = Path.cwd() / order.output if order.output else desk.workspace.output
    request = DigestRequest(str(order.digest), chosen, order.asked_formats, folder, order.brand)
    with progress((f"digest-{order.digest}",)) as bar:
        for outcome in build_digest(desk, request, presses):
            outcomes.append(outcome)
            put_files(outcome, desk.workspace.root, as_json=order.as_json)
            bar.done(outcome)
