"""What runs off a page stops the build, and says in which file and line it was written."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


def build(folder):
    """What building the Mali report gives: its status, and what is found."""
    (report,), found = built(folder, "mali")
    return report, found


def built(folder, *words):
    """What a build gives: each report's outcome, and what was found in print."""
    command = [
        sys.executable,
        "-m",
        "briefgen",
        "--workspace",
        str(folder),
        "build",
        *words,
        "--format",
        "pdf",
        "--json",
    ]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
    return told["built"], [each for each in told["diagnostics"] if each["code"] in {"BG401", "BG403", "BG404"}]


@pytest.fixture
def desk(tmp_path):
    """A copy of the seed desk."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copy(ROOT / "briefgen.toml", tmp_path)
    return tmp_path


def test_a_line_that_leaves_its_column_is_found_where_it_was_written(desk):
    """Here by the fault of a style sheet of the desk's own; nothing is printed."""
    sheet = desk / "templates/report/print.css"
    sheet.parent.mkdir(parents=True)
    own = "\n#section_3 .column > p:last-of-type { white-space: nowrap }\n"
    sheet.write_text((ROOT / "templates/report/print.css").read_text("utf-8") + own, "utf-8")
    report, found = build(desk)
    assert report["status"] == "failed"
    assert report["files"] == []
    (first, *_) = found
    assert (first["code"], first["severity"]) == ("BG403", "error")
    assert first["file"] == "seeds/reports/mali/30-armed-conflict-and-civilians.md"
    assert first["line"] > 1
    assert "“Partners change, the insurgency stays”" in first["message"]
    assert first["hint"]


def test_an_executive_summary_of_two_pages_is_a_warning(desk):
    """It is printed all the same, and the finding stands at the summary."""
    summary = desk / "seeds/reports/mali/summary.md"
    more = "- Sadio Camara spoke for Mali at the talks, and for Mali alone [@camara-speaks-for-mali].\n" * 24
    summary.write_text(summary.read_text("utf-8") + more, "utf-8")
    report, found = build(desk)
    assert report["status"] == "built"
    (only,) = found
    assert (only["code"], only["severity"]) == ("BG404", "warning")
    assert only["file"] == "seeds/reports/mali/summary.md"
    assert "“Executive summary” has 2 pages, and may have 1" in only["message"]


def test_a_digest_that_overruns_says_where_it_was_written(desk):
    """As a report does: at the line of the summary that its part prints."""
    sheet = desk / "templates/digest/print.css"
    sheet.parent.mkdir(parents=True)
    own = "\n#report_mali .lead p { white-space: nowrap }\n"
    sheet.write_text((ROOT / "templates/digest/print.css").read_text("utf-8") + own, "utf-8")
    told, found = built(desk, "--digest", "weekly", "mali", "niger")
    assert [(each["report"], each["status"]) for each in told] == [("digest-weekly", "failed")]
    assert {each["code"] for each in found} == {"BG403"}
    assert {each["file"] for each in found} == {"seeds/reports/mali/summary.md"}
    assert found[0]["message"].startswith("digest 'weekly', page ")


def test_a_report_of_many_sections_has_room_for_their_numbers(desk):
    """From ten on a number has two digits, and the contents keep it apart from the section's label."""
    folder = desk / "seeds/reports/niger"
    for path in sorted(folder.glob("[2-6]*.md")):
        path.unlink()
    for number in range(20, 32):
        text = f"# Title {number}\n\nWar strains Russia [@russia-strained-by-war-and-sanctions].\n"
        (folder / f"{number}-regional-section-{number}.md").write_text(text, encoding="utf-8")
    (report,), found = built(desk, "niger")
    assert (report["status"], found) == ("built", [])
