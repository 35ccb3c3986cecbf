"""Words that leave open how likely something is."""

from __future__ import annotations

from briefgen.check.lexicon.lexicon import Lexicon
from briefgen.check.lexicon.patterns import covers
from briefgen.check.reading.voice import own_words


def hedge_in(text: str, lexicon: Lexicon) -> str:
    """The first hedge of a sentence, as written; "" where there is none.

    Questions have none, nor sentences about what is allowed, and "could" is none where the sentence looks back.
    """
    own = own_words(text)
    if own.rstrip("\"'”’» )").endswith("?"):
        return ""
    held = [match.span() for match in lexicon.not_hedges.finditer(own)]
    allowed = bool(lexicon.permission.search(own))
    looks_back = bool(lexicon.past.search(own))
    for match in lexicon.hedges.finditer(own):
        word = match.group()
        if covers(held, match.start()):
            continue
        if (allowed and word in lexicon.modal) or (looks_back and word.lower() in lexicon.ability):
            continue
        return word
    return ""
