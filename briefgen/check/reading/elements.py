"""A block taken apart: its paragraphs, headings, list entries, rows, captions, footnotes and code."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

_FENCE = re.compile(r"\s*+(`{3,}+(?=[^`]*+$)|~{3,}+)")
_ADMONITION = re.compile(r"""[ ]{0,3}!!![ ]?[\w-]++(?:[ ]++"(?P<title>.*)")?""")
_CAPTION = re.compile(r"[ ]{0,3}/{3,}+[ \t]*+[\w-]")
_CAPTION_END = re.compile(r"[ ]{0,3}/{3,}+[ \t]*+$")
_LIST = re.compile(r"[ \t]*+(?:[-*+]|[0-9]{1,9}[.)]|:)[ \t]++(?=\S)")
_FOOTNOTE = re.compile(r"[ ]{0,3}\[\^[^\]\n]*+\]:[ \t]*+")
_DEFINITION = re.compile(r"[ ]{0,3}\[[^\[\]^@!][^\[\]]*+\]:")
_HEADING = re.compile(r"[ ]{0,3}(?P<signs>#{1,6})(?!#)[ \t]*+")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:=++|-++)[ \t]*+$")
_RULE = re.compile(r"[ ]{0,3}(?:[*_-][ \t]*+){3,}+$")
_DELIMITER_ROW = re.compile(r"[\s|:-]++$")
_QUOTE = re.compile(r"[ ]{0,3}(?:>[ ]?)++")
_DEEPEST = 10
"""Boxes in boxes that are looked into."""

_PICTURE = re.compile(r"!\[.*\]\([^()]*+(?:\([^()]*+\)[^()]*+)*+\)(?:[ ]?\{[^{}]*+\})?$", re.DOTALL)
_MARKING = re.compile(r"\s*+\{marking=[^{}]*+\}\s*+$")


@dataclass(frozen=True, slots=True)
class Element:
    """A paragraph, heading, list entry, row, caption, footnote or run of code.

    Attributes:
        kind: `text`, `list`, `quote`, `table`, `heading`, `caption`, `footnote` or `code`; a table's first row and a
            box's title are headings.
        level: Of a heading in the text: 1–6; 0 for anything else.
        lines: Its lines without what stands before the text in them: indents, bullets, `>`, `#`.
        starts: Where each line begins in the block's text.
    """

    kind: str
    lines: tuple[str, ...]
    starts: tuple[int, ...]
    level: int = 0

    @property
    def markdown(self) -> str:
        """Its text."""
        return "\n".join(self.lines)

    def offsets(self, places: Iterable[int]) -> list[int]:
        """Where characters of its text stand in the block's."""
        firsts = [0, *accumulate(len(line) + 1 for line in self.lines[:-1])]
        rows = [(at, bisect_right(firsts, at) - 1) for at in places]
        return [self.starts[row] + at - firsts[row] for at, row in rows]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    def cut(self, count: int) -> _Line:
        """The line without its first characters."""
        return _Line(self.start + count, self.text[count:])

    def dedented(self, most: int = 4) -> _Line:
        """The line without its indent, up to so many columns."""
        width = len(self.text) - len(self.text.lstrip(" \t"))
        return self.cut(1 if self.text.startswith("\t") else min(width, most))


def elements_of(text: str) -> Iterator[Element]:
    """Everything that a block's Markdown holds, in reading order."""
    lines = []
    start = 0
    for line in text.split("\n"):
        lines.append(_Line(start, line))
        start += len(line) + 1
    yield from _Parser(lines, "text").elements()


