"""The pages on which a source is cited, each said once.

Two parts that cite a source can share a page. Which do is known only when the pages are laid out, and then it costs less to
take a number out of its line than to lay out everything again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

Box = Any
"""A box of WeasyPrint's, laid out."""

_PARAGRAPH = "backlinks"
"""Class of the paragraphs that say where a source is cited."""


def drop_repeats(pages: Iterable[Box]) -> None:
    """Take page numbers out of lines of `backlinks` where the link before them says the same.

    Args:
        pages: Page boxes, in order; their lines are changed.
    """
    links: dict[Any, dict[Any, list[tuple[Box, Box]]]] = defaultdict(lambda: defaultdict(list))
    for page in pages:
        for line in page.descendants():
            if _is_of_backlinks(line):
                for child in line.children:
                    if getattr(child.element, "tag", "") == "a":
                        # A link can begin on one line and go on on the next.
                        links[line.element][child.element].append((line, child))
    for paragraph in links.values():
        before = ""
        for parts in paragraph.values():
            number = "".join(_digits(box) for _, box in parts)
            if number and number == before:
                for line, box in parts:
                    _take_out(box, line)
            before = number


def _is_of_backlinks(box: Box) -> bool:
    if type(box).__name__ != "LineBox" or box.element is None:
        return False
    return _PARAGRAPH in box.element.get("class", "").split()


def _digits(box: Box) -> str:
    texts = (each.text for each in box.descendants() if hasattr(each, "text"))
    return "".join(letter for text in texts for letter in text if letter.isdigit())


def _take_out(box: Box, line: Box) -> None:
    """Remove a box, and let what follows it in its line move up."""
    place = next(place for place, child in enumerate(line.children) if child is box)
    width = box.margin_width()
    for following in line.children[place + 1 :]:
        following.translate(width if line.style["direction"] == "rtl" else -width, 0)
    line.children = [*line.children[:place], *line.children[place + 1 :]]
