"""Diagnostics as people read them: place, fault, remedy, and under them the line itself with a caret."""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple, TextIO

from briefgen.cli.wording import number_of
from briefgen.model.diagnostic import Diagnostic, Severity

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_BOLD = "1"
_TAB = 4
# A line longer than this is cut before it is measured.
_NEAR = 2_000
# Overrides and isolates can make a line read other than it is.
_TURNING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})


class Look(NamedTuple):
    """What the reader's terminal can show.

    Attributes:
        colour: Whether it takes colours.
        width: Columns.
    """

    colour: bool = False
    width: int = 120


def look_of(stream: TextIO) -> Look:
    """What the stream can show: colours only on a terminal, and never where NO_COLOR is set."""
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Look(stream.isatty() and not plain, shutil.get_terminal_size((120, 24)).columns)


def paint(text: str, style: str, look: Look) -> str:
    """The text in an ANSI style, where the reader can see it."""
    return f"\x1b[{style}m{text}\x1b[0m" if look.colour else text


def bold(text: str, look: Look) -> str:
    """The text, stressed."""
    return paint(text, _BOLD, look)


def printable(text: str) -> str:
    """The text with control characters written out, so that content cannot steer a terminal."""
    return "".join(_printed(character) for character in text)


def columns_of(text: str) -> int:
    """Columns that a text takes on a terminal: none for an accent that joins a letter, two for a Chinese character."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def render(found: Diagnostic, look: Look) -> str:
    """One finding, in one to four lines."""
    style = _COLOURS[found.severity]
    severity = paint(f"{found.severity}:", f"{_BOLD};{style}", look)
    message = bold(printable(found.message), look)
    parts = [f"{_whereabouts(found, look)}{severity} {message} [{found.code} {found.name}]"]
    if found.excerpt and found.place and found.place.line:
        parts += _excerpt(found, str(found.place.line), style, look)
    parts += [f"  {printable(line)}" for line in found.hint.splitlines()]
    return "\n".join(parts)


def render_all(diagnostics: Iterable[Diagnostic], look: Look) -> str:
    """All findings and their count; "" where there are none."""
    found = tuple(diagnostics)
    return "\n".join([*(render(one, look) for one in found), count(found)]) if found else ""


def count(diagnostics: Iterable[Diagnostic]) -> str:
    """How many of each: "2 errors, 1 warning"."""
    severities = [found.severity for found in diagnostics]
    counted = ((severity, severities.count(severity)) for severity in Severity)
    return ", ".join(number_of(number, severity) for severity, number in counted if number)


def merged(*several: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Findings of several stages, each once, by file and line; those about the whole desk first."""
    unique = dict.fromkeys(found for some in several for found in some)
    return tuple(sorted(unique, key=_position))


def _position(found: Diagnostic) -> tuple[str, int, int]:
    place = found.place
    return (place.file, place.line or 0, place.column or 0) if place else ("", 0, 0)


def _whereabouts(found: Diagnostic, look: Look) -> str:
    place = found.place
    if place is None:
        return ""
    numbers = [str(number) for number in (place.line, place.column if place.line else None) if number]
    return bold(":".join([printable(place.file), *numbers]), look) + ": "


def _excerpt(found: Diagnostic, number: str, style: str, look: Look) -> list[str]:
    column = (found.place.column if found.place else None) or 0
    gutter = len(number) + 5
    text, caret = _window(found.excerpt, max(column - 1, 0), look.width - gutter)
    lines = [f"  {number} | {text}".rstrip()]
    if column:
        lines.append(f"  {' ' * len(number)} | {' ' * caret}{paint('^', style, look)}")
    return lines


def _window(excerpt: str, at: int, room: int) -> tuple[str, int]:
    """The part of a line around a character that fits into the room, and that character's offset in it."""
    skipped = max(at - _NEAR, 0)
    cells = _cells(excerpt[skipped : at + _NEAR])
    at = min(at - skipped, len(cells))
    start, end = _span(cells, at, max(room, 20))
    before = "…" if start or skipped else ""
    after = "…" if end < len(cells) or at + skipped + _NEAR < len(excerpt) else ""
    text = before + "".join(printed for printed, _ in cells[start:end]) + after
    return text, len(before) + sum(width for _, width in cells[start:at])


def _span(cells: list[tuple[str, int]], at: int, room: int) -> tuple[int, int]:
    if sum(width for _, width in cells) <= room:
        return 0, len(cells)
    room -= 2  # for the two marks of what was cut
    start = end = at
    growing = True
    while growing:
        growing = False
        if end < len(cells) and cells[end][1] <= room:
            room -= cells[end][1]
            end += 1
            growing = True
        if start > 0 and cells[start - 1][1] <= room:
            start -= 1
            room -= cells[start][1]
            growing = True
    return start, end


def _cells(text: str) -> list[tuple[str, int]]:
    """Each character as printed, with its width in columns."""
    cells: list[tuple[str, int]] = []
    offset = 0
    for character in text:
        printed = " " * (_TAB - offset % _TAB) if character == "\t" else _printed(character)
        width = len(printed) if len(printed) != 1 else columns_of(printed)
        cells.append((printed, width))
        offset += width
    return cells


def _printed(character: str) -> str:
    if character not in _TURNING and unicodedata.category(character) not in _UNPRINTABLE:
        return character
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Me", "Mn"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
