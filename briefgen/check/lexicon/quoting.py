"""Words around quotation marks: which make a title or a term of what stands in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Quoting:
    """Words of one language, in small letters without accents.

    Attributes:
        language: Two letters.
        small: Articles, prepositions and the like, which titles write small and other languages do not have.
        titles: What stands before a title, or before a term used as such.
        titles_after: What stands behind one.
    """

    language: str
    small: frozenset[str]
    titles: frozenset[str]
    titles_after: frozenset[str]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENGLISH = Quoting(
    language="en",
    small=_words(
        "a an the of in on at to by for from with without and or but nor as is are was were be its it that this has "
        "have had not into over under between after before"
    ),
    titles=_words(
        "entitled titled headlined headed box boxes headline heading section chapter label labelled marked term "
        "word words title song film book article magazine list listed"
    ),
    titles_after=_words("box boxes label list headline heading section chapter"),
)
FRENCH = Quoting(
    language="fr",
    small=_words(
        "un une le la les l de du des d en dans a au aux par pour avec sans et ou mais ni est sont que qui se ce sa "
        "son ses leur leurs ne pas sur sous"
    ),
    titles=_words(
        "intitule intitulee titre encadre rubrique section chapitre mention terme mot mots article liste livre film"
    ),
    titles_after=_words("encadre"),
)


_SPOKEN = re.compile(r"[a-z]+")


def languages_of(words: str) -> tuple[str, ...]:
    """Which language a text is written in, by its small words; both where they do not tell.

    Args:
        words: The text, without accents.
    """
    listed = _SPOKEN.findall(words.lower())
    english, french = (sum(word in each.small for word in listed) for each in (ENGLISH, FRENCH))
    if english == french:
        return ("en", "fr")
    return ("en",) if english > french else ("fr",)


@cache
def quoting_of(language: str | None) -> Quoting:
    """A language's words around quotations; English for one that is not known.

    Args:
        language: BCP 47 tag.
    """
    return {"fr": FRENCH}.get((language or "")[:2], ENGLISH)
