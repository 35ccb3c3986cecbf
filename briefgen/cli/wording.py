"""How every command words a number and how wide it writes."""

from __future__ import annotations

import shutil

WIDEST = 100
"""Columns: longer lines are hard to read, whatever the terminal has."""


def number_of(number: int, noun: str) -> str:
    """A count with its noun: "1 fact", "1,204 facts"."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def reading_width() -> int:
    """Columns for running text: the terminal's, at most `WIDEST`."""
    return min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)
