"""BG323 reused-passage: a section repeats passages of the last issue word for word.

Why it matters: a reader of a weekly report pays for what is new. Old text without a word about it hides what has changed.

Example: a paragraph of 40 words that stood in the last issue, in this section or in another one.

Compared are paragraphs, list entries and rows, without Markdown, citations, case and spacing; 25 words in a row that
stood in one paragraph of the last issue count as repeated. Not a fault: what says that it is old. That is a paragraph
in an `!!! unchanged "…"` box, or one that says so in words ("unchanged since the last issue", "as reported in our last
issue", or with that issue's number). Where the standfirst or the first paragraph says it of the last issue or of the
section, the whole section is left alone.

Mend: write what is new, or say that the passage is unchanged.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from briefgen.check.finding import Finding
from briefgen.check.lexicon.languages import lexicon_of
from briefgen.check.lexicon.lexicon import Lexicon
from briefgen.check.reading.elements import elements_of
from briefgen.check.reading.inline import plain
from briefgen.check.reading.sentences import Sentence, sentences, words
from briefgen.model.assessment import Assessment
from briefgen.model.record import LastIssue
from briefgen.model.saying import saying

RUN = 25
"""Words in a row from which on a passage counts as repeated."""

_UNCOUNTED = ("heading", "code", "quote")
_SHOWN = 8
_Paragraph = tuple[Sentence, ...]


def reused_passage(assessment: Assessment) -> Iterator[Finding]:
    """One warning for each section, at its first repeated paragraph."""
    dossier = assessment.dossier
    last = dossier.record.last
    if last is None:
        return
    old = _runs_of(last)
    lexicon = lexicon_of(dossier.report.language)
    every = sentences(dossier.manuscript, dossier.report.language)
    for name, section in groupby(every, key=lambda sentence: sentence.section):
        found = _reused(_paragraphs(section), old, last.issue.number, lexicon)
        if found:
            yield _finding(name, *found, last.issue.number)


def _paragraphs(section: Iterator[Sentence]) -> list[_Paragraph]:
    counted = (sentence for sentence in section if sentence.kind not in _UNCOUNTED)
    return [tuple(group) for _, group in groupby(counted, key=lambda sentence: sentence.paragraph)]


def _reused(
    paragraphs: list[_Paragraph], old: frozenset[str], number: str, lexicon: Lexicon | None
) -> tuple[list[_Paragraph], int] | None:
    """The repeated paragraphs and the number of all; None where nothing is, or the section says that it is old."""
    if not paragraphs or _says_so(paragraphs[0], number, lexicon, whole=True):
        return None
    repeated = [each for each in paragraphs if not old.isdisjoint(_runs(_text(each)))]
    repeated = [each for each in repeated if not _is_boxed(each) and not _says_so(each, number, lexicon, whole=False)]
    return (repeated, len(paragraphs)) if repeated else None


def _says_so(paragraph: _Paragraph, number: str, lexicon: Lexicon | None, *, whole: bool) -> bool:
    """Whether a paragraph says that it is unchanged, or with `whole`, that the section is."""
    for sentence in paragraph:
        if number in sentence.text:
            return True
        if lexicon and lexicon.unchanged.search(sentence.text):
            return not whole or bool(lexicon.unchanged_issue.search(sentence.text))
    return False


def _is_boxed(paragraph: _Paragraph) -> bool:
    return paragraph[0].block.text.lstrip().startswith("!!! unchanged")


def _text(paragraph: _Paragraph) -> str:
    return " ".join(sentence.text for sentence in paragraph)


def _runs_of(last: LastIssue) -> frozenset[str]:
    """Every run of words in the last issue's paragraphs."""
    texts = (str(value.get("text", "")) for value in last.content.values("section").values())
    found = (
        run
        for text in texts
        for element in elements_of(text)
        if element.kind not in _UNCOUNTED or element.kind == "quote"
        for run in _runs(plain(element.markdown).text)
    )
    return frozenset(found)


def _runs(text: str) -> Iterator[str]:
    plain_words = [word.text.casefold() for word in words(text)]
    return (" ".join(plain_words[at : at + RUN]) for at in range(len(plain_words) - RUN + 1))


def _finding(name: str, repeated: list[_Paragraph], count: int, number: str) -> Finding:
    first = repeated[0]
    beginning = " ".join(word.text for word in words(_text(first))[:_SHOWN])
    share = round(100 * len(repeated) / count)
    values = {"count": count, "number": number, "share": share, "beginning": beginning}
    return Finding(
        saying(
            "1 of %(count)s paragraph repeats issue %(number)s word for word (%(share)s %%), from '%(beginning)s …' on",
            **values,
        )
        if len(repeated) == 1
        else saying(
            "%(repeated)s of %(count)s paragraphs repeat issue %(number)s word for word (%(share)s %%),"
            " from '%(beginning)s …' on",
            repeated=len(repeated),
            **values,
        ),
        saying('Write what is new, or say that it is unchanged: in words, or in a `!!! unchanged "…"` box.'),
        first[0].place,
        about=name,
        words=_text(first),
    )
