"""The seed desk's reports as files: what a client gets."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

ROOT = Path(__file__).parents[2]
REPORTS = ("burkina-faso", "mali", "niger", "russia-aes")
A4 = (595.28, 841.89)
"""Points."""
MARGIN = 26 / 25.4 * 72
"""Points; the top margin, where the running header stands."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A copy of the seed desk with all reports built, and what the program said of it."""
    desk = tmp_path_factory.mktemp("one")
    shutil.copytree(ROOT / "seeds", desk / "seeds")
    shutil.copy(ROOT / "briefgen.toml", desk)
    command = [sys.executable, "-m", "briefgen", "--workspace", desk, "build", "--all", "--json"]
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    run = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert run.returncode == 0, run.stderr
    return desk, json.loads(run.stdout)


@pytest.fixture(params=REPORTS)
def files(request, desk):
    """PDF and HTML of each report."""
    folder = desk[0] / "output" / request.param / "2025-08-20"
    return folder / f"{request.param}.pdf", folder / f"{request.param}.html"


@pytest.fixture
def pdf(files):
    """The PDF, opened for reading its text."""
    document = pypdfium2.PdfDocument(files[0])
    yield document
    document.close()


def test_json_tells_what_was_built(desk):
    """One object a report, with size and digest of each file as it is on disk."""
    folder, told = desk
    assert [each["report"] for each in told["built"]] == sorted([*REPORTS, "mali-flash"])
    for report in told["built"]:
        assert report["status"] == "built"
        assert report["as_of"] == "2025-08-20"
        for file in report["files"]:
            assert (folder / file["path"]).stat().st_size == file["bytes"]
    assert {each["severity"] for each in told["diagnostics"]} <= {"note"}


def test_every_page_carries_its_label_above_and_below(pdf):
    """TLP 2.0: in header and footer, at the right, 12 pt or more; at least 7 pages of A4."""
    assert len(pdf) >= 7
    label = "TLP:AMBER" if "TLP:AMBER" in pdf[0].get_textpage().get_text_range() else "TLP:CLEAR"
    for page in pdf:
        assert page.get_size() == pytest.approx(A4, abs=0.5)
        text = page.get_textpage()
        boxes = [text.get_charbox(index) for index in _found(text, label)]
        header = [box for box in boxes if box[1] > A4[1] - MARGIN]
        footer = [box for box in boxes if box[3] < MARGIN]
        assert (len(header), len(footer)) == (1, 1)
        # A capital's height is 0.698 of the size in IBM Plex Sans Condensed.
        assert all(box[0] > A4[0] / 2 and (box[3] - box[1]) / 0.698 >= 12 for box in (*header, *footer))


def _found(text, word):
    search, starts = text.search(word), []
    while match := search.get_next():
        starts.append(match[0])
    return starts


def test_running_lines_say_where_one_is(pdf):
    """Short title above, brand, day and page x of y below; the cover has none of them."""
    total = len(pdf)
    assert "Page 1 of" not in pdf[0].get_textpage().get_text_range()
    for number in range(2, total + 1):
        text = pdf[number - 1].get_textpage().get_text_range()
        assert f"Page {number} of {total}" in text
        assert "African Security Analysis" in text


def test_no_page_is_empty_or_nearly_so(pdf):
    """Beside the running lines each page has at least some lines of text."""
    for page in pdf:
        assert len(page.get_textpage().get_text_range()) > 400


def test_metadata_bookmarks_and_links(files):
    """Title, author, language, subject, keywords and day; bookmarks for every part; links that lead to a page."""
    with pikepdf.open(files[0]) as pdf:
        info = pdf.docinfo
        assert str(info["/Title"])
        assert str(info["/Author"]) == "Sahel desk"
        assert "Russia" in str(info["/Keywords"])
        assert len(str(info["/Subject"])) > 50
        assert str(info["/CreationDate"]).startswith("D:20250820")
        assert str(pdf.Root["/Lang"]) == "en"
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert {"Executive summary", "Timeline", "Sources"} <= set(titles)
        names = set(_named_destinations(pdf))
        targets = [str(link) for page in pdf.pages for link in _internal_links(page)]
        assert len(targets) > 100
        assert set(targets) <= names


def _named_destinations(pdf):
    tree = pdf.Root["/Names"]["/Dests"]["/Names"]
    return [str(tree[index]) for index in range(0, len(tree), 2)]


def _internal_links(page):
    for note in page.get("/Annots", ()):
        action = note.get("/A", {})
        if note.get("/Subtype") == "/Link" and action.get("/S") == "/GoTo":
            yield action["/D"]
        elif note.get("/Subtype") == "/Link" and "/Dest" in note:
            yield note["/Dest"]


def test_contents_give_the_pages_where_parts_begin(pdf):
    """Each line of the contents leads to the page that has its heading."""
    contents = pdf[2].get_textpage().get_text_range()
    assert "Contents" in contents
    for title in ("Key judgements", "Timeline", "Risk ratings", "Scenarios", "Indicators", "Sources"):
        number = int(re.search(rf"{title}\s+(\d+)", contents).group(1))
        assert title in pdf[number - 1].get_textpage().get_text_range()


def test_only_the_brands_fonts_are_embedded(files):
    """The same on every machine: no font of the system's is in the file."""
    with pikepdf.open(files[0]) as pdf:
        fonts = {
            str(font["/BaseFont"]).split("+")[-1]
            for page in pdf.pages
            for font in page.get("/Resources", {}).get("/Font", {}).values()
        }
    assert fonts
    assert all(name.startswith(("IBM-Plex", "IBMPlex")) for name in fonts), fonts


def test_the_html_stands_alone(files):
    """No address but links that a reader follows, every internal link has its target, no id is there twice."""
    html = files[1].read_text(encoding="utf-8")
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
    assert not re.search(r'(?:src|url)\s*[=(]\s*["\']?(?:https?:|file:|asset:|/)', html)
    assert not re.search(r"<script[^>]*\ssrc", html)
    assert "Content-Security-Policy" in html


def test_nothing_of_this_machine_is_in_a_file(files, desk):
    """No path of the desk, of the program or of its environment."""
    for file in files:
        data = file.read_bytes()
        for secret in (str(desk[0]), str(ROOT), sys.prefix):
            assert secret.encode() not in data


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes(desk, seed_output):
    """In another folder and with another hash seed, PDF and HTML are byte for byte the same."""
    first, _ = desk
    for report in (*REPORTS, "mali-flash"):
        for extension in ("pdf", "html"):
            name = Path(report) / "2025-08-20" / f"{report}.{extension}"
            assert (first / "output" / name).read_bytes() == (seed_output / name).read_bytes(), name
