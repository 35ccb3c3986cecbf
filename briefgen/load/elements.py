"""The paragraphs, headings, list entries and rows within a block: what inline marks can span."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from briefgen.load.blocks import RawBlock

_BREAKS = re.compile(r"[\s>]*+(?:[-*+][ \t]|[0-9]{1,9}[.)][ \t]|#{1,6}[ \t]|\||!!!|///|\[\^)")
_RULE = re.compile(r"[ \t>]*+(?:=++|-++|(?:[*_-][ \t]*+){3,}+)[ \t]*+\Z")


def elements(block: RawBlock) -> Iterator[tuple[int, str]]:
    """Runs of lines that inline marks can span, with the number of their first line."""
    starts = [0]
    for index, (before, line) in enumerate(pairwise(block.lines), 1):
        coded = (block.line + index in block.code, block.line + index - 1 in block.code)
        blank = not line.strip(" \t>") or not before.strip(" \t>")
        parted = blank or _BREAKS.match(line) or _RULE.match(before) or before.lstrip(" \t>").startswith("#")
        if parted or block.kind == "table" or any(coded):
            starts.append(index)
    for start, end in pairwise([*starts, len(block.lines)]):
        if block.line + start not in block.code:
            yield block.line + start, "\n".join(block.lines[start:end])


def run_length(text: str, at: int) -> int:
    """Length of the run of backticks that begins there."""
    end = at
    while end < len(text) and text[end] == "`":
        end += 1
    return end - at


def closed_ticks(text: str) -> dict[int, int]:
    """For each run of backticks that another one of its length closes: its offset, and the end of the closing one."""
    runs = [(match.start(), match.end()) for match in re.finditer("`+", text)]
    following: dict[int, int] = {}
    closed = {}
    for start, end in reversed(runs):
        length = end - start
        if length in following:
            closed[start] = following[length]
        following[length] = end
    return closed
