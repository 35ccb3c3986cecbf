"""Slots that closed before anybody did them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from briefgen.model.run import Line
from briefgen.model.schedule import LEASE, SlotEntry, SlotState

if TYPE_CHECKING:
    from briefgen.archive.registry import Registry
    from briefgen.desk.journal import Journal
    from briefgen.desk.plans import Plans

_CLOSED = "it closed before it could be done"
_LEFT = "the run that had it was ended, and it closed"


def missed(
    registry: Registry, plans: Plans, run: str, clock: Callable[[], datetime], journal: Journal
) -> Iterator[Line]:
    """Record slots as missed that are closed: also those of runs that died, which nobody catches up.

    Args:
        registry: Has the slots.
        plans: What is to be done about each report's slots.
        run: Id of the run.
        clock: Tells the time, in UTC.
        journal: Takes what is done.
    """
    closed = [slot for _, each in plans.values() for slot in each.missed]
    for entry in registry.miss(closed, run, clock()):
        journal.tell("missed", report=entry.slot.report, due=entry.slot.due)
        told = f"{_CLOSED}: {entry.because}" if entry.because else _CLOSED
        yield Line("missed", entry.slot.report, told, due=entry.slot.due)
    for slot in (each for _, planned in plans.values() for each in planned.left):
        if registry.claim(slot, run, clock(), LEASE):
            registry.settle(SlotEntry(slot, SlotState.MISSED, run, clock(), because=_LEFT), run)
            journal.tell("missed", report=slot.report, due=slot.due)
            yield Line("missed", slot.report, _LEFT, due=slot.due)
