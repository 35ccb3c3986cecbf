"""BG319 unmarked-quotation: somebody's own words stand without quotation marks, or with other words in them.

Why it matters: the desk's facts are in its own words, save what stands in quotation marks; those words belong to who
spoke them. Without the marks they become the desk's, and a quotation that was never said is worse than none.

Example: "Russia offered comprehensive assistance [@belousov-offers-comprehensive-assistance]", where the fact quotes the
last two words; or “a partnership of all peoples” in quotation marks, where no cited fact has that. Titles of works,
names (Operation Lantern) and terms used as such (the box “Sources differ”) are left alone, and so are quotations from facts in another language.

Mend: put the marks around the words, say it in words of your own, or quote what the fact quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefgen.check.fidelity.cited import cited_sentences, named, sources_behind
from briefgen.check.finding import Finding
from briefgen.check.lexicon.quoting import Quoting, languages_of, quoting_of
from briefgen.check.reading.quotations import Quotation, contains, parts, quotations, spoken, standing
from briefgen.check.reading.sentences import Sentence
from briefgen.check.reading.spelling import folded
from briefgen.check.reading.spots import spot
from briefgen.model.assessment import Assessment
from briefgen.model.dossier import Dossier
from briefgen.model.fact import Fact
from briefgen.model.saying import saying

_AROUND = 80
"""Characters around a quotation that are looked at."""
_PHRASE = 2
"""Words that make somebody's phrase; a single quoted word is anybody's."""
_ALTERED = 3
"""Words from which on a quotation must stand in a fact; a shorter one only where it is nearly one of a fact's."""


def unmarked_quotation(assessment: Assessment) -> Iterator[Finding]:
    """One warning for each quoted phrase without marks, and for each quotation that no cited fact carries."""
    dossier = assessment.dossier
    titles, quoting = _titles(dossier), quoting_of(dossier.report.language)
    for sentence, facts in cited_sentences(dossier):
        yield from _unmarked(sentence, facts, titles, quoting)
        own = (*titles, *(spoken(source.title) for source in sources_behind(facts, dossier)))
        for quotation in quotations(sentence.text):
            if _is_altered(quotation, sentence, facts, own, quoting):
                yield _altered(sentence, quotation, facts, dossier)


def _titles(dossier: Dossier) -> tuple[tuple[str, ...], ...]:
    """Names that stand in quotation marks because they are names."""
    actors = (name for actor in dossier.actors.values() for name in (actor.name, *actor.aliases))
    publishers = (source.publisher for source in dossier.sources.values())
    sections = (section.title for section in dossier.manuscript.texts)
    return tuple({words for name in (*actors, *publishers, *sections) if (words := spoken(name))})


def _unmarked(
    sentence: Sentence, facts: Sequence[Fact], titles: Sequence[Sequence[str]], quoting: Quoting
) -> Iterator[Finding]:
    for fact in facts:
        for quotation in quotations(fact.statement):
            phrase = spoken(quotation.words)
            if len(phrase) < _PHRASE or any(contains(title, phrase) for title in titles):
                continue
            named = _has_capitals(quotation.words, quoting)
            for start, end in standing(phrase, sentence.text):
                if named and _has_capitals(sentence.text[start:end], quoting):
                    continue
                yield Finding(
                    saying(
                        "the text says '%(words)s' without quotation marks; fact '%(fact)s' quotes “%(quotation)s”",
                        words=sentence.text[start:end],
                        fact=fact.id,
                        quotation=quotation.words,
                    ),
                    saying("Put the words in quotation marks and say whose they are, or say it in other words."),
                    spot(sentence, start, end),
                    about=sentence.section,
                    words=sentence.text,
                )


def _is_altered(
    quotation: Quotation, sentence: Sentence, facts: Sequence[Fact], titles: Sequence[Sequence[str]], quoting: Quoting
) -> bool:
    words = spoken(quotation.words)
    statements = [spoken(fact.statement) for fact in facts]
    if all(any(contains(statement, part) for statement in statements) for part in parts(quotation)):
        return False
    quoted = [spoken(each.words) for fact in facts for each in quotations(fact.statement)]
    if any(_is_variant(words, each, quoting) for each in quoted):
        return True
    if any(contains(title, words) for title in titles) or _is_title(quotation, sentence.text, quoting):
        return False
    if not any(quoting.language in languages_of(folded(fact.statement)) for fact in facts):
        # The facts are written in another language: a translated quotation cannot be held against them.
        return False
    if len(words) >= _ALTERED:
        return True
    return len(words) == _PHRASE and any(set(words) & set(each) - quoting.small for each in quoted)


def _is_variant(words: Sequence[str], quoted: Sequence[str], quoting: Quoting) -> bool:
    """Whether a quotation is one of a fact's with one word changed: "Operation Torch", of "Operation Lantern"."""
    apart = [pair for pair in zip(words, quoted, strict=False) if len(set(pair)) > 1]
    same = len(words) == len(quoted) and set(words) & set(quoted) - quoting.small
    return bool(same) and len(apart) == 1


def _has_capitals(words: str, quoting: Quoting) -> bool:
    """Whether all chief words have capitals, as in names and titles."""
    chief = [word for word in re.findall(r"[^\W\d_]+", words) if folded(word).lower() not in quoting.small]
    return len(chief) > 1 and all(word[0].isupper() for word in chief)


def _is_title(quotation: Quotation, text: str, quoting: Quoting) -> bool:
    """The title of a work, all its chief words in capitals; or a term that is named as one."""
    if _has_capitals(quotation.words, quoting):
        return True
    before = re.findall(r"[^\W\d_]+", folded(text[max(0, quotation.start - _AROUND) : quotation.start]).lower())[-2:]
    after = re.findall(r"[^\W\d_]+", folded(text[quotation.end : quotation.end + _AROUND]).lower())[:1]
    return any(word in quoting.titles for word in before) or any(word in quoting.titles_after for word in after)


def _altered(sentence: Sentence, quotation: Quotation, facts: Sequence[Fact], dossier: Dossier) -> Finding:
    words = spoken(quotation.words)
    quoted = [each.words for fact in facts for each in quotations(fact.statement)]
    elsewhere = [fact for fact in dossier.facts.values() if contains(spoken(fact.statement), words)]
    said = (
        saying("they quote %(words)s", words=", ".join(f"“{each}”" for each in quoted))
        if quoted
        else saying("they quote nobody")
    )
    remedy = (
        saying("Cite %(facts)s for these words.", facts=named(elsewhere[:2]))
        if elsewhere
        else saying("Quote what the fact quotes, or take the marks out.")
    )
    return Finding(
        saying(
            "the text quotes “%(quotation)s”, which the facts it cites (%(facts)s) do not have; %(said)s",
            quotation=quotation.words,
            facts=named(facts),
            said=said,
        ),
        remedy,
        spot(sentence, quotation.start, quotation.end),
        about=sentence.section,
        words=sentence.text,
    )
