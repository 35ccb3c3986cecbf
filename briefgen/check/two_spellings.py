"""BG325 two-spellings: one report writes one actor's name in two ways.

Why it matters: a reader takes two names for two bodies, and a search for one of them misses the other's half.

Example: "AES" in one section and "ASE" in another; "Sergey Lavrov" and "Sergei Lavrov". A full name and its acronym, a
surname after the full name, and another name that the text explains ("ASE, the French initials of the AES"; in brackets
behind the first) are right.

Mend: choose one, and use it throughout; explain the other where a reader will meet it elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from briefgen.check.fidelity.known_names import known_words
from briefgen.check.fidelity.names import NameBook, NearMiss
from briefgen.check.finding import Finding
from briefgen.check.lexicon.explaining import is_explained
from briefgen.check.reading.quotations import quotations, spoken
from briefgen.check.reading.sentences import Sentence, sentences
from briefgen.check.reading.spelling import folded
from briefgen.check.reading.spellings import alternatives
from briefgen.check.reading.spots import spot
from briefgen.model.actor import Actor
from briefgen.model.assessment import Assessment
from briefgen.model.dossier import Dossier
from briefgen.model.saying import saying

_ARTICLE = re.compile(r"^(?:the|le|la|les) (?=.)|^l'(?=.)")

_BEFORE, _BEHIND = re.compile(r"\w+[ -]$"), re.compile(r"^[ -]\w+")
"""The next word, where no sign parts it from the name."""


class _Use(NamedTuple):
    """Where a name stands; `name` is all of it, where only one of its words is misspelt."""

    sentence: Sentence
    name: str
    start: int
    end: int
    order: int

    @property
    def words(self) -> str:
        return self.sentence.text[self.start : self.end]


def two_spellings(assessment: Assessment) -> Iterator[Finding]:
    """One warning for each spelling that another one of the same name outnumbers, at its first use."""
    dossier = assessment.dossier
    for name, writings in _writings(dossier).items():
        told: set[str] = set()
        for one, other in combinations(sorted(writings, key=lambda key: _rank(writings[key])), 2):
            if one not in told and alternatives(writings[one][0].name, writings[other][0].name, dossier.actors[name]):
                told.add(one)
                yield _finding(writings[one], writings[other], dossier.actors[name])


def _rank(uses: Sequence[_Use]) -> tuple[int, int]:
    """The rarer first; of two as rare, the one that came later."""
    return len(uses), -uses[0].order


def _writings(dossier: Dossier) -> dict[str, dict[str, list[_Use]]]:
    """For each actor, every writing of its names with its uses: those that are explained or quoted are left out."""
    found: dict[str, dict[str, list[_Use]]] = defaultdict(lambda: defaultdict(list))
    book = NameBook((name, each.id) for each in dossier.actors.values() for name in (each.name, *each.aliases))
    known = known_words(dossier)
    for order, sentence in enumerate(sentences(dossier.manuscript, dossier.report.language)):
        if sentence.kind == "code":
            continue
        plain = folded(sentence.text).lower()
        quoted = {at for each in quotations(sentence.text) for at in range(each.start, each.end)}
        for name, start, end, bearers in _names_in(sentence.text, book, known):
            aside = start in quoted or _bracketed(sentence.text, start, end)
            if len(bearers) == 1 and not aside and not is_explained(plain, start, end, dossier.report.language):
                key = _ARTICLE.sub("", " ".join(name.replace("’", "'").casefold().split()))
                found[next(iter(bearers))][key].append(_Use(sentence, name, start, end, order))
    return found


def _names_in(text: str, book: NameBook, known: frozenset[str]) -> Iterator[tuple[str, int, int, frozenset[str]]]:
    for mention in book.mentions(text):
        yield mention.words, mention.start, mention.end, mention.bearers
    for miss in book.near_misses(text):
        if spoken(miss.words)[0] in known and not _is_beside(text, miss):
            continue
        yield miss.name.replace(miss.meant, miss.words), miss.start, miss.end, miss.bearers


def _is_beside(text: str, miss: NearMiss) -> bool:
    """Whether another word of the same name stands next to a word that facts have too."""
    around = (*_BEFORE.findall(text[: miss.start]), *_BEHIND.findall(text[miss.end :]))
    return not {word for each in around for word in spoken(each)}.isdisjoint(set(spoken(miss.name)) - {"the", "of"})


def _bracketed(text: str, start: int, end: int) -> bool:
    """Whether a name stands in brackets by itself."""
    return text[max(0, start - 2) : start].rstrip().endswith("(") and text[end : end + 2].lstrip()[:1] in (
        ")",
        ",",
        ";",
    )


def _finding(rarer: Sequence[_Use], usual: Sequence[_Use], actor: Actor) -> Finding:
    use = rarer[0]
    return Finding(
        saying(
            "'%(rarer)s' and '%(usual)s' are two spellings of one name in this report",
            rarer=use.words,
            usual=usual[0].words,
        ),
        saying("Write '%(usual)s' throughout, or say in the text that both are the same.", usual=usual[0].words),
        spot(use.sentence, use.start, use.end),
        about=actor.id,
        words=use.sentence.text,
    )
