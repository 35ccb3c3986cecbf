"""A paragraph's words cut into sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from briefgen.check.lexicon.stops import Stops, stops_of

_CANDIDATE = re.compile(
    r"""
    (?<![.!?…])(?P<stop>[.!?…]++)
    (?P<closing>(?:["'”’)\]]|[ \u00a0\u202f]?»)*+)
    (?=[ \u00a0]++(?:["'“‘(\[«–—][ \u00a0\u202f]?)?(?P<next>\S{1,40}))
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d+(?:[.,'\u00a0\u202f]\d+)*[^\W\d_]*")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]$")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}$")
_PARTICLE = re.compile(r"(?:al|el|as|ash|an)-[^\W\d_]")
_PAIRS = {"“": "”", "«": "»", "(": ")"}
_SHOWN = 80


class Span(NamedTuple):
    """A stretch of a text.

    Attributes:
        start: Index of its first character.
        end: Index behind its last one.
    """

    start: int
    end: int


class Word(NamedTuple):
    """A word or a number in a text, with the index of its first character and the one behind its last."""

    text: str
    start: int
    end: int


def words(text: str) -> tuple[Word, ...]:
    """The words and numbers of a text: "Russia-linked", "d'après" and "5,000" are one each."""
    return tuple(Word(match.group(), match.start(), match.end()) for match in _WORD.finditer(text))


def split_sentences(text: str, language: str | None = None) -> tuple[Span, ...]:
    """Where each sentence of a text stands; one that is quoted or in brackets is part of the sentence around it.

    Args:
        text: Plain words in one line.
        language: BCP 47 tag; where it is left out, the abbreviations of every known language count.
    """
    stops = stops_of(language)
    held = _held(text)
    ends = [
        match.end("closing")
        for match in _CANDIDATE.finditer(text)
        if not _inside(held, match.end("closing")) and _ends(text, match, stops)
    ]
    return tuple(_trimmed(text, [0, *ends, len(text)]))


def _trimmed(text: str, cuts: list[int]) -> Iterator[Span]:
    for first, last in pairwise(cuts):
        part = text[first:last]
        if part.strip():
            yield Span(first + len(part) - len(part.lstrip()), first + len(part.rstrip()))


def _ends(text: str, match: re.Match[str], stops: Stops) -> bool:
    following = match["next"]
    if following[0].islower() and not (match["stop"] == "." and _PARTICLE.match(following)):
        return False
    if match["stop"] != ".":
        return not (
            match["closing"] and _goes_on_speaking(text[match.end("closing") : match.end("closing") + _SHOWN], stops)
        )
    if match["closing"]:
        return True
    before = text[max(0, match.start() - _SHOWN) : match.start()].rpartition(" ")[2].lstrip("\"'“‘«([\u00a0\u202f")
    return _is_stop(before, following, stops)


def _is_stop(before: str, following: str, stops: Stops) -> bool:
    """Whether the full stop behind a word ends a sentence.

    Args:
        before: The word, with full stops inside it.
        following: What follows up to the next space.
        stops: The language's abbreviations.
    """
    plain = before.rpartition("'")[2].rpartition("’")[2]
    low, begins = plain.lower(), following.strip("\"'“”‘’«»(),;:.").partition("'")[0].partition("’")[0]
    if plain in stops.titles or low in stops.never or low in stops.never_before_capital:
        return False
    if _INITIAL.match(plain) and plain.isupper():
        return begins in stops.openers
    if low in stops.before_numbers:
        return not (following[0].isdigit() or following.strip(".,;:)").isupper())
    if low in stops.times:
        return begins.lower() not in stops.after_times and not begins.isupper()
    if low in stops.closing or _DOTTED.match(plain):
        return begins in stops.openers
    return True


def _goes_on_speaking(rest: str, stops: Stops) -> bool:
    """Whether the words behind a quotation say who spoke, as in `"Who pays?" Camara asked`."""
    return any(word.text.lower() in stops.speaking for word in words(rest)[:4])


def _held(text: str) -> list[Span]:
    """Quotations and brackets, outermost only, in order; signs without their like are passed over."""
    spans = []
    straight = [match.start() for match in re.finditer('"', text)]
    if len(straight) % 2 == 0:
        spans += [Span(first, last) for first, last in zip(straight[::2], straight[1::2], strict=True)]
    for opening, closing in _PAIRS.items():
        if opening in text:
            spans += _paired(text, opening, closing)
    spans.sort()
    outer: list[Span] = []
    for span in spans:
        if not outer or span.start > outer[-1].end:
            outer.append(span)
    return outer


def _paired(text: str, opening: str, closing: str) -> Iterator[Span]:
    depth, start = 0, 0
    for match in re.finditer(f"[{re.escape(opening + closing)}]", text):
        if match.group() == opening:
            start = start if depth else match.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield Span(start, match.start())


def _inside(held: list[Span], at: int) -> bool:
    number = bisect_right(held, at, key=lambda span: span.start) - 1
    return number >= 0 and held[number].start < at <= held[number].end
