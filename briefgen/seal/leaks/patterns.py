"""What in a withheld text would give it away: whole strings, runs of words, names, rare words, ids, addresses, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from briefgen.seal.leaks.neutral import IDLE_WORDS
from briefgen.seal.leaks.reading import amounts, fold, squeeze, words


class Rank(IntEnum):
    """Where a pattern is looked for: a rare word only where somebody reads, a whole string among a font's bytes too."""

    PROSE = 1
    SYNTAX = 2
    NOISE = 3


class Pattern(NamedTuple):
    """One thing to look for.

    Attributes:
        find: As it stands in a haystack: letters alone, words between spaces, or an id as written.
        rank: Where it is looked for.
        said: As it was written.
        owner: Number of the withheld thing; -1 for what must not occur in any file.
    """

    find: str
    rank: Rank
    said: str
    owner: int


RUN = 4
"""Words in a row that are a quotation."""

_TOLD = 12
"""Letters from which a string is looked for however it is broken up."""

_LONG_WORD, _LONG_NAME = 9, 8
_SHORTEST_WORD, _SHORTEST_NAME, _SHORTEST_ACRONYM = 5, 4, 3
_PAIR = 2
"""Words, and joints between words, of a quotation that must be its own: one may come about where two names meet."""

_LONG_STRING = 8
"""Words from which a string is nobody else's, whatever its joints."""

_ATOM = 3
"""Words of a name or label at most; letters of a word that says nothing."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_COUNTED = re.compile(r"[a-z]+[0-9]+")
"""An id without a hyphen: letters and a number."""

_REFERENCE = re.compile(r"\[[@!]([^\]\n]*)\]")
_LINK = re.compile(r"\]\([^)\s]*\)|\{[^}\n]*\}")
_SENTENCES = re.compile("\n+|(?<=[.!?\u2026\u061f])\\s+")
"""Between them stand numbers of sources, once they are printed."""

_URL = re.compile(r"(?:https?|ftp|mailto):[^\s<>\"')\]]+|www\.[^\s<>\"')\]]+", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_]+")
_DATE = re.compile(r"[\d\s./:-]*")
_ENDS = frozenset(".!?:;\u2026\u061f")
_UPPER = 2


class Printed:
    """What is printed anyway, and may come to stand next to each other in ways that nobody wrote.

    Args:
        texts: All that is released.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._atoms: set[str] = set()
        self._links: set[tuple[str, str]] = set()
        for text in texts:
            tokens = _tokens(text)
            self._links.update(pairwise(tokens))
            if len(tokens) <= _ATOM:
                self._atoms.add(" ".join(tokens))

    def own_links(self, tokens: list[str]) -> int:
        """How many pairs of neighbours stand next to each other in nothing that is printed anyway."""
        return sum(pair not in self._links for pair in pairwise(tokens))

    def own_words(self, tokens: list[str]) -> int:
        """How many words belong to no name or label that is printed anyway, and are more than grammar or a number."""
        left = place = 0
        while place < len(tokens):
            for size in range(min(_ATOM, len(tokens) - place), 0, -1):
                if " ".join(tokens[place : place + size]) in self._atoms:
                    place += size
                    break
            else:
                token = tokens[place]
                left += not (token in IDLE_WORDS or token.isdigit() or len(token) <= _ATOM)
                place += 1
        return left


@lru_cache(maxsize=8192)
def _tokens(text: str) -> tuple[str, ...]:
    """A text's words. Most of what is released is the program's own, and the same for every printing."""
    return tuple(words(fold(text)).split())


