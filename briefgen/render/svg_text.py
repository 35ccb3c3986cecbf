"""Text in drawings is set whole.

The engine lays out each letter of an SVG text by itself, which leaves Arabic unjoined and backwards, sets Latin without
kerning, and takes most of the time that a drawing takes.

A text whose letters have no places of their own is handed to it as one piece, which it then shapes as it does everywhere
else. Text stays text: it can be found, copied and read aloud, and browsers draw the same markup alike.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

Draw = Callable[[Any, Any, float], None]
"""Draws a text node of a drawing: the drawing, the node, the size of its type."""

_RIGHT_TO_LEFT = frozenset({"R", "AL"})

_BETWEEN_LETTERS = ("letter-spacing", "textLength", "rotate")
"""What puts each letter somewhere."""

_PLACES = ("x", "y", "dx", "dy")
"""What puts each letter somewhere where it holds more than one length."""


class _OnePiece(str):
    """A text that comes as a whole where its letters are asked for one by one."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def in_one_piece(draw: Draw) -> Draw:
    """The engine's way to draw a text node, with text laid out whole unless its letters are placed one by one."""

    def text(svg: Any, node: Any, font_size: float) -> None:  # noqa: ANN401 - WeasyPrint's
        # A drawing may be drawn more than once.
        written = str(node.text or "")
        if written and (_from_right_to_left(written) or not _placed_by_letter(node)):
            node._etree_node.text = _OnePiece(written)  # noqa: SLF001 - the node only reads it
        draw(svg, node, font_size)

    return text


def _from_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(each) in _RIGHT_TO_LEFT for each in text)


def _placed_by_letter(node: Any) -> bool:  # noqa: ANN401 - WeasyPrint's
    several = any(len(str(node.get(name, "")).replace(",", " ").split()) > 1 for name in _PLACES)
    return several or any(node.get(name) is not None for name in _BETWEEN_LETTERS)
