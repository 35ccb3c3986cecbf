"""What stands inside a block: calls, links, markings, and raw HTML, each at its line and column.

One pass over the characters that can begin something. Code is passed over.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from briefgen.load.blocks import RawBlock
from briefgen.load.codes import fault
from briefgen.load.elements import closed_ticks, elements, run_length
from briefgen.load.footnotes import Footnote
from briefgen.load.links import safe_link, unsafe
from briefgen.load.markings import Cut
from briefgen.load.nearest import nearest_hint
from briefgen.load.text_file import Lines
from briefgen.model.base import ID_PATTERN
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.dossier import Call
from briefgen.model.marking import Marking
from briefgen.model.place import Place

Where = Callable[[int, int], Place]
"""Gives the place of a 0-based line and column."""

_SIGN = re.compile(r"[\\`\[\]!<{]")
_CITATION = re.compile(r"\[@([^\[\]]*)\]")
_JUDGEMENT = re.compile(r"\[!([^\[\]]*)\]")
_TARGET = re.compile(r"\(\s*(?:<([^<>\n]*)>|([^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*))")
_REFERENCE = re.compile(r" ?\[([^\[\]]*)\]")
_TAG = re.compile(r"<(?:/?([A-Za-z][A-Za-z0-9-]*)|[!?])")
_LINE_TAG = re.compile(r" {0,3}<(?=[A-Za-z/!?])")
_AUTOLINK = re.compile(r"<(?:https?://[^\s<>]*|(?:mailto:)?[^\s<>@:/!]+@[^\s<>@]+)>", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"\{:?[ \t]*([^{}\n]*)\}")
_REST = re.compile(r"[ \t]*+(?:\n|\Z)")
_ROW_REST = re.compile(r"[ \t]*+\|[ \t]*+\Z")
_MARKING_WORD = re.compile(r"\{:?[^{}\n]*\b(?:marking|redacted)[ \t]*=", re.IGNORECASE)
_MARKING = re.compile(
    r"""(?:marking=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'{}]+))(?=[ \t]|\Z))?[ \t]*"""
    r"""(?:redacted=(?:"(?P<instead>[^"]*)"|'(?P<apart>[^']*)'))?[ \t]*"""
)
_NOT_PLAIN = re.compile(r"[\[\]<>`|*_\\#]")
"""What would be more than words in a text that stands in for another."""
_ID = re.compile(ID_PATTERN)
_FOOTNOTE = re.compile(r"\[\^([^\[\]\n]*)\](:?)")
_BEGINNING = re.compile(r"(?:[ \t>]|[*+:-][ \t]|[0-9]{1,9}[.)][ \t])*+")
_HTML_HINT = "Write Markdown; for a sign as such put a space after '<', or write &lt;."
_MARKING_HINT = 'Write {marking="TLP:AMBER"} at the end of a line.'
_SHOWN = 60
_MAX_CAPTION = 1_000
_MAX_REDACTED = 300
_DELIMITED = 2
"""Rows of a table before its first row of data."""


@dataclass
class Found:
    """What a block holds.

    Attributes:
        calls: In reading order.
        diagnostics: What is wrong in it.
        cuts: Its markings as written.
        footnotes: References and notes, in reading order.
        wraps: Line ends within citations, as numbers of the lines they end.
    """

    calls: list[Call] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    wraps: set[int] = field(default_factory=set)


def scan(block: RawBlock, where: Where, labels: frozenset[str] = frozenset()) -> Found:
    """Everything in a block.

    Args:
        block: The block.
        where: Gives places.
        labels: Labels of link definitions, in small letters.
    """
    found = Found()
    if block.kind != "fence" or block.code:
        data = block.line + _DELIMITED if block.kind == "table" else None
        for line, text in elements(block):
            row = data is not None and line >= data and "|" in text
            _Scanner(text, line, where, labels, found, row=row).run()
    found.calls.sort(key=lambda call: (call.place.line or 0, call.place.column or 0, call.place.pointer[-2:]))
    return found


