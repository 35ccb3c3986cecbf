"""Sentences that cite, with the facts that they cite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.check.lexicon.dating import LANGUAGES
from briefgen.check.reading.sentences import Sentence, sentences
from briefgen.model.dossier import Dossier
from briefgen.model.fact import Fact, Stance
from briefgen.model.source import Source, resting_on


def cited_sentences(dossier: Dossier) -> Iterator[tuple[Sentence, tuple[Fact, ...]]]:
    """Every sentence of the report that cites a fact of its dossier, in reading order.

    None where the rules do not know the report's language: they stay silent.
    """
    if dossier.report.language[:2] not in LANGUAGES:
        return
    for sentence in sentences(dossier.manuscript, dossier.report.language):
        facts = tuple(dossier.facts[name] for name in sentence.cited if name in dossier.facts)
        if facts and sentence.kind != "code":
            yield sentence, facts


def sources_behind(facts: Iterable[Fact], dossier: Dossier) -> tuple[Source, ...]:
    """What carries the facts, and what that rests on."""
    return tuple(dossier.sources[name] for name in sorted(origins_of(facts, dossier)) if name in dossier.sources)


def origins_of(facts: Iterable[Fact], dossier: Dossier) -> frozenset[str]:
    """Ids of the sources and actors that the facts go back to."""
    passages = (passage for fact in facts for passage in fact.evidence if passage.stance is Stance.SUPPORTS)
    return resting_on((name for passage in passages for name in (passage.source, *passage.origins)), dossier.sources)


def named(facts: Iterable[Fact]) -> str:
    """Facts as messages name them: `'one', 'other'`."""
    return ", ".join(f"'{fact.id}'" for fact in facts)
