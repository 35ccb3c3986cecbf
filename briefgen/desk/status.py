"""What stands where: slots and dispatches that are not over, and what is due next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from briefgen.desk.due import next_slot, schedules
from briefgen.desk.registry import registry_of
from briefgen.desk.waiting import UNDELIVERED
from briefgen.model.dispatch import DispatchState
from briefgen.model.schedule import OPEN

if TYPE_CHECKING:
    from briefgen.desk.session import Desk
    from briefgen.model.dispatch import Dispatch
    from briefgen.model.run import Run
    from briefgen.model.schedule import SlotEntry


@dataclass(frozen=True, slots=True)
class Status:
    """What stands where.

    Attributes:
        slots: Those that a run has, and that are held or failed, oldest first.
        unreadable: Reports whose files have errors, so that nobody can tell when they are due.
        dispatches: All that are not sent, oldest first.
        following: Reports and when each is due next, in UTC, soonest first.
        last: The newest run; None before the first.
    """

    slots: tuple[SlotEntry, ...]
    unreadable: tuple[str, ...]
    dispatches: tuple[Dispatch, ...]
    following: tuple[tuple[str, datetime], ...]
    last: Run | None

    @property
    def needs_somebody(self) -> bool:
        """Whether anything waits for a person."""
        return (
            bool(self.unreadable)
            or any(each.state in OPEN for each in self.slots)
            or any(each.state in UNDELIVERED for each in self.dispatches)
        )


def status_of(desk: Desk, at: datetime) -> Status:
    """What stands where in a desk.

    Args:
        desk: The desk.
        at: Now.

    Raises:
        MachineError: The registry cannot be read.
    """
    following = [(name, next_slot(each, name, at).due) for name, each in schedules(desk).items()]
    unreadable = tuple(each for each in desk.reports if not desk.readable(each))
    soonest = tuple(sorted(following, key=lambda pair: (pair[1], pair[0])))
    with registry_of(desk.workspace, create=False) as registry:
        if registry is None:
            return Status((), unreadable, (), soonest, None)
        states = set(DispatchState) - {DispatchState.SENT}
        runs = registry.runs(1)
        slots, dispatches = registry.waiting_slots(), registry.dispatches(states)
        return Status(slots, unreadable, dispatches, soonest, runs[0] if runs else None)