class _Scanner:
    def __init__(  # noqa: PLR0913 - what it reads and what it finds
        self, text: str, line: int, where: Where, labels: frozenset[str], found: Found, *, row: bool = False
    ) -> None:
        self._row = row
        self._text = text
        self._line = line
        self._where = where
        self._labels = labels
        self._found = found
        self._rows = Lines(text)
        self._open: list[tuple[int, bool]] = []
        self._held: list[tuple[int, str]] = []
        self._tags: set[str] = set()
        self._ticks = closed_ticks(text) if "`" in text else {}

    def run(self) -> None:
        """Scan to the end."""
        steps = {"\\": self._escape, "`": self._code, "[": self._bracket, "]": self._close, "!": self._picture,
                 "<": self._angle, "{": self._brace}  # fmt: skip
        at = 0
        while match := _SIGN.search(self._text, at):
            at = steps[match.group()](match.start())

    def _position(self, offset: int) -> tuple[int, int]:
        row, column = self._rows.position(offset)
        return self._line + row, column

    def _place(self, offset: int) -> Place:
        return self._where(*self._position(offset))

    def _say(self, name: str, offset: int, message: str, hint: str) -> None:
        self._found.diagnostics.append(fault(name, self._place(offset), message, hint))

    def _escape(self, at: int) -> int:
        # Python-Markdown has no escape for '<'.
        return at + 1 if self._text[at + 1 : at + 2] in ("<", "\n") else at + 2

    def _code(self, at: int) -> int:
        end = self._ticks.get(at)
        if end is None:
            return at + run_length(self._text, at)
        # A tag at the start of a line would be taken for HTML before code spans are looked for.
        starts = self._rows.starts
        for start in starts[bisect_right(starts, at) : bisect_right(starts, end)]:
            if tag := _LINE_TAG.match(self._text, start):
                self._say("raw-html", tag.end() - 1, "raw HTML is not allowed at the start of a line", _HTML_HINT)
        return end

    def _bracket(self, at: int) -> int:
        following = self._text[at + 1 : at + 2]
        if following == "@":
            return self._citation(at)
        if following == "!" and self._text[at + 2 : at + 3] != "[":
            return self._judgement(at)
        if following == "^" and (note := _FOOTNOTE.match(self._text, at)):
            return self._footnote(at, note)
        self._open.append((at, False))
        return at + 1

    def _picture(self, at: int) -> int:
        following = self._text[at + 1 : at + 4]
        # "Out![@fact]": the renderer finds the citation first, and leaves the exclamation mark as it is.
        called = following[1:2] == "@" or (following[1:2] == "!" and following[2:3] != "[")
        if following[:1] != "[" or called:
            return at + 1
        self._open.append((at, True))
        return at + 2

    def _footnote(self, at: int, note: re.Match[str]) -> int:
        line = self._rows.starts[self._rows.position(at)[0]]
        begins = _BEGINNING.match(self._text, line, at)
        defined = bool(note.group(2)) and begins is not None and begins.end() == at
        label = note.group(1).strip() if defined else note.group(1)
        self._found.footnotes.append(Footnote(label, self._place(at), defined))
        return note.end()

    def _citation(self, at: int) -> int:
        hint = "Write [@fact-id], or [@first-fact; @second-fact]."
        match = _CITATION.match(self._text, at)
        if not match:
            self._say("malformed-call", at, "this citation is not closed", hint)
            return at + 2
        names = [part.strip() for part in match.group()[1:-1].split(";")]
        if not all(name.startswith("@") and _ID.fullmatch(name[1:]) for name in names):
            self._say("malformed-call", at, f"'{match.group()[:_SHOWN]}' is not a citation", hint)
            return match.end()
        first, last = self._position(at)[0], self._position(match.end())[0]
        self._found.wraps.update(range(first, last))
        ids = (found.start() + 1 for found in re.finditer("@", match.group()))
        places = tuple(self._place(at + offset) for offset in ids)
        self._add(Call("citation", tuple(name[1:] for name in names), self._place(at), places=places), at)
        return match.end()

    def _judgement(self, at: int) -> int:
        match = _JUDGEMENT.match(self._text, at)
        if not match or not _ID.fullmatch(match.group(1).strip()):
            self._say(
                "malformed-call", at, "this is not a judgement call", "Write [!judgement-id], alone in its paragraph."
            )
            return match.end() if match else at + 2
        self._add(Call("judgement", (match.group(1).strip(),), self._place(at)), at)
        return match.end()

    def _add(self, call: Call, at: int) -> None:
        self._found.calls.append(call)
        self._held.append((at, call.kind))

    def _close(self, at: int) -> int:
        if not self._open:
            return at + 1
        start, picture = self._open.pop()
        target = _TARGET.match(self._text, at + 1)
        if not target:
            self._shortcut(start, at, picture=picture)
            return at + 1
        written = target.group(1) if target.group(1) is not None else target.group(2)
        self._check_inside(start, picture=picture)
        if picture:
            self._show(start, self._text[start + 2 : min(at, start + 3 + _MAX_CAPTION)], written)
        elif not safe_link(written):
            self._say("unsafe-link", target.start(1 if target.group(1) is not None else 2), *unsafe(written))
        return target.end()

    def _check_inside(self, start: int, *, picture: bool) -> None:
        """What may not stand in a link's text or in a caption; each call is looked at once."""
        while self._held and self._held[-1][0] > start:
            at, kind = self._held.pop()
            if kind in ("picture", "figure"):
                message = f"a {kind} cannot stand in a caption" if picture else f"a {kind} cannot be a link"
                hint = f"Write the {kind} in a paragraph of its own, and what is around it in another."
                self._say("linked-picture", start, message, hint)
            else:
                where = "a caption" if picture else "a link's text"
                hint = "Cite in the sentence instead."
                self._say("misplaced-call", at, f"a {kind} cannot stand in {where}", hint)

    def _shortcut(self, start: int, at: int, *, picture: bool) -> None:
        """`![text][label]` and `![label]`: a picture whose address stands elsewhere; the same for a link."""
        if at - start > _MAX_CAPTION or not (picture or (self._held and self._held[-1][0] > start)):
            return
        match = _REFERENCE.match(self._text, at + 1)
        label = match.group(1) if match and match.group(1) else self._text[start + 1 + picture : at]
        if " ".join(label.lower().split()) not in self._labels:
            return
        self._check_inside(start, picture=picture)
        if picture:
            hint = "Write the path in place: ![caption](picture.png)."
            self._say("malformed-call", start, "a picture's path must stand in its call", hint)

    def _show(self, start: int, caption: str, written: str) -> None:
        place = self._place(start)
        if len(caption) > _MAX_CAPTION:
            self._say("overlong-text", start, f"a caption has up to {_MAX_CAPTION:,} characters", "Shorten it.")
            return
        caption = " ".join(caption.split())
        if not written.startswith("figure:"):
            if written.lower().startswith("figure:"):
                meant = "figure:" + written[len("figure:") :][:_SHOWN]
                message = f"'{written[:_SHOWN]}' is no figure: the word is written small"
                self._say("unknown-figure", start, message, f"Did you mean '{meant}'?")
                return
            self._add(Call("picture", (written,), place, caption=caption), start)
            return
        kind, _, query = written.removeprefix("figure:").partition("?")
        pairs = (part.partition("=") for part in query.split("&") if part)
        parameters = tuple((key, value) for key, _, value in pairs)
        self._add(Call("figure", (kind,), place, parameters, caption), start)

    def _angle(self, at: int) -> int:
        if link := _AUTOLINK.match(self._text, at):
            return link.end()
        tag = _TAG.match(self._text, at)
        if not tag:
            return at + 1
        name = (tag.group(1) or "").lower()
        closing = tag.group().startswith("</") and name in self._tags
        if not closing:
            self._say("raw-html", at, f"raw HTML is not allowed: '{tag.group()[:_SHOWN]}'", _HTML_HINT)
        self._tags.add(name)
        return tag.end()

    def _brace(self, at: int) -> int:
        if not _MARKING_WORD.match(self._text, at):
            return at + 1
        attributes = _ATTRIBUTES.match(self._text, at)
        marking = _MARKING.fullmatch(attributes.group(1)) if attributes else None
        end = attributes.end() if attributes else at
        # At the end of a row's last cell it is the row's; behind the row it is the table's.
        row = self._row and bool(_ROW_REST.match(self._text, end))
        if attributes is None or not marking or not (row or _REST.match(self._text, end)):
            self._say(
                "malformed-marking", at, "a marking stands alone in its braces, at the end of a line", _MARKING_HINT
            )
            return at + 1
        label = next((group for group in marking.group("double", "single", "bare") if group is not None), None)
        instead = next((group for group in marking.group("instead", "apart") if group is not None), None)
        if label is not None and label not in set(Marking):
            hint = nearest_hint(label, (known.value for known in Marking))
            self._say("malformed-marking", at, f"unknown marking '{label[:_SHOWN]}'", hint)
        elif instead is not None and (wrong := _not_printable(instead, row=row)):
            hint = 'Write plain words: {marking="TLP:AMBER" redacted="The desk holds more on this."}'
            self._say("malformed-marking", at, wrong, hint)
        else:
            self._cut(at, len(attributes.group()), Marking(label or Marking.CLEAR), instead or "", row=row)
        return end

    def _cut(self, at: int, length: int, marking: Marking, redacted: str, *, row: bool) -> None:
        line, first = self._position(at)
        element = range(self._line, self._line + len(self._rows.starts))
        self._found.cuts.append(Cut(line, first, first + length, marking, element, " ".join(redacted.split()), row))


def _not_printable(text: str, *, row: bool) -> str:
    """What keeps a text from standing in for another; "" where nothing does."""
    if row:
        return "a table's row is not replaced by a text; it leaves as a whole"
    if not text.strip():
        return "the text that is to stand here instead is empty"
    if len(text) > _MAX_REDACTED:
        return f"a text that stands instead has up to {_MAX_REDACTED} characters"
    return "a text that stands instead is plain words: no calls, links or Markdown" if _NOT_PLAIN.search(text) else ""
