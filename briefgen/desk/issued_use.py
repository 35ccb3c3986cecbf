"""What an issue made of a source or a fact, read from the content that was frozen with it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import Any

from briefgen.check.reading.sentences import sentences
from briefgen.model.dossier import Block, Manuscript, Section
from briefgen.model.fact import Evidence, Stance
from briefgen.model.issue import Frozen, Issue
from briefgen.model.origins import reached
from briefgen.model.place import Place
from briefgen.model.reach import IssuedSentence, IssuedUse

_NOWHERE = Place("")


def issued_use(issue: Issue, content: Frozen | None, kind: str, name: str) -> IssuedUse:
    """What rested on a source or a fact in an issue, as its facts and sources were then.

    Args:
        issue: The issue.
        content: Its content; None where the registry has lost it.
        kind: `source` or `fact`.
        name: Its id.
    """
    if content is None:
        return IssuedUse(issue, (), (), ())
    facts = (name,) if kind == "fact" else tuple(sorted(_resting(content, name)))
    judgements = content.values("judgement").values()
    return IssuedUse(
        issue,
        facts,
        tuple(_sentences(content.values("section"), facts)),
        tuple(
            str(each.get("statement", "")) for each in judgements if not set(facts).isdisjoint(each.get("basis", ()))
        ),
    )


class _Rests:
    """A source as far as independence goes."""

    def __init__(self, value: Mapping[str, Any]) -> None:
        self.derived_from = tuple(value.get("derived_from", ()))


def _resting(content: Frozen, source: str) -> Iterator[str]:
    sources: Any = {key: _Rests(value) for key, value in content.values("source").items()}
    for key, value in content.values("fact").items():
        for written in value.get("evidence", ()):
            passage = Evidence.model_construct(
                source=written["source"],
                at="",
                stance=Stance(written.get("stance", Stance.SUPPORTS)),
                origins=tuple(written.get("origins", ())),
            )
            if passage.stance is Stance.SUPPORTS and source in reached(passage, sources) | {passage.source}:
                yield key
                break


def _sentences(sections: Mapping[str, Mapping[str, Any]], facts: Container[str]) -> Iterator[IssuedSentence]:
    for key, value in sorted(sections.items(), key=lambda each: each[1].get("position", 0)):
        title = str(value.get("title", key))
        section = Section(key, title, "", None, (Block(str(value.get("text", "")), _NOWHERE),), _NOWHERE)
        for sentence in sentences(Manuscript(None, (section,))):
            cited = tuple(fact for fact in sentence.cited if fact in facts)
            if cited:
                yield IssuedSentence(title, sentence.text.strip(), cited)
