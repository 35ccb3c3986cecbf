"""How a report comes from a draft to an issue: review, and approval by somebody else.

Each step is recorded with who, when, and the digest of the content that took it. An edit gives another digest, so that
what was approved and what is issued are the same, and an edited report is a draft again.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from briefgen.desk.prepare import Prepared, concerning, prepare_all
from briefgen.desk.registry import written_registry
from briefgen.desk.session import Desk
from briefgen.model.brand import BrandKit
from briefgen.model.diagnostic import Diagnostic, blocks
from briefgen.model.faults import BlockedError
from briefgen.model.issue import Frozen
from briefgen.model.record import Record, Stage, Step
from briefgen.model.report import Report, Status


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an attempt.

    Attributes:
        step: The step, recorded; None where errors in the content stand in its way.
        diagnostics: What was found in the report, located.
    """

    step: Step | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """A report without errors: fit to be reviewed, approved or issued.

    Attributes:
        prepared: What `check` and `build` know of it.
        kit: Its brand.
        content: What it uses.
        diagnostics: Warnings and notes, located.
        translated: The same report in the other languages that it exists in.
    """

    prepared: Prepared
    kit: BrandKit
    content: Frozen
    diagnostics: tuple[Diagnostic, ...]
    translated: tuple[Prepared, ...] = ()

    @property
    def report(self) -> Report:
        """The report's own data."""
        return self.prepared.assessment.dossier.report

    @property
    def record(self) -> Record:
        """What the registry knows of it."""
        return self.prepared.record


def review(desk: Desk, report_id: str, by: str, at: datetime) -> Taken:
    """Put a report up for review, as it stands.

    Raises:
        BlockedError: Its author calls it a draft, or it is under review or approved already.
        MachineError: The registry cannot be written.
    """
    found = ready(desk, report_id)
    if not isinstance(found, Ready):
        return Taken(None, found)
    report, record, digest = found.report, found.record, found.content.digest
    if report.status is Status.DRAFT:
        raise BlockedError(
            f"the report '{report_id}' says of itself `status: draft`",
            "Take that line out of its report.yaml once it is ready.",
        )
    standing = record.standing(digest)
    if standing and standing.stage is not Stage.ISSUED:
        done = "is under review already" if standing.stage is Stage.REVIEW else "is approved already"
        following = "approve" if standing.stage is Stage.REVIEW else "issue"
        raise BlockedError(
            f"the report '{report_id}' {done}: {told(standing)}", f"Next: briefgen {following} {report_id}"
        )
    return Taken(_take(desk, Step(report_id, Stage.REVIEW, digest, by, at), record), found.diagnostics)


def approve(desk: Desk, report_id: str, by: str, at: datetime) -> Taken:
    """Approve a report that is under review.

    Raises:
        BlockedError: It is not under review as it stands, or who approves it wrote it.
        MachineError: The registry cannot be written.
    """
    found = ready(desk, report_id)
    if not isinstance(found, Ready):
        return Taken(None, found)
    report, record, digest = found.report, found.record, found.content.digest
    standing = require(record, report_id, digest, Stage.REVIEW)
    if desk.workspace.four_eyes:
        _require_other(by, report, standing)
    return Taken(_take(desk, Step(report_id, Stage.APPROVED, digest, by, at), record), found.diagnostics)


def ready(desk: Desk, report_id: str, *, once_more: bool = False) -> Ready | tuple[Diagnostic, ...]:
    """A report prepared; or what was found in it, where errors stand in the way.

    Args:
        desk: The desk.
        report_id: Which report.
        once_more: Whether it is to be issued again as it was last issued.
    """
    found = concerning(desk, report_id, clients=True)
    if not desk.readable(report_id):
        return found
    prepared, *others = prepare_all(desk, report_id, once_more=once_more)
    everything = (each for edition in (prepared, *others) for each in edition.diagnostics)
    found = (*found, *dict.fromkeys(everything))
    if blocks(found) or prepared.kit is None or prepared.content is None:
        return found
    return Ready(prepared, prepared.kit, prepared.content, found, tuple(others))


def require(record: Record, report_id: str, digest: str, stage: Stage) -> Step:
    """The step that holds for this content, if it is the one wanted.

    Raises:
        BlockedError: The report has not come so far, has gone further, or was edited since.
    """
    standing = record.standing(digest)
    if standing and standing.stage is stage:
        return standing
    raise BlockedError(*why_not(record, report_id, standing, stage))


def told(step: Step) -> str:
    """Who did what, and when: "approved by A. Diallo on 2026-11-21 at 09:30 UTC"."""
    done = {Stage.REVIEW: "put up for review", Stage.APPROVED: "approved", Stage.ISSUED: f"issued as {step.number}"}
    return f"{done[step.stage]} by {step.by} on {step.at:%Y-%m-%d} at {step.at:%H:%M} UTC"


def why_not(record: Record, report_id: str, standing: Step | None, wanted: Stage) -> tuple[str, str]:
    """Why content has not the stage that is wanted, and what to do."""
    newest = record.newest
    again = f"Put it up again: briefgen review {report_id}"
    if standing and standing.stage is Stage.ISSUED:
        return f"the report '{report_id}' is issued as it stands: {told(standing)}", (
            f"Its files: briefgen show {standing.number} --output DIR. To issue it once more: briefgen review {report_id}"
        )
    if standing and standing.stage is Stage.APPROVED:
        return f"the report '{report_id}' is approved already: {told(standing)}", f"Next: briefgen issue {report_id}"
    if standing:
        return f"the report '{report_id}' is not approved yet: {told(standing)}", f"Next: briefgen approve {report_id}"
    if newest and newest.stage is not Stage.ISSUED:
        return f"the report '{report_id}' was edited after it was {told(newest)}", again
    missing = "has not been put up for review" if wanted is Stage.REVIEW else "is not approved"
    return f"the report '{report_id}' {missing}", f"Begin with: briefgen review {report_id}"


def _require_other(by: str, report: Report, standing: Step) -> None:
    """Four eyes: neither who put the report up for review nor a named author approves it."""
    hint = "Somebody else approves it; a desk of one sets `four_eyes = false` in briefgen.toml."
    if _same(by, standing.by):
        raise BlockedError(f"{by} put '{report.id}' up for review and cannot approve it too", hint)
    if any(_same(by, author) for author in report.authors):
        raise BlockedError(f"{by} is an author of '{report.id}' and cannot approve it too", hint)


def _same(one: str, other: str) -> bool:
    """Whether two names are one person's: neither capitals, spaces nor what nobody sees make another."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return " ".join("".join(each for each in letters if unicodedata.category(each) != "Cf").split())


def _take(desk: Desk, step: Step, record: Record) -> Step:
    with written_registry(desk.workspace) as registry:
        registry.take(step, record.newest)
    return step
