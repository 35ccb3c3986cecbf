"""What a sentence says of a number: the chief words of its clause, by their roots."""

from __future__ import annotations

import re

from briefgen.check.lexicon.amounts import Amounts
from briefgen.check.lexicon.deeds import SENSES
from briefgen.check.reading.spelling import stem

_ENDS = re.compile(r"[;:()|]|[,.](?=\s|$)|\s(?:and|but|while|whereas|et|mais|tandis)\s|\s-\s")
_WORD = re.compile(r"[^\W\d_]+")
_CHIEF = 4
"""Letters from which on a word counts."""
_SENSES = frozenset(SENSES.values())
_ROOT = 5
"""Letters in which forms of one word agree: elect, elected, election."""


def deed(plain: str, start: int, end: int, table: Amounts) -> frozenset[str]:
    """Roots of the chief words around a number, up to the signs and words that end its clause.

    Args:
        plain: The text in plain letters.
        start: Index of the number's first character.
        end: Index behind its last one.
        table: Words of the language that are never chief.
    """
    opened = max((match.end() for match in _ENDS.finditer(plain, 0, start)), default=0)
    closing = _ENDS.search(plain, end)
    words = _WORD.findall(f"{plain[opened:start]} {plain[end : closing.start() if closing else len(plain)]}".lower())
    passed = table.breaks | table.words.keys() | table.scales.keys()
    return frozenset(root(word) for word in words if word in SENSES or (len(word) >= _CHIEF and word not in passed))


def root(word: str) -> str:
    """A word's meaning where it is known, or the beginning of its stem."""
    return SENSES.get(word) or stem(word)[:_ROOT]


def senses(said: frozenset[str]) -> frozenset[str]:
    """Those of a deed's roots that say what became of somebody or something: died, hurt, held."""
    return said & _SENSES


def same_deed(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two clauses say the same: all that the shorter one says is in the other."""
    return bool(one and other) and (one <= other or other <= one)
