"""Inline Markdown turned into plain words, each character with where it stood."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_ADDRESS = r"""\(\s*+(?:<[^<>\n]*+>|[^\s()<>]*+(?:\([^\s()]*+\)[^\s()]*+)*+)(?:\s++(?:"[^"\n]*+"|'[^'\n]*+'))?\s*+\)"""
_TOKEN = re.compile(
    r"""
      \\(?P<escaped>[!-/:-@\[-`{-~])
    | (?P<ticks>`+)
    | \s*+\[@(?P<cited>[^\[\]]*+)\]
    | \s*+\[\^[^\]\n]*+\]
    | \[![a-z0-9-]++\]
    | !?\[(?P<linked>(?:[^\[\]]++|\[[^\[\]]*+\])*+)\](?:"""
    + _ADDRESS
    + r"""|\[[^\[\]]*+\])
    | <(?:https?://[^\s<>]*+|(?:mailto:)?[^\s<>@:/!]++@[^\s<>@]++)>
    | \s*+\{(?::|marking=)[^{}\n]*+\}
    | (?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
    | (?P<emphasis>\*++|_++)
    | (?P<space>\s++)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Plain:
    """The words of a paragraph, list entry, heading or row.

    Attributes:
        text: One line, without Markdown.
        offsets: Where each character of it stood in the Markdown.
        cited: Facts cited, each with the index in `text` behind which its citation stands.
    """

    text: str
    offsets: tuple[int, ...]
    cited: tuple[tuple[int, str], ...]


def plain(markdown: str) -> Plain:
    """The words of one element's Markdown, in time that grows with its length."""
    reader = _Reader(markdown)
    reader.read(0, len(markdown))
    return Plain("".join(reader.characters), tuple(reader.offsets), tuple(reader.cited))


class _Reader:
    def __init__(self, markdown: str) -> None:
        self._markdown = markdown
        self._ticks = _closed_ticks(markdown) if "`" in markdown else {}
        self.characters: list[str] = []
        self.offsets: list[int] = []
        self.cited: list[tuple[int, str]] = []

    def read(self, start: int, end: int) -> None:
        """Take in the characters between two offsets; a link's text is read like what is around it."""
        at = start
        while match := _TOKEN.search(self._markdown, at, end):
            self._copy(at, match.start())
            at = self._take(match)
        self._copy(at, end)

    def _take(self, match: re.Match[str]) -> int:
        start, kind = match.start(), match.lastgroup
        if kind == "ticks":
            return self._code(match)
        if kind == "escaped":
            self._copy(start + 1, match.end())
        elif kind == "cited":
            names = (name.strip().removeprefix("@") for name in match["cited"].split(";"))
            self.cited += [(len(self.characters), name) for name in names if name]
        elif kind == "linked":
            self.read(*match.span("linked"))
        elif kind == "entity":
            self._put(html.unescape(match["entity"]), start)
        elif kind == "emphasis" and not self._is_emphasis(match):
            self._copy(start, match.end())
        elif kind == "space":
            self._put(" ", start)
        return match.end()

    def _code(self, match: re.Match[str]) -> int:
        closing = self._ticks.get(match.start())
        if closing is None:
            self._copy(match.start(), match.end())
            return match.end()
        self._copy(match.end(), closing - len(match["ticks"]))
        return closing

    def _is_emphasis(self, match: re.Match[str]) -> bool:
        """A star or a line that touches a word; within a word a line is part of it."""
        before = self._markdown[match.start() - 1 : match.start()]
        after = self._markdown[match.end() : match.end() + 1]
        if match.group().startswith("_") and before.isalnum() and after.isalnum():
            return False
        return bool(before.strip() or after.strip())

    def _copy(self, start: int, end: int) -> None:
        self.characters += self._markdown[start:end].replace("\n", " ")
        self.offsets += range(start, end)

    def _put(self, text: str, offset: int) -> None:
        self.characters += text
        self.offsets += [offset] * len(text)


def _closed_ticks(text: str) -> dict[int, int]:
    """For each run of backticks that another one of its length closes: its offset, and the end of the closing one."""
    following: dict[int, int] = {}
    closed = {}
    for run in reversed(list(re.finditer("`+", text))):
        length = run.end() - run.start()
        if length in following:
            closed[run.start()] = following[length]
        following[length] = run.end()
    return closed
