"""Markings put where the renderer looks for them: at the end of the element they belong to, in one form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefgen.load.blocks import RawBlock
from briefgen.model.marking import Marking, highest

_LEAD = re.compile(r"[ \t>]*+")
_BLANK = re.compile(r"[ \t>]*+\Z")
_DELIMITER_ROW = re.compile(r"[ \t>]*+[\s|:-]+\Z")
_HEADING = re.compile(r"[ \t>]*+#{1,6}(?!#)")
# Underlines of headings, rules, and addresses of links: nothing can be appended to them.
_NO_TEXT = re.compile(r"[ \t>]*+(?:(?:=++|-++|(?:[*_-][ \t]*+){3,}+)[ \t]*+\Z|\[[^\[\]^][^\[\]]*+\]:)")
# What opens or closes something: a marking behind it belongs to no text.
_FRAME = re.compile(r"[ \t>]*+(?:!!!|///|`{3}|~{3})")
_SPREAD = ("list", "table", "admonition", "fence", "code")
"""Kinds of blocks that a marking of the whole stands before, because their end belongs to a part of them."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A marking as written.

    Attributes:
        line: 0-based number of its line.
        first: Column of its first character, 0-based.
        last: Column behind its last one.
        marking: The label.
        element: Numbers of the lines of the paragraph, heading or list entry that it stands in.
        redacted: What is printed instead, for who may not see the element; "" for nothing.
        row: Whether it stands in the last cell of a table's row, and so belongs to that row alone.
    """

    line: int
    first: int
    last: int
    marking: Marking
    element: range
    redacted: str = ""
    row: bool = False


@dataclass(slots=True)
class Placed:
    """A block's lines with their markings in place.

    Attributes:
        lines: One for each of the block's; None where nothing is left of it.
        before: Markings that stand in a paragraph of their own, by the index of the line they stand before.
        strays: Markings that belong to nothing.
        code: Whether the block is indented code: then a paragraph before it is not indented.
        redacted: What is printed instead of an element, by the index of the line that its marking belongs to.
    """

    lines: list[str | None]
    before: dict[int, Marking]
    strays: list[Cut]
    code: bool
    redacted: dict[int, str]

    def instead(self, shown: Sequence[tuple[str, int]]) -> tuple[tuple[int, str], ...]:
        """The texts that are printed instead, by the number of the line as it is shown."""
        last = {row: number for number, (_, row) in enumerate(shown)}
        return tuple(sorted((last[row], text) for row, text in self.redacted.items() if row in last))

    def shown(self) -> list[tuple[str, int]]:
        """The lines as they are printed, each with the index of the one it was written on or stands before."""
        shown: list[tuple[str, int]] = []
        for row, line in enumerate(self.lines):
            if row in self.before:
                lead = "" if self.code else _lead(line or "")
                gap = [lead.rstrip()]
                between = gap if shown and not _BLANK.match(shown[-1][0]) else []
                shown += [(each, row) for each in (*between, lead + written(self.before[row]), *gap)]
            if line is not None:
                shown.append((line, row))
        while shown and _BLANK.match(shown[-1][0]):
            shown.pop()
        return shown


def written(marking: Marking) -> str:
    """The one form of a marking in a text."""
    return f"{{marking={marking.value}}}"


def unmarked(text: str) -> str:
    """A text without the marking at its end."""
    text = text.strip()
    return text.rpartition("{marking=")[0].rstrip() if text.endswith("}") and "{marking=" in text else text


def place_markings(raw: RawBlock, cuts: Sequence[Cut], whole: Marking = Marking.CLEAR) -> Placed:
    """Take the markings out of a block, and put each where it belongs.

    Args:
        raw: The block.
        cuts: Its markings.
        whole: One that the block has from around it; it is added where none in it is as high.
    """
    lines: list[str | None] = list(raw.lines)
    alone = _take_out(lines, raw, cuts)
    placed = Placed(lines, {}, [], code=raw.kind == "code", redacted={})
    hosts, starts = _hosts(lines), _starts(raw)
    behind: dict[int, list[Marking]] = defaultdict(list)
    before: dict[int, list[Marking]] = defaultdict(list)
    for cut in (cut for cut in cuts if not cut.row):
        host = _host(cut, raw, hosts) if cut.line in alone else hosts[cut.element.stop - 1 - raw.line]
        elsewhere = host < cut.element.start - raw.line and cut.line not in alone
        if host in starts:
            before[starts[host]].append(cut.marking)
        elif host < 0 or elsewhere or _FRAME.match(lines[host] or ""):
            placed.strays.append(cut)
            continue
        else:
            behind[host].append(cut.marking)
        if cut.redacted:
            placed.redacted[starts.get(host, host)] = cut.redacted
    if whole.rank > highest(tuple(cut.marking for cut in cuts)).rank:
        spread = raw.kind in _SPREAD or hosts[-1] < 0
        (before[0] if spread else behind[hosts[-1]]).append(whole)
    for row, markings in behind.items():
        if len(markings) > 1 or row not in placed.redacted or highest(tuple(markings)) is not Marking.CLEAR:
            lines[row] = f"{_bare(lines[row] or '')} {written(highest(tuple(markings)))}"
    whole_ones = {row: highest(tuple(markings)) for row, markings in before.items()}
    placed.before = {
        row: marking
        for row, marking in whole_ones.items()
        if marking is not Marking.CLEAR or row not in placed.redacted
    }
    return placed


def _host(cut: Cut, raw: RawBlock, hosts: Sequence[int]) -> int:
    """The line that a marking with a line of its own belongs to: the one before it, in its element or the last one."""
    row = cut.line - raw.line
    if row == 0:
        return -1
    begins = hosts[row] < cut.element.start - raw.line
    return hosts[row] if begins and not _BLANK.match(raw.lines[row - 1]) else hosts[cut.element.stop - 1 - raw.line]


def _take_out(lines: list[str | None], raw: RawBlock, cuts: Iterable[Cut]) -> set[int]:
    """Cut the markings out; gives the numbers of lines on which nothing else stood."""
    alone = set()
    for cut in sorted(cuts, key=lambda cut: (cut.line, cut.first), reverse=True):
        line = lines[cut.line - raw.line] or ""
        if cut.row:
            cells = line[: cut.first].rstrip(), written(cut.marking), line[cut.last :].strip()
            lines[cut.line - raw.line] = " ".join(cells)
            continue
        rest = line[: cut.first].rstrip() + line[cut.last :].rstrip()
        bare = bool(_BLANK.match(rest))
        lines[cut.line - raw.line] = None if bare else rest
        if bare:
            alone.add(cut.line)
    return alone


def _hosts(lines: Iterable[str | None]) -> list[int]:
    """For each line the nearest one, itself or before it, that a marking can stand behind; -1 where there is none."""
    hosts, last = [], -1
    for row, line in enumerate(lines):
        if line is not None and not _BLANK.match(line) and not _NO_TEXT.match(line):
            last = row
        hosts.append(last)
    return hosts


def _starts(raw: RawBlock) -> dict[int, int]:
    """For each line of code or of a table: the line it begins with."""
    starts: dict[int, int] = {}
    table = 0 if raw.kind == "table" else -1
    for row, line in enumerate(raw.lines):
        if raw.line + row in raw.code:
            starts[row] = starts[row - 1] if raw.line + row - 1 in raw.code and row else row
        elif raw.kind != "table" and _BLANK.match(line):
            table = -1
        elif table < 0 and (row == 0 or _BLANK.match(raw.lines[row - 1])) and row + 1 < len(raw.lines):
            following = raw.lines[row + 1]
            if "|" in following and "-" in following and _DELIMITER_ROW.match(following):
                table = row
        if table >= 0:
            starts.setdefault(row, table)
    return starts


def _bare(line: str) -> str:
    """The line, without the signs that close a heading."""
    line = line.rstrip()
    if _HEADING.match(line):
        line = line.rstrip("#").rstrip() or line
    return line


def _lead(line: str) -> str:
    match = _LEAD.match(line)
    return match.group() if match else ""
