"""Which reports are built in which languages, and what their files are called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.desk.session import Desk

EVERY = "all"
"""Stands for all languages that a report exists in."""

Edition = tuple[str, str | None]
"""A report, and the language it is printed in; None for its own."""


def editions(desk: Desk, reports: Sequence[str], languages: Sequence[str], *, named: bool) -> tuple[Edition, ...]:
    """Each report in each language that is asked for, its own first.

    Args:
        desk: The desk.
        reports: Ids of reports, or of profiles without a report.
        languages: BCP 47 tags, or `all`; () for the reports' own.
        named: Whether somebody named these reports: then each must exist in each language. Of all reports of a desk,
            those that do not are left out.

    Raises:
        UsageError: A report does not exist in a language; or none does.
    """
    from briefgen.load.dossier import require_language  # noqa: PLC0415 - the press's child starts first

    if not languages:
        return tuple((report, None) for report in reports)
    found: list[Edition] = []
    for report in reports:
        if not desk.readable(report):
            found.append((report, None))
            continue
        there = desk.library.languages(report)
        for language in languages if named and EVERY not in languages else ():
            require_language(desk.library, report, language)
        found += [(report, tag) for tag in there if tag in languages or EVERY in languages]
    if not any(language for _, language in found):
        _refuse(desk, languages)
    return tuple(found)


def stem_of(desk: Desk, report: str, language: str) -> str:
    """Name of a report's files without their ending: `mali`, and `mali.fr` in another language than its own."""
    own = desk.library.languages(report)[0] if desk.readable(report) else language
    return report if language == own else f"{report}.{language}"


def _refuse(desk: Desk, languages: Sequence[str]) -> None:
    from briefgen.model.faults import UsageError  # noqa: PLC0415

    there = {tag for report in filter(desk.readable, desk.reports) for tag in desk.library.languages(report)}
    named = " or ".join(f"'{each}'" for each in languages)
    if there:
        raise UsageError(f"no report exists in {named}", f"There are reports in: {', '.join(sorted(there))}.")
