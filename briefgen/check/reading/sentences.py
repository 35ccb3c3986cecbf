"""A report's text as sentences: what the language rules read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from briefgen.check.reading.elements import Element, elements_of
from briefgen.check.reading.inline import Plain, plain
from briefgen.check.reading.positions import Positions
from briefgen.check.reading.splitting import Span, Word, split_sentences, words
from briefgen.model.dossier import Block, Manuscript, Section
from briefgen.model.place import Place

__all__ = ["Sentence", "Span", "Word", "sentences", "split_sentences", "words"]

_OPENING = "*_`[<\\!"
"""Markdown that may stand right before a sentence's first letter."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a report's text; a table's row counts as one.

    Attributes:
        text: Plain words in one line: no Markdown, citations, markings or addresses of links; quotation marks as
            written, a row's cells with ` | ` between them.
        raw: As written, without what stands before it in its line (a bullet, `>`, an indent).
        place: Line and column of the first character of `raw`; in YAML a pointer that ends with both, 0-based.
        section: The section's name: `summary`, `outlook`.
        kind: `lead` (the summary's first block), `standfirst`, `text`, `list`, `quote`, `table`, `heading` (titles of
            sections and boxes and a table's first row too), `caption`, `footnote` or `code`.
        cited: Ids of the facts cited in it, in order, each once; a citation behind its full stop belongs to it.
        assessment: Whether it stands in an `!!! assessment` box.
        block: What it stands in; a section's title is a block of its own.
        paragraph: Number of its paragraph, list entry or row within the section.
    """

    text: str
    raw: str
    place: Place
    section: str
    kind: str
    cited: tuple[str, ...]
    assessment: bool
    block: Block
    paragraph: int = 0


def sentences(manuscript: Manuscript, language: str | None = None) -> tuple[Sentence, ...]:
    """Every sentence that analysts wrote for a report, in reading order.

    Args:
        manuscript: The text.
        language: Its BCP 47 tag, for abbreviations; those of every known language where it is left out.
    """
    return tuple(
        sentence
        for section in manuscript.texts
        for sentence in _of_section(section, language, summary=section is manuscript.summary)
    )


# Every language rule asks for the same sections.
@lru_cache(maxsize=64)
def _of_section(section: Section, language: str | None, *, summary: bool) -> tuple[Sentence, ...]:
    found = list(_title(section))
    for block in section.all_blocks:
        standfirst = block is section.standfirst
        kind = "standfirst" if standfirst else "lead" if summary and block is section.blocks[0] else ""
        positions = Positions(block, quoted=standfirst)
        for element in elements_of(block.text):
            number = found[-1].paragraph + 1 if found else 0
            lead = kind if element.kind in ("text", "list") else ""
            found += (
                replace(each, section=section.name, kind=lead or element.kind, paragraph=number)
                for each in _of_element(element, block, positions, language)
            )
    return tuple(found)


def _title(section: Section) -> Iterator[Sentence]:
    if section.title:
        place = section.title_place or section.place
        block = Block(section.title, place)
        yield Sentence(plain(section.title).text, section.title, place, section.name, "heading", (), False, block)  # noqa: FBT003 - a field


def _of_element(element: Element, block: Block, positions: Positions, language: str | None) -> Iterator[Sentence]:
    markdown = element.markdown
    if element.kind == "code":
        spans, words_of = [Span(0, len(markdown))], Plain(markdown.replace("\n", " "), tuple(range(len(markdown))), ())
    else:
        words_of = plain(markdown)
        whole = element.kind in ("table", "heading", "caption")
        spans = [_bounds(words_of.text)] if whole else list(split_sentences(words_of.text, language))
    spans = [span for span in spans if words_of.text[span.start : span.end].strip()]
    starts = [_raw_start(markdown, words_of.offsets[span.start]) for span in spans]
    offsets = element.offsets(starts)
    cited = _cited(words_of, spans)
    for number, (span, start) in enumerate(zip(spans, starts, strict=True)):
        end = starts[number + 1] if number + 1 < len(starts) else len(markdown)
        yield Sentence(
            text=words_of.text[span.start : span.end],
            raw=markdown[start:end].rstrip(),
            place=positions.place(offsets[number]),
            section="",
            kind=element.kind,
            cited=tuple(dict.fromkeys(cited[number])),
            assessment=block.assessment,
            block=block,
        )


def _bounds(text: str) -> Span:
    """A row or a heading without the bars and spaces around it."""
    inner = text.strip(" |")
    start = text.find(inner) if inner else 0
    return Span(start, start + len(inner))


def _raw_start(markdown: str, offset: int) -> int:
    """Back over the signs that belong to the first letter: `**Defence`."""
    while offset and markdown[offset - 1] in _OPENING:
        offset -= 1
    return offset


def _cited(words_of: Plain, spans: list[Span]) -> list[list[str]]:
    """What each sentence cites: all up to the next one's first letter, and before the first one too."""
    found: list[list[str]] = [[] for _ in spans]
    firsts = [span.start for span in spans]
    for at, name in words_of.cited:
        if spans:
            found[max(bisect_left(firsts, at) - 1, 0)].append(name)
    return found
