"""What waits for somebody: slots that are held, drafted or failed, and dispatches that did not arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.dispatch import DispatchState
from briefgen.model.schedule import OPEN

if TYPE_CHECKING:
    from briefgen.archive.registry import Registry
    from briefgen.model.dispatch import Dispatch
    from briefgen.model.schedule import SlotEntry

UNDELIVERED = (DispatchState.FAILED, DispatchState.UNKNOWN)


def waiting(registry: Registry) -> tuple[SlotEntry, ...]:
    """Slots that wait for somebody, oldest first."""
    return tuple(each for each in registry.waiting_slots() if each.state in OPEN)


def undelivered(registry: Registry) -> tuple[Dispatch, ...]:
    """Dispatches that failed or of which nobody knows whether they arrived, oldest first."""
    return registry.dispatches(UNDELIVERED)
