"""Markdown cut into blocks: what blank lines part, with lists, admonitions and the like kept whole."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_ANY_FENCE = re.compile(r"\s*(`{3,}(?=[^`]*$)|~{3,})")
_LIST = re.compile(r" {0,3}(?:[-*+]|[0-9]{1,9}[.)])[ \t]")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\n]*\]:")
_DEFINITION = re.compile(r" {0,3}:[ \t]")
_ADMONITION = re.compile(r"!!! ?([\w-]+)")
_CAPTION = re.compile(r"/{3,}[ \t]*[\w-]")
_CAPTION_END = re.compile(r"/{3,}[ \t]*$")
_DELIMITER_ROW = re.compile(r"[\s|:-]+$")
_PREFIX = re.compile(r"[ \t]*(?:(?:>|[-*+](?=[ \t])|[0-9]{1,9}[.)](?=[ \t]))[ \t]*)*")
_MARKING_LINE = re.compile(r"[ \t]*+\{:?[^{}\n]*\bmarking[ \t]*=[^{}\n]*\}[ \t]*+\Z", re.IGNORECASE)
_TAB = 4
"""Spaces that one level of indentation has in Python-Markdown."""


@dataclass(frozen=True, slots=True)
class RawBlock:
    """Lines that belong together.

    Attributes:
        line: 0-based number of the first one.
        lines: As written.
        kind: `paragraph`, `list`, `quote`, `table`, `admonition`, `footnote`, `fence` or `code`.
        admonition: Its type, "" for other blocks.
        code: 0-based numbers of the lines that are code, and of its fences.
    """

    line: int
    lines: tuple[str, ...]
    kind: str
    admonition: str
    code: frozenset[int]


class Splitter:
    """Cuts lines into blocks.

    Attributes:
        unclosed: 0-based numbers of lines that open a code fence which nothing closes.
    """

    def __init__(self, lines: Sequence[str], start: int = 0) -> None:
        self._lines = lines
        self._start = start
        self._code: set[int] = set()
        self._closing = _closing_fences(lines)
        self._caption_ends = [number for number, line in enumerate(lines) if _CAPTION_END.match(line)]
        self.unclosed: list[int] = []

    def split(self) -> list[RawBlock]:
        """All blocks, in order. Each line is looked at a fixed number of times."""
        spans: list[tuple[int, int, str]] = []
        at = self._blank(self._start)
        while at < len(self._lines):
            kind = self._kind(at)
            end = self._end(at, kind)
            # A caption belongs to the table or picture above it, a definition to the term above it.
            joins = spans and (_CAPTION.match(self._lines[at]) or _DEFINITION.match(self._lines[at]))
            first, _, kind = spans.pop() if joins else (at, end, kind)
            spans.append((first, end, kind))
            at = self._blank(end)
        return [self._block(*span) for span in spans]

    def _block(self, first: int, end: int, kind: str) -> RawBlock:
        while not self._lines[end - 1].strip():
            end -= 1
        lines = tuple(self._lines[first:end])
        match = _ADMONITION.match(lines[0]) if kind == "admonition" else None
        return RawBlock(first, lines, kind, match.group(1).lower() if match else "", self._code_between(first, end))

    def _code_between(self, first: int, end: int) -> frozenset[int]:
        return frozenset(line for line in range(first, end) if line in self._code)

    def _blank(self, at: int) -> int:
        """The next line with something on it."""
        while at < len(self._lines) and not self._lines[at].strip():
            at += 1
        return at

    def _kind(self, at: int) -> str:
        line = self._lines[at]
        kinds = (
            (_FENCE, "fence"),
            (_LIST, "list"),
            (_FOOTNOTE, "footnote"),
            (_DEFINITION, "list"),
            (_ADMONITION, "admonition"),
            (_CAPTION, "caption"),
        )
        for pattern, kind in kinds:
            if pattern.match(line):
                return kind
        if line.startswith(("    ", "\t")):
            return "code"
        following = self._lines[at + 1] if at + 1 < len(self._lines) else ""
        if "|" in following and "-" in following and _DELIMITER_ROW.match(following):
            return "table"
        return "quote" if line.lstrip(" ").startswith(">") else "paragraph"

    def _end(self, at: int, kind: str) -> int:
        if kind in ("fence", "code"):
            return self._with_marking(self._fence_end(at) if kind == "fence" else self._code_end(at))
        if kind == "caption":
            return self._caption_end(at)
        return self._container_end(at, kind) if kind in ("list", "footnote", "admonition") else self._plain_end(at)

    def _plain_end(self, at: int) -> int:
        """A blank line ends it, or what needs none before it."""
        at += 1
        while at < len(self._lines):
            line = self._lines[at]
            if not line.strip() or _FENCE.match(line) or _ADMONITION.match(line):
                break
            at += 1
        return at

    def _container_end(self, at: int, kind: str) -> int:
        """Blank lines do not end it where what follows is indented, or is the list's next entry."""
        at += 1
        while at < len(self._lines):
            line = self._lines[at]
            if line.strip():
                indented = line.startswith(("    ", "\t"))
                if _ADMONITION.match(line) or (kind == "admonition" and not indented):
                    break
                at = self._fence_end(at) if _ANY_FENCE.match(line) else at + 1
                continue
            following = self._blank(at)
            if following >= len(self._lines) or not self._goes_on(following, kind):
                break
            at = following
        return at

    def _goes_on(self, at: int, kind: str) -> bool:
        line = self._lines[at]
        if line.startswith(("    ", "\t")):
            return True
        return kind == "list" and bool(_LIST.match(line) or line.startswith("  ") or _DEFINITION.match(line))

    def _fence_end(self, at: int) -> int:
        end = self._closing.get(at)
        if end is None:
            # What follows is read as text, so that nothing hides in it.
            self.unclosed.append(at)
            return at + 1
        self._code.update(range(at, end + 1))
        return end + 1

    def _code_end(self, at: int) -> int:
        end = at
        while end < len(self._lines) and self._lines[end].strip() and self._lines[end].startswith(("    ", "\t")):
            end += 1
        self._code.update(range(at, end))
        return end

    def _with_marking(self, end: int) -> int:
        """Code has no line of its own for a marking: one on the line right below belongs to it."""
        marked = end - 1 in self._code and end < len(self._lines) and _MARKING_LINE.match(self._lines[end])
        return end + 1 if marked else end

    def _caption_end(self, at: int) -> int:
        nearest = bisect_right(self._caption_ends, at)
        return self._caption_ends[nearest] + 1 if nearest < len(self._caption_ends) else self._plain_end(at)


