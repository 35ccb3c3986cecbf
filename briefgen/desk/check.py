"""Checking reports: what loading found, and what the rules say."""

from __future__ import annotations

from dataclasses import replace

from briefgen.desk.prepare import prepare_all
from briefgen.desk.session import Desk
from briefgen.model.diagnostic import Diagnostic, Severity


def check_reports(desk: Desk, report_ids: tuple[str, ...], *, strict: bool = False) -> tuple[Diagnostic, ...]:
    """Diagnostics of reports, each fault once, located and in the order of their places.

    Args:
        desk: The desk, opened; its loading faults come first.
        report_ids: Reports that exist; those that could not be read add nothing to what loading found.
        strict: Lift warnings to errors.
    """
    found: dict[Diagnostic, None] = {}
    for report_id in filter(desk.readable, report_ids):
        for each in _in_every_language(desk, report_id):
            found.setdefault(each)
    everything = (*desk.diagnostics, *sorted(found, key=_place))
    return tuple(_lifted(each) for each in everything) if strict else everything


def _in_every_language(desk: Desk, report_id: str) -> tuple[Diagnostic, ...]:
    """What is found in a report in any of its languages; a waiver is unused only where none of them needs it."""
    editions = [each.diagnostics for each in prepare_all(desk, report_id)]
    return tuple(
        found
        for diagnostics in editions
        for found in diagnostics
        if found.name != "unused-waiver" or all(found in others for others in editions)
    )


def _place(diagnostic: Diagnostic) -> tuple[str, int, int]:
    place = diagnostic.place
    return (place.file, place.line or 0, place.column or 0) if place else ("", 0, 0)


def _lifted(diagnostic: Diagnostic) -> Diagnostic:
    return replace(diagnostic, severity=Severity.ERROR) if diagnostic.severity is Severity.WARNING else diagnostic
