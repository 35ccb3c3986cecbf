"""`build` on a desk made of values."""

from __future__ import annotations

import errno
import io
import json
from datetime import date

import pytest
from cli_desk import Outcome, finding

from briefgen.model.faults import MachineError, UsageError

pytestmark = pytest.mark.usefixtures("desk")

PDF = "output/mali/2025-08-20/mali.pdf"


def test_paths_go_to_standard_output(briefgen):
    """Standard output holds the written paths, one to a line; what is said about them goes to standard error."""
    ran = briefgen("build", "mali", "niger")
    assert (ran.code, ran.out) == (0, f"{PDF}\noutput/niger/2025-08-20/niger.pdf\n")
    assert "mali: built in 1.4 s, 1 file\n" in ran.err
    assert ran.err.endswith("2 of 2 reports built.\n")


def test_json_is_one_object_of_the_agreed_shape(briefgen):
    """Under --json standard output is one object; progress stays on standard error."""
    ran = briefgen("build", "mali", "--json")
    file = {"path": PDF, "media_type": "application/pdf", "bytes": 71234, "sha256": "0" * 64}
    report = {"report": "mali", "client": None, "language": "en", "as_of": "2025-08-20", "status": "built"}
    assert json.loads(ran.out) == {"built": [{**report, "seconds": 1.4, "files": [file]}], "diagnostics": []}
    assert "mali: built" in ran.err


def test_options_reach_the_desk(briefgen, desk, tmp_path):
    """Formats, day, folder and brand are handed on; a relative folder is seen from where the command runs."""
    briefgen("build", "mali", "--format", "PDF,pdf", "--as-of", "2025-09-01", "--output", "out", "--brand", "plain")
    (request,) = desk.requests
    assert (request.formats, request.output, request.brand) == (("pdf",), tmp_path / "out", "plain")
    assert desk.asked_as_of == date(2025, 9, 1)


def test_all_builds_every_report(briefgen, desk):
    """--all takes the reports of the desk, sorted."""
    briefgen("build", "--all")
    assert desk.requests[0].reports == ("mali", "niger")


def test_profile_without_report_can_be_built(briefgen, desk):
    """A country or topic has a standing report even where no folder is written for it."""
    assert briefgen("build", "chad").code == 0
    assert desk.requests[0].reports == ("chad",)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["mlai"], "error: unknown report 'mlai'. Did you mean 'mali'?"),
        (["mali", "nigr"], "error: unknown report 'nigr'. Did you mean 'niger'?"),
        (["qqq"], "error: unknown report 'qqq'. See: briefgen list reports"),
        (["mali", "--format", "pfd"], "error: unknown format 'pfd'. Did you mean 'pdf'?"),
        (["mali", "--format", ","], "error: No format is named. There are pdf, html, json and docx."),
        (["mali", "--all"], "error: Ids and --all exclude each other. Leave one of them out."),
        ([], "error: Which report? Name one, or build them all: briefgen build --all"),
    ],
)
def test_wrong_request_builds_nothing(briefgen, desk, arguments, message):
    """A request that cannot be met as put ends with 2, a remedy, nothing built and nothing on standard output."""
    ran = briefgen("build", *arguments, "--json")
    assert (ran.code, ran.out, ran.err.strip()) == (2, "", message)
    assert desk.requests == []


@pytest.mark.parametrize("day", ["2025", "20250820", "2025-02-30", "yesterday", "2025-W34-3"])
def test_as_of_is_a_day(briefgen, day):
    """A day has one form; what is no day is refused with the form."""
    ran = briefgen("build", "mali", "--as-of", day)
    assert ran.code == 2
    assert f"'{day}'" in ran.err


def test_blocked_report_lets_the_others_go_on(briefgen, desk):
    """One report's errors are told, the others are built, and the exit code is 1."""
    desk.outcomes["mali"] = Outcome("mali", status="blocked", diagnostics=(finding(),))
    ran = briefgen("build", "mali", "niger")
    assert (ran.code, ran.out) == (1, "output/niger/2025-08-20/niger.pdf\n")
    assert "mali: blocked: 1 error" in ran.err
    assert "seeds/facts/ports.yaml:14:15: error:" in ran.err
    assert "1 of 2 reports built, 1 blocked." in ran.err


