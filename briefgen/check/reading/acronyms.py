"""Acronyms in a text, and whether the text spells them out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefgen.check.lexicon.acronyms import CURRENCIES
from briefgen.check.reading.spelling import folded

_ACRONYM = re.compile(r"(?<![\w.&/-])(?=[A-Z0-9]*[A-Z][A-Z0-9]*[A-Z])[A-Z][A-Z0-9]{1,5}(?=s?(?![\w&]))")
_MARKING = re.compile(r"TLP(?::[A-Z+]+)?\b")
_ROMAN = re.compile(r"[IVX]+$")
_CAPITALS = re.compile(r"[A-ZÀ-Ý]{2,}(?:[^\w]+[A-ZÀ-Ý]{2,}){2,}")
_RUN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*(?:\s+[^\W\d_]+(?:['’-][^\W\d_]+)*)*")
_DESIGNATION = re.compile(r"[A-Z]{1,3}\d{1,3}$")
"""Of weapons and craft: AK47."""
_ELIDED = re.compile(r"^[dlDL]'")
_SMALL_WORD = 3
_LOWERCASE = re.compile(r"[a-zà-ÿ]")
_KNOWN = r"([A-Z][A-Z0-9]{1,5})"
_BEHIND = re.compile(rf"[^\W\d_]{{2}}[\"”'’»]?\s\s?\([\"“'«]?\s?{_KNOWN}s?\s?[\"”'»]?(?:[,;/]\s[^()]{{1,40}})?\)")
_BEFORE = re.compile(rf"(?<!\w){_KNOWN}\s?\(([^()]{{4,160}})\)")
_MOST = 200
"""Acronyms of one text whose initials are looked for."""
_NAME_WORDS = 2
_SHORTEST_INITIALS = 2


class Acronym(NamedTuple):
    """An acronym without its plural's s, and where it stands."""

    text: str
    start: int
    end: int


def acronyms_in(text: str) -> Iterator[Acronym]:
    """Two to six capitals, digits among them; not Roman numerals, markings, currencies or words in a line of capitals."""
    passed = [match.span() for pattern in (_MARKING, _CAPITALS) for match in pattern.finditer(text)]
    for match in _ACRONYM.finditer(text):
        word = match.group()
        inside = any(start <= match.start() < end for start, end in passed)
        if not inside and not _ROMAN.fullmatch(word) and not _DESIGNATION.fullmatch(word) and word not in CURRENCIES:
            yield Acronym(word, *match.span())


def spelled_out(text: str) -> frozenset[str]:
    """Acronyms of a text that it spells out: in brackets behind the name, before it, or by a name of these initials."""
    found = {match[1] for match in _BEHIND.finditer(text)}
    found |= {match[1] for match in _BEFORE.finditer(text) if _is_name(match[2])}
    others = list(dict.fromkeys(each.text for each in acronyms_in(text) if each.text not in found))
    runs = [match.group().split() for match in _RUN.finditer(folded(text))]
    return frozenset((*found, *(word for word in others[:_MOST] if _has_initials(word, runs))))


def _is_name(words: str) -> bool:
    """Whether what stands in brackets behind an acronym is its name: some words, one of them with a capital."""
    listed = re.findall(r"[^\W\d_]+", words)
    return len(listed) >= _NAME_WORDS and any(word[0].isupper() and _LOWERCASE.search(word) for word in listed)


def _has_initials(acronym: str, runs: Sequence[Sequence[str]]) -> bool:
    """Whether some name in runs of words has the acronym's letters as initials."""
    letters = re.sub(r"\d", "", acronym)
    if len(letters) < _SHORTEST_INITIALS:
        return False
    return any(_spells(letters, words) for words in runs)


def _spells(letters: str, words: Sequence[str]) -> bool:
    """Whether words in a row begin with the letters; small words may be passed over, and none is an acronym itself."""
    every = [part for word in words for part in _ELIDED.sub("", word).split("-") if part]
    starts = (at for at, word in enumerate(every) if word[0] == letters[0])
    return any(_spells_from(letters, every[at:]) for at in starts)


def _spells_from(letters: str, words: Sequence[str]) -> bool:
    at = 0
    for word in words:
        if word[0].upper() == letters[at] and _LOWERCASE.search(word):
            at += 1
            if at == len(letters):
                return word[0].isupper()
        elif word[0].isupper() or len(word) > _SMALL_WORD:
            return False
    return False
