"""Checking reports: what loading found, and what the rules say."""

from __future__ import annotations

from dataclasses import replace

from briefgen.assess.weigh import assess
from briefgen.check.rules import check
from briefgen.desk.session import Desk
from briefgen.load.dossier import gather
from briefgen.load.places import locate
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
        dossier, gathered = gather(desk.library, report_id, desk.as_of_for(report_id))
        for each in (*gathered, *check(assess(dossier))):
            found.setdefault(each)
    everything = (*desk.diagnostics, *locate(desk.workspace, tuple(found)))
    return tuple(_lifted(each) for each in everything) if strict else everything


def _lifted(diagnostic: Diagnostic) -> Diagnostic:
    return replace(diagnostic, severity=Severity.ERROR) if diagnostic.severity is Severity.WARNING else diagnostic
