"""Where the characters of a block stand in its file.

A block's text is not quite what the file holds: the loader moves markings, joins the lines of a citation and takes the
`>` off a standfirst. The block knows the line of each of its rows, and its calls keep their exact places, so the
characters around them are found from there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise

from briefgen.model.dossier import Block, Call
from briefgen.model.place import Place

_CALL = re.compile(r"\[@(?P<cited>[^\[\]]*)\]|\[!(?P<judged>[a-z0-9-]+)\]|(?P<shown>!\[)")
_QUOTE = 2
"""Characters that the loader takes off a standfirst's line: `> `."""


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A character whose place is known: row and column in the block's text, line and column in its file, all 0-based."""

    row: int
    column: int
    line: int
    source_column: int


class Positions:
    """Gives the places of a block's characters.

    Args:
        block: The block.
        quoted: Whether it is a standfirst.
    """

    def __init__(self, block: Block, *, quoted: bool = False) -> None:
        self._block = block
        self._starts = [0, *(match.end() for match in re.finditer("\n", block.text))]
        self._indent = _QUOTE if quoted else 0
        self._anchors = list(self._found())
        self._keys = [(anchor.row, anchor.column) for anchor in self._anchors]

    def place(self, offset: int) -> Place:
        """Of a character of the block's text."""
        row, column = self._position(offset)
        line, source_column = self._source(row, column)
        return _placed(self._block.place, line, max(source_column, 0))

    def _position(self, offset: int) -> tuple[int, int]:
        row = bisect_right(self._starts, offset) - 1
        return row, offset - self._starts[row]

    def _source(self, row: int, column: int) -> tuple[int, int]:
        at = bisect_right(self._keys, (row, column))
        before = self._anchors[at - 1] if at else None
        after = self._anchors[at] if at < len(self._anchors) else None
        near = before if before and before.row == row else after
        if near and near.row == row:
            return near.line, near.source_column + column - near.column
        return self._line(row), column + self._indent

    def _line(self, row: int) -> int:
        """Of a row without calls, 0-based."""
        rows = self._block.rows
        return rows[row] - 1 if row < len(rows) else _line_and_column(self._block.place)[0] + row

    def _found(self) -> list[_Anchor]:
        """Each id of each call, with its place."""
        anchors = []
        calls = list(self._block.calls)
        at = 0
        for match in _CALL.finditer(self._block.text):
            if at < len(calls) and _is_call(match, calls[at]):
                anchors += self._of_call(match, calls[at])
                at += 1
        return _monotone(anchors)

    def _of_call(self, match: re.Match[str], call: Call) -> list[_Anchor]:
        offsets = [match.start()]
        places = [call.place]
        if call.kind == "citation" and call.places:
            offsets += [match.start() + found.end() for found in re.finditer("@", match.group())]
            places += call.places
        return [
            _Anchor(*self._position(offset), *_line_and_column(place))
            for offset, place in zip(offsets, places, strict=False)
        ]


def _is_call(match: re.Match[str], call: Call) -> bool:
    if match["cited"] is not None:
        names = tuple(part.strip().removeprefix("@") for part in match.group()[1:-1].split(";"))
        return call.kind == "citation" and names == call.targets
    if match["judged"] is not None:
        return call.kind == "judgement"
    return call.kind in ("figure", "picture")


def _monotone(anchors: list[_Anchor]) -> list[_Anchor]:
    """Without those that would lead backwards."""
    falling = {
        later
        for before, later in pairwise(anchors)
        if (later.line, later.source_column) < (before.line, before.source_column)
    }
    return [anchor for anchor in anchors if anchor not in falling]


def _line_and_column(place: Place) -> tuple[int, int]:
    """Both 0-based: of a Markdown file, or within a YAML field, where they end the pointer."""
    if place.line is not None:
        return place.line - 1, (place.column or 1) - 1
    steps = place.pointer[-2:]
    line, column = (steps[0], steps[1]) if len(steps) == 2 else (0, 0)  # noqa: PLR2004 - a line and a column
    return (line, column) if isinstance(line, int) and isinstance(column, int) else (0, 0)


def _placed(near: Place, line: int, column: int) -> Place:
    if near.line is not None:
        return replace(near, line=line + 1, column=column + 1)
    return Place(near.file, (*near.pointer[:-2], line, column))
