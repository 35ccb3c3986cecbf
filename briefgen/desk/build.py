"""Building reports: the whole way from the library to files in output/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Literal

from briefgen.desk.languages import Edition, editions, stem_of

if TYPE_CHECKING:
    # Only names: the press's child must start before these take their time to import.
    from briefgen.desk.kept import Files, Kept
    from briefgen.desk.prepare import Prepared
    from briefgen.desk.presses import Printer
    from briefgen.desk.published import BuiltFile
    from briefgen.desk.session import Desk
    from briefgen.desk.typeset import Forme
    from briefgen.model.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to build.

    Attributes:
        reports: Ids of reports, or of profiles without a report.
        formats: `pdf`, `html`, `json`, `docx`; () for each client's own.
        output: Folder under which each report gets its own.
        brand: A brand other than the reports' own, known to exist; None to keep theirs.
        languages: BCP 47 tags, or `all`; () for the reports' own.
        named: Whether somebody named the reports, and did not ask for all that there are.
        force: Whether to build what is there already, unchanged.
        clients: Ids of clients whose editions are built; () for all that get one of the reports; None for the desk's own.
        jobs: Printings at a time; None for one a core.
        at: The moment that signatures name; needed for clients' editions.
        digest: The magazine of these reports that clients get instead of the reports.
    """

    reports: tuple[str, ...]
    formats: tuple[str, ...]
    output: Path
    brand: str | None = None
    languages: tuple[str, ...] = ()
    named: bool = True
    force: bool = False
    clients: tuple[str, ...] | None = None
    jobs: int | None = None
    at: datetime | None = None
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """What became of one report.

    Attributes:
        status: `built`; `unchanged` where its files are there already, from the same inputs; `blocked` where its content has errors; `failed` where the engine refused it.
        seconds: From its turn to its files.
    """

    report: str
    client: str | None
    language: str
    as_of: date
    status: Literal["built", "unchanged", "blocked", "failed"]
    seconds: float
    files: tuple[BuiltFile, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Job:
    """A report ready for the press: or blocked, where it has no forme."""

    report: str
    language: str
    as_of: date
    prepared: Prepared | None = None
    forme: Forme | None = None
    started: float = 0.0
    stem: str = ""


def build_reports(desk: Desk, request: BuildRequest, presses: Printer) -> Iterator[BuildOutcome]:
    """Build reports one after another; while one is printed, the next is prepared and its engine loads.

    A report with errors is left out and its last files stay; the others go on.

    Raises:
        MachineError: The disk or the engine's libraries are at fault: nothing further can be built.
        UsageError: There is no such brand, or a report does not exist in a language that is asked for.
    """
    from briefgen.desk.kept import Kept  # noqa: PLC0415 - the press's child starts first

    require_brand(desk, request.brand)
    wanted = editions(desk, request.reports, request.languages, named=request.named)
    jobs = _jobs(desk, wanted, request)
    width = request.jobs or presses.width
    with Kept(desk, force=request.force) as kept, ThreadPoolExecutor(max_workers=width) as pool:
        # A report that is alone has all processors to itself.
        printing = _Printing(desk, request, presses, kept, width if len(wanted) == 1 else 1)
        running: list[tuple[Future[BuildOutcome], tuple[Diagnostic, ...]]] = []
        try:
            for job in jobs:
                packed = Event()
                future = pool.submit(printing.finish, job, packed)
                if sum(not each.done() for each, _ in running) < width:
                    packed.wait()  # two threads at work would hold up each other, and the press waits for one of them
                running.append((future, _told(desk, job)))  # the rules are asked while the press works
                while running and running[0][0].done():
                    yield _whole(*running.pop(0))
            while running:
                yield _whole(*running.pop(0))
        except BaseException:
            for waiting, _ in running:
                waiting.cancel()
            presses.__exit__(None, None, None)
            raise


def _whole(printing: Future[BuildOutcome], told: tuple[Diagnostic, ...]) -> BuildOutcome:
    """An outcome, with what was found in the content before what was found in print."""
    outcome = printing.result()
    return replace(outcome, diagnostics=(*told, *outcome.diagnostics))


def _told(desk: Desk, job: _Job) -> tuple[Diagnostic, ...]:
    from briefgen.desk.prepare import concerning  # noqa: PLC0415 - the press's child starts first

    return (*concerning(desk, job.report), *(job.prepared.diagnostics if job.prepared else ()))


def _jobs(desk: Desk, wanted: Iterable[Edition], request: BuildRequest) -> Iterator[_Job]:
    """Each report, in each language that is wanted, ready for the press."""
    from briefgen.desk.prepare import prepare_all  # noqa: PLC0415 - the press's child starts first

    for report_id, same in groupby(wanted, itemgetter(0)):
        if not desk.readable(report_id):
            yield _Job(report_id, desk.workspace.language, desk.as_of_for(report_id))
            continue
        started = monotonic()
        for prepared in prepare_all(desk, report_id, request.brand, (language for _, language in same)):
            yield _ready(desk, prepared, request, started)
            started = monotonic()


def _ready(desk: Desk, prepared: Prepared, request: BuildRequest, started: float) -> _Job:
    """A report set; without a forme where something blocks it."""
    from briefgen.desk.prepare import concerning  # noqa: PLC0415 - the press's child starts first
    from briefgen.desk.siblings import siblings  # noqa: PLC0415
    from briefgen.desk.typeset import imprint_of, typeset  # noqa: PLC0415
    from briefgen.model.diagnostic import blocks  # noqa: PLC0415

    dossier = prepared.assessment.dossier
    report_id, spoken = dossier.report.id, dossier.report.language
    job = _Job(report_id, spoken, dossier.as_of, prepared, started=started, stem=stem_of(desk, report_id, spoken))
    if blocks(concerning(desk, report_id)) or not prepared.sound or prepared.kit is None:
        return job
    imprint = imprint_of(desk.workspace, prepared, prepared.kit)
    forme = typeset(prepared, prepared.kit, imprint)
    pages = siblings(
        desk,
        request.reports if "html" in request.formats else (),
        report_id,
        brand=request.brand,
        languages=request.languages,
        language=spoken,
    )
    return replace(job, forme=replace(forme, briefing=replace(forme.briefing, siblings=pages)))


def require_brand(desk: Desk, brand: str | None) -> None:
    """Raise UsageError where a brand is asked for that there is not."""
    from briefgen.load.brand import brand_ids, template_roots  # noqa: PLC0415 - the press's child starts first
    from briefgen.model.faults import UsageError  # noqa: PLC0415

    found = brand_ids(template_roots(desk.workspace))
    if brand and brand not in found:
        raise UsageError(f"unknown brand '{brand}'", f"There are: {', '.join(sorted(found))}.")


@dataclass(frozen=True, slots=True)
class _Printing:
    """What every job of a build is printed with."""

    desk: Desk
    request: BuildRequest
    presses: Printer
    kept: Kept
    processes: int

    def finish(self, job: _Job, packed: Event) -> BuildOutcome:
        """Print and publish one report; nothing of it, where its files are there as it would print them.

        Args:
            job: The report.
            packed: Set as soon as the press has all to do.
        """
        try:
            return self._finished(job, packed)
        finally:
            packed.set()

    def _finished(self, job: _Job, packed: Event) -> BuildOutcome:
        from briefgen.desk.published import folder_of  # noqa: PLC0415 - the press's child starts first
        from briefgen.desk.refusals import refusals  # noqa: PLC0415
        from briefgen.model.faults import RenderError  # noqa: PLC0415

        outcome = BuildOutcome(job.report, None, job.language, job.as_of, "blocked", 0.0, (), ())
        if job.forme is None:
            return outcome
        folder = folder_of(self.request.output, job.report, job.as_of)
        try:
            key = self.kept.key(job.forme)
            there = self.kept.files(folder, job.stem, self.request.formats, key)
            made = there or self._made(job, job.forme, folder, packed)
        except RenderError as fault:
            refused = refusals(self.desk, job.forme.dossier, fault)
            return replace(outcome, status="failed", seconds=monotonic() - job.started, diagnostics=refused)
        if there is None:
            self.kept.keep(folder, made, key)
        return replace(
            outcome,
            status="unchanged" if there else "built",
            seconds=monotonic() - job.started,
            files=made.files,
            diagnostics=_lengths(self.desk, job.forme, made),
        )

    def _made(self, job: _Job, forme: Forme, folder: Path, packed: Event) -> Files:
        from briefgen.desk.kept import Files  # noqa: PLC0415 - the press's child starts first
        from briefgen.desk.published import publish_files  # noqa: PLC0415
        from briefgen.render.orders import printed  # noqa: PLC0415

        order = forme.order(self.kept.shelf, self.request.formats, self.processes)
        packed.set()
        made = printed(self.presses.ask(order))
        named = {f"{job.stem}.{extension}": made.files[extension] for extension in self.request.formats}
        return Files(publish_files(folder, named, self.desk.workspace.root), made.noticed, made.pages)


def _lengths(desk: Desk, forme: Forme, made: Files) -> tuple[Diagnostic, ...]:
    """What has more pages than it may."""
    from briefgen.desk.budget import over_pages  # noqa: PLC0415 - the press's child starts first
    from briefgen.desk.refusals import overlong_parts  # noqa: PLC0415

    return (*over_pages(desk, forme.dossier, made.pages), *overlong_parts(desk, forme.dossier, made.noticed))
