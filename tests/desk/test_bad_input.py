"""Bad input, from the command line to the last output: one finding a fault, at its place, with a remedy; nothing is lost."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest

from briefgen.cli.main import main

ROOT = Path(__file__).parents[2]
BUILT = b"the last good report"


class Fault(NamedTuple):
    """A way to spoil a desk, and what the program should find: the name, the file, and a word of the message or hint."""

    spoil: Callable[[Path], object]
    name: str
    file: str
    word: str


def replaced(file, old, new):
    """Spoils by changing one text in a file; the text must be there."""

    def spoil(desk):
        path = desk / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def added(file, text):
    """Spoils by adding to the end of a file."""

    def spoil(desk):
        path = desk / file
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    return spoil


def written(file, data):
    """Spoils by writing a file."""

    def spoil(desk):
        (desk / file).parent.mkdir(parents=True, exist_ok=True)
        (desk / file).write_bytes(data)

    return spoil


def symlinked(file, target):
    """Spoils by putting a symlink where a file is expected."""

    def spoil(desk):
        (desk / file).symlink_to(target)

    return spoil


FACT = "seeds/facts/ecowas.yaml"
ACTOR = "seeds/actors/people.yaml"
REPORT = "seeds/reports/mali/report.yaml"
SECTION = "seeds/reports/mali/70-outlook.md"

NEW_FACT = """
- id: {id}
  statement: Something was said.
  {field}
  evidence:
    - {{source: gsv-2025-04, at: "paragraph 6"}}
