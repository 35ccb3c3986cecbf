"""The contents: a field that Word makes anew, holding until then what the page has."""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from briefgen.render.word.marks import field, mark, text_run
from briefgen.render.word.runs import Html, Names

_CODE = 'TOC \\o "1-1" \\h \\z \\u'
"""Headings of the first level, as links, without page numbers on the web."""


def contents_field(headings: Sequence[Html], names: Names) -> list[BaseOxmlElement]:
    """Paragraphs with the field in them, one an entry.

    Args:
        headings: Of the parts, in order.
        names: The document's bookmarks.
    """
    lines = [_line(heading, names) for heading in headings] or [[]]
    before, after = _around(field(_CODE, dirty=True))
    lines[0] = [*before, *lines[0]]
    lines[-1] = [*lines[-1], *after]
    return [mark("p", mark("pPr", mark("pStyle", val="TOC1")), *line) for line in lines]


def _around(runs: list[BaseOxmlElement]) -> tuple[list[BaseOxmlElement], list[BaseOxmlElement]]:
    """What stands before a field's result, and after it."""
    return runs[:-1], runs[-1:]


def _line(heading: Html, names: Names) -> list[BaseOxmlElement]:
    text = " ".join("".join(heading.itertext()).split())
    part = next((each.get("id") for each in heading.iterancestors() if each.get("id")), "")
    name = names.name(part or "")
    return [mark("hyperlink", text_run(text), anchor=name, history=1)] if name else [text_run(text)]
