"""What clients are given, as the search through finished files takes it: said, so that it is not looked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from briefgen.model.marking import Marking

if TYPE_CHECKING:
    from briefgen.model.dossier import Block, Dossier, Section
    from briefgen.model.edition import Withheld

T = TypeVar("T")
_MARKED = re.compile(r"\{marking=(TLP:[A-Z+]+)\}")
_CITED = {"citation": "fact", "judgement": "judgement"}


def given_of(dossier: Dossier, withheld: Iterable[Withheld], ceiling: Marking) -> Dossier:
    """What a released dossier says, without where it was written: places name all that the desk has.

    What is withheld is taken out here once more, coarsely. Of a well released dossier nothing goes. Where releasing forgot
    something, the search would otherwise take it for something that these clients may have.

    Args:
        dossier: As it was released.
        withheld: What should not be in it.
        ceiling: The clients'.
    """
    gone = {(each.kind, each.id) for each in withheld if each.because != "choice"}

    def left(kind: str, nouns: Mapping[str, T]) -> dict[str, T]:
        return {name: noun for name, noun in nouns.items() if (kind, name) not in gone}

    def kept(section: Section) -> Section:
        return replace(section, blocks=tuple(each for each in section.blocks if not _shut(each, gone, ceiling)))

    report, texts = dossier.report, dossier.manuscript
    conclusions = {
        "judgements": tuple(each for each in report.judgements if ("judgement", each.id) not in gone),
        "scenarios": tuple(each for each in report.scenarios if ("scenario", each.id) not in gone),
    }
    return replace(
        dossier,
        own=None,
        places={},
        report=report.model_copy(update=conclusions),
        facts=left("fact", dossier.facts),
        sources=left("source", dossier.sources),
        actors=left("actor", dossier.actors),
        manuscript=replace(
            texts,
            summary=kept(texts.summary) if texts.summary else None,
            sections=tuple(kept(each) for each in texts.sections if ("section", each.name) not in gone),
            translations={},
        ),
    )


def _shut(block: Block, gone: Collection[tuple[str, str]], ceiling: Marking) -> bool:
    """Whether a block is marked above a ceiling, or anything in it is, or it calls something withheld."""
    marks = (block.marking, *map(Marking, _MARKED.findall(block.text)))
    called = {(_CITED.get(call.kind, ""), name) for call in block.calls for name in call.targets}
    return max(each.rank for each in marks) > ceiling.rank or not called.isdisjoint(gone)