def test_notes_are_counted_not_shown(briefgen, desk):
    """A build shows what asks for something; notes are for `check`, and for programs."""
    noted = (finding("note", line=9), finding("warning", line=20))
    desk.outcomes["mali"] = Outcome("mali", diagnostics=noted)
    ran = briefgen("build", "mali")
    assert ran.code == 0
    assert ":20:15: warning:" in ran.err
    assert ":9:15:" not in ran.err
    assert "1 warning, 1 note; see the notes with: briefgen check\n" in ran.err
    assert len(json.loads(briefgen("build", "mali", "--json").out)["diagnostics"]) == 2


def test_shared_finding_is_told_once(briefgen, desk):
    """A fault that blocks several reports is shown once."""
    for report in ("mali", "niger"):
        desk.outcomes[report] = Outcome(report, status="blocked", diagnostics=(finding(),))
    assert briefgen("build", "--all").err.count("unknown source") == 1
    assert len(json.loads(briefgen("build", "--all", "--json").out)["diagnostics"]) == 1


def test_path_works_from_the_working_folder(briefgen, tmp_path, monkeypatch):
    """From outside the desk the path is absolute, so that it can be opened."""
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert briefgen("build", "mali").out == f"{tmp_path}/{PDF}\n"


@pytest.mark.parametrize(
    ("fault", "code", "message"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/d/mali.pdf"), 3, "error: The disk is full: /d/mali.pdf"),
        (PermissionError(errno.EACCES, "Permission denied", "/d"), 3, "error: No permission: /d"),
        (MachineError("Pango is missing.", "Install it."), 3, "error: Pango is missing. Install it."),
        (UsageError("unknown brand 'x'", "There is asa."), 2, "error: unknown brand 'x'. There is asa."),
        (KeyboardInterrupt(), 130, "Stopped; nothing half-written was left."),
        (RuntimeError("odd"), 3, "error: briefgen met a fault of its own: RuntimeError: odd. Please report it"),
    ],
)
def test_a_fault_on_the_way(briefgen, desk, fault, code, message):
    """Whatever ends a build ends it in a sentence and an exit code; what was built before is told."""
    desk.outcomes["niger"] = fault
    ran = briefgen("build", "mali", "niger", "--json")
    assert ran.code == code
    assert message in ran.err
    assert "Traceback" not in ran.err
    assert [one["report"] for one in json.loads(ran.out)["built"]] == ["mali"]


def test_verbose_shows_the_traceback(briefgen, desk):
    """Who asks gets the traceback, before or after the command."""
    desk.outcomes["mali"] = RuntimeError("odd")
    for arguments in (["--verbose", "build", "mali"], ["build", "mali", "--verbose"]):
        ran = briefgen(*arguments)
        assert (ran.code, ran.out) == (3, "")
        assert "Traceback (most recent call last)" in ran.err


def test_open_opens_the_first_file_of_each(briefgen, monkeypatch, tmp_path):
    """--open hands the built file to the system, and says where that fails."""
    opened = []
    monkeypatch.setattr("typer.launch", lambda path: opened.append(path) or 1)
    ran = briefgen("build", "mali", "--open")
    assert opened == [f"{tmp_path}/{PDF}"]
    assert f"{PDF} could not be opened; it is on disk." in ran.err


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        """Yes."""
        return True


def test_several_reports_on_a_terminal_have_a_bar(briefgen, monkeypatch):
    """A person sees how many are done, and what became of each; standard output still holds only the paths."""
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    ran = briefgen("build", "--all")
    said = terminal.getvalue()
    assert ran.out == f"{PDF}\noutput/niger/2025-08-20/niger.pdf\n"
    assert "2/2" in said
    assert "mali: " in said
    assert said.endswith("2 of 2 reports built.\n")


def test_desk_without_reports_says_how_to_begin(briefgen, desk):
    """Building all of nothing is no error."""
    desk.library.reports.clear()
    ran = briefgen("build", "--all")
    assert (ran.code, ran.out) == (0, "")
    assert "briefgen new report ID" in ran.err
