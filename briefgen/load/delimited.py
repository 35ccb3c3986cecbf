"""Comma-separated tables, each cell with its line and column; semicolons and tabs are known by the first line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.load.text_file import Lines

_SEPARATORS = ",;\t"
_QUOTED = re.compile(r'[ ]*"((?:[^"]|"")*)"[ ]*')


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a table.

    Attributes:
        text: Without quotes and without blanks around it.
        line: From 1.
        column: Of its first character, from 1.
    """

    text: str
    line: int
    column: int


class BrokenTableError(Exception):
    """Quotation marks that open or close in the wrong place."""

    def __init__(self, line: int, column: int) -> None:
        super().__init__()
        self.line = line
        self.column = column


def separator(text: str) -> str:
    """What stands between cells: of comma, semicolon and tab that which is most frequent in the first line."""
    head = text.lstrip("\n").partition("\n")[0]
    return max(_SEPARATORS, key=lambda each: (head.count(each), -_SEPARATORS.index(each)))


def read_rows(text: str) -> Iterator[list[Cell]]:
    """Rows of cells (RFC 4180). Lines without a character are passed over.

    Raises:
        BrokenTableError: A quotation mark is not closed, or something follows one that is.
    """
    between = separator(text)
    lines, at, row = Lines(text), 0, list[Cell]()
    while at <= len(text):
        quoted = _QUOTED.match(text, at)
        line, column = lines.position(at)
        end = quoted.end() if quoted else _end(text, at, between)
        written = quoted.group(1).replace('""', '"') if quoted else text[at:end]
        if not quoted and written.lstrip().startswith('"'):
            raise BrokenTableError(line + 1, column + 1)
        indent = len(written) - len(written.lstrip())
        row.append(Cell(written.strip(), line + 1, column + 1 + indent))
        if end < len(text) and text[end] not in {between, "\n"}:
            line, column = lines.position(end)
            raise BrokenTableError(line + 1, column + 1)
        if end >= len(text) or text[end] == "\n":
            if len(row) > 1 or row[0].text:
                yield row
            row = []
        at = end + 1


def _end(text: str, at: int, between: str) -> int:
    """Where a cell without quotation marks ends."""
    line = text.find("\n", at)
    line = len(text) if line < 0 else line
    cell = text.find(between, at, line)
    return line if cell < 0 else cell