def _closing_fences(lines: Sequence[str]) -> dict[int, int]:
    """For each line that looks like a fence, the first later line that closes it: bare, and at least as long.

    Read from the end, with the closing lines still in sight on a stack, longer ones deeper.
    """
    sight: dict[str, list[tuple[int, int]]] = {"`": [], "~": []}
    closing = {}
    for number in range(len(lines) - 1, -1, -1):
        match = _ANY_FENCE.match(lines[number])
        if not match:
            continue
        sign, length = match.group(1)[0], len(match.group(1))
        stack = sight[sign]
        found = _reaching(stack, length)
        if found is not None:
            closing[number] = found
        if not lines[number].strip().strip(sign):
            while stack and stack[-1][0] <= length:
                stack.pop()
            stack.append((length, number))
    return closing


def _reaching(stack: list[tuple[int, int]], length: int) -> int | None:
    """The nearest line of at least that length; lengths fall towards the end of the stack."""
    fitting = bisect_right(stack, -length, key=lambda entry: -entry[0])
    return stack[fitting - 1][1] if fitting else None


def depth_of(line: str, *, nested: bool) -> int:
    """How many quotations and lists a line stands in, as far as its beginning tells.

    Args:
        line: As written.
        nested: Whether it belongs to a list, where indentation alone counts too.
    """
    match = _PREFIX.match(line)
    prefix = match.group() if match else ""
    marks = prefix.replace(" ", "").replace("\t", "")
    quotes = marks.count(">")
    bullets = sum(marks.count(mark) for mark in "-*+.)")
    if not quotes and not bullets and not nested:
        return 0
    # One space after each mark belongs to it; whole tab stops beyond that are further levels.
    spaces = len(prefix.expandtabs(_TAB)) - len(marks) - bullets - quotes
    return quotes + bullets + max(spaces, 0) // _TAB
