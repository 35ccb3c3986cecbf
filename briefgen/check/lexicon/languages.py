"""Which languages the rules know."""

from __future__ import annotations

from briefgen.check.lexicon.english import ENGLISH
from briefgen.check.lexicon.french import FRENCH
from briefgen.check.lexicon.lexicon import Lexicon

_KNOWN = {lexicon.language: lexicon for lexicon in (ENGLISH, FRENCH)}


def lexicon_of(language: str) -> Lexicon | None:
    """The words of a language; None where the rules do not know it and stay silent.

    Args:
        language: BCP 47 tag.
    """
    return _KNOWN.get(language.partition("-")[0].lower())
