"""List entries that only name what a line above them announces: things to watch, to ask, to carry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefgen.check.lexicon.lexicon import Lexicon
from briefgen.check.reading.sentences import Sentence, words

_CLOSING = " ;,.…"
_LONGEST = 6
"""Words up to which an entry under any line that ends in a colon can be a mere name."""


def named_only(every: Sequence[Sentence], lexicon: Lexicon) -> frozenset[int]:
    """Numbers of the list entries that state nothing by themselves.

    Args:
        every: Sentences in reading order.
        lexicon: The language's words.
    """
    return frozenset(number for number, intro in _under_a_colon(every) if _names(every[number], intro, lexicon))


def _under_a_colon(every: Sequence[Sentence]) -> Iterator[tuple[int, Sentence]]:
    """Each list entry whose list stands right under a line that ends in a colon, with that line."""
    intro: Sentence | None = None
    for number, sentence in enumerate(every):
        if sentence.kind != "list" or (intro and intro.section != sentence.section):
            intro = sentence if sentence.text.rstrip().endswith(":") else None
        elif intro:
            yield number, intro


def _names(entry: Sentence, intro: Sentence, lexicon: Lexicon) -> bool:
    """A phrase, not a sentence: under a line that announces, it begins small; under any other, it is short too."""
    text = entry.text.strip(_CLOSING)
    talk = lexicon.talk
    continues = text[:1].islower()
    announced = bool(talk.announcing.search(intro.text))
    if continues and announced:
        return True
    plain = not (re.search(r"\d", text) or talk.past.search(text) or talk.finite.search(text))
    return plain and (announced or (continues and len(words(text)) <= _LONGEST))
