"""Diagnostics on the terminal."""

from __future__ import annotations

import io

import pytest
from cli_desk import finding

from briefgen.cli.diagnostics import Look, count, look_of, merged, render, render_all
from briefgen.model.diagnostic import Diagnostic, Severity
from briefgen.model.place import Place

PLAIN = Look(colour=False, width=80)


def at(excerpt: str, column: int, line: int = 7) -> Diagnostic:
    """A finding in a line."""
    place = Place("seeds/facts/a.yaml", line=line, column=column)
    return Diagnostic("BG101", "broken", Severity.ERROR, "broken", place=place, excerpt=excerpt)


def caret_under(text: str) -> str:
    """The character above the caret."""
    _, line, carets = text.split("\n")[:3]
    return line[carets.index("^")]


def test_place_fault_excerpt_and_remedy():
    """A finding has its place, its fault, the line with a caret, and the remedy."""
    assert render(finding(), PLAIN).split("\n") == [
        "seeds/facts/ports.yaml:14:15: error: unknown source 'reuters-7' [BG106 unknown-id]",
        '  14 |     - {source: reuters-7, at: "page 3"}',
        "     |               ^",
        "  Did you mean 'reuters-07'?",
    ]


@pytest.mark.parametrize(
    "excerpt", ["\t- \tX", "a\tX", "X", "日本語 X", "e\u0301e\u0301 X", "\x1b[31m X", "\u202e X", "x" * 300 + "X"]
)
def test_caret_stands_under_its_column(excerpt):
    """Tabs, wide, combining and escaped characters before the column do not move the caret off it."""
    text = render(at(excerpt, excerpt.index("X") + 1), PLAIN)
    _, line, carets = text.split("\n")[:3]
    columns = line.replace("日本語", "日日本本語語").replace("e\u0301", "e")
    assert columns[carets.index("^")] == "X"


def test_caret_may_stand_behind_the_line():
    """A fault at the line's end has its caret right behind the last character."""
    text = render(at("source:", 8), PLAIN).split("\n")
    assert text[2].index("^") == text[1].index(":") + 1


@pytest.mark.parametrize("column", [1, 2, 500, 5_000, 99_999, 100_000])
def test_long_line_is_cut_around_the_caret(column):
    """A very long line is shown as wide as the terminal, and its caret is in sight."""
    line = "".join(chr(97 + number % 26) for number in range(100_000))
    text = render(at(line, column), PLAIN)
    assert max(map(len, text.split("\n")[1:])) <= 80
    assert caret_under(text) == line[column - 1]


def test_cut_line_says_so():
    """Both ends that were cut are marked."""
    line = render(at("x" * 300, 150), PLAIN).split("\n")[1]
    assert line.split("| ")[1].startswith("…")
    assert line.endswith("…")


def test_wide_characters_fit_the_width():
    """A long line of double-width characters takes no more columns than the terminal has."""
    line = render(at("語" * 300, 150), PLAIN).split("\n")[1]
    assert len(line) + line.count("語") <= 80


def test_control_characters_are_written_out():
    """No escape, bell, override or line separator of the content reaches the terminal."""
    hostile = "a\x1b]0;title\x07\u202e\u2028\x9b31m\r"
    place = Place(f"seeds/{hostile}.yaml", line=1, column=1)
    text = render(Diagnostic("BG101", "broken", Severity.ERROR, hostile, hostile, place, hostile), PLAIN)
    assert not set(text) & set("\x1b\x07\u202e\u2028\x9b\r")
    assert "\\x1b]0;title\\x07\\u202e" in text


def test_arabic_and_accents_stay_as_they_are():
    """Text in other scripts is not escaped."""
    assert "قال الوزير été" in render(at("قال الوزير été", 1), PLAIN)


def test_finding_about_a_file_or_the_desk():
    """Without a line there is no excerpt; without a place the message stands alone."""
    whole_file = Diagnostic("BG101", "broken", Severity.NOTE, "odd", "Mend it.", Place("seeds/a.yaml"))
    assert render(whole_file, PLAIN) == "seeds/a.yaml: note: odd [BG101 broken]\n  Mend it."
    assert render(Diagnostic("BG101", "broken", Severity.NOTE, "odd"), PLAIN) == "note: odd [BG101 broken]"


def test_colour_only_where_it_is_seen(monkeypatch):
    """A pipe gets no colour, a terminal does, and NO_COLOR takes it away again."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert not look_of(io.StringIO()).colour
    assert "\x1b[" in render(finding(), look_of(Terminal()))
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in render(finding(), look_of(Terminal()))
    monkeypatch.setenv("NO_COLOR", "")
    assert look_of(Terminal()).colour


def test_count():
    """The count names each severity that occurs, in the singular where there is one."""
    assert count([finding(), finding(), finding("warning")]) == "2 errors, 1 warning"
    assert count([finding("note")]) == "1 note"
    assert render_all([], PLAIN) == ""
    assert render_all([finding()], PLAIN).endswith("\n1 error")


def test_merged_shows_each_finding_once_by_place():
    """What several reports share is told once, and findings follow files and lines."""
    first, second, desk = finding(line=3), finding(line=20), Diagnostic("BG1", "n", Severity.NOTE, "m")
    assert merged([second, first], [first, desk]) == (desk, first, second)
