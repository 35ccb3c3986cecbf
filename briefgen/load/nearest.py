"""The nearest name to one that does not exist: the remedy for a misspelling."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable

_LARGE = 400
"""Up to so many names are compared one by one."""

_CANDIDATES = 60
"""Of more names than that, so many that share the most trigrams are compared."""

_POSTINGS = 300
"""A trigram in more names than this says little: it is looked at in the first ones only."""

_LISTED = 12
"""A closed set up to this size is listed whole."""


class Nearest:
    """Finds the nearest of a set of names.

    Comparing one word with 50,000 takes half a second; so the index narrows them down first, and beyond a number of
    different misspellings the search stops, because nobody reads that many.
    """

    def __init__(self, names: Iterable[str], searches: int = 300) -> None:
        self._names = sorted(set(names))
        self._left = searches
        self._index: dict[str, list[str]] = {}
        self._found: dict[str, str] = {}

    def find(self, word: str) -> str:
        """The nearest name, or "" where none is near."""
        if word not in self._found:
            if self._left <= 0:
                return ""
            self._left -= 1
            match = difflib.get_close_matches(word[:100], self._candidates(word[:100]), n=1)
            self._found[word] = match[0] if match else ""
        return self._found[word]

    def hint(self, word: str, otherwise: str = "") -> str:
        """A remedy in words: the nearest name, else a small set whole, else the sentence given."""
        near = self.find(word)
        if near:
            return f"Did you mean '{near}'?"
        if 0 < len(self._names) <= _LISTED:
            return f"Allowed: {', '.join(self._names)}."
        return otherwise

    def _candidates(self, word: str) -> list[str]:
        if len(self._names) <= _LARGE:
            return self._names
        if not self._index:
            index = defaultdict(list)
            for name in self._names:
                for gram in _trigrams(name):
                    index[gram].append(name)
            self._index = dict(index)
        shared = Counter(name for gram in sorted(_trigrams(word)) for name in self._index.get(gram, ())[:_POSTINGS])
        return [name for name, _ in shared.most_common(_CANDIDATES)]


def _trigrams(name: str) -> set[str]:
    padded = f"  {name} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}


def nearest_hint(word: str, names: Iterable[str], otherwise: str = "") -> str:
    """The remedy for one word and a small set of names."""
    return Nearest(names).hint(word, otherwise)
