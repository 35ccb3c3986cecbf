"""Which reports a command line means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from briefgen.cli.nearest import did_you_mean
from briefgen.model.diagnostic import Diagnostic, Severity
from briefgen.model.faults import UsageError

if TYPE_CHECKING:
    from briefgen.desk.session import Desk

_REPORT_FOLDER = re.compile(r"(?:^|/)reports/([^/]+)/")


class Targets(NamedTuple):
    """Reports that were asked for.

    Attributes:
        reports: Ids of those that were read, and of profiles without a report, which have a standing one.
        unreadable: Ids of those whose own files are so faulty that there is no report to speak of.
    """

    reports: tuple[str, ...]
    unreadable: tuple[str, ...]


def targets(desk: Desk, ids: list[str], *, every: bool) -> Targets:
    """The reports of that name, or all.

    Raises:
        UsageError: An id is of no report, or both ids and all are asked for.
    """
    if ids and every:
        raise UsageError("Ids and --all exclude each other.", "Leave one of them out.")
    library = desk.library
    unreadable = _unreadable(desk)
    readable = {*library.reports, *({*library.countries, *library.topics} - unreadable)}
    wanted = tuple(dict.fromkeys(ids)) or tuple(sorted({*library.reports, *unreadable}))
    unknown = [name for name in wanted if name not in readable and name not in unreadable]
    if unknown:
        raise _unknown_reports(unknown, readable | unreadable)
    return Targets(
        tuple(name for name in wanted if name in readable), tuple(name for name in wanted if name in unreadable)
    )


def faults_of(desk: Desk, report: str) -> tuple[Diagnostic, ...]:
    """Errors in a report's own files."""
    return tuple(found for found in desk.diagnostics if _report_at_fault(found) == report)


def _unreadable(desk: Desk) -> frozenset[str]:
    """Reports that the library lacks because of errors in their folders."""
    return frozenset(filter(None, map(_report_at_fault, desk.diagnostics))).difference(desk.library.reports)


def _report_at_fault(found: Diagnostic) -> str | None:
    if found.severity is not Severity.ERROR or found.place is None:
        return None
    match = _REPORT_FOLDER.search(found.place.file)
    return match.group(1) if match else None


def _unknown_reports(unknown: list[str], known: set[str]) -> UsageError:
    message = f"unknown report{'s' * (len(unknown) > 1)} " + ", ".join(f"'{name}'" for name in unknown)
    remedies = filter(None, (did_you_mean(name, known) for name in unknown))
    return UsageError(message, " ".join(remedies) or "See: briefgen list reports")
