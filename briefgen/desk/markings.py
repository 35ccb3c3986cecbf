"""Markings as they are now, for what was issued before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from briefgen.model.marking import highest

if TYPE_CHECKING:
    from briefgen.desk.session import Desk
    from briefgen.model.marking import Marking


def above_now(desk: Desk, report: str, ceiling: Marking) -> Mapping[tuple[str, str], Marking]:
    """What of the desk, and of one report's text and conclusions, is marked higher than a ceiling, by kind and key.

    Kinds and keys are those of `model.issue.Item`.

    Args:
        desk: As its files are now.
        report: The report's id.
        ceiling: The most restricted marking that somebody may have.
    """
    marked = (*_shared(desk), *_of_report(desk, report))
    return {(kind, name): marking for kind, name, marking in marked if marking.rank > ceiling.rank}


def _shared(desk: Desk) -> Iterator[tuple[str, str, Marking]]:
    library = desk.library
    for kind, nouns in (("fact", library.facts), ("source", library.sources), ("actor", library.actors)):
        yield from ((kind, name, each.marking) for name, each in nouns.items())
    for profiles in (library.countries, library.topics):
        yield from (("profile", name, each.marking) for name, each in profiles.items())


def _of_report(desk: Desk, report: str) -> Iterator[tuple[str, str, Marking]]:
    own, manuscript = desk.library.reports.get(report), desk.library.manuscripts.get(report)
    if own:
        yield "report", report, own.marking
        yield from (("judgement", each.id, each.marking) for each in own.judgements)
        yield from (("scenario", each.id, each.marking) for each in own.scenarios)
    for section in manuscript.texts if manuscript else ():
        name = "summary" if manuscript and section is manuscript.summary else section.name
        yield "section", name, highest(tuple(block.marking for block in section.all_blocks))
