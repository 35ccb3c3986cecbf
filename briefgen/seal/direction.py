"""Which way a line runs: its letters in runs of one direction, in the order in which they stand on paper.

The part of the Unicode bidirectional algorithm (UAX 9) that names and numbers need: strong letters, numbers, and what
stands between them; without embeddings and overrides, which nobody may write into a name.
"""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple
from unicodedata import bidirectional

_RIGHT = frozenset({"R", "AL"})
_NUMBERS = frozenset({"EN", "AN"})


class Stretch(NamedTuple):
    """Letters that stand side by side and run one way, in the order in which they are read."""

    text: str
    right_to_left: bool


def stretches(text: str, *, right_to_left: bool) -> list[Stretch]:
    """A line in stretches, from left to right on paper.

    Args:
        text: In the order in which it is read.
        right_to_left: Whether the line begins on the right.
    """
    levels = _levels(text, int(right_to_left))
    runs = [[index for index, _ in run] for _, run in groupby(enumerate(levels), key=lambda each: each[1])]
    found = [(levels[run[0]], "".join(text[index] for index in run)) for run in runs]
    for level in range(max(levels, default=0), 0, -1):
        found = _turned(found, level)
    return [Stretch(letters, level % 2 == 1) for level, letters in found]


def _turned(runs: list[tuple[int, str]], level: int) -> list[tuple[int, str]]:
    """Runs with every sequence of this level or a deeper one turned round."""
    turned: list[tuple[int, str]] = []
    for deep, group in groupby(runs, key=lambda each: each[0] >= level):
        run = list(group)
        turned += reversed(run) if deep else run
    return turned


def _levels(text: str, base: int) -> list[int]:
    """How deep each letter stands: even levels run to the right, odd ones to the left."""
    kinds = [_kind(letter) for letter in text]
    for index, kind in enumerate(kinds):
        if kind == "EN" and _before(kinds, index, base) == "R":
            kinds[index] = "AN"
    for index, kind in enumerate(kinds):
        if kind == "EN" and _before(kinds, index, base) == "L":
            kinds[index] = "L"
    between = [kind or _between(kinds, index, base) for index, kind in enumerate(kinds)]
    return [_level(kind, base) for kind in between]


def _kind(letter: str) -> str:
    """`L`, `R`, `EN` or `AN`; "" for what takes the direction of what is around it."""
    kind = bidirectional(letter)
    if kind in _RIGHT:
        return "R"
    return kind if kind == "L" or kind in _NUMBERS else ""


def _before(kinds: list[str], index: int, base: int) -> str:
    """The last strong letter before."""
    return next((kind for kind in reversed(kinds[:index]) if kind in {"L", "R"}), "R" if base else "L")


def _between(kinds: list[str], index: int, base: int) -> str:
    """The direction of what stands between two others: theirs where they agree, else the line's."""
    own = "R" if base else "L"
    before = next((kind for kind in reversed(kinds[:index]) if kind), own)
    after = next((kind for kind in kinds[index + 1 :] if kind), own)
    ways = {"L" if kind == "L" else "R" for kind in (before, after)}
    return ways.pop() if len(ways) == 1 else own


def _level(kind: str, base: int) -> int:
    if kind == "R":
        return base if base % 2 else base + 1
    if kind in _NUMBERS:
        return base + 2 if base % 2 == 0 else base + 1
    return base if base % 2 == 0 else base + 1
