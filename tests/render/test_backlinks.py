"""Where a source is cited: each page once, and each number still a link."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import fontpkg_ibm_plex_serif
import pikepdf
import pypdfium2
import pytest
from accessible_page import printed

from briefgen.model.page import Page

_PAGE = """<!DOCTYPE html><html lang="en" dir="{direction}"><title>Cited</title><style>
@font-face {{ font-family: Serif; src: url(asset:font) }} * {{ font-family: Serif }} @page {{ size: A5 }} i {{ break-before: page; display: block }}
.backlinks {{ width: {width} }} .backlinks a::after {{ content: target-counter(attr(href), page) }} .backlinks a + a::before {{ content: ", " }}
</style><b id="a">A</b><b id="b">B</b><i id="c">C</i><i id="d">D</i><b id="e">E</b>
<p class="backlinks"><a href="#a"></a><a href="#b"></a><a href="#c"></a><a href="#d"></a><a href="#e"></a><a href="#f"></a></p>
<i id="f">F</i></html>"""

_LINE = re.compile(r"Cited on pages? (.+)")


def cited(direction: str, width: str, folder: Path) -> tuple[list[str], list[float], int]:
    """The numbers on the last page but one, where their letters stand, and how many links lead there."""
    font = next(Path(fontpkg_ibm_plex_serif.__file__).parent.rglob("*-Regular.ttf")).read_bytes()
    made = printed(Page(_PAGE.format(direction=direction, width=width), {"font": ("font/ttf", font)}, {}), folder)
    page = pypdfium2.PdfDocument(made)[2]
    text = page.get_textpage()
    said = text.get_text_range()
    places = [text.get_charbox(place)[0] for place, letter in enumerate(said) if letter.isdigit()]
    with pikepdf.open(BytesIO(made)) as pdf:
        links = len({str(each.get("/Dest", each.get("/A"))) for each in pdf.pages[2].get("/Annots", [])})
    return re.findall(r"\d", said), places, links


@pytest.mark.parametrize("width", ["auto", "3em", "1em"])
def test_a_page_is_said_once_and_leads_there(width, tmp_path):
    """On one line, and on lines that break within a link."""
    numbers, _, links = cited("ltr", width, tmp_path)
    assert numbers == ["1", "2", "3", "4"]
    assert links == len(numbers)


def test_no_gap_is_left(tmp_path):
    """What follows a number that is gone moves up to what stands before it."""
    _, places, _ = cited("ltr", "auto", tmp_path)
    steps = [after - before for before, after in pairwise(places)]
    assert max(steps) - min(steps) < 1


def test_no_gap_is_left_from_right_to_left(tmp_path):
    """There it moves to the right."""
    _, places, _ = cited("rtl", "auto", tmp_path)
    steps = [abs(after - before) for before, after in pairwise(sorted(places))]
    assert max(steps) - min(steps) < 1


@pytest.mark.slow
def test_no_report_says_a_page_twice(seed_output):
    """Of one source."""
    lists = [
        found.split(", ")
        for path in seed_output.rglob("*.pdf")
        for page in pypdfium2.PdfDocument(path)
        for found in _LINE.findall(page.get_textpage().get_text_range().replace("\r", ""))
    ]
    assert len(lists) > 10
    assert all(len(set(numbers)) == len(numbers) for numbers in lists)
