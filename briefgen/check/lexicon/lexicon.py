"""The words that the language rules look for, one noun per language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from briefgen.check.lexicon.patterns import covers
from briefgen.check.lexicon.talk import Talk
from briefgen.check.lexicon.term import Hit, Term


@dataclass(frozen=True)
class Lexicon:
    """What the language rules know of one language. Texts are looked at as plain words, in one line.

    Attributes:
        language: Two letters.
        terms: Likelihood terms; where two begin at the same letter, the first one listed counts.
        not_terms: What looks like one and is none: the Admiralty code's "probably true".
        confidence: A confidence level.
        hedges: Words that leave open how likely something is.
        not_hedges: The same words where they say something else, with what shows it.
        permission: What shows that a sentence is about what is allowed.
        past: What shows that a sentence looks back, so that "could" is an ability.
        modal: Hedges that can say what is allowed.
        ability: Hedges that can say what somebody was able to do.
        desk: The desk speaking for itself.
        attribution: Somebody else speaking.
        talk: What shows that a sentence states no fact.
        unchanged: Words that say of a passage that it is carried over.
        unchanged_issue: Those among them that name the last issue or the section.
    """

    language: str
    terms: tuple[Term, ...]
    not_terms: re.Pattern[str]
    confidence: re.Pattern[str]
    hedges: re.Pattern[str]
    not_hedges: re.Pattern[str]
    permission: re.Pattern[str]
    past: re.Pattern[str]
    modal: frozenset[str]
    ability: frozenset[str]
    desk: re.Pattern[str]
    attribution: re.Pattern[str]
    talk: Talk
    unchanged: re.Pattern[str]
    unchanged_issue: re.Pattern[str]

    def likelihoods(self, text: str) -> tuple[Hit, ...]:
        """The likelihood terms in a text, in order."""
        held = [match.span() for match in self.not_terms.finditer(text)]
        return tuple(
            Hit(self.terms[(match.lastindex or 1) - 1], match.group(), match.start())
            for match in self._any_term.finditer(text)
            if not covers(held, match.start())
        )

    @cached_property
    def _any_term(self) -> re.Pattern[str]:
        groups = "|".join(f"({term.pattern})" for term in self.terms)
        return re.compile(rf"(?<![\w-])(?:{groups})(?![\w-])", re.IGNORECASE)
