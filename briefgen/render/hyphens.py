"""Hyphens at line ends: which words get none, and how a broken word is still read as one (ISO 32000-1, 14.8.2.2.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from briefgen.render.node import Content, Node

_HYPHENS = "-\u2010"
_SOFT = "\u00ad"
_NAME = 12
"""Letters up to which a word with a capital is taken for a name; longer ones may be a compound, as German has them."""

Iterate = Callable[[object, str], Iterator[tuple[str, str]]]
"""A dictionary's places to break a word, last first: both halves."""


def sparing_names(iterate: Iterate) -> Iterate:
    """The same for all words but those that are read as one picture: initials and names are not broken."""

    def _iterate(dictionary: object, word: str) -> Iterator[tuple[str, str]]:
        return iter(()) if _is_name(word) else iterate(dictionary, word)

    return _iterate


def _is_name(word: str) -> bool:
    """Whether a word is an abbreviation in capitals, or begins with one as names do. An article may be joined to it."""
    capitals = sum(letter.isupper() for letter in word)
    return capitals > 1 or (capitals == 1 and len(word) <= _NAME)


def mark_hyphens(root: Node) -> None:
    """Give each box whose last hyphen the line breaking put there what is to be read instead, as `spoken`."""
    for kid in root.kids:
        if isinstance(kid, Node):
            mark_hyphens(kid)
    for kid, following in pairwise(root.kids):
        if isinstance(kid, Content) and isinstance(following, Content) and _is_broken(kid, following):
            kid.box.spoken = _text(kid)[:-1] + _SOFT


def _text(content: Content) -> str:
    return "" if content.is_link else getattr(content.box, "text", "")


def _is_broken(content: Content, following: Content) -> bool:
    """Whether the hyphen at the end is none of the text's own."""
    before, after = _text(content), _text(following)
    if not (before and after) or before[-1] not in _HYPHENS or not after[0].isalpha() or content.box.element is None:
        return False
    word = f"{before.split()[-1]}{after.split()[0]}".casefold()
    return word not in "".join(content.box.element.itertext()).casefold()
