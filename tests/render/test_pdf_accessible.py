"""Every PDF is PDF/UA-1 and PDF/A-3a: veraPDF says so, and read aloud it says what the page says, in its order."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from accessible_page import ROWS, everything, printed
from pdf_reading import Element, read
from verapdf import PROFILES, Verdict, judge

from briefgen.model.page import Attachment

# The reports are built, and Java judges them: half a minute.
pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
REPORTS = ("burkina-faso", "mali", "niger", "russia-aes")
FLASH = "mali-flash"
PROFILE = "wagner-and-africa-corps"
"""It has no report."""

DATA = Attachment(
    "report.json", "application/json", "The report’s data", b'{"facts": ["\xc3\xa9"]}\n' * 999 + bytes(range(256))
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The PDF of the page that has everything."""
    return printed(everything((DATA,)), tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="module")
def spoken(page: bytes) -> Element:
    """The same as a screen reader takes it."""
    return read(page)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, seed_output: Path, page: bytes) -> dict[str, Path]:
    """PDFs by name: the desk's reports and digest, the page that has everything, and one that no reader could use."""
    folder = tmp_path_factory.mktemp("accessible")
    for asked in ((PROFILE,), ("mali", "--lang", "fr"), ("--digest", "weekly")):
        command = [sys.executable, "-m", "briefgen", "--workspace", ROOT, "build", *asked, "--format", "pdf"]
        done = subprocess.run([*command, "--output", folder], check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    found = {path.stem: path for made in (seed_output, folder) for path in made.rglob("*.pdf")}
    found["everything"] = folder / "everything.pdf"
    found["everything"].write_bytes(page)
    found["stripped"] = folder / "stripped.pdf"
    with pikepdf.open(BytesIO(page)) as pdf:
        del pdf.Root.StructTreeRoot, pdf.Root.OutputIntents
        pdf.save(found["stripped"])
    return found


@pytest.fixture(scope="module")
def verdicts(files: dict[str, Path]) -> dict[str, dict[str, Verdict]]:
    """VeraPDF's judgement of each."""
    told = judge(list(files.values()))
    return {name: told[path] for name, path in files.items()}


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", [*REPORTS, FLASH, PROFILE, "mali.fr", "digest-weekly", "everything"])
def test_conforms(verdicts: dict[str, dict[str, Verdict]], name: str, profile: str) -> None:
    """To every rule of both standards, with none left out."""
    verdict = verdicts[name][profile]
    assert verdict.faults == {}
    assert verdict.passed
    assert verdict.rules == PROFILES[profile]
    assert verdict.checks > 1000


def test_the_judge_finds_faults(verdicts: dict[str, dict[str, Verdict]]) -> None:
    """A file without structure and without a colour profile passes neither."""
    assert "7.1-11" in verdicts["stripped"]["PDFUA_1"].faults
    assert "6.2.4.3-2" in verdicts["stripped"]["PDFA_3_A"].faults


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_reads_in_its_order(files: dict[str, Path], name: str) -> None:
    """That it is a draft and who may have it come first, then title, answer and the way through; nothing of it twice."""
    report = read(files[name].read_bytes())
    first = [each.words for each in report.kids[:2]]
    assert first[0].startswith("DRAFT Not approved")
    assert first[1].startswith("TLP:")
    heads = [each for each in report.all() if each.role in {"H1", "H2", "H3", "H4"}]
    assert [each.role for each in heads].count("H1") == 1
    assert heads[0].role == "H1"
    levels = [int(each.role[1]) for each in heads]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [each.words for each in heads if each.role == "H2"][:2] == ["Executive summary", "Contents"]
    assert report.words.count("DRAFT Not approved") == 1
    assert "Page 2 of" not in report.words


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_leaves_nothing_unsaid(files: dict[str, Path], name: str) -> None:
    """Each figure is told in words, each table has headers with a scope, each link says where it leads."""
    report = read(files[name].read_bytes())
    elements = list(report.all())
    figures = [each for each in elements if each.role == "Figure"]
    assert len(figures) >= 2
    assert all(each.said.get("Alt") for each in figures)
    tables = [each for each in elements if each.role == "Table"]
    assert tables
    for table in tables:
        headers = [each for each in table.all() if each.role == "TH"]
        assert headers
        assert all(each.said["Scope"] in {"/Column", "/Row"} for each in headers)
    links = [each.said["Contents"] for each in elements if each.role == "link"]
    assert links
    assert all(words and not words.startswith(("source_", "cite_")) for words in links)


def test_titles_language_and_dates_stand_in_the_file(page: bytes) -> None:
    """The viewer shows the title; the metadata says what the Info dictionary says, the issue's number with it."""
    with pikepdf.open(BytesIO(page)) as pdf:
        assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
        assert pdf.Root.Lang == "en"
        assert pdf.docinfo["/Title"] == "Everything & more"
        assert pdf.docinfo["/dctermsidentifier"] == "ASA-SR-2026-0001"
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "Everything & more"
            assert metadata["dc:description"] == "All <of> it"
            assert metadata["dc:creator"] == ["A. Diallo"]
            assert metadata["dc:identifier"] == "ASA-SR-2026-0001"
            assert metadata["xmp:CreateDate"] == "2026-11-20"
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["pdfaid:conformance"] == "A"


def test_an_attached_file_comes_back_whole(page: bytes) -> None:
    """Named, typed, described, dated by the document, and said to be its data."""
    with pikepdf.open(BytesIO(page)) as pdf:
        (named,) = pdf.attachments
        specification = pdf.attachments[named]
        file = specification.get_file()
        assert (named, file.mime_type, specification.description) == (DATA.name, DATA.media_type, DATA.description)
        assert file.read_bytes() == DATA.data
        assert file.mod_date is not None
        assert (file.mod_date.year, file.mod_date.month, file.mod_date.day) == (2026, 11, 20)
        assert [each.AFRelationship for each in pdf.Root.AF] == ["/Data"]


def test_same_page_same_bytes(page: bytes, tmp_path: Path) -> None:
    """In another process."""
    assert printed(everything((DATA,)), tmp_path) == page


def test_what_runs_and_what_decorates_is_not_read(spoken: Element) -> None:
    """What runs on the first page is read once, at the beginning, what begins to run later never; grounds, rules, page numbers and hidden things are not."""
    assert spoken.kids[0].words == "Running head"
    assert spoken.words.count("Running head") == 1
    assert "Later head" not in spoken.words
    assert "For the eye alone" not in spoken.words
    assert [each.said["Alt"] for each in spoken.all() if each.role == "Figure"] == [
        "A red square",
        "A bar from nought to sixty.",
        "A mark",
    ]


def test_each_element_is_read_once_and_none_is_empty(spoken: Element) -> None:
    """Lines, wrappers and anonymous boxes add nothing; what holds only space or decoration is left out."""
    elements = list(spoken.all())
    assert [each.role for each in elements].count("BlockQuote") == 1
    assert [each.role for each in elements].count("Div") == 1
    assert all(
        each.words
        for each in elements
        if each.role in {"P", "Sect", "Div", "L", "LI", "Span", "Lbl"} and not _shows(each)
    )


def test_a_table_over_pages_is_one_table(spoken: Element) -> None:
    """Its head, printed on each page, is read once; an empty cell keeps its place."""
    (table,) = (each for each in spoken.all() if each.role == "Table")
    assert [each.role for each in table.kids] == ["Caption", "THead", "TBody"]
    assert table.kids[1].words == "Name Both"
    rows = table.kids[2].kids
    assert len(rows) == ROWS
    assert all([cell.role for cell in row.kids] == ["TH", "TD", "TD"] for row in rows)
    assert rows[0].kids[0].said == {"Scope": "/Row"}
    assert table.kids[1].kids[0].kids[1].said == {"Scope": "/Column", "ColSpan": "2"}


def test_levels_have_no_gap(spoken: Element) -> None:
    """Whatever the author skipped."""
    heads = [each.role for each in spoken.all() if each.role.startswith("H")]
    assert heads == ["H1", "H2", "H2", "H2"]


def test_lists_have_labels_and_bodies(spoken: Element) -> None:
    """Bullets and numbers are labels, whether the list or the style sheet puts them; terms are labels of what they mean."""
    lists = [each for each in spoken.all() if each.role == "L"]
    parts = [[[part.role for part in item.kids] for item in each.kids] for each in lists]
    assert parts == [
        [["Lbl", "LBody"], ["Lbl", "LBody"]],
        [["Lbl", "LBody"]],
        [["Lbl", "LBody"]],
        [["Lbl", "LBody"], ["Lbl", "LBody", "LBody"]],
    ]
    assert lists[1] in lists[0].kids[0].kids[1].kids
    assert [item.words for item in lists[3].kids] == ["When Today", "Where Here There"]


def test_languages_and_abbreviations_are_told(spoken: Element) -> None:
    """Of passages and of words within them."""
    foreign = {each.words: (each.role, each.said["Lang"]) for each in spoken.all() if "Lang" in each.said}
    assert foreign["keeps quiet"] == ("Span", "en")
    assert foreign["Le pays keeps quiet et attend."] == ("P", "fr")
    assert ("P", "ar") in foreign.values()
    assert [each.words for each in spoken.all() if each.said.get("E") == "abbreviation"] == ["abbr."]


def test_links_are_told_once(spoken: Element) -> None:
    """One element for a link, over however many lines and boxes, with words for where it leads."""
    links = [each for each in spoken.all() if each.role == "Link"]
    ends = [[kid.said["Contents"] for kid in each.kids if kid.role == "link"] for each in links]
    long = "link that goes over more than one line because it is so very long"
    assert ends == [["link: What the end says"], [long, long], ["bold slanted"]]


def test_a_word_broken_over_lines_is_one_word(page: bytes) -> None:
    """Of the text's own hyphens none is lost, of those that break lines none is a letter."""
    assert set(_spoken_instead(page)) >= {"The memor\xad", "counterintel\xad"}
    assert not any("self" in each for each in _spoken_instead(page))


def _shows(element: Element) -> bool:
    return any(each.role == "Figure" for each in element.all())


def _spoken_instead(page: bytes) -> Iterator[str]:
    with pikepdf.open(BytesIO(page)) as pdf:
        for sheet in pdf.pages:
            for operands, operator in pikepdf.parse_content_stream(sheet):
                if str(operator) == "BDC" and "/ActualText" in operands[1]:
                    yield str(operands[1].ActualText)
