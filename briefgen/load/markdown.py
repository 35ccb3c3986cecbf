"""Analysts' Markdown, read into sections, blocks and calls."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.load.blocks import RawBlock, Splitter, depth_of
from briefgen.load.codes import fault
from briefgen.load.footnotes import check_footnotes
from briefgen.load.inline import Found, Where, scan
from briefgen.load.links import definitions, safe_link, unsafe
from briefgen.load.markings import Placed, place_markings, unmarked
from briefgen.load.text_file import Lines
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.dossier import Block, Call, Section
from briefgen.model.marking import Marking, highest
from briefgen.model.place import Place

MAX_DEPTH = 10
"""Of lists and quotations within each other; the engine breaks on deeper ones."""

_NESTED = ("list", "admonition", "footnote")
_LABEL = re.compile(r'\{label="(?P<label>[^"{}]{1,60})"\}$')


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A text, read, with what is wrong in it."""

    section: Section
    diagnostics: tuple[Diagnostic, ...]

    @property
    def calls(self) -> Iterator[Call]:
        """All calls, in reading order."""
        return (call for block in self.section.all_blocks for call in block.calls)


def read_section(text: str, file: str, name: str, *, titled: bool) -> ReadSection:
    """Read a Markdown file of a report.

    Args:
        text: The file's text.
        file: Its path, for places.
        name: File stem without its number.
        titled: Whether it must begin with a heading.
    """

    def where(line: int, column: int) -> Place:
        return Place(file, line=line + 1, column=column + 1)

    reader = _Reader(text, where)
    title, title_place = reader.title()
    if titled and not title and text.strip():
        hint = "Begin the file with `# ` and the finding in one line."
        reader.faults.append(fault("missing-title", where(reader.at, 0), "the section has no title", hint))
    standfirst, blocks = reader.blocks(lead=name == "summary")
    label = reader.label or label_of(name)
    section = Section(name, label, title, standfirst, blocks, Place(file), title_place)
    return ReadSection(section, tuple(reader.faults))


def read_paragraphs(
    text: str, place: Place, marking: Marking = Marking.CLEAR
) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    """Read Markdown that stands in a YAML field.

    Args:
        text: What the field holds.
        place: Of the field.
        marking: Of all of it; a block may have a higher one.
    """
    reader = _Reader(text, place.inside, marking)
    _, blocks = reader.blocks(quoted=False)
    return blocks, tuple(reader.faults)


def label_of(name: str) -> str:
    """A file's name in words: `cooperation-and-operations` is "Cooperation and operations"."""
    words = name.replace("-", " ")
    return words[:1].upper() + words[1:]


