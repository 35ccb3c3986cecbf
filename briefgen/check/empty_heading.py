"""BG321 empty-heading: a heading has nothing under it.

Why it matters: the contents promise a part that is not there; most often it is a stub that nobody came back to.

Example: `## Outlook for the mines` right before the next heading, or at the end of the file, or with only a marking below.

Mend: write what belongs there, or take the heading out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefgen.check.finding import Finding
from briefgen.check.reading.elements import elements_of
from briefgen.check.reading.inline import plain
from briefgen.check.reading.positions import Positions
from briefgen.check.reading.sentences import sentences
from briefgen.model.assessment import Assessment
from briefgen.model.dossier import Manuscript, Section
from briefgen.model.place import Place
from briefgen.model.saying import saying


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    text: str
    place: Place


def empty_heading(assessment: Assessment) -> Iterator[Finding]:
    """One warning for each heading, titles of sections included, that the next one or the file's end follows."""
    for section in assessment.dossier.manuscript.texts:
        for heading in _empty(section):
            yield Finding(
                saying("nothing stands under the heading '%(heading)s'", heading=heading.text),
                saying("Write what belongs there, or take the heading out."),
                heading.place,
                about=section.name,
                words=heading.text,
            )


def _empty(section: Section) -> Iterator[_Heading]:
    before: _Heading | None = None
    for heading in _parts(section):
        if before and heading and heading.level <= before.level:
            yield before
        before = heading
    if before:
        yield before


def _parts(section: Section) -> Iterator[_Heading | None]:
    """Headings in reading order, the title first, and None for each thing that can stand under one."""
    titles = sentences(Manuscript(None, (replace(section, standfirst=None, blocks=()),)))
    yield from (_Heading(0, title.text, title.place) for title in titles)
    for block in section.all_blocks:
        positions = Positions(block, quoted=block is section.standfirst)
        for element in elements_of(block.text):
            words = plain(element.markdown).text.strip()
            if element.level:
                yield _Heading(element.level, words, positions.place(element.starts[0]))
            elif words or "[!" in element.markdown or "![" in element.markdown:
                yield None
