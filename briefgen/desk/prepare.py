"""Getting a report ready: everything that `check` and `build` find out about it, so that neither finds less."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefgen.assess.weigh import assess
from briefgen.check.rules import check
from briefgen.check.waivers import apply_waivers
from briefgen.compose.freeze import freeze
from briefgen.desk.letters import missing_letters
from briefgen.desk.manual import FIXED
from briefgen.desk.registry import registry_of
from briefgen.desk.speech import in_desks_language
from briefgen.load.brand import load_brand, template_roots
from briefgen.load.dossier import gather, require_language
from briefgen.load.places import locate
from briefgen.load.translations import place_in
from briefgen.model.assessment import Assessment
from briefgen.model.brand import Brand, BrandKit
from briefgen.model.diagnostic import Diagnostic, Severity, blocks
from briefgen.model.dossier import Dossier
from briefgen.model.issue import Frozen
from briefgen.model.place import Place
from briefgen.model.record import Record, Stage

if TYPE_CHECKING:
    from briefgen.desk.session import Desk


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report, weighed, with its brand.

    Attributes:
        kit: None where the brand does not hold.
        content: What it uses, by identity; None where that is too faulty to be told.
        diagnostics: All about this report that loading the desk could not find, located.
    """

    assessment: Assessment
    kit: BrandKit | None
    content: Frozen | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def record(self) -> Record:
        """What the registry knows of it."""
        return self.assessment.dossier.record

    @property
    def stage(self) -> Stage:
        """How far it has come, as it stands."""
        return self.record.stage(self.content.digest) if self.content else Stage.DRAFT


def prepare(desk: Desk, report_id: str, brand_id: str | None = None, language: str | None = None) -> Prepared:
    """Gather, weigh and check one report in its brand.

    Args:
        desk: The desk.
        report_id: A readable report, or a profile without one.
        brand_id: A brand other than the report's or the desk's.
        language: One of the languages that it exists in; its own where it is left out.

    Raises:
        MachineError: The registry cannot be read.
        UsageError: It does not exist in that language.
    """
    require_language(desk.library, report_id, language)
    editions = {
        tag: gather(desk.library, report_id, desk.as_of_for(report_id), tag)
        for tag in desk.library.languages(report_id)
    }
    weighed = {tag: assess(dossier) for tag, (dossier, _) in editions.items()}
    original, *others = weighed.values()
    dossier, gathered = editions[language] if language else next(iter(editions.values()))
    assessment = weighed[language] if language else original
    content = None if any(blocks(each) for _, each in editions.values()) else freeze(original, others)
    dossier = replace(dossier, record=_record(desk, dossier, content))
    assessment = replace(assessment, dossier=dossier)
    own = dossier.report.brand
    brand = brand_id or own or desk.workspace.brand
    named_at = dossier.places["report", report_id].inside("brand") if own and not brand_id else None
    kit, branded = load_brand(desk.workspace, brand, template_roots(desk.workspace), named_at)
    found = [*gathered, *_judged(assessment, original), *branded]
    if kit:
        found += [*_unknown_services(dossier, kit.brand), *missing_letters(dossier, kit)]
    found = [_placed(desk, each, dossier.report.language) for each in found]
    left = apply_waivers(found, dossier.report, dossier.as_of, dossier.places.get(("report", report_id)), FIXED)
    return Prepared(assessment, kit, content, in_desks_language(locate(desk.workspace, left), desk.workspace))


def _judged(assessment: Assessment, own: Assessment) -> list[Diagnostic]:
    """What the rules find; in texts that nobody has translated, what they find by the language these are in."""
    texts = assessment.dossier.manuscript.texts
    foreign = {section.place for section in texts if section.language}
    files = {place.file for place in foreign if not place.pointer}
    found = [
        each
        for each in check(assessment)
        if not each.place or each.place.file not in files or each.name == "untranslated"
    ]
    if files:
        found += [each for each in check(own) if each.place and each.place.file in files]
    return found


def _placed(desk: Desk, found: Diagnostic, language: str) -> Diagnostic:
    """A finding in a text of several languages, where it is written in this one."""
    written = desk.library.written
    return replace(found, place=place_in(found.place, written, language)) if written and found.place else found


def concerning(desk: Desk, report_id: str) -> tuple[Diagnostic, ...]:
    """Faults found while loading, without those in the folders of other reports."""
    reports = desk.workspace.content.relative_to(desk.workspace.root).as_posix() + "/reports/"
    return tuple(
        found
        for found in desk.diagnostics
        if not found.place
        or not found.place.file.startswith(reports)
        or found.place.file.startswith(f"{reports}{report_id}/")
    )


def _record(desk: Desk, dossier: Dossier, content: Frozen | None) -> Record:
    """What the registry knows; what earlier issues rated only where a figure shows it."""
    shown = any(call.kind == "figure" and call.targets[0] == "history" for call in dossier.manuscript.calls)
    rated = [key for kind, key in content.items if kind == "rating"] if content and shown else ()
    with registry_of(desk.workspace, create=False) as registry:
        return registry.record(dossier.report.id, content.digest if content else "", rated) if registry else Record()


def _unknown_services(dossier: Dossier, brand: Brand) -> list[Diagnostic]:
    """Services that the report names and the brand does not offer."""
    offered = [service.id for service in brand.defaults.briefgen.services]
    place = dossier.places.get(("report", dossier.report.id), Place(""))
    hint = f"The brand offers: {', '.join(offered)}." if offered else "The brand offers none; take it out."
    return [
        Diagnostic(
            "BG303",
            "unknown-service",
            Severity.ERROR,
            f"unknown service '{name}'",
            hint,
            place.inside("services", index),
        )
        for index, name in enumerate(dossier.report.services)
        if name not in offered
    ]
