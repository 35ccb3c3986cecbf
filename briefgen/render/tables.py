"""Analysts' tables: how each is set, by what it needs. A table that is too wide for its column is given another place.

What a table needs is reckoned from its words, so that the same table is always set the same way: the longest word of each
column in the type of tables, and a gap. Lengths are points.

| a table that | is set |
|---|---|
| fits the text | in it |
| fits text and label column | over both |
| has long texts in many columns | as blocks, one a row, each cell under its column's name |
| fits a page that is turned | on one |
| fits none | in pieces, each with the first column |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import unescape

_LETTER = 4.4
"""A letter of a table's text, 8.5 pt, on the broad side; a capital or a digit takes a little more."""
_GAP = 8.0
_TEXT = 374.0
"""132 mm."""
_PAGE = 470.0
"""166 mm: the text and the label column."""
_TURNED = 717.0
"""253 mm: a page on its side."""
_PLAIN_COLUMNS = 4
_LONG_CELL = 60
"""Letters in a cell, on average, from which five columns and more read better as blocks."""
_LONG_TABLE = 12
"""Rows from which a table may be divided between pages."""
_MOST_WORD = 26
"""Letters of a word that is not broken; longer ones are."""

_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<(th|td)((?:\s[^>]*)?)>(.*?)</\1>", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>|\ue000\d+\ue001")
_NUMBER = re.compile(r"[-+−±~<>≈]?\s?(?:[$€£]\s?)?\d[\d\s.,\u00a0\u202f]*(?:\s?%|\s?[a-zA-Z€$£]{1,3})?")
_FRACTION = re.compile(r"[.,](\d{1,2})(?!\d)\D*$")

Say = Callable[[int, int], str]
"""Which piece of how many: "Part 1 of 2"."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell: its attributes and HTML as they were, and its words."""

    tag: str
    attributes: str
    inner: str

    @property
    def words(self) -> str:
        return " ".join(unescape(_MARKUP.sub("", self.inner)).split())

    def html(self, classes: str = "") -> str:
        marked = f' class="{classes}"' if classes else ""
        return f"<{self.tag}{self.attributes}{marked}>{self.inner}</{self.tag}>"


def set_tables(html: str, say: Say) -> str:
    """Give each table of sanitised HTML the place and the alignment that it needs.

    Args:
        html: Of one text; its tables are as the parser of Markdown writes them.
        say: Words over the pieces of a divided table.
    """
    return _TABLE.sub(lambda match: _Table(match[1]).html(say), html)


class _Table:
    """One table: its head, its rows, and what its columns need."""

    def __init__(self, inner: str) -> None:
        head, _, body = inner.partition("</thead>")
        self._head = _cells(head)
        self._rows = [_cells(row) for row in _ROW.findall(body or "")]
        self._inner = inner
        columns = range(len(self._head))
        texts = [[row[at].words for row in self._rows if at < len(row)] for at in columns]
        self._needs = [_need(self._head[at].words, texts[at]) for at in columns]
        self._fractions = [_fractions(text) for text in texts]

    def html(self, say: Say) -> str:
        if not self._head or not self._rows:
            return f"<table>{self._inner}</table>"
        need, columns = sum(self._needs), range(len(self._head))
        long = " long" if len(self._rows) > _LONG_TABLE else ""
        if need <= _TEXT and len(columns) <= _PLAIN_COLUMNS:
            return self._piece(columns, long.strip())
        if len(columns) > _PLAIN_COLUMNS and self._mean() > _LONG_CELL:
            return self._blocks()
        if need <= _PAGE:
            return self._piece(columns, f"broad{long}")
        if need <= _TURNED:
            return self._piece(columns, f"broad turned{long}")
        pieces = self._pieces()
        return "".join(
            f'<p class="piece">{say(number, len(pieces))}</p>{self._piece(piece, f"broad{long}")}'
            for number, piece in enumerate(pieces, 1)
        )

    def _mean(self) -> float:
        cells = [len(cell.words) for row in self._rows for cell in row]
        return sum(cells) / max(len(cells), 1)

    def _pieces(self) -> list[list[int]]:
        """Columns of each piece: the first one, and as many of the others as fit beside it."""
        pieces: list[list[int]] = []
        for at in range(1, len(self._head)):
            if pieces and sum(self._needs[each] for each in (*pieces[-1], at)) <= _PAGE:
                pieces[-1].append(at)
            else:
                pieces.append([0, at])
        return pieces

    def _piece(self, columns: Sequence[int], classes: str) -> str:
        marked = f' class="{classes}"' if classes else ""
        head = "".join(self._head[at].html("number" if self._fractions[at] is not None else "") for at in columns)
        rows = "\n".join(
            f"<tr>{''.join(self._aligned(row[at], at) for at in columns if at < len(row))}</tr>" for row in self._rows
        )
        return f"<table{marked}>\n<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{rows}\n</tbody>\n</table>"

    def _aligned(self, cell: _Cell, at: int) -> str:
        """A number stands to the right, moved to the left by the digits that its longest neighbour has after the point."""
        most = self._fractions[at]
        if most is None:
            return cell.html()
        digits = _digits(cell.words)
        lacks = 2 * (most - digits) + (1 if most and not digits else 0)
        return cell.html(f"number lacks-{lacks}" if lacks and cell.words else "number")

    def _blocks(self) -> str:
        """One block a row: its first cell, and under it each other cell with its column's name."""
        blocks = []
        for row in self._rows:
            lines = "".join(
                f"<div><dt>{self._head[at].inner}</dt><dd>{row[at].inner}</dd></div>"
                for at in range(1, min(len(row), len(self._head)))
                if row[at].words
            )
            blocks.append(f'<div class="row"><p class="of"><b>{row[0].inner}</b></p><dl>{lines}</dl></div>')
        return f'<div class="stacked">{"".join(blocks)}</div>'


def _cells(html: str) -> list[_Cell]:
    return [_Cell(tag, attributes, inner) for tag, attributes, inner in _CELL.findall(html)]


def _need(head: str, texts: Sequence[str]) -> float:
    """Width of a column that breaks no word of common length, and gives long texts room for a few of them."""
    words = [word for text in (head, *texts) for word in re.split(r"[\s\-–/]+", text)]
    longest = min(max(map(len, words), default=0), _MOST_WORD)
    text = max(map(len, texts), default=0)
    return max(longest, min(text / 3, 18)) * _LETTER + _GAP


def _fractions(texts: Sequence[str]) -> int | None:
    """Digits after the point, at most, of a column of numbers; None where it holds something else."""
    numbers = [text for text in texts if text not in {"", "–", "-", "—"}]
    if not numbers or not all(_NUMBER.fullmatch(text) for text in numbers):
        return None
    return max(map(_digits, numbers))


def _digits(number: str) -> int:
    """Digits after a number's point. Three are thousands."""
    found = _FRACTION.search(number)
    return len(found[1]) if found else 0
