"""What is to be done about every report's slots, as the registry has them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from briefgen.desk.due import LOOKED_BACK, Plan, mark_of, plan, schedules
from briefgen.model.schedule import Schedule, Slot

if TYPE_CHECKING:
    from briefgen.archive.registry import Registry
    from briefgen.desk.session import Desk

Plans = Mapping[str, tuple[Schedule, Plan]]
"""By report: its schedule, and what is to be done about its slots."""


def plans_of(desk: Desk, registry: Registry, at: datetime) -> Plans:
    """What is to be done at a moment. New and changed schedules are watched from then on, which is recorded."""
    found = schedules(desk)
    return _planned(found, registry, registry.watch(_marks(found), at), at)


def plans_seen(desk: Desk, registry: Registry | None, at: datetime) -> Plans:
    """The same by looking alone: of a schedule that nobody watches yet, nothing is due before now.

    Args:
        desk: The desk.
        registry: None where there is none yet.
        at: Now.
    """
    found = schedules(desk)
    if registry is None:
        return {name: (each, plan(each, name, at, {}, at)) for name, each in found.items()}
    since = registry.watched(_marks(found))
    return _planned(found, registry, {name: since.get(name, at) for name in found}, at)


def to_do(plans: Plans) -> list[tuple[Slot, Schedule]]:
    """The slots to do with their schedules, in the order in which they were due."""
    found = ((slot, schedule) for schedule, each in plans.values() for slot in each.to_do)
    return sorted(found, key=lambda pair: (pair[0].due, pair[0].report))


def following(plans: Plans) -> tuple[tuple[str, datetime], ...]:
    """Reports and when each is due next, in UTC, soonest first."""
    found = ((name, each.next) for name, (_, each) in plans.items())
    return tuple(sorted(found, key=lambda pair: (pair[1], pair[0])))


def _marks(found: Mapping[str, Schedule]) -> Mapping[str, str]:
    return {name: mark_of(each) for name, each in found.items()}


def _planned(found: Mapping[str, Schedule], registry: Registry, since: Mapping[str, datetime], at: datetime) -> Plans:
    waiting = registry.waiting_slots()
    planned = {}
    for name, schedule in found.items():
        newest = registry.slots(name, limit=2 * LOOKED_BACK, until=at)
        recorded = {each.slot.due: each for each in (*newest, *(one for one in waiting if one.slot.report == name))}
        planned[name] = schedule, plan(schedule, name, since[name], recorded, at)
    return planned
