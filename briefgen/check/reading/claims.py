"""Which sentences state something that a source must carry."""

from __future__ import annotations

import re

from briefgen.check.lexicon.lexicon import Lexicon
from briefgen.check.reading.hedging import hedge_in
from briefgen.check.reading.sentences import Sentence, words
from briefgen.check.reading.voice import attributed, own_words

_CLAIMLESS = ("heading", "caption", "code")
_CLOSING = "\"'”’» )"
_FRAGMENT = 2
"""Words up to which a text is a label."""

_SHORT = 12
"""Words up to which a sentence about a question or an answer can be nothing else."""


def makes_claim(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a sentence states a fact, and not a view, a question or something about the report."""
    text = sentence.text.strip()
    if sentence.kind in _CLAIMLESS or sentence.assessment or not _says_something(sentence):
        return False
    if sentence.kind in ("table", "quote"):
        return True
    if text.rstrip(_CLOSING).endswith(("?", ":")):
        return False
    return not (_is_view(text, lexicon) or _is_about_report(text, lexicon) or _leads_on(text, lexicon))


def _says_something(sentence: Sentence) -> bool:
    if sentence.kind == "table":
        return any(words(cell) for cell in sentence.text.split("|")[1:])
    found = words(sentence.text)
    return len(found) > _FRAGMENT


def _is_view(text: str, lexicon: Lexicon) -> bool:
    """The desk's own: said so, estimated, hedged, supposed, or advised."""
    own = own_words(text)
    if lexicon.desk.search(own) or lexicon.confidence.match(own):
        return True
    if attributed(text, lexicon):
        return False
    talk = lexicon.talk
    supposed = bool(talk.supposition.match(text)) and not talk.past.search(text)
    said = lexicon.likelihoods(own) or lexicon.confidence.search(own)
    return bool(said or supposed or hedge_in(text, lexicon) or talk.advice.search(own))


def _is_about_report(text: str, lexicon: Lexicon) -> bool:
    talk = lexicon.talk
    return any(shows.search(text) for shows in talk.report) or bool(talk.silence.match(text))


def _leads_on(text: str, lexicon: Lexicon) -> bool:
    """A signpost or a comment: without numbers, and nobody's words."""
    if re.search(r"\d", text) or attributed(text, lexicon):
        return False
    talk = lexicon.talk
    if talk.signpost.match(text) or talk.comment.match(text) or talk.open_end.search(text):
        return True
    found = words(text)
    named = any(word.text[0].isupper() for word in found[1:]) or (found[0].text.isupper() and len(found[0].text) > 1)
    return len(found) <= _SHORT and not named and bool(talk.about_talk.search(text)) and not talk.past.search(text)