"""


def fact_with(field, name="spoilt-fact"):
    """Spoils by adding a fact with one wrong field."""
    return added(FACT, NEW_FACT.format(id=name, field=field))


FAULTS = {
    "broken YAML": Fault(added(FACT, "\n- id: [unclosed\n"), "broken-yaml", FACT, ""),
    "wrong type": Fault(fact_with("countries: ML"), "wrong-type", FACT, "list"),
    "unknown field": Fault(fact_with("stament: x"), "unknown-field", FACT, "statement"),
    "duplicate key": Fault(fact_with("statement: Again."), "duplicate-key", FACT, "statement"),
    "duplicate id": Fault(fact_with("when: 2025", "aes-quit-ecowas-early-2025"), "duplicate-id", FACT, "aes-quit"),
    "unknown source": Fault(
        replaced(FACT, "source: gsv-2025-04", "source: gsv-2025-4"), "unknown-id", FACT, "gsv-2025-04"
    ),
    "unknown fact": Fault(
        replaced(REPORT, "basis: [one-defence-", "basis: [one-defense-"), "unknown-id", REPORT, "one-defence-"
    ),
    "unknown actor": Fault(fact_with("actors: [sadio-camera]"), "unknown-id", FACT, "sadio-camara"),
    "unknown country": Fault(fact_with("countries: [XQ]"), "unknown-id", FACT, "XQ"),
    "unknown topic": Fault(fact_with("topics: [russia-ae]"), "unknown-id", FACT, "russia-aes"),
    "unknown citation": Fault(
        added(SECTION, "\nIt ends [@camara-defence-largest-feild].\n"),
        "unknown-id",
        SECTION,
        "camara-defence-largest-field",
    ),
    "impossible date": Fault(fact_with("when: 2025-02-30"), "impossible-date", FACT, "2025-02-30"),
    "interval that ends before it begins": Fault(fact_with("when: 2023/2022"), "backward-interval", FACT, "before"),
    "probabilities that do not sum": Fault(
        replaced(REPORT, "probability_percent: 55", "probability_percent: 54"), "scenario-sum", REPORT, "99"
    ),
    "raw HTML": Fault(added(SECTION, "\nText <b>bold</b>.\n"), "raw-html", SECTION, ""),
    "script": Fault(added(SECTION, "\n<script>alert(1)</script>\n"), "raw-html", SECTION, ""),
    "image outside": Fault(added(SECTION, "\n![x](../../../../etc/x.png)\n"), "outside-workspace", SECTION, ""),
    "image missing": Fault(added(SECTION, "\n![x](no-such.png)\n"), "missing-picture", SECTION, "no-such.png"),
    "image corrupt": Fault(
        lambda desk: (
            written("seeds/reports/mali/torn.png", b"\x89PNG\r\n\x1a\n torn")(desk),
            added(SECTION, "\n![x](torn.png)\n")(desk),
        ),
        "broken-picture",
        SECTION,
        "torn.png",
    ),
    "symlink": Fault(
        symlinked("seeds/facts/elsewhere.yaml", "/etc/hostname"), "symlink", "seeds/facts/elsewhere.yaml", ""
    ),
    "not UTF-8": Fault(written("seeds/facts/latin.yaml", b"- id: caf\xe9\n"), "not-utf8", "seeds/facts/latin.yaml", ""),
    "nesting bomb": Fault(written("seeds/facts/bomb.yaml", b"[" * 100_000), "nesting", "seeds/facts/bomb.yaml", "40"),
    "anchor": Fault(fact_with("countries: &all [ML, BF]"), "anchor", FACT, "&all"),
    "letter that no font has": Fault(
        added(SECTION, "\n!!! assessment\n    It reads 漢 here.\n"), "missing-letter", SECTION, "漢"
    ),
    "fact that is only disputed": Fault(
        lambda desk: (
            added(FACT, NEW_FACT.format(id="denied", field="when: 2025").replace('6"}', '6", stance: disputes}'))(desk),
            added(SECTION, "\nIt was so [@denied].\n")(desk),
        ),
        "unsupported-fact",
        FACT,
        "denied",
    ),
    "unknown service": Fault(
        replaced(REPORT, "likelihood_scale: icd203", "likelihood_scale: icd203\nservices: [elite-inteligence]"),
        "unknown-service",
        REPORT,
        "elite-intelligence",
    ),
    "unknown brand": Fault(
        replaced(REPORT, "likelihood_scale: icd203", "likelihood_scale: icd203\nbrand: assa"),
        "unknown-id",
        REPORT,
        "asa",
    ),
    "figure in the summary": Fault(
        added("seeds/reports/mali/summary.md", "\n![Scale](figure:scale)\n"),
        "misplaced-figure",
        "seeds/reports/mali/summary.md",
        "section",
    ),
    "figure in a standfirst": Fault(
        replaced(SECTION, "\n> ", "\n> ![Scale](figure:scale)\n>\n> "), "misplaced-figure", SECTION, "section"
    ),
    "figure without data": Fault(
        added(SECTION, "\n![Nothing](figure:timeline?from=1950&to=1951)\n"), "figure-without-data", SECTION, "nothing"
    ),
    "10 MB of Markdown": Fault(written(SECTION, b"x " * 5_000_000), "too-large", SECTION, "1,000,000"),
    "empty report folder": Fault(
        lambda desk: (shutil.rmtree(desk / "seeds/reports/mali"), (desk / "seeds/reports/mali").mkdir()),
        "empty-report",
        "seeds/reports/mali",
        "",
    ),
}


@pytest.fixture
def desk(tmp_path):
    """A copy of the seed desk that has built the Mali report before."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copy(ROOT / "briefgen.toml", tmp_path)
    written("output/mali/2025-08-20/mali.pdf", BUILT)(tmp_path)
    return tmp_path


