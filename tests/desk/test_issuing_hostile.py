"""Careless analysts, unlucky schedulers and malicious insiders, from review to withdrawal: nothing is lost, or said twice."""

import json
import os
import shutil
import signal
import time
from datetime import UTC, date, datetime, timedelta

import pytest
from issuing_desk import AUTHOR, EDITOR, REPORT, approve, asked, edit, issue, pages, run, started

from briefgen.archive.registry import Registry, open_registry
from briefgen.desk.issue import issue_report, series_of
from briefgen.desk.prepare import prepare
from briefgen.desk.presses import Presses
from briefgen.desk.session import open_desk
from briefgen.desk.withdraw import corrections, withdraw
from briefgen.desk.workflow import Ready, ready
from briefgen.model.faults import BlockedError, MachineError
from briefgen.model.record import Withdrawal

FACT = "operational-access-in-return-for-russian-support"
REASON = "The ministry denied it."
SETTING = 'registry = "registry.db"'
TODAY = date(2026, 11, 21)


def registry(desk) -> Registry:
    """The desk's registry."""
    return open_registry(f"sqlite:///{desk}/registry.db", create=False)


def issued_at(desk, at, presses=None):
    """Issue the Mali report with the clock at that moment; the number."""
    with presses or Presses() as taken:
        return issue_report(open_desk(desk, None, TODAY), "mali", EDITOR, at, taken).issue.number


def approval(desk):
    """The moment at which the Mali report was approved."""
    with registry(desk) as opened:
        return opened.steps("mali")[-1].at


class PressesWithAVisitor(Presses):
    """Somebody does something to the desk while its page is being set."""

    def __init__(self, visit):
        super().__init__()
        self.visit = visit

    def press(self):
        """A press, after the visit."""
        self.visit()
        return super().press()


UNSEEN = {
    "an escape sequence": ("A. Diallo\x1b[31m", "U+001B"),
    "an override of the direction": ("A. Diallo\u202e", "U+202E"),
    "a space without width": ("A.\u200b Diallo", "U+200B"),
    "bytes that are no text": ("A. Diallo\udcff", "not valid UTF-8"),
    "a joiner alone": ("\u200d", "Who is it?"),
    "marks alone": ("…", "Who is it?"),
    "ten thousand letters": ("x" * 10_000, "10,000 letters"),
}


@pytest.mark.parametrize("what", UNSEEN)
def test_a_name_is_what_everybody_sees(desk, what):
    """A name that steers a terminal, or passes for another's, is refused, and nothing is recorded."""
    name, message = UNSEEN[what]
    assert message in run(desk, "review", "mali", "--by", name, code=2)[1]
    assert not (desk / "registry.db").exists()


def test_a_name_may_be_of_any_script(desk):
    """Letters of any script, on one line, and the joiners that some of them are spelled with."""
    name = "ن\u200cدا رضایی"
    assert asked(desk, "review", "mali", "--by", f" {name}\n")["by"] == name


@pytest.mark.parametrize("approver", ["A.\u200d Diallo", "Ａ. Ｄiallo"])
def test_the_author_in_disguise_does_not_approve(desk, approver):
    """What nobody sees makes no second pair of eyes, nor does another cut of the same letters."""
    run(desk, "review", "mali", "--by", AUTHOR)
    assert "cannot approve it too" in run(desk, "approve", "mali", "--by", approver, code=1)[1]


REASONS = {
    "blank": (" \n ", "Say it in a sentence"),
    "invisible": ("\u200d", "Say it in a sentence"),
    "an escape sequence": ("\x1b]0;x\x07", "U+001B"),
    "bytes that are no text": ("no\udcff", "not valid UTF-8"),
    "ten thousand letters": ("x" * 10_000, "10,000 letters"),
}


@pytest.mark.parametrize("what", REASONS)
@pytest.mark.parametrize("words", [("withdraw", "fact", FACT), ("resolve", "mali-keeps-to-moscow", "--outcome", "yes")])
def test_a_reason_is_a_sentence(issued, words, what):
    """A reason is printed and kept: nothing that is no text becomes one, and the exit code says that the call is at fault."""
    given, message = REASONS[what]
    assert message in run(issued, *words, "--because", given, code=2)[1]
    with registry(issued) as opened:
        assert not opened.withdrawals()
        assert not any(each.outcome for each in opened.register())


