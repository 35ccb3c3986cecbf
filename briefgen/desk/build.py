"""Building reports: the whole way from the library to files in output/."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Literal, Self

from briefgen.desk.languages import Edition, editions, stem_of
from briefgen.render.press import Press

if TYPE_CHECKING:
    # Only names: the press's child must start before these take their time to import.
    from types import TracebackType

    from briefgen.desk.prepare import Prepared
    from briefgen.desk.session import Desk
    from briefgen.desk.typeset import Forme
    from briefgen.model.diagnostic import Diagnostic

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "html": "text/html",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to build.

    Attributes:
        reports: Ids of reports, or of profiles without a report.
        formats: `pdf`, `html`, `json`, `docx`.
        output: Folder under which each report gets its own.
        brand: A brand other than the reports' own, known to exist; None to keep theirs.
        languages: BCP 47 tags, or `all`; () for the reports' own.
        named: Whether somebody named the reports, and did not ask for all that there are.
    """

    reports: tuple[str, ...]
    formats: tuple[str, ...]
    output: Path
    brand: str | None = None
    languages: tuple[str, ...] = ()
    named: bool = True


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """A file on disk.

    Attributes:
        path: Relative to the desk where it is inside it, otherwise absolute.
        media_type: Its MIME type.
        bytes: Its size.
        sha256: Hex digest of its content.
    """

    path: str
    media_type: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """What became of one report.

    Attributes:
        status: `built`; `blocked` where its content has errors; `failed` where the engine refused it.
        seconds: From its turn to its files.
    """

    report: str
    client: str | None
    language: str
    as_of: date
    status: Literal["built", "blocked", "failed"]
    seconds: float
    files: tuple[BuiltFile, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Job:
    """A report ready for the press: or blocked, where it has no forme."""

    report: str
    language: str
    as_of: date
    diagnostics: tuple[Diagnostic, ...]
    forme: Forme | None = None
    started: float = 0.0
    stem: str = ""


class Presses:
    """The presses of one run, one child a report, the first one started at once.

    Use as a context manager, and enter it before anything heavy is imported: the engine loads meanwhile.
    """

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._ready: list[Press] = []

    def __enter__(self) -> Self:
        self._ready.append(self._stack.enter_context(Press()))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def take(self) -> Press:
        """A press that no other report uses."""
        return self._ready.pop() if self._ready else self._stack.enter_context(Press())


def build_reports(desk: Desk, request: BuildRequest, presses: Presses) -> Iterator[BuildOutcome]:
    """Build reports one after another; while one is printed, the next is prepared and its engine loads.

    A report with errors is left out and its last files stay; the others go on.

    Raises:
        MachineError: The disk or the engine's libraries are at fault: nothing further can be built.
        UsageError: There is no such brand, or a report does not exist in a language that is asked for.
    """
    _require_brand(desk, request.brand)
    wanted = editions(desk, request.reports, request.languages, named=request.named)
    jobs = _jobs(desk, wanted, request)
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        running = []
        try:
            for job in jobs:
                running.append(pool.submit(_finish, desk, job, request, presses))
                while running and running[0].done():
                    yield running.pop(0).result()
            while running:
                yield running.pop(0).result()
        except BaseException:
            for waiting in running:
                waiting.cancel()
            presses.__exit__(None, None, None)
            raise


def _jobs(desk: Desk, wanted: Iterable[Edition], request: BuildRequest) -> Iterator[_Job]:
    """Each report, in each language that is wanted, ready for the press."""
    from briefgen.desk.prepare import concerning, prepare_all  # noqa: PLC0415 - the press's child starts first

    for report_id, same in groupby(wanted, itemgetter(0)):
        if not desk.readable(report_id):
            yield _Job(report_id, desk.workspace.language, desk.as_of_for(report_id), concerning(desk, report_id))
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
    found = (*concerning(desk, report_id), *prepared.diagnostics)
    job = _Job(report_id, spoken, dossier.as_of, found, started=started, stem=stem_of(desk, report_id, spoken))
    if blocks(found) or prepared.kit is None:
        return job
    imprint = imprint_of(desk.workspace, prepared, prepared.kit)
    forme = typeset(prepared, prepared.kit, imprint)
    pages = siblings(desk, request.reports if "html" in request.formats else (), report_id)
    return replace(job, forme=replace(forme, briefing=replace(forme.briefing, siblings=pages)))


def _require_brand(desk: Desk, brand: str | None) -> None:
    from briefgen.load.brand import brand_ids, template_roots  # noqa: PLC0415 - the press's child starts first
    from briefgen.model.faults import UsageError  # noqa: PLC0415

    found = brand_ids(template_roots(desk.workspace))
    if brand and brand not in found:
        raise UsageError(f"unknown brand '{brand}'", f"There are: {', '.join(sorted(found))}.")


def _finish(desk: Desk, job: _Job, request: BuildRequest, presses: Presses) -> BuildOutcome:
    """Print and publish one report."""
    from briefgen.archive.files import publish  # noqa: PLC0415 - the press's child starts first
    from briefgen.desk.budget import over_pages  # noqa: PLC0415
    from briefgen.desk.refusals import overlong_parts, refusals  # noqa: PLC0415
    from briefgen.load.brand import template_roots  # noqa: PLC0415
    from briefgen.model.faults import RenderError  # noqa: PLC0415

    outcome = BuildOutcome(job.report, None, job.language, job.as_of, "blocked", 0.0, (), job.diagnostics)
    if job.forme is None:
        return outcome
    try:
        press = presses.take()
        made = job.forme.print(press, template_roots(desk.workspace), request.formats)
    except RenderError as fault:
        refused = (*job.diagnostics, *refusals(desk, job.forme.dossier, fault))
        return replace(outcome, status="failed", seconds=monotonic() - job.started, diagnostics=refused)
    folder = folder_of(request.output, job.report, job.as_of)
    long = (
        *over_pages(desk, job.forme.dossier, made.get("pdf")),
        *overlong_parts(desk, job.forme.dossier, press.noticed),
    )
    found = (*job.diagnostics, *long)
    files = []
    for extension in request.formats:
        path = folder / f"{job.stem}.{extension}"
        publish(path, made[extension])
        files.append(built_file(path, made[extension], desk.workspace.root, MEDIA_TYPES[extension]))
    return replace(outcome, status="built", seconds=monotonic() - job.started, files=tuple(files), diagnostics=found)


def folder_of(output: Path, report_id: str, as_of: date) -> Path:
    """The report's own folder under the output folder, which a symlink on the way would lead out of."""
    from briefgen.model.faults import MachineError  # noqa: PLC0415 - the press's child starts first

    folder = output / report_id / as_of.isoformat()
    for part in (folder.parent, folder):
        if part.is_symlink():
            raise MachineError(
                f"{part} is a symlink, and leads out of {output}", "Put a folder there, or use --output."
            )
    return folder


def built_file(path: Path, data: bytes, root: Path, media_type: str) -> BuiltFile:
    """A published file, as it is told of: relative to the desk where it is inside it."""
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    return BuiltFile(shown, media_type, len(data), sha256(data).hexdigest())
