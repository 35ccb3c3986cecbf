"""Digests: the week's reports as one magazine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from briefgen.compose.briefing import compose
from briefgen.compose.digest import Masthead, compose_digest
from briefgen.desk.build import BuildOutcome
from briefgen.desk.prepare import Prepared, concerning, prepare
from briefgen.desk.presses import Printer
from briefgen.desk.published import folder_of, publish_files
from briefgen.desk.refusals import digest_refusals
from briefgen.desk.typeset import imprint_of
from briefgen.draw.figures import draw, on_map
from briefgen.load.brand import template_roots
from briefgen.load.tongues import load_tongue
from briefgen.model.diagnostic import blocks
from briefgen.model.digest import Edition, EditionPart
from briefgen.model.faults import RenderError, UsageError
from briefgen.render.orders import order, printed
from briefgen.render.shelf import read_shelf

if TYPE_CHECKING:
    from briefgen.desk.session import Desk
    from briefgen.model.brand import BrandKit
    from briefgen.model.briefing import Briefing, Imprint
    from briefgen.model.dossier import Dossier

WEEKLY = "weekly"
"""The digest that every desk has, whether its settings speak of it or not."""

FORMATS = ("pdf", "html")


@dataclass(frozen=True, slots=True)
class DigestRequest:
    """Which digest to build.

    Attributes:
        name: A digest of the settings, or `weekly`.
        reports: Ids of reports, in its order; () for those of the settings, or all that the desk has.
        formats: `pdf`, `html`.
        output: Folder under which it gets its own.
        brand: A brand other than the desk's.
    """

    name: str
    reports: tuple[str, ...]
    formats: tuple[str, ...]
    output: Path
    brand: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A report on its way into a digest, and what it was written in."""

    edition: Edition
    dossier: Dossier


def build_digest(desk: Desk, request: DigestRequest, presses: Printer) -> Iterator[BuildOutcome]:
    """Build a digest: an outcome for each report that is left out because it has errors, then the digest's own.

    Raises:
        UsageError: There is no such digest, it names a report that there is not, or it asks for a format it does not have.
        MachineError: The disk or the engine's libraries are at fault.
    """
    started = monotonic()
    chosen = reports_of(desk, request)
    articles: list[Article] = []
    for report_id in chosen:
        made = _article(desk, report_id, request.brand)
        if isinstance(made, BuildOutcome):
            yield made
        else:
            articles.append(made)
    yield _printed(desk, request, articles, presses, started)


def reports_of(desk: Desk, request: DigestRequest) -> tuple[str, ...]:
    """Ids of a digest's reports: asked for, else those of the settings, else all that the desk has.

    Raises:
        UsageError: There is no such digest, it names a report that there is not, or it asks for a format it does not have.
    """
    settings = desk.workspace.digests.get(request.name)
    chosen = request.reports or (settings.reports if settings else ()) or desk.reports
    _require(desk, request, chosen)
    return chosen


def _require(desk: Desk, request: DigestRequest, chosen: tuple[str, ...]) -> None:
    known = (WEEKLY, *desk.workspace.digests)
    if request.name not in known:
        hint = f"There are: {', '.join(dict.fromkeys(known))}. Settings make others: [digests.{request.name}] in briefgen.toml."
        raise UsageError(f"unknown digest '{request.name}'", hint)
    if wrong := [each for each in request.formats if each not in FORMATS]:
        raise UsageError(f"a digest is not made as {wrong[0]}", "There are pdf and html.")
    library = desk.library
    known_ids = {*desk.reports, *library.countries, *library.topics}
    if unknown := [each for each in chosen if each not in known_ids]:
        raise UsageError(
            f"the digest '{request.name}' names an unknown report '{unknown[0]}'", "See: briefgen list reports"
        )
    if not chosen:
        raise UsageError("The desk has no reports to make a digest of.", "Begin one with: briefgen new report ID")


def _article(desk: Desk, report_id: str, brand: str | None) -> Article | BuildOutcome:
    """A report composed; the outcome of one that has errors and is left out."""
    as_of = desk.as_of_for(report_id)
    found = concerning(desk, report_id)
    outcome = BuildOutcome(report_id, None, desk.workspace.language, as_of, "blocked", 0.0, (), found)
    if not desk.readable(report_id):
        return outcome
    prepared = prepare(desk, report_id, brand)
    found = (*found, *prepared.diagnostics)
    if blocks(found) or prepared.kit is None:
        return replace(outcome, diagnostics=found)
    return article_of(prepared, prepared.kit, imprint_of(desk.workspace, prepared, prepared.kit))


def article_of(prepared: Prepared, kit: BrandKit, imprint: Imprint) -> Article:
    """A report composed for a digest."""
    dossier = prepared.assessment.dossier
    language = dossier.report.language
    briefing = compose(prepared.assessment, kit.within(language).brand, imprint, load_tongue(language))
    return Article(Edition(dossier.report, briefing), dossier)


def _printed(
    desk: Desk, request: DigestRequest, articles: list[Article], presses: Printer, started: float
) -> BuildOutcome:
    """The digest on disk, or why it is not."""
    workspace = desk.workspace
    editions = [each.edition for each in articles]
    as_of = max((each.briefing.as_of for each in editions), default=desk.day)
    name = f"digest-{request.name}"
    outcome = BuildOutcome(name, None, workspace.language, as_of, "blocked", 0.0, (), ())
    kit, found = desk.brand(request.brand or workspace.brand)
    if kit is None or not editions:
        return replace(outcome, diagnostics=found)
    kit = kit.within(workspace.language)
    briefing = composed(desk, request.name, editions, kit, workspace.language)
    drawings = {key: draw(spec, kit.brand, briefing.tongue) for key, spec in briefing.figures.items()}
    try:
        made = printed(
            presses.ask(order(briefing, drawings, kit, read_shelf(template_roots(workspace)), request.formats))
        ).files
    except RenderError as fault:
        refused = digest_refusals(desk, request.name, written_in(briefing, articles), fault)
        return replace(outcome, status="failed", seconds=monotonic() - started, diagnostics=refused)
    named = {f"{name}.{extension}": made[extension] for extension in request.formats}
    files = publish_files(folder_of(request.output, name, as_of), named, workspace.root)
    return replace(outcome, status="built", seconds=monotonic() - started, files=files)


def written_in(briefing: Briefing, articles: Sequence[Article]) -> dict[str, Dossier]:
    """What each report's part of a digest was written in, by the part's anchor."""
    parts = (part for part in briefing.parts if isinstance(part, EditionPart))
    return {part.anchor: article.dossier for part, article in zip(parts, articles, strict=True)}


def composed(desk: Desk, name: str, editions: Sequence[Edition], kit: BrandKit, language: str) -> Briefing:
    """A digest of these reports, with maps where there is something on them.

    Args:
        desk: The desk.
        name: The digest's.
        editions: At least one report.
        kit: The brand, in the digest's language.
        language: BCP 47 tag of what the digest says itself.
    """
    tongue = load_tongue(language)
    settings = desk.workspace.digests.get(name)
    title = (settings.title if settings else None) or tongue.text("The week in review")
    as_of = max(each.briefing.as_of for each in editions)
    briefing = compose_digest(editions, Masthead(name, title, as_of), kit.brand, tongue)
    shown = {key: spec for key, spec in briefing.figures.items() if on_map(spec)}
    if len(shown) == len(briefing.figures):
        return briefing
    parts = tuple(
        replace(part, figures=tuple(name for name in part.figures if name in shown)) for part in briefing.parts
    )
    return replace(briefing, figures=shown, parts=parts)
