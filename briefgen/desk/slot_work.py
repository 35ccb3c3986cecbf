"""One slot's work: the report goes out, waits for somebody, or is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.desk.workflow import Ready, ready, why_not
from briefgen.model.diagnostic import Severity
from briefgen.model.record import Stage
from briefgen.model.schedule import SlotState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.desk.session import Desk
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to become of a slot.

    Attributes:
        state: `issued`, `drafted`, `skipped` or `held`.
        because: Why, in a sentence; "" where that needs no reason.
        remedy: What somebody can do; "" where there is nothing to do.
        once_more: Whether what was issued as it stands is issued again.
    """

    state: SlotState
    because: str = ""
    remedy: str = ""
    once_more: bool = False


def decide(desk: Desk, report: str, schedule: Schedule) -> Decision:
    """What is to become of a slot of a report, as the report stands.

    Args:
        desk: The desk.
        report: The report's id.
        schedule: Says what to do where it cannot simply go out.

    Raises:
        MachineError: The registry cannot be read.
    """
    found = ready(desk, report)
    if not isinstance(found, Ready):
        return Decision(SlotState.HELD, errors_in_words(found), f"Mend it: briefgen check {report}")
    record, digest = found.record, found.content.digest
    standing = record.standing(digest)
    if standing and standing.stage is Stage.APPROVED:
        return Decision(SlotState.ISSUED)
    if standing and standing.stage is Stage.ISSUED:
        told = f"nothing has changed since {standing.number}"
        if schedule.unchanged == "issue":
            return Decision(SlotState.ISSUED, told, once_more=True)
        return Decision(SlotState.SKIPPED, told)
    because, remedy = why_not(record, report, standing, Stage.APPROVED)
    drafted = schedule.unapproved == "draft" and desk.workspace.tell.to
    return Decision(SlotState.DRAFTED if drafted else SlotState.HELD, because, remedy)


def errors_in_words(found: Sequence[Diagnostic]) -> str:
    """How many errors stand in a report's way, and the first of them.

    Args:
        found: What was found in it; at least one error.
    """
    errors = [each for each in found if each.severity is Severity.ERROR]
    first = errors[0] if errors else found[0]
    place = f"{first.place.file}:{first.place.line}: " if first.place and first.place.line else ""
    many = "an error stands" if len(errors) == 1 else f"{len(errors)} errors stand"
    return f"{many} in its way: {place}{first.message}"