class _Parser:
    def __init__(self, lines: Sequence[_Line], kind: str, depth: int = 0) -> None:
        self._lines = lines
        self._outer = kind
        self._kind = kind
        self._depth = depth
        self._at = 0
        self._open: list[_Line] = []

    def elements(self) -> Iterator[Element]:
        """Each element as it ends."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.text.strip():
                yield from self._close()
                self._at += 1
                continue
            if not line.text.startswith((" ", "\t")) and not self._open:
                self._kind = self._outer
            yield from self._line(line)
        yield from self._close()

    def _line(self, line: _Line) -> Iterator[Element]:
        text = line.text
        if _FENCE.match(text) or (text.startswith(("    ", "\t")) and self._starts_code()):
            yield from self._close()
            yield self._code()
        elif self._starts_table():
            yield from self._close()
            yield from self._table()
        elif self._depth < _DEEPEST and self._is_container(text):
            yield from self._close()
            yield from self._container(line)
        elif self._open and _UNDERLINE.match(text) and self._kind in ("text", "quote"):
            yield from self._close(level=1 if "=" in text else 2)
            self._at += 1
        else:
            yield from self._words(line)
            self._at += 1

    def _is_container(self, text: str) -> bool:
        return bool(_ADMONITION.match(text) or _CAPTION.match(text) or (_QUOTE.match(text) and not self._open))

    def _inside(self, lines: Sequence[_Line], kind: str) -> Iterator[Element]:
        yield from _Parser(lines, kind, self._depth + 1).elements()

    def _words(self, line: _Line) -> Iterator[Element]:
        if heading := _HEADING.match(line.text):
            yield from self._close()
            shown = line.cut(heading.end())
            self._open = [_Line(shown.start, re.sub(r"(?:^|[ \t]++)#++(?=\s*+(?:\{[^{}]*+\})?\s*+$)", "", shown.text))]
            yield from self._close(level=len(heading["signs"]))
        elif footnote := _FOOTNOTE.match(line.text):
            yield from self._close()
            self._kind = "footnote"
            self._open = [line.cut(footnote.end())]
        elif (item := _LIST.match(line.text)) and not _RULE.match(line.text) and self._may_begin(item):
            yield from self._close()
            self._kind = "list"
            self._open = [line.cut(item.end())]
        elif _RULE.match(line.text) or (_DEFINITION.match(line.text) and not self._open):
            yield from self._close()
        else:
            self._open.append(line.cut(len(line.text) - len(line.text.lstrip(" \t"))))

    def _may_begin(self, item: re.Match[str]) -> bool:
        """A list does not begin within a paragraph, but a definition below its term and the next entry do."""
        return not self._open or self._kind == "list" or item.group().strip() == ":"

    def _close(self, level: int = 0) -> Iterator[Element]:
        """End the paragraph that is open."""
        lines, self._open = self._open, []
        if not any(line.text.strip() for line in lines):
            return
        text = "\n".join(line.text for line in lines).strip()
        kind = "heading" if level else "caption" if self._outer != "caption" and _PICTURE.match(text) else self._kind
        yield Element(kind, tuple(line.text for line in lines), tuple(line.start for line in lines), level)

    def _starts_code(self) -> bool:
        return not self._open and self._kind in ("text", "quote")

    def _code(self) -> Element:
        fence = _FENCE.match(self._lines[self._at].text)
        first = self._at
        self._at += 1
        while self._at < len(self._lines) and not self._ends_code(self._lines[self._at].text, fence):
            self._at += 1
        if fence and self._at < len(self._lines):
            self._at += 1
        inside = self._lines[first + 1 : self._at - 1] if fence else self._lines[first : self._at]
        shown = inside or self._lines[first : first + 1]
        return Element("code", tuple(line.text for line in shown), tuple(line.start for line in shown))

    def _ends_code(self, text: str, fence: re.Match[str] | None) -> bool:
        if fence:
            return text.strip().startswith(fence.group(1)) and not text.strip().strip(fence.group(1)[0])
        return bool(text.strip()) and not text.startswith(("    ", "\t"))

    def _starts_table(self) -> bool:
        following = self._lines[self._at + 1].text if self._at + 1 < len(self._lines) else ""
        row = "|" in following and "-" in following and bool(_DELIMITER_ROW.match(following))
        return row and not self._open and "|" in self._lines[self._at].text

    def _table(self) -> Iterator[Element]:
        first = self._at
        while self._at < len(self._lines) and self._lines[self._at].text.strip():
            line = self._lines[self._at]
            if self._at != first + 1 and not _MARKING.match(line.text):
                kind = "heading" if self._at == first else "table"
                yield Element(kind, (line.text,), (line.start,))
            self._at += 1

    def _container(self, line: _Line) -> Iterator[Element]:
        """A box, a caption or a quotation: what is in it, read like a block of its own."""
        if box := _ADMONITION.match(line.text):
            if box["title"]:
                yield Element("heading", (box["title"],), (line.start + box.start("title"),))
            self._at += 1
            yield from self._inside(self._boxed(), self._outer)
        elif _CAPTION.match(line.text):
            self._at += 1
            first = self._at
            while self._at < len(self._lines) and not _CAPTION_END.match(self._lines[self._at].text):
                self._at += 1
            yield from self._inside(self._lines[first : self._at], "caption")
            self._at += 1
        else:
            first = self._at
            while self._at < len(self._lines) and self._lines[self._at].text.strip():
                self._at += 1
            yield from self._inside([_unquoted(each) for each in self._lines[first : self._at]], "quote")

    def _boxed(self) -> list[_Line]:
        """The lines of a box: indented ones, and blank ones between them."""
        first = self._at
        while self._at < len(self._lines):
            text = self._lines[self._at].text
            if text.strip() and not text.startswith(("    ", "\t")):
                break
            self._at += 1
        return [line.dedented() for line in self._lines[first : self._at]]


def _unquoted(line: _Line) -> _Line:
    match = _QUOTE.match(line.text)
    return line.cut(match.end()) if match else line
