"""Which languages the rules know."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from briefgen.check.lexicon.lexicon import Lexicon


@cache
def lexicon_of(language: str) -> Lexicon | None:
    """The words of a language; None where the rules do not know it and stay silent.

    Args:
        language: BCP 47 tag.
    """
    words = _KNOWN.get(language.partition("-")[0].lower())
    return words() if words else None


def _english() -> Lexicon:
    from briefgen.check.lexicon.english import ENGLISH  # noqa: PLC0415 - its patterns take a while to compile

    return ENGLISH


def _french() -> Lexicon:
    from briefgen.check.lexicon.french import FRENCH  # noqa: PLC0415 - an English desk does not wait for it

    return FRENCH


_KNOWN: dict[str, Callable[[], Lexicon]] = {"en": _english, "fr": _french}