def test_an_old_record_does_not_steer_the_terminal(desk):
    """What an earlier version recorded is written out, not obeyed."""
    run(desk, "review", "niger", "--by", AUTHOR)
    with registry(desk) as opened:
        opened.withdraw(Withdrawal("fact", FACT, "\x1b[31mred", "\x1b[32m", datetime(2026, 1, 1, tzinfo=UTC)))
    out, _ = run(desk, "withdraw", "fact", FACT, "--undo", "--because", "It stands.")
    assert "\x1b" not in out
    assert "\\x1b[31mred" in out


REFERENCES = {
    "a path in a variable": ("env:DESK_REGISTRY", "is no URL", 2),
    "a name in a file": ("file:secret", "is no URL", 2),
    "an empty file": ("file:empty", "is no URL", 2),
    "a folder": ("file:seeds", "cannot be read", 3),
    "no variable": ("env:", "refers to nothing", 2),
    "no file": ("file:", "refers to nothing", 2),
}


@pytest.mark.parametrize("what", REFERENCES)
def test_a_reference_leads_to_a_url(desk, monkeypatch, what):
    """Anything else is told of without what is in it, which may be a password, whether the registry is read or written."""
    written, message, code = REFERENCES[what]
    edit(desk, "briefgen.toml", SETTING, f'registry = "{written}"')
    monkeypatch.setenv("DESK_REGISTRY", "desk:s3cret@server/briefgen")
    (desk / "secret").write_text("desk:s3cret@server/briefgen\n", encoding="utf-8")
    (desk / "empty").touch()
    for words in (("list", "issues"), ("review", "mali", "--by", AUTHOR)):
        errors = run(desk, *words, code=code)[1]
        assert message in errors
        assert "s3cret" not in errors


def test_a_reference_to_a_pipe_does_not_wait(desk):
    """A named pipe that nobody writes to is no file with a URL, and is not read to its end."""
    edit(desk, "briefgen.toml", SETTING, 'registry = "file:pipe"')
    os.mkfifo(desk / "pipe")
    process = started(desk, "list", "issues")
    try:
        _, errors = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 2
    assert "is no URL" in errors


def test_a_reference_leads_to_the_first_line(desk):
    """What follows the URL in its file is no part of it."""
    edit(desk, "briefgen.toml", SETTING, 'registry = "file:url"')
    (desk / "url").write_text(f"sqlite:///{desk}/of-file.db \n# the desk's own\n", encoding="utf-8")
    run(desk, "review", "niger", "--by", AUTHOR)
    assert (desk / "of-file.db").exists()


def test_a_relative_url_is_of_the_desk(desk, monkeypatch):
    """Wherever a command is given, it is the same registry; one outside the desk is refused."""
    edit(desk, "briefgen.toml", SETTING, 'registry = "sqlite:///own.db"')
    monkeypatch.chdir(desk / "seeds")
    run(desk, "review", "niger", "--by", AUTHOR)
    assert (desk / "own.db").exists()
    assert not (desk / "seeds/own.db").exists()
    edit(desk, "briefgen.toml", "sqlite:///own.db", "sqlite:///../own.db")
    assert "leads out of the desk" in run(desk, "list", "issues", code=2)[1]


def test_a_registry_on_a_missing_disk_is_missed(issued, tmp_path):
    """A symlink that leads nowhere is not a desk that has issued nothing."""
    (issued / "registry.db").rename(tmp_path / "elsewhere.db")
    (issued / "registry.db").symlink_to(tmp_path / "elsewhere.db")
    assert len(asked(issued, "list", "issues")) == 1
    (tmp_path / "elsewhere.db").unlink()
    for words in (("list", "issues"), ("check", "mali"), ("review", "niger", "--by", AUTHOR)):
        assert "leads nowhere" in run(issued, *words, code=3)[1]


def test_a_number_that_is_printed_is_not_given_again(approved, tmp_path):
    """An older copy of the registry would count from before: the file in the output folder tells that it is one."""
    backup = shutil.copy(approved / "registry.db", tmp_path / "backup.db")
    number = run(approved, "issue", "mali", "--by", EDITOR)[0].split()[0]
    newest = shutil.copy(approved / "registry.db", tmp_path / "newest.db")
    printed = (approved / "output/mali/2025-08-20/mali.pdf").read_bytes()
    shutil.copy(backup, approved / "registry.db")
    approve(approved, "niger")
    for report in ("mali", "niger"):
        errors = run(approved, "issue", report, "--by", EDITOR, code=1)[1]
        assert f"the next number is {number}" in errors
        assert "output/mali/2025-08-20/mali.html" in errors
    assert asked(approved, "list", "issues") == []
    assert (approved / "output/mali/2025-08-20/mali.pdf").read_bytes() == printed
    shutil.copy(newest, approved / "registry.db")
    assert issue(approved, "niger").endswith("-0002")


