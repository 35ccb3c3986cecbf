"""Texts that stand instead of what a client may not see, and markings of single rows."""

from __future__ import annotations

import pytest

from briefgen.load.markdown import read_section

HELD = 'marking="TLP:AMBER" redacted="Held."'


@pytest.mark.parametrize(
    ("text", "left", "instead"),
    [
        (f"Text. {{{HELD}}}", "Text. {marking=TLP:AMBER}", ((0, "Held."),)),
        (f"Text\nmore.\n{{{HELD}}}", "Text\nmore. {marking=TLP:AMBER}", ((1, "Held."),)),
        ('Text. {redacted="Held."}', "Text.", ((0, "Held."),)),
        ("Text. {redacted='It''s  held.'}".replace("''", "’"), "Text.", ((0, "It’s held."),)),
        (f"- a\n- b {{{HELD}}}", "- a\n- b {marking=TLP:AMBER}", ((1, "Held."),)),
        (f"|a|\n|-|\n|1|\n{{{HELD}}}", "{marking=TLP:AMBER}\n\n|a|\n|-|\n|1|", ((2, "Held."),)),
        ('|a|\n|-|\n|1|\n{redacted="Held."}', "|a|\n|-|\n|1|", ((0, "Held."),)),
        ('|a|\n|-|\n|1 {marking="TLP:RED"}|\n|2|', "|a|\n|-|\n|1 {marking=TLP:RED} |\n|2|", ()),
    ],
)
def test_what_is_printed_instead_stands_beside_the_text(text, left, instead):
    """Not in it, so that nobody reads it who gets the text itself."""
    read = read_section(text, "x.md", "x", titled=False)
    assert read.diagnostics == ()
    assert [(block.text, block.redacted) for block in read.section.blocks] == [(left, instead)]


@pytest.mark.parametrize(
    "text",
    [
        'Text. {redacted=""}',
        'Text. {redacted="See [@fact]."}',
        'Text. {redacted="a <b>"}',
        "Text. {redacted=bare}",
        'Text. {marking="TLP:RED"redacted="x"}',
        f'Text. {{redacted="{"x" * 301}"}}',
        '|a|\n|-|\n|1 {marking="TLP:RED" redacted="x"}|',
        '|a {marking="TLP:RED"}|\n|-|\n|1|',
        'Text. {redacted="x"} more',
    ],
)
def test_what_cannot_be_printed_instead_is_an_error(text):
    """Plain words only: nothing in them is checked, cited or counted."""
    found = read_section(text, "x.md", "x", titled=False).diagnostics
    assert [each.name for each in found] == ["malformed-marking"]
