"""Markings: kept in the text, in one form, at the end of what they belong to."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest

from briefgen.load.dossier import gather
from briefgen.load.markdown import read_section

A, R, G = "{marking=TLP:AMBER}", "{marking=TLP:RED}", "{marking=TLP:GREEN}"
AMBER, RED, GREEN = '{marking="TLP:AMBER"}', '{marking="TLP:RED"}', '{marking="TLP:GREEN"}'

MARKED = [
    (f"Text.\n{AMBER}", f"Text. {A}", "TLP:AMBER"),
    (f"Text.{AMBER}", f"Text. {A}", "TLP:AMBER"),
    (f"Text.   {AMBER}  ", f"Text. {A}", "TLP:AMBER"),
    ("Text.\n{: marking=TLP:AMBER+STRICT }", "Text. {marking=TLP:AMBER+STRICT}", "TLP:AMBER+STRICT"),
    ("Text.\n{: marking='TLP:RED' }  ", f"Text. {R}", "TLP:RED"),
    (f"Text {AMBER}\nand more.", f"Text\nand more. {A}", "TLP:AMBER"),
    (f"Text {AMBER}\nand more. {RED}", f"Text\nand more. {R}", "TLP:RED"),
    (f"[@a;\n@b] x\n{RED}\ny", f"[@a; @b] x\ny {R}", "TLP:RED"),
    (f"- a {GREEN}\n- b {RED}\n- c", f"- a {G}\n- b {R}\n- c", "TLP:RED"),
    (f"- a\n- b\n{AMBER}", f"- a\n- b {A}", "TLP:AMBER"),
    (f"- a {AMBER}\n  wraps\n- b", f"- a\n  wraps {A}\n- b", "TLP:AMBER"),
    (f"- a\n    - b\n    {RED}\n- c", f"- a\n    - b {R}\n- c", "TLP:RED"),
    (f"- a\n\n    more\n    {RED}\n- c", f"- a\n\n    more {R}\n- c", "TLP:RED"),
    (f"1. a\n2. b {RED}\n\n3. c", f"1. a\n2. b {R}\n\n3. c", "TLP:RED"),
    (f"## Heading {AMBER}", f"## Heading {A}", "TLP:AMBER"),
    (f"## Heading ## {AMBER}\nText", f"## Heading {A}\nText", "TLP:AMBER"),
    (f"## Heading\n{AMBER}\nText", f"## Heading {A}\nText", "TLP:AMBER"),
    (f"Heading {RED}\n=======\nText", f"Heading {R}\n=======\nText", "TLP:RED"),
    (f"Heading\n-------\n{RED}", f"Heading {R}\n-------", "TLP:RED"),
    (f"!!! note\n    Body.\n    {AMBER}", f"!!! note\n    Body. {A}", "TLP:AMBER"),
    (
        f"!!! note\n    One.\n\n    Two. {RED}\n\n    Three.",
        f"!!! note\n    One.\n\n    Two. {R}\n\n    Three.",
        "TLP:RED",
    ),
    (f"!!! note\n    One.\n\n    {RED}", f"!!! note\n    One. {R}", "TLP:RED"),
    (f"!!! assessment {RED}\n    One.", f"!!! assessment\n    One. {R}", "TLP:RED"),
    (f"> One {RED}\n>\n> two\n> {AMBER}", f"> One {R}\n>\n> two {A}", "TLP:RED"),
    (f"> - a {RED}\n> - b", f"> - a {R}\n> - b", "TLP:RED"),
    (f"a | b\n- | -\n1 | 2\n{AMBER}", f"{A}\n\na | b\n- | -\n1 | 2", "TLP:AMBER"),
    (f"| a | b |\n|-|-|\n| 1 | 2 | {AMBER}\n", f"{A}\n\n| a | b |\n|-|-|\n| 1 | 2 |", "TLP:AMBER"),
    (f"```\n[@a]\n```\n{AMBER}", f"{A}\n\n```\n[@a]\n```", "TLP:AMBER"),
    (f"    code\n{AMBER}", f"{A}\n\n    code", "TLP:AMBER"),
    (f"- x\n\n    ```\n    a\n    ```\n    {RED}\n- y", f"- x\n\n    {R}\n\n    ```\n    a\n    ```\n- y", "TLP:RED"),
    (f"- x\n\n    a | b\n    -|-\n    1|2\n    {RED}", f"- x\n\n    {R}\n\n    a | b\n    -|-\n    1|2", "TLP:RED"),
    (f"Term\n\n:   Meaning {RED}", f"Term\n\n:   Meaning {R}", "TLP:RED"),
    (f"![c](figure:scale) {RED}", f"![c](figure:scale) {R}", "TLP:RED"),
    (f"[!likely]\n{RED}", f"[!likely] {R}", "TLP:RED"),
    (f"`{RED}`", f"`{RED}`", "TLP:CLEAR"),
    (f"```\n{RED}\n```", f"```\n{RED}\n```", "TLP:CLEAR"),
    ("{{ 7*7 }}", "{{ 7*7 }}", "TLP:CLEAR"),
    ("{: .class }", "{: .class }", "TLP:CLEAR"),
]


@pytest.mark.parametrize(("text", "left", "label"), MARKED)
def test_a_marking_stands_at_the_end_of_what_it_belongs_to(text, left, label):
    """Not at the end of another entry, heading or paragraph of the same block; the block has the highest."""
    read = read_section(text, "x.md", "x", titled=False)
    assert read.diagnostics == ()
    assert [(block.text, block.marking) for block in read.section.blocks] == [(left, label)]


def test_what_follows_marked_code_is_its_own_block():
    """The line with the marking is the only one that the code takes in."""
    blocks = read_section(f"```\na\n```\n{RED}\nText\n\nMore", "x.md", "x", titled=False).section.blocks
    assert [(block.text, block.marking) for block in blocks] == [
        (f"{R}\n\n```\na\n```", "TLP:RED"),
        ("Text", "TLP:CLEAR"),
        ("More", "TLP:CLEAR"),
    ]


def test_text_right_below_indented_code_is_read_as_text():
    """The engine ends the code there, so calls and raw HTML in it count."""
    read = read_section("    code\nText [@a] <b>", "x.md", "x", titled=False)
    assert [call.targets for call in read.calls] == [("a",)]
    assert [found.name for found in read.diagnostics] == ["raw-html"]


def test_footnotes_are_marked_one_by_one():
    """Two that follow each other are two."""
    text = f"x[^1] y[^2]\n\n[^1]: One {RED}\n[^2]: Two,\n    more\n    {AMBER}\n"
    read = read_section(text, "x.md", "x", titled=False)
    assert read.diagnostics == ()
    assert read.section.blocks[1].text == f"[^1]: One {R}\n[^2]: Two,\n    more {A}"


def test_a_marked_standfirst():
    """Its text is without the signs of the quotation, with the marking."""
    section = read_section(f"# T\n\n> First,\n> second.\n{AMBER}\n\nText.", "x.md", "x", titled=True).section
    assert (section.standfirst.text, section.standfirst.marking) == (f"First,\nsecond. {A}", "TLP:AMBER")


def test_the_marking_of_a_standing_paragraph_stands_in_its_blocks(desk):
    """What is marked in the profile's data is labelled in print like what is marked in its text."""
    text = dedent("""\
        id: alliances
        name: Alliances
        standing:
          - title: One
            marking: TLP:AMBER
            text: |
              First.

              - a
              - b

              Last. {marking=TLP:RED}
        """)
    desk.write("seeds/topics/alliances.yaml", text)
    dossier, _ = gather(desk.library(), "alliances", date(2025, 8, 20))
    assert [block.text for block in dossier.manuscript.sections[0].blocks] == [
        f"First. {A}",
        f"{A}\n\n- a\n- b",
        f"Last. {R}",
    ]


def test_a_block_knows_the_line_of_each_of_its_rows():
    """A marking's own line is left out, a marking set before a table stands for the table's first line."""
    text = '# T\n\n- One [@a;\n  @b].\n  {marking="TLP:AMBER"}\n- Two.\n\n| A |\n|---|\n| b |\n{marking="TLP:AMBER"}\n'
    entries, table = read_section(text, "a.md", "a", titled=True).section.blocks
    assert list(zip(entries.text.split("\n"), entries.rows, strict=True)) == [
        ("- One [@a; @b]. {marking=TLP:AMBER}", 3),
        ("- Two.", 6),
    ]
    assert table.rows[-3:] == (8, 9, 10)
    assert set(table.rows[:-3]) == {8}


def test_a_title_knows_its_place():
    """Its first character; there is none without a title."""
    place = read_section("\n#  T\n\nText.\n", "a.md", "a", titled=True).section.title_place
    assert place
    assert (place.line, place.column) == (2, 4)
    assert read_section("Text.\n", "a.md", "summary", titled=False).section.title_place is None
