"""The manual on the terminal."""

from __future__ import annotations

import re
import textwrap

from briefgen.cli.nearest import did_you_mean
from briefgen.desk.manual import PAGES, page_of
from briefgen.model.faults import UsageError

_WIDEST = 100
_KEPT = (" ", "|", "```", ">")
"""How a paragraph begins whose lines are not to be joined."""


def explained(word: str, width: int) -> str:
    """The page of a code or a name, its paragraphs set to a width in columns.

    Raises:
        UsageError: Nothing that the program finds is called so.
    """
    page = page_of(word)
    if page is None:
        near = did_you_mean(word.upper() if word[:2].casefold() == "bg" else word.lower(), _names())
        raise UsageError(f"no finding is called '{word}'", near or "A finding shows its code and name in brackets.")
    return "\n\n".join(_set(paragraph, min(width, _WIDEST)) for paragraph in (*page.paragraphs, page.standing))


def _names() -> list[str]:
    return [word for page in PAGES for word in (page.code, page.name)]


def _set(paragraph: str, width: int) -> str:
    """A paragraph or a list, its lines broken anew; what is indented or quoted stays as it is."""
    if paragraph.startswith(_KEPT):
        return paragraph
    items = re.split(r"\n(?=- )", paragraph)
    indent = "  " if items[0].startswith("- ") else ""
    return "\n".join(
        textwrap.fill(
            " ".join(item.split()), width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )
        for item in items
    )