def patterns(text: str, owner: int, printed: Printed) -> Iterator[Pattern]:
    """What to look for on behalf of one text, given what is printed anyway."""
    text = text.strip()
    if _DATE.fullmatch(text):
        return
    if _ID.fullmatch(text):
        rank = Rank.NOISE if len(text) >= _LONG_NAME else Rank.SYNTAX
        yield Pattern(text, rank, text, owner)
        return
    if _COUNTED.fullmatch(text):
        if len(text) >= _SHORTEST_NAME:
            yield Pattern(f" {text} ", Rank.SYNTAX, text, owner)
        return
    for reference in _REFERENCE.findall(text):
        for name in _ID.findall(reference):
            yield Pattern(name, Rank.SYNTAX, name, owner)
    yield from _addresses(text, owner)
    plain = _LINK.sub("]", _REFERENCE.sub("\n", _URL.sub("\n", text)))
    for sentence in _SENTENCES.split(plain):
        yield from _strings(sentence, owner, printed)
    yield from _words(plain, owner)


def numbers(text: str) -> Iterator[str]:
    """The numbers in a text that say something by themselves. A date says nothing."""
    return iter(()) if _DATE.fullmatch(text) and not text.strip().isdigit() else amounts(fold(text))


def _addresses(text: str, owner: int) -> Iterator[Pattern]:
    for url in _URL.findall(text):
        address = re.sub(r"^\w+:(?://)?", "", url).rstrip("./")
        found = squeeze(words(fold(address)))
        if len(found) >= _TOLD:
            yield Pattern(found, Rank.NOISE, url, owner)
        host = re.split(r"[/?#]", address)[0]
        if host:
            yield Pattern(words(fold(host)), Rank.SYNTAX, host, owner)


def _strings(text: str, owner: int, printed: Printed) -> Iterator[Pattern]:
    """The whole sentence, or what is shorter and a text by itself, and each run of words in it."""
    tokens = words(fold(text)).split()
    if len(tokens) < _PAIR or not printed.own_words(tokens):
        return
    if len(tokens) > _LONG_STRING or printed.own_links(tokens):
        yield from string(text, owner)
    for start in range(len(tokens) - RUN + 1):
        run = tokens[start : start + RUN]
        found = "".join(run)
        if len(found) >= _TOLD and printed.own_links(run) >= _PAIR and printed.own_words(run) >= _PAIR:
            yield Pattern(found, Rank.NOISE, " ".join(run), owner)


def string(text: str, owner: int) -> Iterator[Pattern]:
    """A whole string, however it is broken up; a short one as its words between spaces."""
    spaced = words(fold(text))
    found = squeeze(spaced)
    if sum(map(str.isalpha, found)) < _SHORTEST_WORD:
        return
    yield Pattern(found, Rank.NOISE, text, owner) if len(found) >= _TOLD else Pattern(spaced, Rank.SYNTAX, text, owner)


def _words(text: str, owner: int) -> Iterator[Pattern]:
    for match in _TOKEN.finditer(text):
        token = match[0]
        folded = fold(token)
        if folded in IDLE_WORDS or folded.isdigit():
            continue
        name, acronym = _is_name(token, text[: match.start()]), _is_acronym(token)
        rank = Rank.SYNTAX if name and len(folded) >= _SHORTEST_NAME else Rank.PROSE
        if len(folded) >= (_LONG_NAME if name else _LONG_WORD):
            yield Pattern(folded, rank, token, owner)
        elif len(folded) >= (_SHORTEST_ACRONYM if acronym else _SHORTEST_NAME if name else _SHORTEST_WORD):
            yield Pattern(f" {folded} ", rank, token, owner)


def _is_acronym(token: str) -> bool:
    return sum(map(str.isupper, token)) >= _SHORTEST_ACRONYM


def _is_name(token: str, before: str) -> bool:
    """Whether a word is one by its capitals or digits, or may be as far as its script tells."""
    if sum(map(str.isupper, token)) >= _UPPER or (any(map(str.isdigit, token)) and any(map(str.isalpha, token))):
        return True
    if not token[0].isupper():
        return token[0].isalpha() and not token[0].islower()
    before = before.rstrip(" \t\r\n\"'\u2018\u201c\u00ab([*_")
    return bool(before) and before[-1] not in _ENDS
