"""Which reports a command line means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.cli.nearest import did_you_mean
from briefgen.model.faults import UsageError

if TYPE_CHECKING:
    from briefgen.desk.session import Desk


def targets(desk: Desk, ids: list[str], *, every: bool) -> tuple[str, ...]:
    """The reports of that name, or all; a profile's id stands for its standing report.

    Raises:
        UsageError: An id is of no report or profile, or both ids and all are asked for.
    """
    if ids and every:
        raise UsageError("Ids and --all exclude each other.", "Leave one of them out.")
    # Those too whose content is too faulty to be read: what is wrong with them is what `check` is asked for.
    faulty = (name for kind, name in desk.library.places if kind in {"country", "topic"})
    known = {*desk.reports, *desk.library.countries, *desk.library.topics, *faulty}
    wanted = tuple(dict.fromkeys(ids)) or desk.reports
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise _unknown_reports(unknown, known)
    return wanted


def _unknown_reports(unknown: list[str], known: set[str]) -> UsageError:
    message = f"unknown report{'s' * (len(unknown) > 1)} " + ", ".join(f"'{name}'" for name in unknown)
    remedies = filter(None, (did_you_mean(name, known) for name in unknown))
    return UsageError(message, " ".join(remedies) or "See: briefgen list reports")
