"""What leaves a text: marked pieces, what rests on withheld facts alone, and everything that would tell of either."""

from __future__ import annotations

from dataclasses import replace

import pytest
from canary_desk import Desk, client, fact, incident, judgement, source

from briefgen.model.marking import Marking
from briefgen.release.release import release

SECRET = fact("secret", "paper", marking="TLP:RED")
FACTS = (fact("open", "paper"), fact("other", "paper"), SECRET)
A = '{marking="TLP:AMBER"}'

CUT = [
    # Marked pieces.
    (f"One.\n\nTwo. {A}\n\nThree.", "One.|Three."),
    (f"- a\n- b {A}\n- c", "- a\n- c"),
    (f"- a\n- b {A}\n    - below\n- c", "- a\n- c"),
    (f"1. a\n2. b {A}\n3. c", "1. a\n2. c"),
    (f"- a\n\n    more {A}\n- c", "- a\n\n- c"),
    (f"x\n\n> One. {A}\n>\n> Two.", "x|> Two."),
    (f"!!! note\n    One. {A}", ""),
    (f"| a | b |\n|---|---|\n| 1 | 2 {A} |\n| 3 | 4 |", "| a | b |\n|---|---|\n| 3 | 4 |"),
    (f"| a | b |\n|---|---|\n| 1 | 2 |\n{A}", ""),
    (f"| a | b |\n|---|---|\n| 1 | 2 {A} |", ""),
    (f"x\n\n| a | b |\n|---|---|\n| 1 | 2 |\n{A}\n\n/// table-caption\nTold.\n///", "x"),
    (f"```\ncode\n```\n{A}\n\nx", "x"),
    (f"## Under it {A}\n\nGone.\n\n### Deeper\n\nGone too.\n\n## Next\n\nStays.", "## Next|Stays."),
    (f"## Nothing left\n\nGone. {A}\n\n## Next\n\nStays.", "## Next|Stays."),
    (f"They are:\n\n- a {A}\n- b {A}\n\nx", "x"),
    (f"a[^1] b[^2] c[^3]\n\n[^1]: One.\n[^2]: Two. {A}\n[^3]: Three.", "a[^1] b c[^2]|[^1]: One.\n[^2]: Three."),
    (f"a[^1] {A}\n\nb[^2]\n\n[^1]: One.\n[^2]: Two.", "b[^1]|[^1]: Two."),
    (f"a [x][y] {A}\n\nb [z][w]\n\n[y]: https://y.example\n[w]: https://w.example", "b [z][w]|[w]: https://w.example"),
    (f"Term\n\n:   Meaning {A}\n\nx", "x"),
    # What rests on withheld facts alone.
    ("It is [@secret].\n\nx", "x"),
    ("It is [@open; @secret].", "It is [@open]."),
    ("One [@open]. Two [@secret]. Three [@other].", "One [@open]. Three [@other]."),
    ("One [@open]. Said before. Two [@secret]. And so on.", "One [@open]."),
    ("One [@secret], two [@open].\n\nx", "x"),
    ("One.[@open] Two.[@secret]", "One.[@open]"),
    ("- a [@secret]\n- b [@open]", "- b [@open]"),
    ("- a [@secret]\n    - below [@open]\n- b", "- b"),
    ("| a | b |\n|---|---|\n| 1 | x [@secret] |\n| 3 | 4 [@open] |", "| a | b |\n|---|---|\n| 3 | 4 [@open] |"),
    ("## Secret things\n\nIt is [@secret].\n\n## Next\n\nx", "## Next|x"),
    ("Before.\n\n[!hidden]\n\nAfter.", "Before.|After."),
    ("As `[@secret]` is written.", "As `[@secret]` is written."),
    (f"> One [@open].\n{A}\n\nx", "x"),
    # Texts that stand instead.
    ('Two. {marking="TLP:AMBER" redacted="The desk holds more."}\n\nx', "The desk holds more.|x"),
    ('- a\n- b {marking="TLP:AMBER" redacted="More."}', "- a\n- More."),
    ('One [@open]. Two [@secret]. {redacted="The desk holds more."}', "The desk holds more."),
    ('One [@open]. Two [@other]. {redacted="The desk holds more."}', "One [@open]. Two [@other]."),
    ('| a | b |\n|---|---|\n| 1 | 2 |\n{marking="TLP:AMBER" redacted="A table."}', "A table."),
]


