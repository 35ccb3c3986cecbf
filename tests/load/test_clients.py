"""Clients: what they leave out is there, and their files have names of their own."""

from __future__ import annotations

from datetime import date

import pytest
from load_desk import at

from briefgen.model.client import Client

FILE = "seeds/clients/mine.yaml"
BASE = "id: mine\nname: A mine\nreports: [leaving, mali]\n"


@pytest.mark.parametrize(
    ("line", "place", "said", "hint"),
    [
        ("leave_out: [servces]", "4:13 unknown-part", "'servces'", "Did you mean 'services'?"),
        ("only: [summary, 10-how-it-lef]", "4:17 unknown-part", "'10-how-it-lef'", "Did you mean '10-how-it-left'?"),
        ("leave_out: [services, services]", "4:23 repeated-entry", "'services'", "Delete"),
        ("file_name: '{report}.{clinet}'", "4:12 malformed-file-name", "'{clinet}'", "Did you mean 'client'?"),
        ("file_name: '{report}'", "4:12 malformed-file-name", "{client}", "{client}"),
        ("file_name: '../{client}'", "4:12 malformed-file-name", "'/'", "letters"),
        ("file_name: '.{client}'", "4:12 malformed-file-name", "dot", ""),
        ("file_name: '{client'", "4:12 malformed-file-name", "closed", ""),
        ('file_name: "a\\u202e{client}"', "4:12 malformed-file-name", "U+202E", ""),
        ("file_name: '{report}.en'", "4:12 malformed-file-name", "{client}", ""),
        ("formats: [pdf, txt]", "4:16 unknown-value", "txt", ""),
        ("formats: []", "4:10 empty-list", "", ""),
        ("copy_number: 0", "4:14 out-of-range", "", ""),
        ("pdf: {password: hunter2}", "4:17 bare-secret", "", ""),
    ],
)
def test_a_fault_is_told_where_it_stands(desk, line, place, said, hint):
    """With the nearest name, where there is one."""
    found = desk.write(FILE, f"{BASE}{line}\n").only()
    assert at(found) == f"{FILE}:{place}"
    assert said in found.message
    assert hint in found.hint
    assert "mine" not in desk.library().clients


@pytest.mark.parametrize(
    "line",
    [
        "leave_out: [services, how-it-left, 10-how-it-left]",
        "only: [sections, summary]",
        "file_name: '{as_of} {report} {language} {number} für {client}'",
        "formats: [json, docx]",
        "pdf: {sign: true, watermark: true, password: 'env:MINE'}",
    ],
)
def test_what_a_client_may_say(desk, line):
    """Sections with their number and without, parts, patterns, formats."""
    assert desk.write(FILE, f"{BASE}{line}\n").check() == ()


def test_two_clients_never_share_a_file_name(desk):
    """Whatever their patterns are, and on systems that take capitals for small letters."""
    desk.write(
        FILE,
        "- {id: mine, name: A, reports: [leaving], file_name: 'x-{client}'}\n- {id: x-mine, name: B, reports: [leaving], file_name: '{client}'}\n",
    )
    found = desk.only()
    assert at(found) == f"{FILE}:2:56 colliding-file-names"
    assert "the client 'mine'" in found.message


def test_a_clients_file_is_never_the_desks_own(desk):
    """`leaving.fr.pdf` is the desk's French edition."""
    desk.write("seeds/reports/leaving/summary.fr.md", "Il part [@exit-announced; @exit-done].\n\n[!stays-out]\n")
    desk.write(FILE, "{id: fr, name: A, reports: [leaving]}\n")
    assert at(desk.only()) == f"{FILE}:1:6 colliding-file-names"


def test_a_stem_is_the_pattern_filled():
    """Without a number it is a draft."""
    client = Client.model_validate(
        {"id": "mine", "name": "A", "file_name": "{report} {client} {as_of} {language} {number}"}
    )
    assert client.stem("mali", date(2025, 8, 20), "fr") == "mali mine 2025-08-20 fr draft"
    assert Client(id="mine", name="A").stem("mali", date(2025, 8, 20), "fr", "N-1") == "mali.mine"


MARKED = 'It announced this in 2024 [@exit-announced]. {marking="TLP:AMBER"}\n\n![Timeline](figure:timeline?from=2020&topics=alliances)\n'


def test_a_translation_is_marked_as_its_original_is(desk):
    """What is withheld in one language would be printed in the other."""
    head = "# It left in two steps\n\n> First it said so, then it did [@exit-done].\n\n"
    desk.write("seeds/reports/leaving/10-how-it-left.md", head + MARKED)
    desk.write("seeds/reports/leaving/10-how-it-left.fr.md", head + MARKED.replace(' {marking="TLP:AMBER"}', ""))
    found = desk.only()
    assert at(found) == "seeds/reports/leaving/10-how-it-left.fr.md:1:1 differing-marking"
    assert "TLP:AMBER" in found.message
    desk.write("seeds/reports/leaving/10-how-it-left.fr.md", head + MARKED)
    assert desk.check() == ()


def test_a_profiles_texts_are_marked_alike_in_all_languages(desk):
    """Like those of reports."""
    desk.swap(
        "seeds/countries/mali.yaml",
        "summary: Mali left [@exit-done].",
        "summary: {en: 'Mali left [@exit-done]. {marking=TLP:RED}', fr: 'Le Mali est parti [@exit-done].'}",
    )
    assert [found.name for found in desk.check()] == ["differing-marking"]


def test_an_incidents_row_can_be_marked(desk):
    """In a column of its own; an unknown label is an error."""
    desk.swap(
        "seeds/reports/leaving/10-how-it-left.md",
        "![Timeline](figure:timeline?from=2020&topics=alliances)",
        "![I](figure:incidents?data=i.csv)",
    )
    rows = "date,place,country,kind,source,marking\n2024-01-28,Gao,ML,raid,exit-announced,\n2024-01-29,Gao,ML,raid,exit-announced,TLP:RED\n"
    desk.write("seeds/reports/leaving/i.csv", rows)
    assert desk.check() == ()
    table = desk.library().manuscripts["leaving"].tables["i.csv"]
    assert [each.marking.value for each in table.incidents] == ["TLP:CLEAR", "TLP:RED"]
    assert (
        at(desk.write("seeds/reports/leaving/i.csv", rows.replace("TLP:RED", "RED")).only())
        == "seeds/reports/leaving/i.csv:3:39 malformed-marking"
    )
