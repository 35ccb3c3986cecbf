"""The page of benchmarks shows what is kept of the runs, and nothing of the machine that ran them but its kind."""

import getpass
import itertools
import json
import socket
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
KEPT = DOCS / "benchmarks.json"


@pytest.fixture
def ledger(monkeypatch: pytest.MonkeyPatch):
    """The benchmarks' own module, as they import it."""
    monkeypatch.setattr(sys, "path", [str(ROOT / "tests/benchmarks"), *sys.path])
    import _ledger  # noqa: PLC0415 - found by the path set above

    return _ledger


def test_page_and_plots_are_in_step(ledger) -> None:
    """What is in docs/ is what the kept figures make: nobody edits a result by hand."""
    made = ledger.pages(json.loads(KEPT.read_text(encoding="utf-8")))
    assert {name: (DOCS / name).read_text(encoding="utf-8") for name in made} == made
    assert {path.name for path in DOCS.glob("benchmarks*")} == {*made, KEPT.name}


def test_page_tells_nothing_of_its_machine() -> None:
    """No host, user or path stands in what is kept."""
    written = "".join(path.read_text(encoding="utf-8") for path in DOCS.glob("benchmarks*"))
    for secret in (socket.gethostname(), str(Path.home()), str(ROOT), f"/{getpass.getuser()}/"):
        assert secret not in written


def test_missed_aim_is_said(ledger) -> None:
    """A figure that misses its aim says so, on either side."""
    assert "missed" in ledger.aim("a", 2, most=1)
    assert "missed" in ledger.aim("a", 2, least=3)
    assert "missed" not in ledger.aim("a", 2, most=2)


def test_plot_names_each_line(ledger) -> None:
    """The plot is well-formed, with each line's name beside it and no two on top of each other."""
    lines = [ledger.Line(f"<{each}> & more", ((1, 2 + each / 10), (1000, 7))) for each in range(4)]
    found = ET.fromstring(ledger.plot("Growth", lines, "editions", "a second"))  # noqa: S314 - our own
    names = [each for each in found.iter() if each.text and "more" in each.text]
    assert len(names) == 4
    places = sorted(float(each.attrib["y"]) for each in names)
    assert all(after - before >= 12 for before, after in itertools.pairwise(places))


def test_peers_get_the_words_of_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks for the peers: citations become numbers of sources, boxes and figures keep their place."""
    monkeypatch.setattr(sys, "path", [str(ROOT / "tests/benchmarks"), *sys.path])
    from _report_text import ReportText  # noqa: PLC0415 - found by the path set above

    passage = {
        "markdown": 'Rain **fell** [@wet; @dry].\n\n!!! note "Seen"\n    By *all*.\n\n- one\n- two',
        "figures": {},
    }
    told = {
        **{key: [] for key in ("judgements", "differences", "ratings", "scenarios", "figures", "sources")},
        **dict.fromkeys(("title", "series", "publisher", "marking"), "x"),
        "authors": ["a"],
        "dateline": {"as_of": "today", "topics": []},
        "standfirst": None,
        "facts": [{"id": "wet", "sources": [2]}, {"id": "dry", "sources": [1, 2]}],
        "parts": [
            {
                "kind": "section",
                "anchor": "s",
                "label": "S",
                "title": "Rain",
                "figures": [],
                "standfirst": None,
                "body": {**passage, "differences": []},
            }
        ],
    }
    blocks = ReportText(told).document()["blocks"]
    assert [each["kind"] for each in blocks] == ["heading", "text", "box", "list"]
    assert blocks[1]["runs"] == [["t", "Rain "], ["b", "fell"], ["c", [1, 2]], ["t", "."]]
    assert blocks[2] == {"kind": "box", "title": "Seen", "texts": [[["t", "By "], ["i", "all"], ["t", "."]]]}
