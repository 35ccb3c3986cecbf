"""Typographic quotation marks and apostrophes for plain text, as the language has them; Markdown brings its own."""

from __future__ import annotations

import re
from typing import NamedTuple

_OPENING = re.compile(r"(^|[\s(\[{–—/])(['\"])(?=\S)")
_OPENING_AFTER_ELISION = re.compile(r"(^|[\s(\[{–—/'’])(\")(?=\S)")
_STRAIGHT = re.compile("['\"]")


class Quotes(NamedTuple):
    """A language's quotation marks, with the spaces that belong to them.

    Attributes:
        opening: The outer ones.
        closing: Likewise.
    """

    opening: str
    closing: str

    def around(self, text: str) -> str:
        """The text in the outer ones."""
        return f"{self.opening}{text}{self.closing}"


_ENGLISH = Quotes("“", "”")
# CLDR's delimiters. French spaces are wide no-break ones, as the narrow one is in few fonts.
_BY_LANGUAGE = {
    "fr": Quotes("«\u00a0", "\u00a0»"),
    "ar": Quotes("”", "“"),
}


def quotes(language: str) -> Quotes:
    """The quotation marks of a language; English ones for a language that is not known here.

    Args:
        language: BCP 47 tag.
    """
    return _BY_LANGUAGE.get(language.partition("-")[0].lower(), _ENGLISH)


def typographic(text: str, language: str = "en") -> str:
    """Straight marks as curly ones: `Wagner's "mission"` becomes `Wagner’s “mission”`. Addresses stay as they are.

    Args:
        text: Plain text.
        language: BCP 47 tag of the text.
    """
    if "://" in text or not ("'" in text or '"' in text):
        return text
    marks = quotes(language)
    if marks is _ENGLISH:
        return _set(text, _OPENING, {"'": "‘", '"': "“"}, {"'": "’", '"': "”"})
    # A single mark is an apostrophe there, and may stand before a quotation: l'"État".
    return _set(text, _OPENING_AFTER_ELISION, {'"': marks.opening}, {"'": "’", '"': marks.closing})


def _set(text: str, before: re.Pattern[str], opening: dict[str, str], closing: dict[str, str]) -> str:
    opened = before.sub(lambda match: match[1] + opening[match[2]], text)
    return _STRAIGHT.sub(lambda match: closing[match[0]], opened)
