"""A sentence of the program's own that can be said in another tongue later on, where somebody reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Self

from briefgen.model.tongue import Tongue


class Saying(str):
    """A sentence in English, and what it is made of. Whoever does not care reads it as text.

    Attributes:
        message: With `%(name)s` where its values go: what a catalogue translates.
        values: By name. One that is a saying itself is said in the same tongue.
    """

    __slots__ = ("message", "values")
    message: str
    values: Mapping[str, object]

    def __new__(cls, message: str, values: Mapping[str, object]) -> Self:
        """Put the values in."""
        made = super().__new__(cls, message % values if values else message)
        made.message, made.values = message, values
        return made

    def __reduce__(self) -> tuple[object, ...]:
        """Text and parts go together through pickling."""
        return type(self), (self.message, self.values)

    def within(self, tongue: Tongue) -> str:
        """The sentence in a tongue."""
        values = {name: said(value, tongue) for name, value in self.values.items()}
        return tongue.text(self.message, **values)


class _Term(Saying):
    """A word of the field that other languages have several of; its one value is the context."""

    __slots__ = ()

    def __new__(cls, message: str, values: Mapping[str, object]) -> Self:
        made = str.__new__(cls, message)
        made.message, made.values = message, values
        return made

    def within(self, tongue: Tongue) -> str:
        return tongue.word(str(self.values["context"]), self.message)


class _Joined(Saying):
    """Several, one after the other; not a message itself."""

    __slots__ = ()

    def within(self, tongue: Tongue) -> str:
        return self.message.join(str(said(each, tongue)) for each in self.values.values())

    def __new__(cls, separator: str, values: Mapping[str, object]) -> Self:
        made = str.__new__(cls, separator.join(str(each) for each in values.values()))
        made.message, made.values = separator, values
        return made


def saying(message: str, /, **values: object) -> Saying:
    """A sentence that can be translated: `saying("fact '%(fact)s' is stale", fact=name)`.

    Args:
        message: Literal, so that catalogues can be made of it. Of two that differ by a number, write both.
        values: What stands in its places; numbers and dates in the form they are to be printed in.
    """
    return Saying(message, values)


def term(context: str, message: str) -> Saying:
    """A word of the field, as `Tongue.word` has it."""
    return _Term(message, {"context": context})


def joined(separator: str, sayings: Iterable[str]) -> Saying:
    """Parts with a separator between, each said in the tongue of the whole."""
    return _Joined(separator, {str(number): each for number, each in enumerate(sayings)})


def said(value: object, tongue: Tongue) -> object:
    """A value in a tongue: sayings are said in it, all else is left as it is."""
    return value.within(tongue) if isinstance(value, Saying) else value
