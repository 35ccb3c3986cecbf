"""Links, pictures, footnotes and calls within each other."""

from __future__ import annotations

from datetime import date

import pytest
from load_desk import at

from briefgen.load.dossier import gather
from briefgen.load.markdown import read_section

SECTION = "seeds/reports/leaving/10-how-it-left.md"

CASES = [
    ("[![alt](a.png)](https://e.org)", [(1, 1, "linked-picture")]),
    ("x [![alt](figure:scale) y](https://e.org)", [(1, 3, "linked-picture")]),
    ("[![alt](a.png)][e]\n\n[e]: https://e.org", [(1, 1, "linked-picture")]),
    ("![a ![b](b.png)](a.png)", [(1, 1, "linked-picture")]),
    ("![cap [@a]](a.png)", [(1, 7, "misplaced-call")]),
    ("![cap [@a]](figure:scale)", [(1, 7, "misplaced-call")]),
    ("[see [@a]](https://e.org)", [(1, 6, "misplaced-call")]),
    ("[see [@a]][e]\n\n[e]: https://e.org", [(1, 6, "misplaced-call")]),
    ("[[@a] [b](https://e.org)", []),
    ("[see [@a]] and [b](https://e.org)", []),
    ("Out![@a] now.", []),
    ("Out![!a]", [(1, 5, "misplaced-call")]),
    ("See [above](#above).", [(1, 13, "unsafe-link")]),
    ("*[HTML]: abbr", []),
    ("*[HTML]: abbr\n*[CSS]: other", []),
    ("1. [x]: javascript:y", [(1, 4, "unsafe-link")]),
    ("- [x]: javascript:y", [(1, 3, "unsafe-link")]),
    ("A[^1] b.\n\n[^1]: Note.", []),
    ("A[^1] b.\n[^1]: Note.", []),
    ("- a[^n]\n\n    [^n]: Note.", []),
    ("A [^1] b.", [(1, 3, "unknown-footnote")]),
    ("A.\n\n[^1]: Note.", [(3, 1, "unused-footnote")]),
    ("A[^1].\n\n[^1]: Note.\n[^1]: Other.", [(4, 1, "duplicate-id")]),
    ("`[^1]` and \\[^2]", []),
    ("A[^a]: b\n\n[^a]: Note.", []),
]


@pytest.mark.parametrize(("text", "faults"), CASES)
def test_what_stands_where_it_cannot(text, faults):
    """Each at its line and column, with a remedy."""
    found = read_section(text, "x.md", "x", titled=False).diagnostics
    assert [(one.place.line, one.place.column, one.name) for one in found] == faults
    assert all(one.hint for one in found)


def test_a_link_within_the_text_names_the_other_remedy():
    """Ids do not survive into print."""
    assert "in words" in read_section("[a](#b)", "x", "x", titled=False).diagnostics[0].hint
    assert "#" not in read_section("[a](b)", "x", "x", titled=False).diagnostics[0].hint


def test_a_standfirst_has_footnotes_of_its_own():
    """It is set apart, so a note below it would not be found."""
    text = "# T\n\n> First[^1].\n\nText[^1].\n\n[^1]: Note.\n"
    found = read_section(text, "x", "x", titled=True).diagnostics
    assert [(one.place.line, one.name) for one in found] == [(3, "unknown-footnote")]


def test_a_title_holds_no_footnote():
    """It stands in contents and headers."""
    found = read_section("# T[^1]\n\nText[^1].\n\n[^1]: Note.\n", "x", "x", titled=True).diagnostics
    assert [(one.place.line, one.place.column, one.name) for one in found] == [(1, 4, "misplaced-call")]


def test_an_unknown_fact_is_shown_at_its_own_id(desk):
    """Also on the next line of a citation that wraps, and in a profile's text."""
    desk.write(SECTION, "# T\n\nText [@exit-done; @exit-dome;\n  @exit-dune] x.\n")
    assert [at(found) for found in desk.check()] == [f"{SECTION}:3:20 unknown-id", f"{SECTION}:4:4 unknown-id"]
    desk.write(SECTION, "# T\n\nText.\n")
    desk.swap("seeds/countries/mali.yaml", "It belonged to a bloc [@exit-announced].", "It [@exit-done; @exit-dome].")
    assert at(desk.only()) == "seeds/countries/mali.yaml:10:24 unknown-id"


def test_a_later_source_is_told_at_the_facts_own_id(desk):
    """And once for each fact, where it is named first."""
    desk.write("seeds/facts/more.yaml", "id: more\nstatement: M.\nevidence: [{source: wire-2025-08-14, at: p}]\n")
    desk.write(SECTION, "# T\n\nText [@exit-announced; @more].\n\nAnd [@more].\n")
    _, found = gather(desk.library(), "leaving", date(2025, 8, 1))
    assert [at(one) for one in found if "'more'" in one.message] == [f"{SECTION}:3:25 later-source"]
    assert len([one for one in found if "'exit-done'" in one.message]) == 1


def test_a_footnote_of_the_lead_cannot_stand_below_it():
    """The summary's first paragraph is printed by itself, on the cover too; its note would be left behind."""
    found = read_section("Bottom line[^1].\n\nMore.\n\n[^1]: Note.\n", "summary.md", "summary", titled=False)
    assert {each.name for each in found.diagnostics} == {"unknown-footnote", "unused-footnote"}
    below = read_section("Bottom line.\n\nMore[^1].\n\n[^1]: Note.\n", "summary.md", "summary", titled=False)
    assert not below.diagnostics