def test_a_page_on_what_was_withdrawn_meanwhile_is_not_issued(approved):
    """Who withdraws a fact while the page is set stops the issue; else its readers would never be told."""
    visit = PressesWithAVisitor(lambda: run(approved, "withdraw", "fact", FACT, "--because", REASON, "--by", EDITOR))
    with pytest.raises(BlockedError, match=r"was withdrawn by .* while the page was being set"):
        issued_at(approved, approval(approved), visit)
    assert asked(approved, "list", "issues") == []


def test_what_is_withdrawn_elsewhere_does_not_stop_an_issue(approved):
    """A fact that the page does not use is no reason."""
    opened = open_desk(approved, None, TODAY)
    used = prepare(opened, "mali").content.items
    unused = next(name for name in opened.library.facts if ("fact", name) not in used)
    visit = PressesWithAVisitor(lambda: run(approved, "withdraw", "fact", unused, "--because", REASON))
    assert issued_at(approved, approval(approved), visit).endswith("-0001")


def test_a_withdrawal_under_a_slow_clock_is_corrected(issued):
    """Where the clock went back after the issue, the next one still tells its readers."""
    at = datetime(2020, 1, 1, tzinfo=UTC)
    recorded = withdraw(open_desk(issued, None, TODAY), Withdrawal("fact", FACT, REASON, EDITOR, at))
    assert recorded.at > at
    with registry(issued) as opened:
        (told,) = corrections(opened.record("mali", ""))
    assert told == recorded


def test_a_clock_that_is_behind_does_not_issue(approved):
    """The number has the year of issue: a machine that believes in 2020 gets a sentence, and no number of that year."""
    with pytest.raises(MachineError, match="clock says 2020-01-01") as refused:
        issued_at(approved, datetime(2020, 1, 1, tzinfo=UTC))
    assert "briefgen review mali" in refused.value.hint
    assert issued_at(approved, approval(approved) - timedelta(minutes=1)).endswith("-0001")


def test_numbers_begin_anew_each_year(issued):
    """The first issue of 2098 is 0001 again, and the old one keeps its number."""
    approve(issued)
    assert issued_at(issued, datetime(2098, 1, 1, tzinfo=UTC)) == "ASA-SR-2098-0001"
    assert len(asked(issued, "list", "issues")) == 2


@pytest.mark.parametrize(
    ("series", "code"),
    [
        ("Länderbericht", "ASA-LA"),
        ("Ünï Öd ßx", "ASA-UOS"),
        ("…", "ASA-R"),
        ("X", "ASA-X"),
        ("a b c d e f g h i j k", "ASA-ABCDEFGH"),
    ],
)
def test_a_series_of_any_name_has_a_code(desk, series, code):
    """Accents fall, other scripts give way to R, and a long name is cut."""
    edit(desk, REPORT, "  en: Situation report", f'  en: "{series}"')
    found = ready(open_desk(desk, None, date(2026, 11, 21)), "mali")
    assert isinstance(found, Ready)
    assert series_of(found, datetime(2026, 11, 21, tzinfo=UTC)).code == code


def test_files_out_of_the_archive_are_in_the_json(issued, tmp_path):
    """With --json standard output is one value, with the path of each file; where none can be written there is none."""
    number = asked(issued, "list", "issues")[0]["number"]
    (shown,) = asked(issued, "show", number, "--output", str(tmp_path / "out"))
    assert sorted(each["path"] for each in shown["files"]) == sorted(map(str, (tmp_path / "out").iterdir()))
    (tmp_path / "file").touch()
    out, errors = run(issued, "show", number, "--output", str(tmp_path / "file"), "--json", code=3)
    assert out == ""
    assert errors.startswith("error: cannot write ")


