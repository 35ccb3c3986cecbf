"""The order in which a page is read aloud: the tree of headings, paragraphs, lists, tables and figures behind the boxes.

WeasyPrint's own tags begin every element anew on each page, wrap each line in an element of its own and know no language;
a table over three pages reads as three tables. Here an element is one node however many boxes and pages it has.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.render.node import Box, Content, Key, Node, is_open, within
from briefgen.render.roles import (
    GROUPS,
    HOLDERS,
    INLINE,
    INLINE_TAGS,
    LISTS,
    Element,
    alternative,
    is_hidden,
    role_of,
    scope,
)

_POINTS = 0.75
"""In a CSS pixel."""


def read_structure(pages: Iterable[Box]) -> Node:
    """The structure of a document, and on each box that belongs to it its node, as `structure`.

    What has none is decoration or repeated: running heads after the first page, a table's head on its further pages.
    """
    reader = _Reader()
    for number, page in enumerate(pages):
        reader.read(number, page)
    _drop_blanks(reader.root)
    return reader.root


def is_whole_link(box: Box) -> bool:
    """Whether a box is what a link is made of, and not something inside it."""
    node = getattr(box, "structure", None)
    return node is not None and node.role == "Link"


def _drop_blanks(node: Node) -> None:
    """Leave out what holds nothing but space."""
    for kid in node.kids:
        if isinstance(kid, Node):
            _drop_blanks(kid)
    if not node.place and not any(
        isinstance(kid, Node) or kid.is_link or getattr(kid.box, "text", "x").strip() for kid in node.kids
    ):
        for kid in node.kids:
            if isinstance(kid, Content):
                kid.box.structure = None
        node.kids.clear()


class _Reader:
    """Walks the boxes in document order."""

    def __init__(self) -> None:
        self.root = Node("Document", None, (), 0)
        self._page = 0
        self._height = 0.0
        self._level = 0
        self._run: set[Element] = set()

    def read(self, number: int, page: Box) -> None:
        self._page, self._height = number, page.margin_height()
        margins = [box for box in page.children if hasattr(box, "at_keyword")]
        if number == 0:
            for box in margins:
                self._read_running(box)
        for box in page.children:
            if not hasattr(box, "at_keyword"):
                self._visit(box, self.root)

    def _read_running(self, margin: Box) -> None:
        """What runs in heads and feet is read once, where the document begins; page numbers and the like are not."""
        for box in margin.children:
            if box.element is not None and box.element not in self._run:
                self._run.add(box.element)
                self._visit(box, self.root)

    def _visit(self, box: Box, node: Node) -> None:
        box = getattr(box, "_box", box)  # an absolutely placed box stands in a holder of its own
        if hasattr(box, "text"):
            self._read_text(box, node)
        elif hasattr(box, "replacement"):
            self._read_picture(box, node)
        elif inner := self._enter(box, node):
            for child in box.children:
                self._visit(child, inner)

    def _enter(self, box: Box, node: Node) -> Node | None:
        """The node that a box's content goes to; None where it is not read."""
        element, tag = box.element, box.element_tag
        if element is None:
            return node
        if is_hidden(element):
            return None
        key = (element, tag)
        role = role_of(element, tag)
        inner = node
        if role and not is_open(key, node):
            inner = node.known.get(key) or self._begin(role, box, element, node)
            if inner.role in {"THead", "TFoot"} and inner.page != self._page:
                return None
        if inner.role == "Link" and box.link:
            self._print(box, inner, is_link=True)
        return self._paragraph(box, inner) if _has_lines(box) else inner

    def _begin(self, role: str, box: Box, element: Element, node: Node) -> Node:
        key = (element, box.element_tag)
        made = self._begin_item(role, key, node)
        if made is None:
            if role in INLINE and node.role in GROUPS:
                node = self._text_node(key, node)
            made = self._add(node, self._levelled(role), key)
        node.known[key] = made
        if "::" not in box.element_tag:
            made.language = element.get("lang") or ""
            made.expansion = (element.get("title") or "") if box.element_tag == "abbr" else ""
        if made.role in {"TH", "TD"}:
            made.spans = box.colspan, box.rowspan
            made.scope = scope(element, in_head=within(node, "THead")) if made.role == "TH" else ""
        if made.role == "Figure":
            made.alternative = element.get("aria-label") or ""
            made.area = self._area(box)
        if place := element.get("data-reserved"):
            made.place, made.area = place, self._area(box)
            made.align = (element.get("data-align") or "").capitalize()
        return made

    def _begin_item(self, role: str, key: Key, node: Node) -> Node | None:
        """A part of a list: its items hold a label and a body. None for what is no such part where it stands."""
        if role == "LI":
            return self._add(self._add(node, "LI", ()), "LBody", key) if node.role == "L" else node
        if role == "Lbl" and len(key) > 1 and key[1] != "dt":
            return self._begin_label(key, node)
        if role == "Lbl":
            return self._add(self._add(node, "LI", ()), "Lbl", key) if node.role == "L" else node
        if role == "LBody":
            if node.role != "L":
                return node
            last = node.kids[-1] if node.kids else None
            item = last if isinstance(last, Node) else self._add(node, "LI", ())
            return self._add(item, "LBody", key)
        return None

    def _begin_label(self, key: Key, node: Node) -> Node:
        """What the style sheet puts before an item: its number or its dash."""
        if node.role != "LBody" or node.key[0] is not key[0] or node.above is None:
            return node
        label = Node("Lbl", node.above, key, self._page)
        node.above.kids.insert(0, label)
        return label

    def _levelled(self, role: str) -> str:
        """A heading's level without a gap to the one before: readers use the levels to find their way."""
        if not (role[0] == "H" and role[1:].isdigit()):
            return role
        self._level = min(int(role[1:]), self._level + 1)
        return f"H{self._level}"

    def _paragraph(self, box: Box, node: Node) -> Node:
        """The paragraph of lines that stand among blocks."""
        apart = box.element is not (node.key[0] if node.key else None) and box.element_tag not in INLINE_TAGS
        if node.role in GROUPS or (node.role in HOLDERS and apart and "::" not in box.element_tag):
            return self._text_node((box.element, box.element_tag), node)
        return node

    def _text_node(self, key: Key, node: Node) -> Node:
        lines = (*key, "lines")
        last = node.kids[-1] if node.kids else None
        if isinstance(last, Node) and last.key == lines:
            return last
        return self._add(node, "P", lines)

    def _read_text(self, box: Box, node: Node) -> None:
        if node.role in LISTS or (node.role in GROUPS and not box.text.strip()):  # type: ignore[attr-defined]
            return  # only the space between their parts
        self._print(box, self._text_node((box.element, box.element_tag), node) if node.role in GROUPS else node)

    def _read_picture(self, box: Box, node: Node) -> None:
        element = box.element
        if element is None or is_hidden(element):
            return
        words = alternative(element)
        if node.role != "Figure":
            if not words:
                return
            node = self._add(node, "Figure", (element, box.element_tag))
            node.alternative, node.area = words, self._area(box)
        self._print(box, node)

    def _print(self, box: Box, node: Node, *, is_link: bool = False) -> None:
        box.structure = node
        node.kids.append(Content(self._page, box, is_link))

    def _add(self, node: Node, role: str, key: Key) -> Node:
        made = Node(role, node, key, self._page)
        node.kids.append(made)
        return made

    def _area(self, box: Box) -> tuple[float, float, float, float]:
        left, top = box.content_box_x(), self._height - box.content_box_y()
        edges = left, top - box.height, left + box.width, top
        return edges[0] * _POINTS, edges[1] * _POINTS, edges[2] * _POINTS, edges[3] * _POINTS


def _has_lines(box: Box) -> bool:
    return bool(box.children) and type(box.children[-1]).__name__ == "LineBox"
