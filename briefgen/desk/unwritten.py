"""Issues whose files a run could not write into the output folder, or had no time to: they are written as soon as they can be."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from briefgen.desk.published import folder_of, publish_files
from briefgen.model.faults import BriefgenError

if TYPE_CHECKING:
    from briefgen.archive.registry import Registry
    from briefgen.desk.session import Desk

_LOOKED_BACK = 20
"""Runs: some may be under way."""


def unwritten(registry: Registry) -> tuple[str, ...]:
    """Numbers of the issues of which the newest run that is over says so.

    Args:
        registry: Has the runs and what they told.
    """
    newest = next((run for run in registry.runs(_LOOKED_BACK) if run.ended), None)
    told = registry.run_report(newest.id) if newest else None
    with suppress(ValueError, AttributeError):
        return tuple(json.loads(told or "{}").get("unwritten", ()))
    return ()


def write_issue(desk: Desk, registry: Registry, number: str) -> str:
    """Write the files of an issue that are missing, or are older than the issue; only of a report's newest.

    Args:
        desk: The desk.
        registry: Has the files.
        number: The issue's.

    Returns:
        Why they could not be written; "" where everything is in place.
    """
    issue = registry.issue(number)
    if issue is None or registry.issues(issue.report, 1) != (issue,):
        return ""
    try:
        folder, missing = folder_of(desk.workspace.output, issue.report, issue.as_of), {}
        for each in registry.artefacts(number):
            path = folder / each.name
            if path.exists() and path.stat().st_mtime >= issue.issued_at.timestamp():
                continue
            if data := registry.artefact_data(each.sha256):
                missing[each.name] = data
        publish_files(folder, missing, desk.workspace.root)
    except (BriefgenError, OSError) as fault:
        return str(fault)
    return ""
