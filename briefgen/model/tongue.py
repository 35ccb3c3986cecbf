"""The language that the program itself speaks in print: headings, labels, notes and the words of scales."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from gettext import c2py
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_BETWEEN = "\x04"
"""Between a context and its message, as in gettext's own files."""

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "dv", "ku", "sd", "ug", "yi"})


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
        return "rtl" if self.language.split("-", maxsplit=1)[0] in _RIGHT_TO_LEFT else "ltr"

    def text(self, message: str, /, **values: object) -> str:
        """A message, with its values in the places of `%(name)s`."""
        return _filled(self._found(message, 0, message), values)

    def word(self, context: str, message: str, /) -> str:
        """A word that other languages have several of: "high" of a level, and of a confidence."""
        return self._found(f"{context}{_BETWEEN}{message}", 0, message)

    def count(self, one: str, many: str, number: int, /, **values: object) -> str:
        """A message that counts, in the form that its number takes. `%(num)d` is the number."""
        form = _form(self.plural)(number)
        return _filled(self._found(one, form, one if number == 1 else many), {"num": number, **values})

    def _found(self, key: str, form: int, english: str) -> str:
        forms = self.messages.get(key, ())
        return (forms[form] if form < len(forms) else "") or english


ENGLISH = Tongue()


def _filled(message: str, values: Mapping[str, object]) -> str:
    return message % values if values else message


@cache
def _form(plural: str) -> Callable[[int], int]:
    """The number of the form that a number takes."""
    formula: Callable[[int], int] = c2py(plural)  # type: ignore[attr-defined]
    return formula
