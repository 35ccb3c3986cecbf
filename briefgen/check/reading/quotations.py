"""Words in quotation marks: English and French ones, straight and typographic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefgen.check.reading.spelling import folded

_QUOTATION = re.compile(
    r"""
      "(?P<straight>[^"]{1,1000})"
    | “(?P<curly>[^”“]{1,1000})”
    | „(?P<low>[^“”]{1,1000})[“”]
    | «\s*(?P<guillemets>[^«»]{1,1000}?)\s*»
    | ‹\s*(?P<single_guillemets>[^‹›]{1,1000}?)\s*›
    | (?<!\w)‘(?P<single_curly>[^‘]{1,300}?)’(?!\w)
    | (?<!\w)'(?=\w)(?P<single>[^"]{1,300}?)(?<=[\w.,!?…])'(?!\w)
    """,
    re.VERBOSE,
)
_TOKEN = re.compile(r"[^\W_]+")
_LEFT_OUT = re.compile(r"…|\.{3}|\[[^\]]*\]")


class Quotation(NamedTuple):
    """Quoted words, without their marks; `start` and `end` are their indices in the text."""

    words: str
    start: int
    end: int


class Token(NamedTuple):
    """A word in small plain letters, and where it stands."""

    text: str
    start: int
    end: int


def quotations(text: str) -> tuple[Quotation, ...]:
    """Everything in quotation marks; a mark without its like is passed over."""
    return tuple(
        Quotation(match[match.lastgroup], *match.span(match.lastgroup))
        for match in _QUOTATION.finditer(text)
        if match.lastgroup
    )


def tokens(text: str) -> tuple[Token, ...]:
    """Words for comparison: no accents, no capitals, no signs."""
    return tuple(Token(match.group().lower(), *match.span()) for match in _TOKEN.finditer(folded(text)))


def spoken(text: str) -> tuple[str, ...]:
    """The bare words of a text."""
    return tuple(token.text for token in tokens(text))


def parts(quotation: Quotation) -> tuple[tuple[str, ...], ...]:
    """Its words between what it leaves out or puts in: `ready … to help [it]` has two parts."""
    return tuple(words for part in _LEFT_OUT.split(quotation.words) if (words := spoken(part)))


def contains(words: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether the phrase stands among the words, word for word."""
    return f" {' '.join(phrase)} " in f" {' '.join(words)} "


def standing(phrase: Sequence[str], text: str) -> Iterator[tuple[int, int]]:
    """Where a phrase stands in a text outside quotation marks."""
    marked = quotations(text)
    found = tokens(text)
    for at in range(len(found) - len(phrase) + 1):
        if all(found[at + step].text == word for step, word in enumerate(phrase)):
            start, end = found[at].start, found[at + len(phrase) - 1].end
            if not any(quoted.start < end and start < quoted.end for quoted in marked):
                yield start, end