def test_an_output_folder_that_cannot_be_written_costs_no_issue(approved, tmp_path):
    """The issue is in the archive, the error says how to get it from there, and so does the next attempt."""
    (approved / "output").mkdir()
    (approved / "output/mali").touch()
    errors = run(approved, "issue", "mali", "--by", EDITOR, "--json", code=3)[1]
    (listed,) = asked(approved, "list", "issues")
    assert f"{listed['number']} is issued and safe in the archive" in errors
    remedy = f"briefgen show {listed['number']} --output DIR"
    assert remedy in errors
    assert remedy in run(approved, "issue", "mali", "--by", EDITOR, code=1)[1]
    run(approved, "show", listed["number"], "--output", str(tmp_path / "out"))
    assert listed["number"] in "".join(pages(tmp_path / "out/mali.pdf"))


def test_a_report_that_is_gone_leaves_its_issues(issued, tmp_path):
    """Listed, shown, compared, verified, judged and corrected, although nothing of it is left on the desk."""
    pdf = shutil.copy(issued / "output/mali/2025-08-20/mali.pdf", tmp_path)
    (listed,) = asked(issued, "list", "issues")
    number = listed["number"]
    shutil.rmtree(issued / "seeds/reports/mali")
    assert asked(issued, "list", "issues") == [listed]
    assert asked(issued, "show", number)[0]["number"] == number
    assert asked(issued, "diff", "mali", number, number)["changes"] == []
    assert asked(issued, "verify", str(pdf))["verified"][0]["number"] == number
    assert run(issued, "resolve", "mali-keeps-to-moscow", "--outcome", "yes", "--because", "It was renewed.")[0]
    withdrawn = asked(issued, "withdraw", "fact", FACT, "--because", REASON)
    assert number in json.dumps(withdrawn["issues"])


def test_a_plot_does_not_go_onto_a_folder(issued, monkeypatch):
    """Whatever the folder is called, the sentence says that it is one."""
    monkeypatch.chdir(issued)
    (issued / "plot.svg").mkdir()
    for target in (".", "plot.svg"):
        assert f"{target} is a folder" in run(issued, "judgements", "--plot", target, code=2)[1]


@pytest.mark.slow
def test_five_people_issue_and_nobody_twice(approved):
    """One of them issues it; the others are told by whom."""
    processes = [started(approved, "issue", "mali", "--by", EDITOR) for _ in range(5)]
    errors = [process.communicate()[1] for process in processes]
    assert sorted(process.returncode for process in processes) == [0, 1, 1, 1, 1], errors
    assert len(asked(approved, "list", "issues")) == 1


STOPS = [signal.SIGINT, signal.SIGTERM, signal.SIGKILL]
MOMENTS = (0.2, 0.5, 0.9)
"""Of the time that an issue takes which nobody stops."""


@pytest.fixture(scope="module")
def seconds(approved_desk, tmp_path_factory):
    """How long it takes to issue the Mali report on this machine, as busy as it is."""
    desk = shutil.copytree(approved_desk, tmp_path_factory.mktemp("timed") / "desk")
    begun = time.monotonic()
    process = started(desk, "issue", "mali", "--by", EDITOR)
    _, errors = process.communicate()
    assert process.returncode == 0, errors
    return time.monotonic() - begun


@pytest.mark.slow
@pytest.mark.parametrize("stop", STOPS)
def test_a_stopped_issue_is_whole_or_none(approved, tmp_path, seconds, stop):
    """Stopped at any moment, the archive has all of the issue or nothing, and the number is as if it had not begun."""
    for part, moment in enumerate(MOMENTS):
        desk = shutil.copytree(approved, tmp_path / f"desk-{part}")
        as_in_a_terminal = lambda: signal.signal(signal.SIGINT, signal.default_int_handler)  # noqa: E731
        process = started(desk, "issue", "mali", "--by", EDITOR, preexec_fn=as_in_a_terminal)
        time.sleep(moment * seconds)
        process.send_signal(stop)
        _, errors = process.communicate()
        assert process.returncode in {0, 130, 143, -9}
        assert "Traceback" not in errors
        assert not list(desk.rglob("*.part"))
        listed = asked(desk, "list", "issues")
        assert len(listed) <= 1
        if listed:
            (shown,) = asked(desk, "show", listed[0]["number"], "--output", str(desk / "again"))
            assert {each["name"] for each in shown["files"]} == {"mali.pdf", "mali.html"}
            assert len(shown["made_of"]) > 100
        elif part == 0:
            assert run(desk, "issue", "mali", "--by", EDITOR)[0].split()[0].endswith("-0001")
