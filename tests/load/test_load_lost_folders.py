"""Folders that are not there or cannot be read: one fault, not one for each reference into them."""

from __future__ import annotations

import shutil

import pytest
from load_desk import at

KINDS = ["sources", "facts", "actors", "countries", "topics", "reports"]


@pytest.mark.parametrize("name", KINDS)
def test_a_folder_behind_a_symlink_is_one_fault(desk, name):
    """Nobody knows which ids are in it, so none is called unknown."""
    (desk.root / "seeds" / name).rename(desk.root / "moved")
    (desk.root / "seeds" / name).symlink_to(desk.root / "moved")
    assert (desk.only().name, desk.only().place.file) == ("symlink", f"seeds/{name}")


@pytest.mark.parametrize("name", KINDS)
def test_a_file_in_a_folders_place_is_one_fault(desk, name):
    """An error, since nothing of that kind can be read."""
    shutil.rmtree(desk.root / "seeds" / name)
    found = desk.write(f"seeds/{name}", "x").only()
    assert (found.name, found.place.file, found.severity) == ("missing-folder", f"seeds/{name}", "error")
    assert found.hint == f"Put a folder with the {name} in its place."


@pytest.mark.parametrize("name", KINDS)
def test_a_missing_folder_is_told_once(desk, name):
    """Where something leads into it first."""
    shutil.rmtree(desk.root / "seeds" / name)
    found = desk.only()
    assert (found.name, found.severity) == ("missing-folder", "error")
    assert f"there is no folder 'seeds/{name}'" in found.message
    assert found.place.line


@pytest.mark.parametrize("name", ["sources", "facts"])
def test_nothing_dangles_where_a_folder_is_lost(desk, name):
    """What rests on it is not in the library, so that nothing looks it up in vain."""
    shutil.rmtree(desk.root / "seeds" / name)
    library = desk.library()
    assert not library.facts
    assert not library.reports
    assert not library.countries
    assert set(library.actors) == {"bloc", "ministry"}


def test_a_desk_without_reports_is_a_warning(desk):
    """Profiles can be printed all the same."""
    shutil.rmtree(desk.root / "seeds/reports")
    desk.swap("seeds/clients/mine.yaml", "[leaving, mali]", "[mali]")
    found = desk.only()
    assert (found.name, found.place.file, found.severity) == ("no-reports", "seeds/reports", "warning")
    assert "mali" in desk.library().countries


def test_a_folder_that_nothing_leads_into_may_be_missing(desk):
    """A desk need not have clients."""
    shutil.rmtree(desk.root / "seeds/clients")
    assert desk.check() == ()


def test_a_missing_content_folder_is_told_where_it_is_named(desk):
    """At its line; at the file alone where nobody named it."""
    desk.write("briefgen.toml", 'name = "N"\ncontent = "elsewhere"\n')
    assert at(desk.only()) == "briefgen.toml:2:1 missing-file"
    assert desk.only().excerpt == 'content = "elsewhere"'
    desk.write("briefgen.toml", 'name = "N"\n')
    shutil.rmtree(desk.root / "seeds")
    assert (desk.only().place.file, desk.only().place.line, desk.only().excerpt) == ("briefgen.toml", None, "")


def test_a_reports_folder_whose_name_is_no_id(desk):
    """The remedy is another name; `briefgen new` would refuse this one."""
    (desk.root / "seeds/reports/leaving").rename(desk.root / "seeds/reports/Leaving Now")
    desk.swap("seeds/clients/mine.yaml", "[leaving, mali]", "[mali]")
    found = desk.only()
    assert at(found) == "seeds/reports/Leaving Now/report.yaml:1:1 malformed-id"
    assert "mali-and-niger" in found.hint
    for file in (desk.root / "seeds/reports/Leaving Now").iterdir():
        file.unlink()
    assert desk.only().hint == found.hint


@pytest.mark.parametrize("field", ["covers", "locations", "topics", "services", "related"])
def test_a_list_names_nothing_twice(desk, field):
    """The second one is the fault."""
    value = {"covers": "mali", "locations": "ML", "topics": "alliances", "services": "advice", "related": "mali"}[field]
    report = (desk.root / "seeds/reports/leaving/report.yaml").read_text()
    lines = [line for line in report.splitlines() if not line.startswith(f"{field}:")]
    text = "\n".join([f"{field}: [{value}, {value}]", *lines])
    found = desk.put("seeds/reports/leaving/report.yaml", text.encode()).only()
    column = len(f"{field}: [{value}, ") + 1
    assert at(found) == f"seeds/reports/leaving/report.yaml:1:{column} repeated-entry"


LIMITS = [
    ("seeds/reports/leaving/report.yaml", "title: Leaving", f"title: {'x' * 161}", "overlong-text"),
    ("seeds/reports/leaving/report.yaml", "title: Leaving", f"title: L\nshort_title: {'x' * 71}", "overlong-text"),
    ("seeds/countries/mali.yaml", "name: Mali", f"name: {'x' * 161}", "overlong-text"),
    ("seeds/reports/leaving/report.yaml", "title: Leaving", "title: L\nlanguage: English", "malformed-value"),
    ("seeds/clients/mine.yaml", "name: A mine", "name: A mine\nlanguage: en_GB", "malformed-value"),
    ("seeds/sources/wire.yaml", "  title: Ministers meet", "  title: M\n  language: EN", "malformed-value"),
]


@pytest.mark.parametrize(("file", "old", "new", "name"), LIMITS)
def test_titles_and_languages(desk, file, old, new, name):
    """Too long for a cover or a header, or no tag that a reader's program knows."""
    found = desk.swap(file, old, new).only()
    assert found.name == name
    if name == "malformed-value":
        assert found.hint == "Write a language tag: en, fr, ar, pt-BR."


@pytest.mark.parametrize("tag", ["en", "fr-CA", "pt-BR", "zh-Hans-CN"])
def test_languages_that_are_fine(desk, tag):
    """With and without a region."""
    desk.swap("seeds/reports/leaving/report.yaml", "title: Leaving", f"title: Leaving\nlanguage: {tag}")
    assert desk.check() == ()


def test_dates_have_plain_digits(desk):
    """Digits of other scripts look alike and sort elsewhere."""
    found = desk.swap("seeds/facts/exit.yaml", "when: 2025-01", "when: '２０２５-01'").only()
    assert found.name == "malformed-date"
