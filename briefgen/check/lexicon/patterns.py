"""How the lexicons write down what they look for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence


def anywhere(*parts: str, case: bool = False) -> re.Pattern[str]:
    """Any of several patterns, at the bounds of words; capitals count where `case` says so."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", 0 if case else re.IGNORECASE)


def opening(*parts: str) -> re.Pattern[str]:
    """Any of several patterns at the beginning of a sentence."""
    return re.compile(rf"^[\"“«( ]*+(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


def one_of(words: str) -> str:
    """A pattern for any of the words; an underscore stands for a space, `s?` and the like for themselves."""
    return f"(?:{'|'.join(words.split())})".replace("_", " ")


FEW = r"(?: [\w'’-]+){0,3}?"
"""Up to three words between two others, the fewest that will do."""


def covers(spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether one of the stretches, in order and apart from each other, holds a character."""
    number = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return number >= 0 and at < spans[number][1]
