"""Which pages of one build lead to each other."""

import json
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from briefgen.desk import siblings as under_test
from briefgen.desk.session import open_desk
from briefgen.desk.siblings import siblings

ROOT = Path(__file__).parents[2]
ALL = ("burkina-faso", "mali", "mali-flash", "niger", "russia-aes")


@pytest.fixture
def folder(tmp_path):
    """A copy of the seed desk."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copy(ROOT / "briefgen.toml", tmp_path)
    return tmp_path


@pytest.fixture
def desk(folder):
    """The copy, opened once it is as a test wants it."""
    return lambda: open_desk(folder, None, date(2030, 1, 1))


def edit(folder, report, old, new):
    """Change the data of a report."""
    path = folder / f"seeds/reports/{report}/report.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def block(folder, report):
    """A rule finds a figure with nothing to show, which is an error; the file itself is read without a fault."""
    text = next(
        each for each in sorted((folder / "seeds/reports" / report).glob("[0-9]*.md")) if ".fr" not in each.name
    )
    with text.open("a", encoding="utf-8") as file:
        file.write("\n\n![Nothing](figure:timeline?from=1901&to=1902)\n")


def test_an_address_is_relative_to_the_page_and_has_the_others_day(desk):
    """`output/mali/<day>/mali.html` finds `output/niger/<its day>/niger.html`."""
    found = siblings(desk(), ("mali", "niger"), "mali")
    assert found == {"niger": "../../niger/2025-08-20/niger.html"}


def test_a_report_that_a_rule_blocks_is_not_led_to(folder, desk):
    """It was read without a fault, and yet its page will not be there."""
    block(folder, "niger")
    opened = desk()
    assert opened.readable("niger")
    assert not opened.diagnostics
    assert set(siblings(opened, ALL, "mali")) == set(ALL) - {"mali", "niger"}


@pytest.mark.parametrize("fault", ["title: {}", "nothing: x"])
def test_a_report_that_cannot_be_read_is_not_led_to(folder, desk, fault):
    """A text that is none, and a field that there is not."""
    with (folder / "seeds/reports/niger/report.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\n{fault}\n")
    assert set(siblings(desk(), ("mali", "niger"), "mali")) == set()


def test_each_report_is_looked_at_once_however_many_lead_to_it(desk, monkeypatch):
    """And those whose pages are being made are not looked at again."""
    asked = []
    real = under_test.prepare
    monkeypatch.setattr(
        under_test, "prepare", lambda desk, report, brand: asked.append(report) or real(desk, report, brand)
    )
    opened = desk()
    for own in ALL:
        assert set(siblings(opened, ALL, own)) == set(ALL) - {own}
    assert sorted(asked) == sorted(set(ALL) - {ALL[0]})


def test_it_leads_to_the_edition_that_is_made(desk):
    """In the page's language where there is one; a report that is not made in any asked for is not led to."""
    opened = desk()
    asked = {"languages": ("fr",), "language": "fr"}
    assert siblings(opened, ALL, "mali", **asked) == {}
    assert siblings(opened, ALL, "niger", **asked) == {"mali": "../../mali/2025-08-20/mali.fr.html"}
    asked = {"languages": ("all",), "language": "fr"}
    found = siblings(opened, ALL, "niger", **asked)
    assert found["mali"].endswith("mali.fr.html")
    assert found["burkina-faso"].endswith("/burkina-faso.html")
    assert siblings(opened, ALL, "niger", languages=("all",), language="en")["mali"].endswith("/mali.html")
    assert siblings(opened, (), "niger", languages=("fr",)) == {}


@pytest.mark.slow
@pytest.mark.parametrize("blocked", [ALL[0], ALL[-1]], ids=["first", "last"])
def test_no_link_of_a_build_is_dead(folder, blocked):
    """Whichever report is left out, before the others or after them."""
    block(folder, blocked)
    command = [
        sys.executable,
        "-m",
        "briefgen",
        "--workspace",
        str(folder),
        "build",
        "--all",
        "--format",
        "html",
        "--json",
    ]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
    assert {each["report"]: each["status"] for each in told["built"]} == dict.fromkeys(ALL, "built") | {
        blocked: "blocked"
    }
    links = 0
    for built in told["built"]:
        for file in built["files"]:
            page = folder / file["path"]
            for address in re.findall(r'href="(\.\./[^"]+)"', page.read_text(encoding="utf-8")):
                assert (page.parent / address).is_file(), f"{page.name} leads to {address}"
                links += 1
    assert links == 3 * 3  # three reports list the others that there are; a flash has no such list
