"""Names found in a text: of actors, publishers, places and countries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from briefgen.check.reading.spelling import distance, folded

_TOKEN = re.compile(r"[^\W_]+")
_GAP = re.compile(r"""[\s.'"/()-]{1,4}""")
_ARTICLES = frozenset({"the", "le", "la", "les", "l"})
_NEAR_LETTERS = 5
"""A name shorter than that has too many neighbours."""
_FAR_LETTERS = 8
"""From there on two letters may differ."""


class Mention(NamedTuple):
    """A name as it stands in a text.

    Attributes:
        bearers: Who is called so: ids with their kind, `actor:mali`, `publisher:AFP`.
        name: The name in the book.
        words: As written.
        start: Index of its first character.
        end: Index behind its last one.
    """

    bearers: frozenset[str]
    name: str
    words: str
    start: int
    end: int


class NearMiss(NamedTuple):
    """A word that is nearly a name's.

    Attributes:
        words: As written.
        meant: The name's own word.
        name: The name it is from.
        bearers: Who is called so.
        start: Index of its first character.
        end: Index behind its last one.
    """

    words: str
    meant: str
    name: str
    bearers: frozenset[str]
    start: int
    end: int


class _Word(NamedTuple):
    plain: str
    start: int
    end: int

    @property
    def low(self) -> str:
        return self.plain.lower()


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    words: tuple[str, ...]
    bearers: frozenset[str]


class NameBook:
    """Names and who bears them. Looking a text through takes time that grows with the text, not with the book.

    Args:
        names: Each name with a bearer; a name without a capital describes, and is left out.
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        bearers: dict[tuple[str, ...], set[str]] = defaultdict(set)
        written: dict[tuple[str, ...], str] = {}
        for name, bearer in names:
            words = tuple(word.plain for word in _without_article(_words_of(name)))
            if words and (words[0][0].isupper() or words[0][0].isdigit()):
                bearers[words].add(bearer)
                written.setdefault(words, name)
        self._by_first: dict[str, list[_Entry]] = defaultdict(list)
        for words in sorted(bearers, key=len, reverse=True):
            self._by_first[words[0].lower()].append(_Entry(written[words], words, frozenset(bearers[words])))
        self._near = _neighbours(entry for entries in self._by_first.values() for entry in entries)
        self.words = frozenset(word.lower() for words in bearers for word in words)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Every name in a text, the longest where several begin at one word; possessives too."""
        return tuple(self._mentions(text))

    def _mentions(self, text: str) -> Iterator[Mention]:
        plain = folded(text)
        words = list(_words_of(text))
        at = 0
        while at < len(words):
            entry = self._at(words, at, plain) if words[at].plain[0].isupper() or words[at].plain[0].isdigit() else None
            if entry is None:
                at += 1
                continue
            article = at > 0 and _first_word(entry.name) == words[at - 1].low
            start, end = words[at - article].start, words[at + len(entry.words) - 1].end
            end += entry.name.endswith(".") and text[end : end + 1] == "."
            yield Mention(entry.bearers, entry.name, text[start:end], start, end)
            at += len(entry.words)

    def _at(self, words: list[_Word], at: int, plain: str) -> _Entry | None:
        for entry in self._by_first.get(words[at].low, ()):
            run = words[at : at + len(entry.words)]
            if len(run) < len(entry.words) or not _same(run, entry.words):
                continue
            gaps = (plain[one.end : other.start] for one, other in pairwise(run))
            if all(_GAP.fullmatch(gap) for gap in gaps):
                return entry
        return None

    def near_misses(self, text: str, known: Iterable[str] = ()) -> tuple[NearMiss, ...]:
        """Capitalised words that are one or two letters away from a name's word, and are no name themselves.

        Args:
            text: The text.
            known: Words that are right though they stand in no name, in small letters without accents.
        """
        right = frozenset(known)
        words = list(_words_of(text))
        taken = {at for mention in self.mentions(text) for at in range(mention.start, mention.end)}
        return tuple(
            found
            for number, word in enumerate(words)
            if word.start not in taken and (found := self._near_miss(text, words, number, right))
        )

    def _near_miss(self, text: str, words: list[_Word], number: int, right: frozenset[str]) -> NearMiss | None:
        word = words[number]
        if len(word.plain) < _NEAR_LETTERS - 1 or not word.plain[0].isupper():
            return None
        if any(form in right or form in self.words for form in (word.low, word.low.removesuffix("s"))):
            return None
        around = {words[at].low for at in (number - 1, number + 1) if 0 <= at < len(words)}
        for key in _keys(word.low):
            for meant, entry in self._near.get(key, ()):
                if _is_near(word.low, meant.lower(), around & {part.lower() for part in entry.words}):
                    return NearMiss(text[word.start : word.end], meant, entry.name, entry.bearers, word.start, word.end)
        return None


def _words_of(text: str) -> Iterator[_Word]:
    return (_Word(match.group(), *match.span()) for match in _TOKEN.finditer(folded(text)))


def _first_word(name: str) -> str:
    """The first word, in small letters."""
    match = _TOKEN.match(folded(name))
    return match.group().lower() if match else ""


def _without_article(words: Iterable[_Word]) -> list[_Word]:
    listed = list(words)
    return listed[1:] if len(listed) > 1 and listed[0].low in _ARTICLES else listed


def _same(run: list[_Word], words: tuple[str, ...]) -> bool:
    """A single word keeps its capitals ("US" is not "us"); in a longer name only the first one's count."""
    if len(words) == 1:
        return run[0].plain == words[0] or (run[0].plain.isupper() and len(words[0]) > _NEAR_LETTERS)
    return all(word.low == part.lower() for word, part in zip(run, words, strict=True))


def _neighbours(entries: Iterable[_Entry]) -> dict[str, list[tuple[str, _Entry]]]:
    """Words of names by what their spellings have in common with near ones: a half that stayed the same."""
    near: dict[str, list[tuple[str, _Entry]]] = defaultdict(list)
    for entry in entries:
        for word in entry.words:
            if len(word) >= _NEAR_LETTERS and word[0].isupper() and not word.isupper():
                for key in _keys(word.lower()):
                    near[key].append((word, entry))
    return near


def _keys(word: str) -> tuple[str, ...]:
    """Beginnings and ends: a word one or two letters away shares one of them, save where both halves changed."""
    return (f"{word[:2]}~", f"~{word[-2:]}", f"{word[:1]}~{word[-1:]}")


def _is_near(word: str, meant: str, beside: set[str]) -> bool:
    """One letter away; two in a long word, or beside another word of the same name. A derived form is no slip."""
    shorter, longer = sorted((word, meant), key=len)
    if word == meant or word.rstrip("s") == meant.rstrip("s") or (longer.startswith(shorter) and not beside):
        return False
    most = 2 if beside or len(shorter) >= _FAR_LETTERS else 1
    return distance(word, meant, most) <= most
