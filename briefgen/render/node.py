"""The nouns of a document's structure: boxes as the engine lays them out, and the elements that they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from briefgen.render.roles import Element

Key = tuple[object, ...]


class Box(Protocol):
    """As much of a laid-out box as is asked here. A text box has `text`, a picture `replacement`, a margin box `at_keyword`."""

    element: Element | None
    element_tag: str
    link: object
    children: Sequence[Box]
    structure: Node | None
    printed: tuple[object, int]
    spoken: str
    colspan: int
    rowspan: int
    width: float
    height: float

    def content_box_x(self) -> float:
        """From the left, px."""

    def content_box_y(self) -> float:
        """From the top, px."""

    def margin_height(self) -> float:
        """With margins, px."""


class Content(NamedTuple):
    """Something printed on a page: text, a picture, or the area of a link.

    Attributes:
        page: 0-based.
        box: Where it is.
        is_link: Whether it is the area and not what is printed there.
    """

    page: int
    box: Box
    is_link: bool = False


@dataclass(slots=True, eq=False)
class Node:
    """An element of the structure.

    Attributes:
        role: Its type, as PDF calls it.
        above: What holds it.
        key: The element that it stands for, and its name.
        page: Where it begins, 0-based.
        kids: In reading order.
        language: Where it is another than around it.
        alternative: A figure in words.
        expansion: An abbreviation written out.
        scope: Of a header cell: `Column` or `Row`.
        spans: Of a cell: columns and rows.
        area: Of a figure or a place: left, bottom, right, top, in points.
        place: What is to be put there when all is printed; until then it is empty.
        align: Of a place: `End`, or "" for where lines start.
    """

    role: str
    above: Node | None
    key: Key
    page: int
    kids: list[Node | Content] = field(default_factory=list)
    known: dict[Key, Node] = field(default_factory=dict)
    language: str = ""
    alternative: str = ""
    expansion: str = ""
    scope: str = ""
    spans: tuple[int, int] = (1, 1)
    area: tuple[float, float, float, float] | None = None
    place: str = ""
    align: str = ""


def is_open(key: Key, node: Node | None) -> bool:
    """Whether a box is only a further part of what is being read: lines, columns and wrappers bear their element's name."""
    while node is not None:
        if node.key == key:
            return True
        node = node.above
    return False


def within(node: Node | None, role: str) -> bool:
    """Whether a node, or one that holds it, is of a type."""
    while node is not None:
        if node.role == role:
            return True
        node = node.above
    return False
