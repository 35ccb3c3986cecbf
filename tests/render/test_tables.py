"""Analysts' tables are set by what they need, the same way each time."""

import re

import pytest

from briefgen.render.markdown_syntax import ContentSyntax, Marks
from briefgen.render.prose import sanitised
from briefgen.render.tables import set_tables


def table(*rows):
    """A table as Markdown has it, set."""
    head, *body = ["| " + " | ".join(row) + " |" for row in rows]
    text = "\n".join([head, "|" + "---|" * len(rows[0]), *body])
    html = sanitised(text, ContentSyntax(Marks(), lambda _: []), 1)
    return set_tables(html, lambda number, total: f"Part {number} of {total}")


def classes(html):
    """The classes of its tables."""
    return re.findall(r'<table(?: class="([^"]*)")?>', html)


@pytest.mark.parametrize(
    ("columns", "rows", "word", "expected"),
    [
        (3, 4, "Bamako", [""]),
        (3, 20, "Bamako", ["long"]),
        (7, 4, "Bamako", ["broad"]),
        (14, 60, "Bamako", ["broad turned long"]),
        (14, 60, "Bobo-Dioulasso", ["broad turned long"]),
        (14, 4, "Donaudampfschifffahrt", ["broad"] * 5),
    ],
    ids=["narrow", "long", "broad", "turned", "hyphened", "in pieces"],
)
def test_a_table_gets_the_place_that_it_needs(columns, rows, word, expected):
    """In the text, over the label column, on a page on its side, or in pieces."""
    assert classes(table(*[[word] * columns] * (rows + 1))) == expected


def test_pieces_repeat_the_first_column_and_say_which_they_are():
    """Every column stands in one piece, and the first in each."""
    names = [f"{letter}{'x' * 24}" for letter in "ABCDEFGHIJKLMN"]
    html = table(names, [f"cell {name}" for name in names])
    total = len(classes(html))
    assert total > 1
    assert [html.count(f"<th>{name}</th>") for name in names] == [total] + [1] * 13
    assert [f"Part {number} of {total}" in html for number in range(1, total + 1)] == [True] * total


def test_long_texts_in_many_columns_become_blocks():
    """Each row a block: its first cell, and each other under its column's name; nothing is lost."""
    text = "A sentence that runs over several lines of a narrow column, as analysts' sentences do when there is much to say."
    html = table(["Who", "Said", "Did", "Where", "When"], ["Mali", text, text, text, "2025"])
    assert "<table" not in html
    assert html.count('class="row"') == 1
    assert "<dt>Said</dt>" in html
    assert html.count("narrow column") == 3
    assert "<b>Mali</b>" in html


def test_numbers_stand_on_their_decimal_point():
    """A cell with fewer digits after the point than its neighbours is moved by what it lacks."""
    html = table(["Mine", "Tonnes", "Share"], ["A", "1,200", "3.25 %"], ["B", "85", "4.5 %"], ["C", "–", "7 %"])
    assert '<td class="number">1,200</td>' in html
    assert '<td class="number">85</td>' in html
    assert '<td class="number">3.25 %</td>' in html
    assert '<td class="number lacks-2">4.5 %</td>' in html
    assert '<td class="number lacks-5">7 %</td>' in html
    assert '<th class="number">Share</th>' in html
    assert "<td>A</td>" in html


def test_a_table_has_one_head_and_all_its_rows():
    """The head is repeated on further pages by the engine, which needs exactly one."""
    html = table(["A", "B"], ["1", "x"], ["2", "y"])
    assert html.count("<thead>") == html.count("</thead>") == 1
    assert html.count("<tr>") == html.count("</tr>") == 3
