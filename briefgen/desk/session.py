"""A desk, opened: its content loaded once for whatever a command does with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from briefgen.assess.weigh import Weighed, weigh
from briefgen.desk.registry import registry_of
from briefgen.load.brand import load_brand, template_roots
from briefgen.load.library import load_library
from briefgen.load.places import locate
from briefgen.load.workspace import Workspace, find_workspace
from briefgen.model.assessment import Grade
from briefgen.model.brand import BrandKit
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.dossier import Library
from briefgen.model.place import Place
from briefgen.model.record import Step, Withdrawal


@dataclass(frozen=True)
class Desk:
    """A workspace with its content.

    Attributes:
        workspace: Where it is and how it is set up.
        library: All valid content.
        diagnostics: What was found while loading, located.
        as_of: The day asked for on the command line; None where none was.
        today: The day a report speaks from where nothing else says.
    """

    workspace: Workspace
    library: Library
    diagnostics: tuple[Diagnostic, ...]
    as_of: date | None
    today: date

    def as_of_for(self, report_id: str) -> date:
        """The day a report speaks from: asked for, else the report's own, else the desk's, else today."""
        report = self.library.reports.get(report_id)
        return self.as_of or (report.as_of if report else None) or self.workspace.as_of or self.today

    @property
    def reports(self) -> tuple[str, ...]:
        """Ids of all reports, sorted; those too among them whose content is too faulty to be read."""
        return tuple(sorted(name for kind, name in self.library.places if kind == "report"))

    def readable(self, report_id: str) -> bool:
        """Whether it is a report, or a profile without one, that was read without a fault."""
        library = self.library
        if ("report", report_id) in library.places:
            return report_id in library.reports
        return report_id in library.countries or report_id in library.topics

    @property
    def day(self) -> date:
        """The day the desk as a whole speaks from."""
        return self.as_of or self.workspace.as_of or self.today

    @cached_property
    def _weighed(self) -> Weighed:
        return weigh(self.library.facts, self.library.sources, self.day)

    @property
    def grades(self) -> Mapping[str, Grade]:
        """Grades of all facts, by id."""
        return self._weighed.grades

    @property
    def contradicts(self) -> Mapping[str, tuple[str, ...]]:
        """For each fact that others contradict, their ids."""
        return self._weighed.contradicts

    def brand(self, brand_id: str, named_at: Place | None = None) -> tuple[BrandKit | None, tuple[Diagnostic, ...]]:
        """A brand with what was found in it, read once.

        Args:
            brand_id: Name of the brand's folder.
            named_at: Where it is named, for an unknown one; briefgen.toml where it is left out.
        """
        key = brand_id, named_at
        if key not in self._brands:
            self._brands[key] = load_brand(self.workspace, brand_id, template_roots(self.workspace), named_at)
        return self._brands[key]

    @cached_property
    def _brands(self) -> dict[tuple[str, Place | None], tuple[BrandKit | None, tuple[Diagnostic, ...]]]:
        return {}

    @cached_property
    def standing(self) -> dict[tuple[str, str | None], bool]:
        """Whether anything stops a build of a report, by its id and a brand asked for; as far as somebody looked."""
        return {}

    @cached_property
    def last_steps(self) -> Mapping[str, Step]:
        """The newest step of each report that the registry knows, by report. It may have been edited since."""
        with registry_of(self.workspace, create=False) as registry:
            return registry.stages() if registry else {}

    @cached_property
    def withdrawals(self) -> Mapping[tuple[str, str], Withdrawal]:
        """Sources and facts that the desk no longer stands by, by kind and id."""
        with registry_of(self.workspace, create=False) as registry:
            return registry.withdrawals() if registry else {}


def open_desk(start: Path, as_of: date | None, today: date) -> Desk:
    """Find the desk at or above a folder and load it.

    Raises:
        UsageError: There is no desk there.
    """
    workspace = find_workspace(start)
    loaded = load_library(workspace)
    return Desk(workspace, loaded.library, locate(workspace, loaded.diagnostics), as_of, today)
