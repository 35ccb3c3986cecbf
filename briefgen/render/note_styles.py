"""Styles for the calls and markers of notes: worked out for elements that may be notes.

The engine's own style sheet has five such rules, and they hold for every element: they are most of what it works out for
elements, and on most of them nobody asks for it.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any

from weasyprint.css import StyleFor

_OF_NOTES = frozenset({"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"})
"""Pseudo-elements, as the engine calls them."""

_AS_NOTE: dict[str, object] = {"float": "footnote", "position": "note()"}
"""What makes an element a note: one of these properties, and how its value begins."""

_Sheets = Sequence[tuple[Any, str, object]]
_Test = Callable[[Any], bool]

_engine_init = StyleFor.__init__


def style_for(self: Any, html: Any, sheets: _Sheets, *others: object) -> None:  # noqa: ANN401 - WeasyPrint's
    """Work out all styles of a page: in the place of `StyleFor.__init__`."""
    may_be_note = _notes([sheet for sheet, origin, _ in sheets if origin != "user agent"])
    _engine_init(
        self,
        html,
        [
            (_sparing(sheet, may_be_note) if origin == "user agent" else sheet, origin, rank)
            for sheet, origin, rank in sheets
        ],
        *others,
    )


def _notes(sheets: Sequence[Any]) -> _Test:
    """Whether an element may be a note, by style sheets and by its own style. What depends on a variable may."""
    tests: list[_Test] = [
        test
        for sheet in sheets
        for test, _, _, _, (declarations, _) in _entries(sheet.matcher)
        if any(_makes_note(name, value) for name, value, _ in declarations)
    ]

    def may_be_note(element: Any) -> bool:  # noqa: ANN401 - cssselect2's
        return "note" in element.etree_element.get("style", "") or any(test(element) for test in tests)

    return may_be_note


def _makes_note(name: str, value: Any) -> bool:  # noqa: ANN401 - a CSS value
    if name not in _AS_NOTE:
        return False
    return (value[0] if isinstance(value, tuple) else value) == _AS_NOTE[name] or not isinstance(value, str | tuple)


def _entries(matcher: Any) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - cssselect2's
    """All selectors of a style sheet, each with what it declares."""
    for by_name in (
        matcher.id_selectors,
        matcher.class_selectors,
        matcher.lower_local_name_selectors,
        matcher.namespace_selectors,
    ):
        yield from chain.from_iterable(by_name.values())
    yield from matcher.lang_attr_selectors
    yield from matcher.other_selectors


def _sparing(sheet: Any, may_be_note: _Test) -> Any:  # noqa: ANN401 - WeasyPrint's
    """The same style sheet, with its rules for notes for notes alone."""
    made = copy.copy(sheet)
    made.matcher = copy.copy(sheet.matcher)
    made.matcher.other_selectors = [
        (_both(may_be_note, test), rank, order, pseudo, rule)
        if pseudo in _OF_NOTES
        else (test, rank, order, pseudo, rule)
        for test, rank, order, pseudo, rule in sheet.matcher.other_selectors
    ]
    return made


def _both(one: _Test, other: _Test) -> _Test:
    return lambda element: one(element) and other(element)
