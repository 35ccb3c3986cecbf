"""What stands where: slots and dispatches that are not over, what nobody did, and what is due next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from briefgen.desk.plans import following, plans_seen, to_do
from briefgen.desk.registry import registry_of
from briefgen.desk.waiting import UNDELIVERED
from briefgen.load.workspace import SETTINGS
from briefgen.model.dispatch import DispatchState
from briefgen.model.schedule import OPEN, Slot, SlotState

if TYPE_CHECKING:
    from briefgen.desk.session import Desk
    from briefgen.model.dispatch import Dispatch
    from briefgen.model.run import Run
    from briefgen.model.schedule import SlotEntry

_PATIENCE = timedelta(hours=2)
"""A tick comes once an hour at least, and a slot is left to its run for an hour: after that somebody must look."""


@dataclass(frozen=True, slots=True)
class Status:
    """What stands where.

    Attributes:
        slots: Those that a run has, and that are held or failed, oldest first.
        overdue: Slots that are to be done and that no run has touched, oldest first.
        stuck: Of the slots that a run has and the overdue, those that have waited for longer than any timer lets them.
        unreadable: Reports whose files have errors, so that nobody can tell when they are due.
        dispatches: All that are not sent, oldest first.
        closed: What the settings keep from being delivered, in sentences.
        following: Reports and when each is due next, in UTC, soonest first.
        last: The newest run; None before the first.
    """

    slots: tuple[SlotEntry, ...]
    overdue: tuple[Slot, ...]
    stuck: frozenset[Slot]
    unreadable: tuple[str, ...]
    dispatches: tuple[Dispatch, ...]
    closed: tuple[str, ...]
    following: tuple[tuple[str, datetime], ...]
    last: Run | None

    @property
    def needs_somebody(self) -> bool:
        """Whether anything waits for a person."""
        return (
            bool(self.unreadable or self.stuck or self.closed)
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
    unreadable = tuple(each for each in desk.reports if not desk.readable(each))
    with registry_of(desk.workspace, create=False) as registry:
        plans = plans_seen(desk, registry, at)
        slots = registry.waiting_slots() if registry else ()
        dispatches = registry.dispatches(set(DispatchState) - {DispatchState.SENT}) if registry else ()
        runs = registry.runs(1) if registry else ()
    known = {each.slot for each in slots}
    overdue = tuple(slot for slot, _ in to_do(plans) if slot not in known)
    claimed = {each.slot: each.at for each in slots if each.state is SlotState.CLAIMED}
    waits = {**{slot: slot.due for slot in overdue}, **claimed}
    return Status(
        slots=slots,
        overdue=overdue,
        stuck=frozenset(slot for slot, since in waits.items() if since + _PATIENCE < at),
        unreadable=unreadable,
        dispatches=dispatches,
        closed=closed_ways(desk),
        following=following(plans),
        last=runs[0] if runs else None,
    )


def closed_ways(desk: Desk) -> tuple[str, ...]:
    """What the desk's settings keep from being delivered, in sentences: a client is sent mail, and there is no mail server."""
    settings = {"mail": desk.workspace.mail, "store": desk.workspace.store}
    told = []
    for channel, found in settings.items():
        clients = [
            each.id for each in desk.library.clients.values() if channel in {way.channel for way in each.deliver}
        ]
        if clients and found is None:
            told.append(f"no {channel} can be sent to {', '.join(sorted(clients))}: {SETTINGS} has no [{channel}]")
    return tuple(told)
