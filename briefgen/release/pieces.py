"""A text's Markdown, taken apart into what can leave by itself: paragraphs, list entries, rows, headings.

What cannot be told apart for certain is one piece, so that too much leaves sooner than too little. Every row keeps the
whole beginning of its line, and what stays is written as it stood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

_LIST = re.compile(r" {0,3}(?:[-*+]|(?P<number>[0-9]{1,9})[.)])[ \t]+")
_DEEPER = re.compile(r"(?: {2,}|\t)")
_FENCE = re.compile(r" {0,3}(?P<sign>`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(?P<level>#{1,6})(?!#)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*\Z")
_ADMONITION = re.compile(r"!!! ?[\w-]+")
_CAPTION = re.compile(r"/{3,}[ \t]*[\w-]")
_CAPTION_END = re.compile(r"/{3,}[ \t]*\Z")
_FOOTNOTE = re.compile(r" {0,3}\[\^(?P<label>[^\]\n]*)\]:[ \t]*")
_LINK = re.compile(r" {0,3}\[(?P<label>[^\[\]^][^\[\]]*)\]:")
_DEFINITION = re.compile(r" {0,3}:[ \t]")
_DELIMITER = re.compile(r"[\s|:-]+\Z")
_ALONE = re.compile(r"\{marking=(?P<label>TLP:[A-Z+]+)\}[ \t]*\Z")
_TAB = 4


@dataclass(frozen=True, slots=True)
class Row:
    """One line.

    Attributes:
        at: Its number in the text, from 0.
        lead: What stands before it: signs of lists and quotations, spaces.
        text: The rest.
    """

    at: int
    lead: str
    text: str

    @property
    def blank(self) -> bool:
        """Whether nothing stands on it."""
        return not self.text.strip()


@dataclass(slots=True)
class Piece:
    """Something that stays or leaves as a whole, or is cut by its children.

    Attributes:
        kind: `paragraph`, `heading`, `list`, `item`, `quote`, `admonition`, `table`, `code`, `footnote`, `caption`,
            `definition`, `marking`, `link` or `blank`.
        rows: Its own lines: those of its children are theirs.
        children: For lists, items, quotations, admonitions and footnotes.
        level: Of a heading, 1–6; where its text begins, for an entry of a list.
        label: Of a footnote or a link; a marking.
    """

    kind: str
    rows: list[Row] = field(default_factory=list)
    children: list[Piece] = field(default_factory=list)
    level: int = 0
    label: str = ""

    @property
    def every_row(self) -> list[Row]:
        """Its own rows and those of all below it, in order."""
        return [*self.rows, *(row for child in self.children for row in child.every_row)]


def pieces_of(text: str) -> list[Piece]:
    """The pieces of a text, in order, blank lines among them."""
    return _Parser([Row(at, "", line) for at, line in enumerate(text.split("\n"))]).run()


class _Parser:
    def __init__(self, rows: Sequence[Row], *, nested: bool = False) -> None:
        self._rows = rows
        self._nested = nested
        self._pieces: list[Piece] = []

    def run(self) -> list[Piece]:
        at = 0
        while at < len(self._rows):
            at = self._take(at)
        return self._pieces

    def _take(self, at: int) -> int:
        row = self._rows[at]
        if row.blank:
            return self._leaf("blank", at, at + 1)
        for starts, take in (
            (_FENCE, self._fence),
            (_CAPTION, self._caption),
            (_ADMONITION, self._admonition),
            (_FOOTNOTE, self._footnote),
            (_LINK, lambda at: self._leaf("link", at, at + 1, label=_matched(_LINK, self._rows[at], "label"))),
            (_ALONE, lambda at: self._leaf("marking", at, at + 1, label=_matched(_ALONE, self._rows[at], "label"))),
            (_HEADING, lambda at: self._leaf("heading", at, at + 1, len(_matched(_HEADING, self._rows[at], "level")))),
            (_LIST, self._list),
            (_DEFINITION, self._definition),
        ):
            if starts.match(row.text):
                return take(at)
        if row.text.startswith(("    ", "\t")):
            return self._code(at)
        if row.text.lstrip(" ").startswith(">"):
            return self._quote(at)
        return self._table(at) if self._is_table(at) else self._paragraph(at)

    def _leaf(self, kind: str, at: int, end: int, level: int = 0, label: str = "") -> int:
        self._pieces.append(Piece(kind, list(self._rows[at:end]), level=level, label=label))
        return end

    def _fence(self, at: int) -> int:
        sign = _matched(_FENCE, self._rows[at], "sign")
        end = at + 1
        while end < len(self._rows):
            closing = self._rows[end].text.strip()
            end += 1
            if closing.startswith(sign) and not closing.strip(sign[0]):
                break
        return self._leaf("code", at, end)

    def _code(self, at: int) -> int:
        end = at
        while end < len(self._rows) and self._rows[end].text.startswith(("    ", "\t")):
            end += 1
        return self._leaf("code", at, end)

    def _caption(self, at: int) -> int:
        end = at + 1
        while end < len(self._rows) and not _CAPTION_END.match(self._rows[end].text.strip()):
            end += 1
        return self._leaf("caption", at, min(end + 1, len(self._rows)))

    def _admonition(self, at: int) -> int:
        end = self._indented_end(at + 1)
        piece = Piece("admonition", [self._rows[at]])
        piece.children = _Parser([_deindented(row) for row in self._rows[at + 1 : end]]).run()
        self._pieces.append(piece)
        return end

    def _footnote(self, at: int) -> int:
        end = at + 1
        while end < len(self._rows) and not self._rows[end].blank and not _FOOTNOTE.match(self._rows[end].text):
            end += 1
        end = self._indented_end(end)
        first = _FOOTNOTE.match(self._rows[at].text)
        length = first.end() if first else 0
        rows = [_moved(self._rows[at], length), *(_deindented(row) for row in self._rows[at + 1 : end])]
        label = _matched(_FOOTNOTE, self._rows[at], "label").strip()
        self._pieces.append(Piece("footnote", [], _Parser(rows, nested=True).run(), label=label))
        return end

    def _indented_end(self, at: int) -> int:
        """Behind the last of the rows that are indented, blank ones between them."""
        end = at
        while at < len(self._rows) and (self._rows[at].blank or self._rows[at].text.startswith(("    ", "\t"))):
            at += 1
            end = end if self._rows[at - 1].blank else at
        return end

    def _list(self, at: int) -> int:
        end, items = at, list[list[Row]]()
        base = len(self._rows[at].text) - len(self._rows[at].text.lstrip(" "))
        while end < len(self._rows):
            row = self._rows[end]
            if row.blank:
                following = self._beyond_blanks(end)
                goes_on = following < len(self._rows) and (
                    _LIST.match(self._rows[following].text) or _DEEPER.match(self._rows[following].text)
                )
                if not goes_on:
                    break
            elif _ADMONITION.match(row.text) or _CAPTION.match(row.text) or _ALONE.match(row.text):
                break
            indent = len(row.text) - len(row.text.lstrip(" "))
            if (not row.blank and _LIST.match(row.text) and indent <= base + 1) or not items:
                items.append([row])
            else:
                items[-1].append(row)
            end += 1
        self._pieces.append(Piece("list", [], [_item(rows) for rows in items]))
        return end

    def _beyond_blanks(self, at: int) -> int:
        while at < len(self._rows) and self._rows[at].blank:
            at += 1
        return at

    def _definition(self, at: int) -> int:
        """With the term above it: neither says much alone."""
        end = at + 1
        while end < len(self._rows) and not self._rows[end].blank:
            end += 1
        end = self._indented_end(end)
        rows = list(self._rows[at:end])
        while self._pieces and self._pieces[-1].kind in ("blank", "paragraph", "definition"):
            before = self._pieces.pop()
            rows = [*before.rows, *rows]
            if before.kind != "blank":
                break
        self._pieces.append(Piece("definition", rows))
        return end

    def _quote(self, at: int) -> int:
        end = self._until_blank(at)
        rows = [_unquoted(row) for row in self._rows[at:end]]
        self._pieces.append(Piece("quote", [], _Parser(rows, nested=True).run()))
        return end

    def _until_blank(self, at: int) -> int:
        while at < len(self._rows) and not self._rows[at].blank:
            at += 1
        return at

    def _is_table(self, at: int) -> bool:
        if at + 1 >= len(self._rows):
            return False
        following = self._rows[at + 1].text
        return "|" in following and "-" in following and bool(_DELIMITER.match(following))

    def _table(self, at: int) -> int:
        end = at
        while end < len(self._rows) and not self._rows[end].blank and not _CAPTION.match(self._rows[end].text):
            end += 1
        return self._leaf("table", at, end)

    def _paragraph(self, at: int) -> int:
        end = at + 1
        while end < len(self._rows) and not self._rows[end].blank and not self._interrupts(self._rows[end].text):
            if _UNDERLINE.match(self._rows[end].text):
                level = 1 if self._rows[end].text.strip().startswith("=") else 2
                return self._leaf("heading", at, end + 1, level)
            end += 1
        return self._leaf("paragraph", at, end)

    def _interrupts(self, text: str) -> bool:
        starts = (_FENCE, _CAPTION, _ADMONITION, _FOOTNOTE, _LINK, _HEADING, _DEFINITION)
        return any(each.match(text) for each in starts) or (self._nested and bool(_LIST.match(text)))


def _item(rows: Sequence[Row]) -> Piece:
    """An entry of a list: what stands behind its sign, and what is indented below it."""
    begins = _LIST.match(rows[0].text)
    inside = [_moved(rows[0], begins.end() if begins else 0), *(_deindented(row) for row in rows[1:])]
    return Piece("item", [], _Parser(inside, nested=True).run(), level=len(rows[0].lead))


def _moved(row: Row, count: int) -> Row:
    return replace(row, lead=row.lead + row.text[:count], text=row.text[count:])


def _deindented(row: Row) -> Row:
    if row.text.startswith("\t"):
        return _moved(row, 1)
    return _moved(row, min(len(row.text) - len(row.text.lstrip(" ")), _TAB))


def _unquoted(row: Row) -> Row:
    inside = row.text.lstrip(" ").removeprefix(">").removeprefix(" ")
    return _moved(row, len(row.text) - len(inside))


def _matched(pattern: re.Pattern[str], row: Row, group: str) -> str:
    match = pattern.match(row.text)
    return match[group] if match else ""
