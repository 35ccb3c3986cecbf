"""Footnotes: each reference has its note, and each note a reference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefgen.load.codes import fault
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.place import Place

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Footnote:
    """A reference `[^label]`, or a note `[^label]: text`.

    Attributes:
        label: What stands after the `^`.
        place: Of its bracket.
        note: Whether this is the note itself.
    """

    label: str
    place: Place
    note: bool


def check_footnotes(footnotes: Iterable[Footnote]) -> Iterator[Diagnostic]:
    """What does not pair up in a text that is set as one."""
    every = tuple(footnotes)
    referred = {one.label for one in every if not one.note}
    notes = {one.label for one in every if one.note}
    seen = set()
    for one in every:
        shown = one.label[:_SHOWN]
        if one.note and one.label in seen:
            hint = "Give one of them another label."
            yield fault("duplicate-id", one.place, f"the footnote '{shown}' stands here a second time", hint)
        elif one.note and one.label not in referred:
            hint = f"Write [^{shown}] where it belongs, or delete it."
            yield fault("unused-footnote", one.place, f"nothing refers to the footnote '{shown}'", hint)
        elif not one.note and one.label not in notes:
            hint = f"Write it in the same text, on a line of its own: `[^{shown}]: …`."
            yield fault("unknown-footnote", one.place, f"there is no footnote '{shown}'", hint)
        if one.note:
            seen.add(one.label)
