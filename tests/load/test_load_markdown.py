"""Analysts' Markdown: what is read from it, what is refused, and where."""

from __future__ import annotations

from textwrap import dedent

import pytest
from load_desk import at

from briefgen.load.markdown import read_section

SECTION = "seeds/reports/leaving/10-how-it-left.md"


def read(text: str, *, titled: bool = False):
    """A section read from indented text."""
    return read_section(dedent(text), "x.md", "a-name", titled=titled)


def blocks(text: str) -> list[str]:
    """The texts of its blocks."""
    return [block.text for block in read(text).section.blocks]


def calls(text: str) -> list[tuple]:
    """What it calls: kind, targets, line, column."""
    return [(call.kind, *call.targets, call.place.line, call.place.column) for call in read(text).calls]


def faults(text: str) -> list[tuple]:
    """What is wrong: name, line, column."""
    return [(found.name, found.place.line, found.place.column) for found in read(text).diagnostics]


def test_title_standfirst_and_blocks():
    """The heading is the title, the quotation right under it the standfirst, the rest are blocks."""
    section = read("\n# The *finding* ##\n\n> First,\n> and second.\n\nOne\ntwo.\n\n> Quoted.\n", titled=True).section
    assert (section.name, section.label, section.title) == ("a-name", "A name", "The *finding*")
    assert section.standfirst.text == "First,\nand second."
    assert [(block.text, block.place.line) for block in section.blocks] == [("One\ntwo.", 7), ("> Quoted.", 10)]


def test_a_section_needs_a_title_and_a_summary_does_not(desk):
    """Without one the finding stands at the first line of text."""
    desk.write(SECTION, "\n\nText.\n\n> Quoted.\n")
    assert at(desk.only()) == f"{SECTION}:3:1 missing-title"
    assert read("Text.\n").diagnostics == ()
    assert read("> Quoted.\n").section.standfirst is None


@pytest.mark.parametrize(
    "whole",
    [
        "- a\n\n- b\n\n    more of b\n\n- c",
        "1. a\n\n2. b",
        "- a\n\n    ```\n    x\n\n    y\n    ```\n\n- b",
        "```\na\n\nb\n```",
        "~~~~\na\n~~~\n\nb\n~~~~",
        '!!! note "Title"\n\n    One.\n\n    Two.',
        "[^1]: A note.\n\n    More of it.",
        "a | b\n- | -\n1 | 2",
        "a | b\n- | -\n1 | 2\n\n/// table-caption\nWhat it shows.\n///",
        "Term\n\n:   What it means.\n\n    More.",
        "Line one\nline two",
        "    indented code\n    [@no-call]",
    ],
)
def test_what_belongs_together_stays_one_block(whole):
    """Blank lines inside do not part it; what stands around it is its own."""
    assert blocks(f"Before.\n\n{whole}\n\nAfter.\n") == ["Before.", whole, "After."]


def test_blocks_that_need_no_blank_line():
    """Fences and admonitions end a paragraph; an unindented line ends an admonition."""
    assert blocks("Text\n```\na\n```\nMore\n!!! assessment\n    Body\nAfter") == [
        "Text",
        "```\na\n```",
        "More",
        "!!! assessment\n    Body",
        "After",
    ]


def test_an_assessment_is_marked_as_the_desks_view():
    """Only that admonition counts."""
    section = read("!!! assessment\n    We think.\n\n!!! note\n    By the way.\n\nPlain.").section
    assert [block.assessment for block in section.blocks] == [True, False, False]


def test_calls_with_their_places():
    """Each call with its first character's line and column, in reading order."""
    text = "A claim [@a]; two\n  more [@b; @c].\n\n[!likely]\n\n![Cap *one*](figure:timeline?from=2020&topics=x+y)\n\n![Map](pictures/map.png)\n"
    assert calls(text) == [
        ("citation", "a", 1, 9),
        ("citation", "b", "c", 2, 8),
        ("judgement", "likely", 4, 1),
        ("figure", "timeline", 6, 1),
        ("picture", "pictures/map.png", 8, 1),
    ]
    figure = list(read(text).calls)[3]
    assert figure.parameters == (("from", "2020"), ("topics", "x+y"))
    assert figure.caption == "Cap *one*"
    assert figure.address == "timeline?from=2020&topics=x+y"


