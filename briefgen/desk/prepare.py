"""Getting a report ready: everything that `check` and `build` find out about it, so that neither finds less."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.assess.weigh import assess
from briefgen.check.rules import check
from briefgen.check.waivers import apply_waivers
from briefgen.compose.freeze import freeze
from briefgen.desk.letters import missing_letters
from briefgen.desk.manual import FIXED
from briefgen.desk.registry import registry_of
from briefgen.desk.speech import in_desks_language
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


class Weighing:
    """A report in every language that it exists in, each gathered and weighed once, when it is first asked for.

    Args:
        desk: The desk.
        report_id: A readable report, or a profile without one.
        once_more: Whether it is to be issued again as it was last issued: then that issue is the one before it.
    """

    def __init__(self, desk: Desk, report_id: str, *, once_more: bool = False) -> None:
        self.desk = desk
        self._once_more = once_more
        self.report_id = report_id
        self.languages = desk.library.languages(report_id)
        self._gathered: dict[str, tuple[Assessment, tuple[Diagnostic, ...]]] = {}

    def of(self, language: str) -> tuple[Assessment, tuple[Diagnostic, ...]]:
        """The report weighed in one of its languages, and what gathering it found."""
        if language not in self._gathered:
            dossier, found = gather(self.desk.library, self.report_id, self.desk.as_of_for(self.report_id), language)
            self._gathered[language] = assess(dossier), found
        return self._gathered[language]

    @cached_property
    def content(self) -> Frozen | None:
        """What the report uses in all its languages; None where one of them is too faulty to tell."""
        weighed = [self.of(tag) for tag in self.languages]
        if any(blocks(found) for _, found in weighed):
            return None
        original, *others = (assessment for assessment, _ in weighed)
        return freeze(original, others)

    @cached_property
    def record(self) -> Record:
        """What the registry knows of it; what earlier issues rated only where a figure shows it."""
        with registry_of(self.desk.workspace, create=False) as registry:
            if registry is None:
                return Record()
            content = self.content
            digest = content.digest if content and not self._once_more else ""
            return registry.record(self.report_id, digest, self._rated())

    def _rated(self) -> list[str]:
        calls = self.of(self.languages[0])[0].dossier.manuscript.calls
        shown = any(call.kind == "figure" and call.targets[0] == "history" for call in calls)
        return [key for kind, key in self.content.items if kind == "rating"] if self.content and shown else []


@dataclass(frozen=True)
class Prepared:
    """A report in one language, weighed, with its brand.

    Attributes:
        weighing: The report in all its languages.
        kit: None where the brand does not hold.
        gathered: What gathering it and reading its brand found.
    """

    assessment: Assessment
    weighing: Weighing
    kit: BrandKit | None
    gathered: tuple[Diagnostic, ...]

    @property
    def original(self) -> Assessment:
        """The same in the report's own language."""
        return self.weighing.of(self.weighing.languages[0])[0]

    @cached_property
    def sound(self) -> bool:
        """Whether nothing stops a build: known in a tenth of the time that everything takes."""
        return self.kit is not None and not blocks(self._found(errors_alone=True))

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All about this report that loading the desk could not find, located and in the desk's language."""
        return self._told(self._found())

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """Of these, what stops a build."""
        found = self._found(errors_alone=True)
        return self._told(tuple(each for each in found if each.severity is Severity.ERROR))

    def _told(self, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        workspace = self.weighing.desk.workspace
        return in_desks_language(locate(workspace, found), workspace)

    def _found(self, *, errors_alone: bool = False) -> tuple[Diagnostic, ...]:
        weighing, dossier = self.weighing, self.assessment.dossier
        found = (*self.gathered, *_judged(self.assessment, self.original, errors_alone=errors_alone))
        placed = [_placed(weighing.desk, each, dossier.report.language) for each in found]
        report = dossier.places.get(("report", weighing.report_id))
        return tuple(apply_waivers(placed, dossier.report, dossier.as_of, report, FIXED))

    @property
    def content(self) -> Frozen | None:
        """What it uses, by identity; None where that is too faulty to be told."""
        return self.weighing.content

    @property
    def shown(self) -> Frozen | None:
        """What of its content is printed: all of it."""
        return self.content

    @property
    def record(self) -> Record:
        """What the registry knows of it."""
        return self.assessment.dossier.record

    @property
    def stage(self) -> Stage:
        """How far it has come, as it stands."""
        # Without a step it is a draft, whatever is in it: the other languages need not be weighed for that.
        return self.record.stage(self.content.digest) if self.record.steps and self.content else Stage.DRAFT


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
    return next(prepare_all(desk, report_id, brand_id, (language,)))


def prepare_all(
    desk: Desk,
    report_id: str,
    brand_id: str | None = None,
    languages: Iterable[str | None] = (),
    *,
    once_more: bool = False,
) -> Iterator[Prepared]:
    """The same in several languages, one after the other, with no more done twice than must be.

    Args:
        desk: The desk.
        report_id: A readable report, or a profile without one.
        brand_id: A brand other than the report's or the desk's.
        languages: None for its own; all that it exists in, its own first, where none are named.
        once_more: Whether it is to be issued again as it was last issued.
    """
    weighing = Weighing(desk, report_id, once_more=once_more)
    for tag in tuple(languages) or weighing.languages:
        require_language(desk.library, report_id, tag)
        yield _prepared(weighing, tag or weighing.languages[0], brand_id)


def _prepared(weighing: Weighing, language: str, brand_id: str | None) -> Prepared:
    desk = weighing.desk
    assessment, gathered = weighing.of(language)
    dossier = replace(assessment.dossier, record=weighing.record)
    assessment = replace(assessment, dossier=dossier)
    own = dossier.report.brand
    report = dossier.places.get(("report", weighing.report_id))
    named_at = report.inside("brand") if own and report and not brand_id else None
    kit, branded = in_brand(desk, dossier, brand_id or own or desk.workspace.brand, named_at)
    return Prepared(assessment, weighing, kit, (*gathered, *branded))


def in_brand(
    desk: Desk, dossier: Dossier, brand_id: str, named_at: Place | None = None
) -> tuple[BrandKit | None, tuple[Diagnostic, ...]]:
    """A brand, with what was found in it and in what a report asks of it: services, and letters of its fonts.

    Args:
        desk: The desk.
        dossier: The report, as it is printed.
        brand_id: Name of the brand's folder.
        named_at: Where it is named, for an unknown one.
    """
    kit, branded = desk.brand(brand_id, named_at)
    if kit is None:
        return None, branded
    services = () if "services" in dossier.left_out else _unknown_services(dossier, kit.brand)
    return kit, (*branded, *services, *missing_letters(dossier, kit))


def _judged(assessment: Assessment, own: Assessment, *, errors_alone: bool) -> list[Diagnostic]:
    """What the rules find; in texts that nobody has translated, what they find by the language these are in."""
    texts = assessment.dossier.manuscript.texts
    foreign = {section.place for section in texts if section.language}
    files = {place.file for place in foreign if not place.pointer}
    found = [
        each
        for each in check(assessment, errors_alone=errors_alone)
        if not each.place or each.place.file not in files or each.name == "untranslated"
    ]
    if files:
        found += [each for each in check(own, errors_alone=errors_alone) if each.place and each.place.file in files]
    return found


def _placed(desk: Desk, found: Diagnostic, language: str) -> Diagnostic:
    """A finding in a text of several languages, where it is written in this one."""
    written = desk.library.written
    return replace(found, place=place_in(found.place, written, language)) if written and found.place else found


def concerning(desk: Desk, report_id: str, *, clients: bool = False) -> tuple[Diagnostic, ...]:
    """Faults found while loading, without those in the folders of other reports.

    Args:
        desk: The desk.
        report_id: Which report.
        clients: Also those in clients' files: where it goes out, nobody whose file is faulty may be passed over.
    """
    content = desk.workspace.content.relative_to(desk.workspace.root).as_posix()
    own, others = (
        f"{content}/reports/{report_id}/",
        (f"{content}/reports/", *(() if clients else (f"{content}/clients/",))),
    )
    return tuple(
        found
        for found in desk.diagnostics
        if not found.place or not found.place.file.startswith(others) or found.place.file.startswith(own)
    )


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
