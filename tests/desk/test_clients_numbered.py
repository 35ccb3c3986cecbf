"""A desk may count its sources, and call them as the program calls what it prints: its clients get their editions all the same."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen.cli.main import main

ROOT = Path(__file__).parents[2]
OPEN = [f"source-{number}" for number in (1, 3, 4, 10, 12, 20)]
SHUT = [
    "source-2", "source-5", "source12", "section-1", "section-1-figure-1", "figure-timeline", "figure-matrix", "cite-1",
    "cite-2", "country-northland", "report-north", "pdf-1", "image1", "header1", "rid4",
]  # fmt: skip
"""Sources that the client does not get, called like what stands in its files: of the program, of PDF and of Word."""


def source(name: str, number: int) -> dict[str, Any]:
    """A source of which nothing but the id could be mistaken for anything."""
    marking = "TLP:RED" if name in SHUT else "TLP:CLEAR"
    word = f"zqpaper{chr(97 + number)}q"
    return {
        "id": name, "title": word, "publisher": f"{word} press", "published": "2025-08-01", "reliability": "B",
        "descriptor": f"A paper of {word}.", "url": f"https://{word}.example/1", "marking": marking,
    }  # fmt: skip


def fact(name: str, number: int) -> dict[str, Any]:
    """A fact that rests on one source."""
    return {
        "id": f"fact-{number}", "statement": f"They met at zqtown{chr(97 + number)}q.", "when": f"2025-07-{number + 1:02}",
        "countries": ["ML"], "topics": ["trade"], "evidence": [{"source": name, "at": f"page {number}"}],
    }  # fmt: skip


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Path:
    """A desk whose sources are counted, and a client that gets some of them."""
    root = tmp_path / "desk"
    names = [*OPEN, *SHUT]
    facts = [fact(name, number) for number, name in enumerate(names)]
    country = {
        "id": "northland", "name": "Northland", "code": "ML", "memberships": [{"body": "union", "status": "member", "facts": ["fact-1"]}],
        "ratings": [{"category": "Order", "likelihood": 3, "impact": 4, "rationale": "Unrest.", "facts": ["fact-1"]}],
    }  # fmt: skip
    report = {"title": "North", "covers": ["northland"], "topics": ["trade"]}
    client = {
        "id": "river", "name": "Rivers Ltd", "ceiling": "TLP:CLEAR", "reports": ["north"],
        "formats": ["html", "json", "docx", "pdf"], "file_name": "{report}-{as_of}.{client}",
    }  # fmt: skip
    files: dict[str, Any] = {
        "sources/all.yaml": [source(name, number) for number, name in enumerate(names)],
        "facts/all.yaml": facts,
        "actors/all.yaml": [{"id": "union", "name": "The Union", "kind": "international-body"}],
        "topics/all.yaml": [{"id": "trade", "name": "Trade"}],
        "countries/northland.yaml": country,
        "reports/north/report.yaml": report,
        "clients/all.yaml": [client],
    }
    for name, data in files.items():
        (root / "seeds" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "seeds" / name).write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    said = " ".join(f"They met at zqtown{chr(97 + number)}q [@fact-{number}]." for number in range(len(names)))
    (root / "seeds/reports/north/summary.md").write_text("They met at zqtownaq [@fact-0].\n")
    (root / "seeds/reports/north/10-towns.md").write_text(
        f"# Towns\n\n{said}\n\n![Days](figure:timeline?topics=trade)\n"
    )
    (root / "seeds/reports/north/20-rest.md").write_text("# The rest\n\nThey met again [@fact-2; @fact-4].\n")
    (root / "briefgen.toml").write_text('name = "Desk"\nas_of = 2025-08-20\nbrand = "asa"\nfour_eyes = false\n')
    monkeypatch.chdir(root)
    return root


def told(desk: Path, more: str) -> None:
    """Give the desk a template that says more."""
    name = "templates/report/document.html.j2"
    text = (ROOT / name).read_text(encoding="utf-8")
    assert text.count("</main>") == 1
    (desk / name).parent.mkdir(parents=True)
    (desk / name).write_text(text.replace("</main>", f"{more}</main>"), encoding="utf-8")


def test_a_desk_that_counts_its_sources_builds_for_clients(desk, capsys):
    """Neither an anchor, nor a figure's number, nor a format's own word is taken for the id of a withheld source."""
    status = main(["build", "north", "--all-clients"])
    assert status == 0, capsys.readouterr().err
    built = {path.suffix: path for path in (desk / "output").rglob("north*.river.*")}
    assert built.keys() == {".html", ".json", ".docx", ".pdf"}
    page = built[".html"].read_text(encoding="utf-8")
    assert all(f'id="{anchor}"' in page for anchor in ("source_2", "section_1", "cite_1", "figure_section_1_figure_1"))
    assert not any(f'"{name}"' in page or f"#{name}" in page for name in SHUT)


def test_a_digest_of_such_a_desk_goes_to_clients_as_well(desk, capsys):
    """Its parts are named after the reports."""
    status = main(["build", "--digest", "weekly", "--all-clients", "--format", "html"])
    assert status == 0, capsys.readouterr().err
    (page,) = (desk / "output").rglob("*.html")
    assert 'id="report_north"' in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "more",
    [
        "<p>See source-{{ 1 + 1 }}.</p>",
        '<p id="source-{{ 1 + 1 }}">See it.</p>',
        '<p><a href="#source-{{ 1 + 1 }}" id="here">See it.</a></p>',
        '<p data-of="source-{{ 1 + 1 }}">See it.</p>',
        "<p>See source{{ 10 + 2 }}.</p>",
    ],
)
def test_the_id_of_a_withheld_source_is_found_wherever_a_template_prints_it(desk, capsys, more):
    """As it is read, as an anchor, as a link's target and as data."""
    told(desk, more)
    shutil.rmtree(desk / "output", ignore_errors=True)
    assert main(["build", "north", "--all-clients", "--format", "html"]) == 1
    said = " ".join(capsys.readouterr().err.split())
    assert "holds “source-2”" in said or "holds “source12”" in said
    assert not [*(desk / "output").rglob("*.html")]


def test_the_id_of_a_source_that_the_client_gets_is_no_leak(desk, capsys):
    """Though a withheld one begins it: `source-20` is not `source-2`."""
    told(desk, "<p>See source-{{ 10 + 10 }} and source-{{ 5 + 5 }}.</p>")
    status = main(["build", "north", "--all-clients", "--format", "html"])
    assert status == 0, capsys.readouterr().err