@pytest.mark.parametrize(
    "text",
    [
        "`[@a]`",
        "``x ` [@a]``",
        "```\n[@a]\n```",
        "- x\n\n    ```\n    [@a]\n    ```",
        r"\[@a]",
        r"\!\[a](figure:scale)",
        "x\n\n    [@a]",
        "`a\n[@a]`",
    ],
)
def test_no_calls_in_code_or_after_a_backslash(text):
    """They are printed as written."""
    assert [call for call in calls(text) if call[0] != "link"] == []


@pytest.mark.parametrize(
    "text", ["`a [@a]", "`` [@a] `", r"\`[@a]`", "- `x\n- [@a]`", "`x\n\n[@a]`", "| `a | [@a] |\n|-|-|\n| ` |"]
)
def test_an_unclosed_code_span_hides_nothing(text):
    """Neither does one that ends in another list entry, paragraph or row."""
    assert [call[:2] for call in calls(text)] == [("citation", "a")]


def test_a_citation_may_wrap():
    """Its text is joined into one line, so that one line holds it; its place stays."""
    read_text = read("Said here [@a;\n@b] and\nthere.\n")
    assert calls("Said here [@a;\n@b] and\nthere.\n") == [("citation", "a", "b", 1, 11)]
    assert [block.text for block in read_text.section.blocks] == ["Said here [@a; @b] and\nthere."]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("x [@a, @b]", (1, 3)),
        ("x [@A b]", (1, 3)),
        ("x [@]", (1, 3)),
        ("x [@a", (1, 3)),
        ("x [@a; b]", (1, 3)),
        ("[!A b]", (1, 1)),
        ("[@a]: and then", (1, 1)),
        ("![a][b]\n\n[b]: https://x.example/p.png", (1, 1)),
        ("![b]\n\n[b]: https://x.example/p.png", (1, 1)),
    ],
)
def test_malformed_calls(text, place):
    """What looks like a call and is none does not print in silence."""
    assert faults(text) == [("malformed-call", *place)]


@pytest.mark.parametrize("text", ["Why [!a]?", "[!a] [!b]", "- [!a]", "[!a]\nmore", "> [!a]"])
def test_a_judgement_stands_alone(text):
    """It is printed as a box, not within a sentence."""
    assert {fault[0] for fault in faults(text)} == {"misplaced-call"}


def test_a_title_holds_neither_calls_nor_markings():
    """Titles go into contents and headers, where neither could be printed."""
    found = read('# Title [@a] {marking="TLP:RED"}\n\nText.\n', titled=True).diagnostics
    assert [(one.name, one.place.column) for one in found] == [("misplaced-call", 9), ("malformed-marking", 14)]


@pytest.mark.parametrize(
    "text",
    [
        'Text.\n{marking="TLP:PURPLE"}',
        'Text. {marking="TLP:RED"} more',
        'Text. {.x marking="TLP:RED"}',
        'Text. {marking="TLP:RED" #id}',
        'Text. {Marking="TLP:RED"}',
        'Text. {marking="TLP:RED"',
        '| a {marking="TLP:RED"} |\n|-|',
        'Text.\n\n{marking="TLP:RED"}',
        '{marking="TLP:RED"}\nText.',
        '- {marking="TLP:RED"}\n- b',
        '!!! note {marking="TLP:RED"}\n\n    Body.',
        '> ```\n> x\n> ```\n> {marking="TLP:RED"}',
        "Text. {marking=tlp:red}",
    ],
)
def test_a_marking_is_never_lost_in_silence(text):
    """One that cannot be understood is an error, because its text would go out unmarked."""
    assert [fault[0] for fault in faults(text)] == ["malformed-marking"]


HTML = [
    ("a <b>x</b>", 1, 3),
    ("<script>alert(1)</script>", 1, 1),
    ("a <!-- x -->", 1, 3),
    ("<?php x ?>", 1, 1),
    ("</div>", 1, 1),
    ("<!DOCTYPE html>", 1, 1),
    ("- a\n- <IMG SRC=x>", 2, 3),
    ("> <iframe src=x>", 1, 3),
    ("a | b\n-|-\n<i>x | y", 3, 1),
    (r"\<b>", 1, 2),
    ("`a\n<div>\n`", 2, 1),
    ("`x` <svg/onload=x>", 1, 5),
    ("<javascript:alert(1)>", 1, 1),
    ("n <x", 1, 3),
    ("<style\n>", 1, 1),
]


@pytest.mark.parametrize(("text", "line", "column"), HTML)
def test_raw_html_is_refused(text, line, column):
    """Tags, comments and instructions, wherever they stand."""
    assert faults(text) == [("raw-html", line, column)]


