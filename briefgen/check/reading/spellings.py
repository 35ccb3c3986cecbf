"""Whether two names of one actor are two spellings of the same name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.check.reading.spelling import distance, folded, stem
from briefgen.model.actor import Actor, ActorKind

_SMALL = frozenset(
    {"of", "the", "and", "for", "de", "du", "des", "la", "le", "les", "et", "l", "d", "s", "al", "el", "ul", "ad", "ibn", "bin",
     "ben", "abu", "von", "van", "der", "den", "da", "do", "dos"}
)  # fmt: skip
_ACRONYM_LETTERS = 6
_NEAR_WORD = 4
_LONG = 7
"""Letters from which on two names are compared as a whole."""


def alternatives(one: str, other: str, actor: Actor) -> bool:
    """Whether a report should choose between them.

    Two acronyms (ASE, AES), two spellings (Sergey, Sergei; with an accent and without), two orders of the same words, and
    for a body two names that share half their words. A full name and its acronym, a name and a part of it, a state and
    its capital, a name and a description ("Russia's defence ministry") are none.
    """
    if is_acronym(one) or is_acronym(other):
        return is_acronym(one) and is_acronym(other)
    if not (_is_proper(one) and _is_proper(other)):
        return False
    words, others = _words(one), _words(other)
    if sorted(map(stem, words)) == sorted(map(stem, others)) or _spelt_alike(words, others):
        return True
    if _within(words, others) or _within(others, words):
        return False
    if actor.kind is ActorKind.PERSON:
        return len(words) == len(others) and _share_half(words, others)
    return actor.kind is not ActorKind.STATE and _share_half(words, others)


def is_acronym(name: str) -> bool:
    """Whether a name is written in capitals only: AES, U.S."""
    bare = name.replace(".", "")
    return bare.isalnum() and bare.isupper() and len(bare) <= _ACRONYM_LETTERS


def _words(name: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", folded(name).lower()) if word not in _SMALL]


def _within(words: Sequence[str], others: Sequence[str]) -> bool:
    return f" {' '.join(words)} " in f" {' '.join(others)} "


def _spelt_alike(words: Sequence[str], others: Sequence[str]) -> bool:
    """Word by word, a short one only beside one that is the same; or all of it, where the words are parted elsewhere."""
    whole, other = "".join(words), "".join(others)
    if min(len(whole), len(other)) >= _LONG and distance(whole, other) <= 2:  # noqa: PLR2004 - two letters
        return True
    if len(words) != len(others):
        return False
    beside = bool(set(words) & set(others))
    return all(_near(*pair) or (beside and distance(*pair, 1) <= 1) for pair in zip(words, others, strict=True))


def _near(word: str, other: str) -> bool:
    return word == other or (min(len(word), len(other)) >= _NEAR_WORD and distance(word, other) <= 2)  # noqa: PLR2004 - two letters


def _is_proper(name: str) -> bool:
    """Whether it is a name and no description: all its chief words have capitals."""
    words = re.findall(r"[^\W\d_]+", name)
    return all(word[0].isupper() or word.lower() in _SMALL for word in words)


def _share_half(words: Sequence[str], others: Sequence[str]) -> bool:
    shared = {stem(word) for word in words} & {stem(word) for word in others}
    return len(shared) * 2 >= max(len(words), len(others)) > 1
