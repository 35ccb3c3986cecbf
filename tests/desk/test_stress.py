"""The largest and strangest desk: it passes its checks, builds, and nothing in it runs off a page."""

import json
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from stress_desk import FACTS, JUDGEMENTS, ROWS, SOURCES, name_of, person, write_stress_desk

pytestmark = pytest.mark.slow

MM = 72 / 25.4
EDGE = 6 * MM
"""Nearer to the edge of a page than this stands nothing, running heads included."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desk's folder."""
    return write_stress_desk(tmp_path_factory.mktemp("stress"))


@pytest.fixture(scope="module")
def pages(desk: Path) -> list[pypdfium2.PdfPage]:
    """Its report, printed."""
    ran = _briefgen(desk, "build", "stress", "--format", "pdf")
    assert ran.returncode == 0, ran.stderr
    (file,) = desk.glob("output/stress/*/stress.pdf")
    return list(pypdfium2.PdfDocument(file))


def _briefgen(desk: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "briefgen", "--workspace", str(desk), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_its_checks_pass(desk):
    """Two hundred sources and four hundred facts, and no rule objects, warnings included."""
    ran = _briefgen(desk, "check", "stress", "--strict", "--json")
    assert json.loads(ran.stdout) == {"diagnostics": []}
    assert ran.returncode == 0


def test_nothing_runs_off_a_page(pages):
    """Measured on the finished file: every letter lies inside the margins of its page."""
    outside = [
        (number, letter, box)
        for number, page in enumerate(pages, 1)
        for letter, box in _letters(page)
        if not _inside(box, page.get_size())
    ]
    assert not outside


def test_everything_is_there(pages):
    """Every market of the long table, every judgement, every source, and the names whole in their own letters."""
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    flat = "".join(text.split())
    assert not [number for number in range(ROWS) if name_of(number) not in text]
    assert not [number for number in range(SOURCES) if f"Letter{number}from" not in flat]
    assert f"judgement{JUDGEMENTS}" in flat.casefold()
    latin = [person(number) for number in range(5) if person(number).isascii() or "ɓ" in person(number)]
    assert not [name for name in latin if "".join(name.split()) not in flat.replace("\u00ad", "").replace("\u2010", "")]
    assert FACTS == 400


def _letters(page: pypdfium2.PdfPage):
    words = page.get_textpage()
    for index in range(words.count_chars()):
        letter = words.get_text_range(index, 1)
        if letter.strip():
            yield letter, words.get_charbox(index)


def _inside(box: tuple[float, float, float, float], size: tuple[float, float]) -> bool:
    left, bottom, right, top = box
    return left >= EDGE and bottom >= EDGE and right <= size[0] - EDGE and top <= size[1] - EDGE