@pytest.mark.parametrize(
    "text",
    [
        "a < b",
        "1<2",
        "x <3 y",
        "<https://example.org/a?b=c>",
        "<desk@example.org>",
        "`<b>`",
        "```\n<b>\n```",
        "a <- b",
        "&lt;b&gt;",
        "a <= b > c",
        "<",
        "x <",
    ],
)
def test_what_is_no_html_stays(text):
    """Signs, addresses and code are fine."""
    assert faults(text) == []


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "JavaScript:alert(1)", "java&#115;cript:x", "data:text/html;base64,xxxx", "//evil.example", "/etc/passwd", "file:///etc/passwd",
     "page.html", "vbscript:x", " javascript:x", "", "http:///x", "ftp://x.example", "#section"],
)  # fmt: skip
def test_links_lead_to_the_web_and_to_mail(target):
    """Everything else is refused, inline and in definitions."""
    assert {fault[0] for fault in faults(f"See [this]({target}).")} == {"unsafe-link"}
    if target.strip():
        assert {fault[0] for fault in faults(f"See [this][x].\n\n[x]: {target.strip()}")} == {"unsafe-link"}


def test_a_data_address_is_not_repeated():
    """It may be a whole file."""
    found = read(f"[x](data:text/html;base64,{'A' * 500})").diagnostics[0]
    assert len(found.message) < 100


@pytest.mark.parametrize(
    "target",
    ["https://example.org/a_(b)", "http://x.example", "mailto:a@b.example", "<https://example.org/a b>"],
)
def test_links_that_are_fine(target):
    """The web and mail."""
    assert faults(f"See [this]({target}) and [@a].") == []


def test_depth_of_lists_and_quotations():
    """Ten levels pass, eleven do not."""

    def nested(levels: int) -> str:
        return "\n".join("    " * level + "- x" for level in range(levels))

    assert faults(nested(10)) == []
    assert faults(nested(11)) == [("nesting", 11, 1)]
    assert faults("> " * 10 + "x") == []
    assert faults("> " * 11 + "x") == [("nesting", 1, 1)]
    assert faults("- " * 11 + "x") == [("nesting", 1, 1)]
    assert faults("Text\n" + " " * 80 + "that is only indented") == []


def test_an_unclosed_fence_is_an_error_and_hides_nothing():
    """What follows is read as text."""
    assert sorted(faults("```\n<b>\n")) == [("raw-html", 2, 1), ("unclosed-fence", 1, 1)]


def test_template_signs_are_text(desk):
    """Content is never executed, so braces are no fault."""
    desk.write(SECTION, "# Seven {{ 7*7 }}\n\nIt is {{ 7*7 }} {% raw %} {{ config }}.\n")
    assert desk.check() == ()
    section = desk.library().manuscripts["leaving"].sections[0]
    assert section.title == "Seven {{ 7*7 }}"
    assert section.blocks[0].text == "It is {{ 7*7 }} {% raw %} {{ config }}."


CALLS = [
    ("Text [@exit-dome].", "3:8 unknown-id", "Did you mean 'exit-done'?"),
    ("Text [@exit-done; @exit-dome].", "3:20 unknown-id", "Did you mean 'exit-done'?"),
    ("[!stay-out]", "3:1 unknown-id", "Did you mean 'stays-out'?"),
    ("Text![@exit-dome] more.", "3:8 unknown-id", "Did you mean 'exit-done'?"),
    ("![x](Figure:scale)", "3:1 unknown-figure", "Did you mean 'figure:scale'?"),
    ("![x](figure:timelime)", "3:1 unknown-figure", "Did you mean 'timeline'?"),
    ("![x](figure:timeline?since=2020)", "3:1 unknown-figure", "Allowed: countries, from, to, topics."),
    ("![x](figure:scale?from=2020)", "3:1 unknown-figure", "A scale takes no parameters."),
    ("![x](figure:timeline?from=20)", "3:1 malformed-date", "Write four digits: 2025."),
    ("![x](figure:timeline?from=2025&to=2024)", "3:1 backward-interval", "Write the earlier year first."),
    ("![x](figure:timeline?topics=aliances)", "3:1 unknown-id", "Did you mean 'alliances'?"),
    ("![x](figure:timeline?countries=ML+UK)", "3:1 unknown-id", "Did you mean 'GB' (United Kingdom)?"),
    ("![x](figure:timeline?from=2020&from=2021)", "3:1 unknown-figure", "Keep one."),
    (
        "![x](figure:timeline?topics=alliances&topics=alliances)",
        "3:1 unknown-figure",
        "Keep one; write several values as a+b.",
    ),
    ("![x](figure:timeline?topics=alliances+)", "3:1 empty-text", "Write its value, or leave the parameter out."),
    ("![x](figure:network?actors=blok)", "3:1 unknown-id", "Did you mean 'bloc'?"),
    ("![x](figure:network?most=many)", "3:1 malformed-value", "Write a number from 2 to 40."),
    ("![x](figure:network?most=400)", "3:1 out-of-range", "Write a number from 2 to 40."),
    ("![x](figure:network?relations=bakcs)", "3:1 unknown-value", "Did you mean 'backs'?"),
    ("![x](figure:network?actor=bloc)", "3:1 unknown-figure", "Did you mean 'actors'?"),
    ("![x](figure:indicators?profiles=malli)", "3:1 unknown-id", "Did you mean 'mali'?"),
    ("![x](figure:indicators?states=loud)", "3:1 unknown-value", "Allowed: active, not-known, quiet, watch."),
    ("![x](figure:sources?judgements=stay-out)", "3:1 unknown-id", "Did you mean 'stays-out'?"),
]


