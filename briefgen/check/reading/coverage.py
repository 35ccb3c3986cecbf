"""Citations that stand for more than their own sentence: of a list's introduction, a quotation, a table's caption."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefgen.check.reading.sentences import Sentence

_AROUND_ROWS = ("table", "heading", "caption")


def covered(every: Sequence[Sentence]) -> frozenset[int]:
    """Numbers of the list entries, rows and quoted sentences that a citation elsewhere stands for.

    Args:
        every: Sentences in reading order.
    """
    return frozenset((*_introduced(every), *_followed(every)))


def _introduced(every: Sequence[Sentence]) -> Iterator[int]:
    """Entries and rows under a sentence that ends in a colon and cites."""
    before: Sentence | None = None
    intro: Sentence | None = None
    for number, sentence in enumerate(every):
        if not (before and _go_together(before, sentence)):
            intro = before if before and before.section == sentence.section else None
        before = sentence
        if sentence.kind in ("list", "table") and intro and intro.cited and intro.text.rstrip().endswith(":"):
            yield number


def _go_together(before: Sentence, sentence: Sentence) -> bool:
    """Whether both belong to one list or to one table."""
    kinds = ("list",) if sentence.kind == "list" else _AROUND_ROWS
    return before.section == sentence.section and before.kind in kinds and sentence.kind in kinds


def _followed(every: Sequence[Sentence]) -> Iterator[int]:
    """What a later citation of the same block ends: a quotation, a table with its caption, a sentence in entries."""
    ends = False
    for number, (sentence, following) in reversed(list(enumerate(pairwise(every)))):
        if following.block is not sentence.block:
            ends = False
            continue
        if sentence.kind in ("quote", "table"):
            closing = "quote" if sentence.kind == "quote" else "caption"
            ends = ends or (following.kind == closing and bool(following.cited))
        else:
            ends = _is_open(sentence) and following.kind == "list" and (bool(following.cited) or ends)
        if ends:
            yield number


def _is_open(sentence: Sentence) -> bool:
    return sentence.kind == "list" and sentence.text.rstrip().endswith((";", ","))
