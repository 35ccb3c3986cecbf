"""Set prose as plain text: what a reader reads, without the HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_PARAGRAPHS = frozenset(
    {"p", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "dl", "table", "figure", "aside"}
)
_LINES = frozenset({"br", "caption", "dd", "dt", "figcaption", "tr"})
_CELLS = frozenset({"td", "th"})
_ITEM = "\ue000"
"""Stands after an item's mark until it is known what the item begins with."""


def plain_text(html: str) -> str:
    """The words of a piece of HTML: blocks on lines of their own, a table's cells parted by tabs, notes by number."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    text = re.sub(f"{_ITEM}\\s*", " ", "".join(reader.pieces))
    text = re.sub(r" *\n *", "\n", re.sub(r" *\t *", "\t", re.sub(r" {2,}", " ", text)))
    text = re.sub(r"\n\t+", "\n", text)  # the first cell of a row
    return re.sub(r"\n{3,}", "\n\n", text).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._lists: list[int | None] = []
        self._in_code = 0
        self._dropped = False
        self._after_link: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._link(dict(attrs).get("href") or "")
            return
        if tag in ("ul", "ol"):
            self._lists.append(int(dict(attrs).get("start") or 1) if tag == "ol" else None)
        self._in_code += tag == "pre"
        # A list within a list goes on in the same block.
        self.pieces.append("\n" if tag in ("ul", "ol") and len(self._lists) > 1 else self._space(tag))
        if tag == "li":
            self._item()

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.pieces += self._after_link
            self._dropped, self._after_link = False, []
            return
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        self._in_code -= tag == "pre"
        if tag in _PARAGRAPHS:
            self.pieces.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._dropped:
            self.pieces.append(data if self._in_code else re.sub(r"\s+", " ", data.replace("\u2060", "")))

    @staticmethod
    def _space(tag: str) -> str:
        return "\n\n" if tag in _PARAGRAPHS else "\n" if tag in _LINES else "\t" if tag in _CELLS else ""

    def _link(self, target: str) -> None:
        self._dropped = target.startswith("#fnref:")
        if target.startswith("#fn:"):
            self.pieces.append("[")
            self._after_link = ["]"]

    def _item(self) -> None:
        number = self._lists[-1] if self._lists else None
        self.pieces.append("\n" + ("-" if number is None else f"{number}.") + _ITEM)
        if number is not None:
            self._lists[-1] = number + 1
