"""The language that the program itself speaks in print: headings, labels, notes and the words of scales."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple, cast

_BETWEEN = "\x04"
"""Between a context and its message, as in gettext's own files."""

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "dv", "ckb", "sd", "ug", "yi"})


class Word(NamedTuple):
    """A word that a table holds, to be said later: `tongue.word(*word)`. Written with literals, it is extracted.

    Attributes:
        context: What it is a word for: "confidence".
        english: The word, and its message.
    """

    context: str
    english: str


class Counted(NamedTuple):
    """A message that counts, which a table holds: `tongue.count(*counted, number)`. Written with literals."""

    one: str
    many: str


@dataclass(frozen=True, slots=True)
class Tongue:
    """What the program prints, in one language. A message without a translation is printed in English, as it is written.

    Attributes:
        language: BCP 47 tag.
        messages: Translations, by the English message; one for each plural form. A message with a context is known by
            the context, U+0004 and the message.
        plural: Which form a number takes, as gettext writes it in C.
    """

    language: str = "en"
    messages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    plural: str = "n != 1"

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, as HTML has it."""
        return "rtl" if self.language.split("-", maxsplit=1)[0].lower() in _RIGHT_TO_LEFT else "ltr"

    @property
    def english(self) -> bool:
        """Whether it is English, of whatever country."""
        return self.language.split("-", maxsplit=1)[0].lower() == "en"

    def text(self, message: str, /, **values: object) -> str:
        """A message, with its values in the places of `%(name)s`. Without values nothing is replaced."""
        return _filled(self._found(message, message), values)

    def word(self, context: str, message: str, /) -> str:
        """A word that other languages have several of: "high" of a level, and of a confidence."""
        return self._found(f"{context}{_BETWEEN}{message}", message)

    def count(self, one: str, many: str, number: int, /, **values: object) -> str:
        """A message that counts, in the form that its number takes. `%(num)d` is the number."""
        return _filled(self.form(one, many, number), {"num": number, **values})

    def form(self, one: str, many: str, number: int, /) -> str:
        """The form of a message that its number takes, with its places still open."""
        form, english = _form(self.plural)(number), one if number == 1 else many
        return self._found(one, english, form)

    def _found(self, key: str, english: str, form: int = 0) -> str:
        forms = self.messages.get(key, ())
        return (forms[form] if form < len(forms) else "") or english


ENGLISH = Tongue()


def _filled(message: str, values: Mapping[str, object]) -> str:
    return message % values if values else message


@cache
def _form(plural: str) -> Callable[[int], int]:
    """The number of the form that a number takes."""
    # typeshed leaves c2py out; gettext's own catalogues are read with it.
    return cast("Callable[[int], int]", vars(gettext)["c2py"](plural))
