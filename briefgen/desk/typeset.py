"""A prepared report, composed and drawn: what the press takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.compose.briefing import compose
from briefgen.compose.changes import changes
from briefgen.compose.spoken_changes import in_language
from briefgen.desk.looks import versions, with_looks
from briefgen.desk.prepare import Prepared
from briefgen.desk.registry import existing_registry
from briefgen.desk.withdraw import corrections
from briefgen.draw.figures import draw, on_map
from briefgen.load.tongues import load_tongue
from briefgen.load.workspace import Workspace
from briefgen.model.brand import BrandKit
from briefgen.model.briefing import Briefing, Imprint
from briefgen.model.changes import Changes
from briefgen.model.dossier import Dossier
from briefgen.model.figure import Drawing
from briefgen.model.issue import Frozen
from briefgen.model.record import Stage
from briefgen.render.orders import Limits, order
from briefgen.render.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Forme:
    """A page before it is printed, as printers call what they lock up for the press."""

    dossier: Dossier
    briefing: Briefing
    drawings: dict[str, Drawing]
    kit: BrandKit

    def order(self, shelf: Shelf, formats: Sequence[str], processes: int = 1) -> bytes:
        """What a press is asked; `processes` may work on it at a time."""
        return order(self.briefing, self.drawings, self.kit, shelf, formats, Limits(processes=processes))


def typeset(prepared: Prepared, kit: BrandKit, imprint: Imprint) -> Forme:
    """Compose and draw."""
    language = prepared.assessment.dossier.report.language
    kit, tongue = kit.within(language), load_tongue(language)
    briefing = compose(prepared.assessment, kit.brand, imprint, tongue)
    specs = dict(briefing.figures)
    if briefing.locator and on_map(briefing.locator):
        specs["locator"] = briefing.locator
    drawings = {name: draw(spec, kit.brand, tongue) for name, spec in specs.items()}
    return Forme(prepared.assessment.dossier, briefing, drawings, kit)


def imprint_of(workspace: Workspace, prepared: Prepared, kit: BrandKit) -> Imprint:
    """What the registry makes of a report as it stands: the issue itself, an approved copy, or a draft.

    An issue's number stands only on what is that issue: content, day, looks and programs all as they were. What was
    issued and now speaks from another day or looks otherwise is a draft of the next one.
    """
    record = prepared.record
    content = prepared.content if record.steps else None  # without a step, nobody asks what it is
    step = record.standing(content.digest) if content else None
    number = step.number if step and content and _is_issue(workspace, prepared, content, kit, step.number) else ""
    return Imprint(
        number=number,
        draft=not number and prepared.stage is not Stage.APPROVED,
        changes=_changes(prepared, number),
        corrections=corrections(record),
    )


def numbered(workspace: Workspace, prepared: Prepared, kit: BrandKit, number: str) -> Imprint:
    """The imprint of the issue that a report is about to become."""
    imprint = imprint_of(workspace, prepared, kit)
    changes = replace(imprint.changes, until=number) if imprint.changes else None
    return replace(imprint, number=number, draft=False, changes=changes)


def _changes(prepared: Prepared, number: str) -> Changes | None:
    """What changed since the last issue, in the language that the report is prepared in; None before the first one."""
    since, dossier = prepared.record.last, prepared.assessment.dossier
    content = prepared.shown if since else None
    if not since or not content:
        return None
    found = changes(since, content, number, prepared.record)
    return in_language(found, since.content, content, dossier.report.language) if dossier.own else found


def _is_issue(workspace: Workspace, prepared: Prepared, content: Frozen, kit: BrandKit, number: str) -> bool:
    """Whether printing the report now gives that issue again."""
    if not number:
        return False
    with existing_registry(workspace) as registry:
        issue, held = registry.issue(number), registry.content(number)
    here = with_looks(workspace, prepared, content, kit)
    return issue is not None and issue.versions == versions() and here == held