@pytest.mark.parametrize(("text", "where", "hint"), CALLS)
def test_calls_of_what_does_not_exist(desk, text, where, hint):
    """Each at its line and column, with the nearest name."""
    found = desk.write(SECTION, f"# Title\n\n{text}\n").only()
    assert at(found) == f"{SECTION}:{where}"
    assert found.hint == hint
    assert found.excerpt == text


def test_figures_that_are_fine(desk):
    """With parameters and without."""
    desk.write(
        SECTION,
        "# T\n\n![a](figure:timeline?from=2020&to=2025&topics=alliances&countries=ML,NE)\n\n![b](figure:matrix)\n\n![c](figure:scale)\n",
    )
    assert desk.check() == ()


def test_sections_come_in_the_order_of_their_numbers(desk):
    """9 before 10, whatever the alphabet says."""
    desk.write("seeds/reports/leaving/9-before.md", "# Before\n\nText.\n")
    names = [section.name for section in desk.library().manuscripts["leaving"].sections]
    assert names == ["before", "how-it-left"]
    desk.write("seeds/reports/leaving/20-before.md", "# Before\n\nText.\n")
    assert at(desk.only()) == "seeds/reports/leaving/20-before.md:1:1 duplicate-id"


def test_a_section_without_text_is_an_error(desk):
    """A title alone says nothing; an empty file is one fault."""
    assert at(desk.write(SECTION, "# Title\n").only()) == f"{SECTION}:1:1 empty-text"
    assert at(desk.write(SECTION, "\n \n").only()) == f"{SECTION}:1:1 empty-text"


def test_private_use_characters_are_refused(desk):
    """The renderer uses them for itself."""
    assert at(desk.put(SECTION, "# T\n\na \ue000 b\n".encode()).only()) == f"{SECTION}:3:3 control-character"


@pytest.mark.slow
@pytest.mark.parametrize(
    "hostile",
    ["[@" * 500_000, "[" * 1_000_000, "`" * 500_000 + " `" * 250_000, "<a " * 333_000, "{marking=" * 111_000, "[a]:\n" * 200_000, "[a]:" + " " * 999_000, "# " + " " * 999_000,
     "```a\n~~~b\n" * 100_000, "/// a\n///\n\n" * 80_000, "[^" * 500_000, "[^a]: b[^a]\n" * 80_000, "Text {marking=TLP:RED}\n" * 45_000, "a\n```\nb\n```\n{marking=TLP:RED}\n" * 28_000, "[![a](b.png)" * 80_000 + "](https://x.example)" * 500, "- a {marking=TLP:RED}\n" * 45_000, "- " * 300_000 + "\n" + "-" * 400_000 + "x", "[a [@b]" * 100_000 + "](c)" * 30_000, "> " * 500_000, "![" * 100_000 + "](a.png)" * 100_000, '{marking="x"}' * 76_000, "\\" * 1_000_000],
    ids=["citations", "brackets", "ticks", "tags", "markings", "definitions", "definition-spaces", "title-spaces", "fences", "captions", "footnotes", "notes", "marked-lines", "marked-fences", "linked-pictures", "marked-entries", "rules", "linked-citations", "quotes", "nested-pictures", "marks", "escapes"],
)  # fmt: skip
def test_a_megabyte_of_hostile_markdown_ends(hostile):
    """Every pass is linear: a quadratic one would take hours here."""
    read_section(hostile, "x.md", "x", titled=True)
