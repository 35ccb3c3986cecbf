"""A report as one client may see it: released, weighed and checked anew, with what it does not get."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.assess.weigh import assess
from briefgen.compose.freeze import freeze
from briefgen.desk.prepare import Prepared, Weighing, concerning, in_brand
from briefgen.desk.speech import in_desks_language
from briefgen.load.places import locate
from briefgen.model.diagnostic import Diagnostic, Severity, blocks
from briefgen.release.release import release

if TYPE_CHECKING:
    from briefgen.model.assessment import Assessment
    from briefgen.model.brand import BrandKit
    from briefgen.model.client import Client
    from briefgen.model.dossier import Dossier
    from briefgen.model.edition import Withheld
    from briefgen.model.issue import Frozen


@dataclass(frozen=True)
class PreparedFor(Prepared):
    """A report in one language, as clients of the same terms may see it.

    Attributes:
        report_kit: The brand that the report is issued in, whatever brand these clients get it in.
    """

    report_kit: BrandKit | None = None

    @cached_property
    def original(self) -> Assessment:
        """The same in the report's own language."""
        own = self.assessment.dossier.own
        return assess(own) if own else self.assessment

    @cached_property
    def shown(self) -> Frozen | None:
        """What of the content these clients see; what changed is told by this."""
        return freeze(self.original, [self.assessment] if self.assessment.dossier.own else [])


@dataclass(frozen=True)
class ForClient:
    """What clients of the same terms get of a report.

    Attributes:
        language: BCP 47 tag of their editions.
        prepared: None where they get nothing.
        withheld: What they do not get, located. For the desk alone.
        diagnostics: Errors that keep it from going out, located.
        clients: Who they are.
    """

    language: str
    prepared: PreparedFor | None
    withheld: tuple[Withheld, ...]
    diagnostics: tuple[Diagnostic, ...]
    clients: tuple[Client, ...] = ()


def prepare_for(weighing: Weighing, language: str, client: Client, brand_id: str | None = None) -> ForClient:
    """Release a report to a client, then weigh and check what is left.

    Args:
        weighing: The report.
        language: One of those that it exists in.
        client: Whose edition it is.
        brand_id: A brand other than the client's, the report's or the desk's.
    """
    desk = weighing.desk
    assessment, gathered = weighing.of(language)
    errors = tuple(each for each in gathered if each.severity is Severity.ERROR)
    told = (*concerning(desk, weighing.report_id), *_located(weighing, errors))
    released = release(replace(assessment.dossier, record=weighing.record), client)
    found = (*told, *_located(weighing, released.diagnostics))
    if released.dossier is None or blocks(told):
        return ForClient(language, None, released.withheld, found)
    prepared = _prepared(weighing, released.dossier, client, brand_id)
    found = (*found, *prepared.errors)
    return ForClient(language, None if blocks(found) else prepared, released.withheld, found)


def _prepared(weighing: Weighing, dossier: Dossier, client: Client, brand_id: str | None) -> PreparedFor:
    desk = weighing.desk
    report = desk.library.reports.get(weighing.report_id)
    own = (report.brand if report else None) or desk.workspace.brand
    kit, branded = in_brand(desk, dossier, brand_id or client.brand or own)
    return PreparedFor(assess(dossier), weighing, kit, branded, report_kit=desk.brand(own)[0])


def _located(weighing: Weighing, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    workspace = weighing.desk.workspace
    return in_desks_language(locate(workspace, found), workspace)
