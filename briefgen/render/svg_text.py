"""Arabic in drawings: the engine lays out each letter of an SVG text by itself, which leaves Arabic unjoined and backwards.

A text that has letters from right to left is handed to it as one piece, which it then shapes as it does everywhere else.
Text stays text: it can be found, copied and read aloud, and browsers draw the same markup alike.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

Draw = Callable[[Any, Any, float], None]
"""Draws a text node of a drawing: the drawing, the node, the size of its type."""

_RIGHT_TO_LEFT = frozenset({"R", "AL"})


class _OnePiece(str):
    """A text that comes as a whole where its letters are asked for one by one."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def in_one_piece(draw: Draw) -> Draw:
    """The engine's way to draw a text node, with text from right to left laid out whole."""

    def text(svg: Any, node: Any, font_size: float) -> None:  # noqa: ANN401 - WeasyPrint's
        # A drawing may be drawn more than once.
        written = str(node.text or "")
        if any(unicodedata.bidirectional(each) in _RIGHT_TO_LEFT for each in written):
            node._etree_node.text = _OnePiece(written)  # noqa: SLF001 - the node only reads it
        draw(svg, node, font_size)

    return text