def left(text: str, **fields) -> str:
    """The blocks that are left of a section's text."""
    report = {"judgements": [judgement("hidden", "secret", marking="TLP:RED")]}
    desk = Desk({"a": f"# T\n\n{text}\n"}, FACTS, (source("paper"),), report=report)
    released = release(desk.dossier(), client(**fields)).dossier
    assert released
    sections = released.manuscript.sections
    blocks = [block for section in sections for block in section.all_blocks]
    for block in blocks:
        assert not block.redacted
        assert not block.rows or len(block.rows) == block.text.count("\n") + 1
        assert [name for call in block.calls for name in call.targets if name in ("secret", "hidden")] == []
    return "|".join(block.text for block in blocks)


@pytest.mark.parametrize(("text", "expected"), CUT)
def test_what_is_left_of_a_text(text, expected):
    """Pieces leave whole, and with them what would tell of them: headings, lead-ins, numbers, notes, addresses."""
    assert left(text) == expected


@pytest.mark.parametrize(("text", "_"), [pair for pair in CUT if "redacted" not in pair[0]])
def test_who_may_see_all_gets_all(text, _):
    """Nothing moves for a client whose ceiling is high enough."""
    desk = Desk(
        {"a": f"# T\n\n{text}\n"}, FACTS, (source("paper"),), report={"judgements": [judgement("hidden", "secret")]}
    )
    dossier = desk.dossier()
    released = release(dossier, client("TLP:RED")).dossier
    assert released
    assert released.manuscript.sections == dossier.manuscript.sections


def test_a_block_whose_marking_nothing_in_it_explains_leaves_whole():
    """Whatever made it so: too much leaves sooner than too little."""
    dossier = Desk({"a": "# T\n\nOne.\n\nTwo.\n"}).dossier()
    section = dossier.manuscript.sections[0]
    blocks = (replace(section.blocks[0], marking=Marking.RED), section.blocks[1])
    dossier = replace(dossier, manuscript=replace(dossier.manuscript, sections=(replace(section, blocks=blocks),)))
    released = release(dossier, client("TLP:AMBER")).dossier
    assert released
    assert [block.text for block in released.manuscript.sections[0].blocks] == ["Two."]


def test_a_section_of_which_nothing_is_left_leaves_with_its_title():
    """A heading alone would tell that there was something."""
    desk = Desk({"a": "# Kept\n\nx\n", "b": f"# Zqtitle\n\nGone. {A}\n"})
    released = release(desk.dossier(), client())
    assert released.dossier
    assert [each.name for each in released.dossier.manuscript.sections] == ["a"]
    assert any("Zqtitle" in text for each in released.withheld for text in each.texts)


def figures(text: str, facts=FACTS, **fields) -> str:
    """What is left of a text with figures."""
    rows = (incident(1, "open"), incident(2, "secret"))
    desk = Desk({"a": f"# T\n\n{text}\n"}, facts, (source("paper"),), rows=rows, **fields)
    released = release(desk.dossier(), client()).dossier
    assert released
    return "|".join(block.text for section in released.manuscript.sections for block in section.all_blocks)


def test_a_figure_asks_for_nothing_that_is_withheld():
    """Its address is in the data: an id in it would tell; where no id is left, it would ask for everything."""
    assert (
        figures("x [@open]\n\n![C](figure:timeline?topics=trade+hush)")
        == "x [@open]|![C](figure:timeline?topics=trade)"
    )
    assert figures("x\n\n![C](figure:timeline?topics=hush)") == "x"


def test_a_figure_with_nothing_left_to_show_leaves_with_its_caption():
    """The caption would tell what it showed."""
    assert figures("x\n\n![Zqcaption](figure:timeline?topics=trade)", (SECRET,)) == "x"
    assert figures("x\n\n![Zqcaption](figure:timeline?topics=trade)") != "x"


def test_rows_of_a_table_of_incidents_leave():
    """With the fact that carries them; and another table has another digest."""
    desk = Desk(
        {"a": "# T\n\n![C](figure:incidents?data=rows.csv)\n"},
        FACTS,
        (source("paper"),),
        rows=(incident(1, "open"), incident(2, "secret"), incident(3, "open", marking=Marking.AMBER)),
    )
    released = release(desk.dossier(), client()).dossier
    assert released
    table = released.manuscript.tables["rows.csv"]
    assert [each.line for each in table.incidents] == [1]
    assert table.sha256 != "0" * 64
