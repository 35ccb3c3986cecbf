"""The page budget: how many pages a report may have is known only once it is printed."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from briefgen.check.finding import Finding
from briefgen.check.over_budget import over_budget
from briefgen.check.rules import RULES
from briefgen.check.waivers import without_waived
from briefgen.load.places import locate

if TYPE_CHECKING:
    from briefgen.desk.session import Desk
    from briefgen.model.diagnostic import Diagnostic
    from briefgen.model.dossier import Dossier


def over_pages(desk: Desk, dossier: Dossier, pages: int) -> tuple[Diagnostic, ...]:
    """A warning where the PDF has more pages than its report allows; () where it sets no limit.

    Args:
        desk: The desk, to find the line.
        dossier: The report's.
        pages: How many it has; 0 where none was printed.
    """
    allowed = dossier.report.budget.pages
    if allowed is None or pages <= allowed:
        return ()
    place = dossier.places.get(("report", dossier.report.id))
    rule = next(rule for rule in RULES if rule.find is over_budget)
    found = Finding(
        f"the PDF has {pages} pages, {pages - allowed} more than the budget of {allowed}",
        "Cut what the reader does not need, or raise `budget.pages`.",
        place.inside("budget", "pages") if place else None,
        about="pages",
    )
    return locate(desk.workspace, without_waived((rule.diagnostic(found),), dossier.report, dossier.as_of))


def page_count(pdf: bytes) -> int:
    """Pages of a PDF that was printed before."""
    import pikepdf  # noqa: PLC0415 - only who does not know them yet waits for it

    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)
