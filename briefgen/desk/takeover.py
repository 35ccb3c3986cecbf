"""What a run that died leaves to the next one: what it had no time to tell, and files that it had no time to write.

Its slots and dispatches need nobody: they are free again when their lease is over.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from briefgen.desk.published import folder_of, publish_files
from briefgen.model.faults import BriefgenError
from briefgen.model.run import Line, Run
from briefgen.model.schedule import LEASE, SlotState

if TYPE_CHECKING:
    from briefgen.archive.registry import Registry
    from briefgen.desk.session import Desk
    from briefgen.model.issue import Issue
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


def taken_over(desk: Desk, registry: Registry, run: Run) -> Iterator[Line]:
    """What a run that died had decided, told in its place; files of its issues are written where it wrote none.

    Args:
        desk: The desk.
        registry: Its registry.
        run: The one that died.
    """
    for entry in registry.slots_settled_by(run.id):
        told = ": ".join(filter(None, (entry.number, entry.because)))
        died = f"by the run {run.id}, which was ended before it could tell"
        yield Line(entry.state.value, entry.slot.report, f"{told}, {died}" if told else died, due=entry.slot.due)
        issue = registry.issue(entry.number) if entry.state is SlotState.ISSUED else None
        if issue:
            yield from _written(desk, registry, issue, entry)


def _written(desk: Desk, registry: Registry, issue: Issue, entry: SlotEntry) -> Iterator[Line]:
    """The files of an issue in the output folder, where they are missing or are older than the issue."""
    if registry.issues(issue.report, 1) != (issue,):
        return
    try:
        folder, missing = folder_of(desk.workspace.output, issue.report, issue.as_of), {}
        for each in registry.artefacts(issue.number):
            path = folder / each.name
            data = registry.artefact_data(each.sha256)
            if data is not None and not (path.exists() and path.stat().st_mtime >= issue.issued_at.timestamp()):
                missing[each.name] = data
        publish_files(folder, missing, desk.workspace.root)
    except (BriefgenError, OSError) as fault:
        remedy = f"Get them from the archive: briefgen show {issue.number} --output DIR"
        yield Line("failed", issue.number, f"its files could not be written: {fault}", remedy, entry.slot.due)
