"""Names that stand in a text by their capitals: "Oskar Veld", "National Front for Renewal", "Port Anselm"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from briefgen.check.lexicon.naming import NO_NAMES, OPENERS, PARTICLES, TITLES
from briefgen.check.reading.spelling import folded

_WORD = re.compile(r"[^\W\d_]+")
_OPENS = re.compile(r"(?:^|[.!?:|\"“”«(]\s?)$")


class Part(NamedTuple):
    """One word of a name, in plain letters, and where it stands."""

    word: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """The word in small letters."""
        return self.word.lower()


class Run(NamedTuple):
    """Words with capitals that stand together, particles and titles left out.

    Attributes:
        parts: Its words.
        opens: Whether it opens a sentence, where any word has a capital.
        before: The word before it, in small letters.
        titled: Whether a title stands before it.
    """

    parts: tuple[Part, ...]
    opens: bool
    before: str
    titled: bool

    @property
    def words(self) -> tuple[str, ...]:
        """Its words in small letters."""
        return tuple(part.low for part in self.parts)


def runs(text: str, common: AbstractSet[str] = frozenset()) -> Iterator[Run]:
    """Every run of capitalised words, in order.

    Args:
        text: Plain words.
        common: Words that are written small elsewhere: at the head of a run they are no part of the name.
    """
    plain = folded(text)
    words = [Part(match.group(), *match.span()) for match in _WORD.finditer(plain)]
    at = 0
    while at < len(words):
        if not words[at].word[0].isupper():
            at += 1
            continue
        last = _last(words, at, plain)
        yield from _named(words, at, last, plain, common)
        at = last + 1


def _last(words: list[Part], first: int, plain: str) -> int:
    """Index of the last word of the run that begins at one."""
    last = at = first
    while at + 1 < len(words) and _joined(words[at], words[at + 1], plain):
        at += 1
        if words[at].word[0].isupper():
            last = at
        elif words[at].low not in PARTICLES - {"and", "et"}:
            break
    return last


def _joined(one: Part, other: Part, plain: str) -> bool:
    gap = plain[one.end : other.start]
    return gap in (" ", "-", "'") or (gap == ". " and len(one.word) == 1)


def _named(words: list[Part], first: int, last: int, plain: str, common: AbstractSet[str]) -> Iterator[Run]:
    opens = _OPENS.search(plain[: words[first].start]) is not None
    begin, titled = first, False
    while begin <= last and (
        words[begin].low in TITLES or _is_common(words[begin], common, opens=opens and begin == first)
    ):
        titled |= words[begin].low in TITLES
        begin += 1
    parts = tuple(word for word in words[begin : last + 1] if word.word[0].isupper())
    if parts and not all(part.low in NO_NAMES for part in parts):
        yield Run(parts, opens and begin == first, words[begin - 1].low if begin else "", titled)


def _is_common(word: Part, common: AbstractSet[str], *, opens: bool) -> bool:
    """Whether a capital says nothing: the first word of a sentence, one that is written small elsewhere, a particle."""
    return word.low in PARTICLES or word.low in NO_NAMES or (opens and (word.low in OPENERS or word.low in common))
