"""Pages of one build that can lead to each other, because they lie where it puts them."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.desk.languages import editions, stem_of
from briefgen.desk.prepare import concerning, prepare
from briefgen.desk.session import Desk
from briefgen.model.diagnostic import blocks


def siblings(  # noqa: PLR0913 - what was asked of the build, and for which of its pages
    desk: Desk,
    reports: Sequence[str],
    own: str,
    *,
    brand: str | None = None,
    languages: Sequence[str] = (),
    language: str | None = None,
) -> dict[str, str]:
    """Addresses of the build's other pages, relative to one of them, by report id.

    A report that could not be read, or in which anything stops a build, is left out: its page will not be there. That is
    known before any page is printed, so it does not matter in which order they are; nor does what an earlier build left.

    Args:
        desk: The desk.
        reports: Those that the build makes pages of.
        own: The report whose page it is. That its page will be there is not asked: it is being made.
        brand: As it was asked for; None for the reports' own.
        languages: As they were asked for; () for the reports' own.
        language: Of the page: it leads to the others in this one where they are made in it.
    """
    made: dict[str, list[str | None]] = {}
    for report, tag in editions(desk, reports, languages, named=False) if reports else ():
        made.setdefault(report, []).append(tag)
    desk.standing[own, brand] = True
    return {
        report: _address(desk, report, language if language in tags else tags[0])
        for report, tags in made.items()
        if report != own and _stands(desk, report, brand)
    }


def _address(desk: Desk, report: str, language: str | None) -> str:
    stem = stem_of(desk, report, language) if language else report
    return f"../../{report}/{desk.as_of_for(report).isoformat()}/{stem}.html"


def _stands(desk: Desk, report: str, brand: str | None) -> bool:
    """Whether nothing in a report stops a build; asked once, for many pages lead to it."""
    key = report, brand
    if key not in desk.standing:
        desk.standing[key] = _is_buildable(desk, report, brand)
    return desk.standing[key]


def _is_buildable(desk: Desk, report: str, brand: str | None) -> bool:
    if not desk.readable(report) or blocks(concerning(desk, report)):
        return False
    return prepare(desk, report, brand).sound
