"""Notes that found no place: the engine can lose one where pages break, and prints the rest without a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from weasyprint.formatting_structure.boxes import FootnoteAreaBox

from briefgen.model.faults import RenderError

_WORDS = 60
"""Characters of a note that its finding quotes."""


def require_notes(expected: Iterable[Any], pages: Sequence[Any]) -> None:
    """Know that every note stands on a page; a section's figure is one.

    Args:
        expected: Boxes of the engine, as they were before pages were made.
        pages: Page boxes, laid out.

    Raises:
        RenderError: One is missing.
    """
    there = {id(element) for page in pages for element in _elements(page)}
    for box in expected:
        if id(box.element) not in there:
            raise RenderError(
                f"“{_said(box.element)}” found no place at the foot of a page",
                "Move what it belongs to up or down by a paragraph, or make it smaller.",
            )


def _elements(page: Any) -> Iterator[Any]:  # noqa: ANN401 - WeasyPrint's
    for area in page.children:
        if isinstance(area, FootnoteAreaBox):
            yield from (box.element for box in area.descendants() if box.element is not None)


def _said(element: Any) -> str:  # noqa: ANN401 - ElementTree's
    words = " ".join("".join(element.itertext()).split())
    return words if len(words) <= _WORDS else f"{words[: _WORDS - 1]}…"
