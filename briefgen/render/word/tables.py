"""Tables: real ones, whose header rows are repeated on each page and whose rows do not split."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from briefgen.render.word.marks import TWIPS, mark
from briefgen.render.word.styles import TABLE, TEXT_WIDTH, style_id

Html = Any
_LETTER = 4.0
"""Points: a letter of a table's text, about."""
_GUTTER = 8
_LONGEST_WORD = 22
"""Letters: longer words may break."""
_LONGEST_LINE = 110
"""Points: what a cell of a short column has on its one line at the most."""


class Cell(NamedTuple):
    """A cell as HTML has it.

    Attributes:
        element: `td` or `th`.
        row: 0-based.
        column: 0-based.
        across: Columns it spans.
        down: Rows it spans.
    """

    element: Html
    row: int
    column: int
    across: int
    down: int


Fill = Callable[[BaseOxmlElement, Html, bool], None]
"""Puts what is in a cell into `<w:tc>`; whether it is a heading of columns."""


def word_table(table: Html, fill: Fill, *, right_to_left: bool) -> BaseOxmlElement:
    """A table of HTML as Word's.

    Args:
        table: The element.
        fill: Fills each cell.
        right_to_left: Whether its first column stands on the right.
    """
    rows = [row for row in table.iter("tr") if row.find("td") is not None or row.find("th") is not None]
    cells = list(_cells(rows))
    count = max((cell.column + cell.across for cell in cells), default=1)
    widths = _widths(cells, count)
    properties = [mark("tblStyle", val=style_id(TABLE)), *([mark("bidiVisual")] if right_to_left else [])]
    properties += [mark("tblW", w=TEXT_WIDTH * TWIPS, type="dxa"), mark("tblLayout", type="fixed")]
    properties.append(mark("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, noHBand=0, noVBand=1))
    grid = mark("tblGrid", *(mark("gridCol", w=width) for width in widths))
    made = mark("tbl", mark("tblPr", *properties), grid)
    for number, row in enumerate(rows):
        heading = _heads(row)
        made.append(_row([cell for cell in cells if _covers(cell, number)], number, widths, fill, heading=heading))
    return made


def _heads(row: Html) -> bool:
    return bool(row.getparent().tag == "thead")


def _covers(cell: Cell, row: int) -> bool:
    return cell.row <= row < cell.row + cell.down


def _cells(rows: list[Html]) -> Iterator[Cell]:
    """Every cell with its place, counting in those that reach down from above."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for element in row:
            if element.tag not in ("td", "th"):
                continue
            while (number, column) in taken:
                column += 1
            across, down = _span(element, "colspan"), min(_span(element, "rowspan"), len(rows) - number)
            taken |= {(number + below, column + beside) for below in range(down) for beside in range(across)}
            yield Cell(element, number, column, across, down)
            column += across


def _span(element: Html, name: str) -> int:
    value = element.get(name, "1")
    return max(int(value), 1) if value.isdigit() else 1


def _row(cells: list[Cell], number: int, widths: list[int], fill: Fill, *, heading: bool) -> BaseOxmlElement:
    rules = [mark("cantSplit"), *([mark("tblHeader")] if heading else [])]
    made = mark("tr", mark("trPr", *rules))
    for cell in sorted(cells, key=lambda each: each.column):
        wide = sum(widths[cell.column : cell.column + cell.across])
        properties = [mark("tcW", w=wide, type="dxa")]
        properties += [mark("gridSpan", val=cell.across)] if cell.across > 1 else []
        starts = cell.row == number
        if cell.down > 1:
            properties.append(mark("vMerge", val="restart") if starts else mark("vMerge"))
        word = mark("tc", mark("tcPr", *properties))
        if starts:
            fill(word, cell.element, heading)
        if not word.findall(qn("w:p")) or word[-1].tag != qn("w:p"):
            word.append(mark("p", mark("pPr", mark("pStyle", val=style_id("Table Text")))))
        made.append(word)
    return made


def _widths(cells: list[Cell], count: int) -> list[int]:
    """Widths in twentieths of a point: short columns as they are, long ones by how much there is to read."""
    least, whole = [_GUTTER * 2.0] * count, [_GUTTER * 2.0] * count
    for cell in cells:
        if cell.across == 1:
            words = "".join(cell.element.itertext()).split()
            longest = min(max(map(len, words), default=0), _LONGEST_WORD)
            least[cell.column] = max(least[cell.column], longest * _LETTER + _GUTTER)
            whole[cell.column] = max(whole[cell.column], len(" ".join(words)) * _LETTER + _GUTTER)
    narrow = _short(whole)
    long = [column for column in range(count) if column not in narrow]
    room = TEXT_WIDTH - sum(narrow.values()) - sum(least[column] for column in long)
    if room < 0:  # even the longest words do not fit beside one another
        points = [each * TEXT_WIDTH / sum(least) for each in least]
    else:
        # The root: a column with four times the text gets twice the room.
        share = {column: (whole[column] - least[column]) ** 0.5 for column in long or range(count)}
        part = room / (sum(share.values()) or 1)
        points = [narrow.get(column, least[column]) + part * share.get(column, 0) for column in range(count)]
    twips = [int(each * TWIPS) for each in points]
    twips[-1] += TEXT_WIDTH * TWIPS - sum(twips)
    return twips


def _short(whole: list[float]) -> dict[int, float]:
    """Columns whose longest cell fits on a line of a fair share of the width, with the width that it takes."""
    found: dict[int, float] = {}
    for column in sorted(range(len(whole)), key=lambda each: whole[each]):
        fair = (TEXT_WIDTH - sum(found.values())) / (len(whole) - len(found))
        if whole[column] > min(fair, _LONGEST_LINE):
            break
        found[column] = whole[column]
    return found
