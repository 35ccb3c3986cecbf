"""What changed between two issues of a report, or since the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.compose.changes import changes
from briefgen.desk.registry import existing_registry
from briefgen.load.nearest import nearest_hint
from briefgen.load.workspace import Workspace
from briefgen.model.changes import Changes
from briefgen.model.faults import BlockedError
from briefgen.model.issue import Issue
from briefgen.model.record import LastIssue

if TYPE_CHECKING:
    from briefgen.archive.registry import Registry
    from briefgen.desk.session import Desk


def changes_since(desk: Desk, report_id: str, number: str | None = None) -> Changes:
    """What the content as it stands has that an issue had not.

    Args:
        desk: The desk.
        report_id: A report, or a profile without one.
        number: The issue; the report's last one where it is left out.

    Raises:
        BlockedError: It was never issued, there is no such issue of it, or its content has errors.
        MachineError: The registry cannot be read.
    """
    from briefgen.desk.prepare import prepare  # noqa: PLC0415 - two issues are compared without reading the content

    with existing_registry(desk.workspace) as registry:
        before = _last(registry, report_id) if number is None else _issue(registry, report_id, number)
    prepared = prepare(desk, report_id) if desk.readable(report_id) else None
    if prepared is None or prepared.content is None:
        raise BlockedError(f"the report '{report_id}' is too faulty to be compared", f"See: briefgen check {report_id}")
    return changes(before, prepared.content, "", prepared.record)


def changes_between(workspace: Workspace, report_id: str, earlier: str, later: str) -> Changes:
    """What a later issue had that an earlier one had not.

    Raises:
        BlockedError: There is no such issue of the report.
        MachineError: The registry cannot be read.
    """
    with existing_registry(workspace) as registry:
        before, after = (_issue(registry, report_id, number) for number in (earlier, later))
        return changes(before, after.content, after.issue.number, registry.record(report_id, ""))


def _last(registry: Registry, report_id: str) -> LastIssue:
    last = registry.last_issue(report_id)
    if last is None:
        raise BlockedError(
            f"the report '{report_id}' was never issued: there is nothing to compare it with",
            f"It is issued by: briefgen issue {report_id}",
        )
    return last


def _issue(registry: Registry, report_id: str, number: str) -> LastIssue:
    issue: Issue | None = registry.issue(number.upper())
    if issue is None or issue.report != report_id:
        known = [each.number for each in registry.issues(report_id)]
        there = f"There are: {', '.join(known[:5])}." if known else f"The report '{report_id}' was never issued."
        whose = f"{number} is an issue of '{issue.report}'" if issue else f"there is no issue {number}"
        near = nearest_hint(number.upper(), known, there)
        raise BlockedError(f"{whose}, not of '{report_id}'" if issue else whose, near)
    content = registry.content(issue.number)
    if content is None:
        raise BlockedError(f"the content of {number} is not in the registry", there)
    return LastIssue(issue, content)