def build(desk, *options):
    """Run `briefgen build mali` as a user does."""
    command = [sys.executable, "-m", "briefgen", "--workspace", desk, "build", "mali", *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def build_here(desk, *options):
    """The same in this process, which is over in half the time. What nobody catches ends the test."""
    out, errors = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(errors):
        code = main(["--workspace", str(desk), "build", "mali", *options])
    return subprocess.CompletedProcess([], code, out.getvalue(), errors.getvalue())


HARD = ("nesting bomb", "10 MB of Markdown")
"""They could end the process that reads them."""


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_is_found_at_its_place_and_nothing_is_lost(desk, what):
    """Exit 1, exactly this error, a place, a remedy, no traceback, and the last report stays as it was."""
    fault = FAULTS[what]
    fault.spoil(desk)
    run = (build if what in HARD else build_here)(desk, "--json")
    assert run.returncode == 1, run.stderr
    assert "Traceback" not in run.stderr
    errors = [each for each in json.loads(run.stdout)["diagnostics"] if each["severity"] == "error"]
    assert [each["name"] for each in errors] == [fault.name], errors
    (error,) = errors
    assert error["file"].rstrip("/").startswith(fault.file)
    if fault.name not in {"symlink", "empty-report", "too-large"}:  # the whole file is at fault, and no line of it
        assert error["line"]
        assert error["column"]
    assert error["hint"]
    assert fault.word in error["message"] + error["hint"]
    assert (desk / "output/mali/2025-08-20/mali.pdf").read_bytes() == BUILT


def test_check_finds_what_a_build_would_find(desk):
    """A desk that passes `check` builds: letters, brand and services are looked at there too."""
    for name in ("letter that no font has", "unknown service"):
        FAULTS[name].spoil(desk)
    command = [sys.executable, "-m", "briefgen", "--workspace", desk, "check", "mali", "--json"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    names = {each["name"] for each in json.loads(run.stdout)["diagnostics"] if each["severity"] == "error"}
    assert names == {"missing-letter", "unknown-service"}


def test_a_symlink_in_the_output_folder_is_not_followed(desk, tmp_path_factory):
    """It would lead out of the desk."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    shutil.rmtree(desk / "output/mali")
    (desk / "output/mali").symlink_to(elsewhere)
    run = build(desk, "--format", "html")
    assert run.returncode == 3
    assert "symlink" in run.stderr
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("seconds", [0, 0.8, 2])
def test_a_stopped_build_leaves_nothing_behind(desk, tmp_path, number, code, seconds):
    """No half-written file, no child, no temporary folder; a sentence says that it stopped."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    command = [sys.executable, "-m", "briefgen", "--workspace", desk, "build", "--all"]
    run = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": str(scratch)})
    while not list(scratch.iterdir()) and run.poll() is None:  # until the engine's process is made
        time.sleep(0.01)
    time.sleep(seconds)
    run.send_signal(number)
    _, said = run.communicate(timeout=20)
    assert run.returncode == code, said
    assert "Stopped; nothing half-written was left." in said
    assert "Traceback" not in said
    assert list(scratch.iterdir()) == []
    assert not [path for path in (desk / "output").rglob("*") if path.suffix == ".part"]


def test_template_syntax_is_no_fault_and_prints_as_written(desk):
    """`{{ 7*7 }}` in content is text."""
    added(SECTION, "\n!!! assessment\n    It reads {{ 7*7 }} here.\n")(desk)
    run = build(desk, "--format", "html")
    assert run.returncode == 0, run.stderr
    assert "{{ 7*7 }}" in (desk / "output/mali/2025-08-20/mali.html").read_text(encoding="utf-8")


def test_every_fault_of_every_file_is_told_in_one_run(desk):
    """Nothing stops at the first."""
    fact_with("countries: ML", "one-spoilt-fact")(desk)
    fact_with("stament: x", "another-spoilt-fact")(desk)
    for name in ("unknown citation", "script", "probabilities that do not sum"):
        FAULTS[name].spoil(desk)
    run = build(desk, "--json")
    found = {each["name"] for each in json.loads(run.stdout)["diagnostics"] if each["severity"] == "error"}
    assert found >= {"wrong-type", "unknown-field", "unknown-id", "raw-html", "scenario-sum"}


def test_an_unknown_report_is_answered_with_the_nearest(desk):
    """Exit 2, and nothing is built."""
    command = [sys.executable, "-m", "briefgen", "--workspace", desk, "build", "mlai"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "unknown report 'mlai'" in run.stderr
    assert "'mali'" in run.stderr


def test_an_unreadable_report_is_blocked_and_the_others_go_on(desk):
    """A report whose own files are broken is not left out in silence; one whose are whole is built beside it."""
    replaced(REPORT, "title:", "titel:")(desk)
    command = [
        sys.executable,
        "-m",
        "briefgen",
        "--workspace",
        desk,
        "build",
        "mali",
        "niger",
        "--format",
        "html",
        "--json",
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    built = json.loads(run.stdout)
    assert run.returncode == 1
    assert [(each["report"], each["status"]) for each in built["built"]] == [("mali", "blocked"), ("niger", "built")]
    errors = [each for each in built["diagnostics"] if each["severity"] == "error"]
    assert {each["file"] for each in errors} == {REPORT}