class _Reader:
    def __init__(self, text: str, where: Where, marking: Marking = Marking.CLEAR) -> None:
        self.faults: list[Diagnostic] = []
        self.at = 0
        self.label = ""
        self._marking = marking
        self._lines = text.split("\n")
        self._where = where

    def title(self) -> tuple[str, Place | None]:
        """The heading on the first line with something on it, and where its words begin; "" and None without one.

        Its end may name the section for the label column: `# Title {label="Defence"}`.
        """
        while self.at < len(self._lines) and not self._lines[self.at].strip():
            self.at += 1
        line = self._lines[self.at] if self.at < len(self._lines) else ""
        if not line.startswith("#") or line.startswith("##"):
            self.at = self.at if line else 0
            return "", None
        if named := _LABEL.search(line.rstrip()):
            self.label, line = named["label"].strip(), line[: named.start()].rstrip()
        raw = RawBlock(self.at, (line,), "paragraph", "", frozenset())
        found = scan(raw, self._where)
        self.faults += found.diagnostics
        for place in [call.place for call in found.calls] + [note.place for note in found.footnotes]:
            hint = "Cite in the text below; a title is printed where no numbers stand."
            self.faults.append(fault("misplaced-call", place, "a title holds no calls", hint))
        for cut in found.cuts:
            hint = "Mark the blocks below it instead."
            message = "a title cannot be marked: it stands in the contents and running headers"
            self.faults.append(fault("malformed-marking", self._where(cut.line, cut.first), message, hint))
        place = self._where(self.at, len(line) - len(line[1:].lstrip()))
        self.at += 1
        return line[1:].strip().rstrip("#").strip(), place

    def blocks(self, *, quoted: bool = True, lead: bool = False) -> tuple[Block | None, tuple[Block, ...]]:
        """The quotation right under the title, and the rest. With `lead`, the first block is printed by itself."""
        splitter = Splitter(self._lines, self.at)
        raws = splitter.split()
        for line in splitter.unclosed:
            hint = "Close it with a line of the same signs."
            self.faults.append(fault("unclosed-fence", self._where(line, 0), "this code fence is not closed", hint))
        labels = frozenset(label for raw in raws for label in self._definitions(raw))
        every = [scan(raw, self._where, labels) for raw in raws]
        blocks = [self._block(raw, found) for raw, found in zip(raws, every, strict=True)]
        apart = int(quoted and bool(self.at) and bool(raws) and raws[0].kind == "quote")
        # The standfirst or the lead is set apart from the text below, and so are its footnotes.
        first = max(apart, int(lead))
        for part in (every[:first], every[first:]):
            self.faults += check_footnotes(note for found in part for note in found.footnotes)
        return (_unquoted(blocks[0]) if apart else None), tuple(blocks[apart:])

    def _definitions(self, raw: RawBlock) -> Iterator[str]:
        """Labels of the block's link definitions, with their targets checked."""
        if raw.kind in ("fence", "code"):
            return
        text = "\n".join("" if raw.line + row in raw.code else line for row, line in enumerate(raw.lines))
        if "]:" not in text:
            return
        rows = Lines(text)
        for label, target, offset in definitions(text):
            row, column = rows.position(offset)
            place = self._where(raw.line + row, column)
            if label.startswith(("@", "!")):
                hint = "Begin the line with a word, or leave the colon out."
                self.faults.append(
                    fault("malformed-call", place, "a colon after it turns this call into a link's address", hint)
                )
            elif not safe_link(target.lstrip("<")):
                self.faults.append(fault("unsafe-link", place, *unsafe(target.lstrip("<"))))
            yield " ".join(label.split())

    def _block(self, raw: RawBlock, found: Found) -> Block:
        self.faults += found.diagnostics
        self._check_depth(raw)
        placed = place_markings(raw, found.cuts, self._marking)
        for cut in placed.strays:
            hint = "Put it at the end of the block's last line, or on the line right below it."
            place = self._where(cut.line, cut.first)
            self.faults.append(fault("malformed-marking", place, "this marking belongs to no block", hint))
        _join_wraps(raw, found, placed)
        shown = placed.shown()
        text = "\n".join(line for line, _ in shown)
        self._check_judgements(unmarked(text), found.calls)
        place = self._where(raw.line, len(raw.lines[0]) - len(raw.lines[0].lstrip()))
        marking = highest((self._marking, *(cut.marking for cut in found.cuts)))
        rows = tuple(raw.line + row + 1 for _, row in shown)
        instead = placed.instead(shown)
        return Block(text, place, marking, tuple(found.calls), raw.admonition == "assessment", rows, instead)

    def _check_depth(self, raw: RawBlock) -> None:
        if raw.kind in ("fence", "code"):
            return
        nested = raw.kind in _NESTED
        for row, line in enumerate(raw.lines):
            if raw.line + row not in raw.code and depth_of(line, nested=nested) > MAX_DEPTH:
                place = self._where(raw.line + row, 0)
                message = f"lists and quotations stand more than {MAX_DEPTH} deep in each other"
                self.faults.append(fault("nesting", place, message, "Write it flatter."))
                return

    def _check_judgements(self, text: str, calls: Sequence[Call]) -> None:
        for call in calls:
            alone = len(calls) == 1 and text.startswith("[!") and text.endswith("]") and text.count("]") == 1
            if call.kind == "judgement" and not alone:
                message = "a judgement stands alone in its paragraph"
                self.faults.append(fault("misplaced-call", call.place, message, "Put blank lines above and below it."))


def _join_wraps(raw: RawBlock, found: Found, placed: Placed) -> None:
    """Make one line of citations that wrap."""
    lines = placed.lines
    for number in sorted(found.wraps, reverse=True):
        row = number - raw.line
        lines[row] = f"{(lines[row] or '').rstrip()} {(lines[row + 1] or '').lstrip()}"
        lines[row + 1] = None


def _unquoted(block: Block) -> Block:
    """The text of a quotation without its `>` signs."""
    lines = (line.lstrip(" ").removeprefix(">").removeprefix(" ") for line in block.text.split("\n"))
    return replace(block, text="\n".join(lines))
