"""Tells hyphens that only break a line from those of the word, so that a broken word is read as one (ISO 32000-1, 14.8.2.2.3)."""

from __future__ import annotations

from itertools import pairwise

from briefgen.render.node import Content, Node

_HYPHENS = "-\u2010"
_SOFT = "\u00ad"


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
