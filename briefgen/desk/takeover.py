"""What a run that died leaves to the next one: what it had no time to tell.

Its slots and dispatches need nobody: they are free again when their lease is over.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from briefgen.model.run import Line, Run
from briefgen.model.schedule import LEASE, SlotState

if TYPE_CHECKING:
    from briefgen.archive.registry import Registry
    from briefgen.model.schedule import SlotEntry


def died(registry: Registry, at: datetime) -> tuple[Run, ...]:
    """Runs that began and never ended, and of which nothing has been heard for as long as a slot is left to them.

    Args:
        registry: Has the runs.
        at: Now.
    """
    unended = [run for run in registry.unended_runs() if run.began + LEASE < at]
    if not unended:
        return ()
    alive = {each.run for each in registry.waiting_slots() if each.state is SlotState.CLAIMED and each.at + LEASE >= at}
    return tuple(run for run in unended if run.id not in alive)


def left_by(run: Run, entry: SlotEntry) -> Line:
    """What a run that died had decided of a slot, told in its place."""
    told = ": ".join(filter(None, (entry.number, entry.because)))
    died = f"by the run {run.id}, which was ended before it could tell"
    return Line(entry.state.value, entry.slot.report, f"{told}, {died}" if told else died, due=entry.slot.due)
