"""`schedule` and `weekly`: when reports are due, and doing what is due."""

from __future__ import annotations

import email
import email.policy
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from weekly_desk import BEFORE, MONDAY, edit, run_at, write_desk

sys.path.append(str(Path(__file__).parents[1] / "deliver"))

from mail_servers import PASSWORD, USER, Keeper, running

HALF_PAST = MONDAY + timedelta(minutes=30)
WEEK = timedelta(days=7)
NOBODY = 65534


def tick(desk, at, printed, *words):
    """A tick without its log."""
    return run_at(desk, at, "schedule", "tick", "--log", "none", *words, cache=printed)


def files_of(desk) -> dict[str, bytes]:
    """All that a desk holds."""
    return {str(path.relative_to(desk)): path.read_bytes() for path in desk.rglob("*") if path.is_file()}


def test_the_list_of_schedules(scheduled, printed):
    """When each is due next, in its own time zone's terms and in UTC, and what became of it last time."""
    before = run_at(scheduled, BEFORE, "schedule", "list")
    assert (before.code, before.err) == (0, "")
    heading, one, _ = before.out.splitlines()
    assert heading.split() == ["REPORT", "CRON", "TIME", "ZONE", "NEXT", "LAST"]
    assert one == "one     0 6 * * MON  Europe/Paris  Mon 2026-11-23 05:00 UTC  none yet"
    tick(scheduled, HALF_PAST, printed)
    after = run_at(scheduled, HALF_PAST, "schedule", "list")
    _, one, two = after.out.splitlines()
    assert "Mon 2026-11-30 05:00 UTC  2026-11-23 05:00 issued: " in one
    assert "2026-11-23 05:00 held: " in two
    first, second = run_at(scheduled, HALF_PAST, "schedule", "list", "--json").json["schedules"]
    assert (first["report"], first["cron"], first["timezone"]) == ("one", "0 6 * * MON", "Europe/Paris")
    assert first["next"] == "2026-11-30T05:00:00+00:00"
    assert (first["last"]["state"], first["last"]["due"]) == ("issued", "2026-11-23T05:00:00+00:00")
    assert first["last"]["number"] in one
    assert second["last"]["because"] in two


def test_a_desk_without_schedules(unwatched):
    """It says how a report is given one."""
    for name in ("one", "two"):
        edit(unwatched, f"seeds/reports/{name}/report.yaml", "schedule:", "#")
    said = run_at(unwatched, BEFORE, "schedule", "list")
    assert (said.code, said.out) == (0, "")
    assert said.err.startswith("No report has a schedule. Give one, in its report.yaml: schedule: {cron: ")
    assert run_at(unwatched, BEFORE, "schedule", "list", "--json").json == {"schedules": []}
    assert run_at(unwatched, BEFORE, "weekly").err == "Nothing was due. No report has a schedule.\n"


def test_a_list_that_may_not_be_whole(unwatched):
    """Faulty content is missing in it: exit code 1, and a word; what can be read is listed."""
    (unwatched / "seeds/reports/one/report.yaml").write_text("titel: One\n")
    said = run_at(unwatched, BEFORE, "schedule", "list")
    assert said.code == 1
    assert "may be missing here" in said.err
    assert [line.split()[0] for line in said.out.splitlines()[1:]] == ["two"]
    json_said = run_at(unwatched, BEFORE, "schedule", "list", "--json")
    assert json_said.code == 1
    assert [each["report"] for each in json_said.json["schedules"]] == ["two"]


def test_a_tick_with_nothing_due_is_silent(scheduled):
    """Whether it looks or knows; for programs it says when there is something to do."""
    for _ in range(3):
        said = run_at(scheduled, BEFORE, "schedule", "tick")
        assert (said.code, said.out, said.err) == (0, "", "")
        told = run_at(scheduled, BEFORE, "schedule", "tick", "--json").json
        assert told == {"run": None, "lines": [], "following_tick": "2026-11-23T05:00:00+00:00"}


def test_a_tick_logs_what_it_does(scheduled, printed):
    """One line an event on standard error, all with the run's id; what programs read is on standard output alone."""
    said = run_at(scheduled, HALF_PAST, "schedule", "tick", "--log", "json", "--json", cache=printed)
    events = [json.loads(line) for line in said.err.splitlines()]
    assert {each["run"] for each in events} == {said.json["run"]}
    names = [each["event"] for each in events]
    assert (names[0], names[-1]) == ("begun", "ended")
    assert {"claimed", "issued", "held", "sent"} <= set(names)
    assert said.code == 1


def test_a_weekly_run_for_people(scheduled, printed):
    """What was done, each with its remedy, and what comes next."""
    said = run_at(scheduled, HALF_PAST, "weekly", cache=printed)
    assert said.code == 1
    lines = said.out.splitlines()
    assert lines[0].startswith("issued   one (due Mon 2026-11-23 05:00 UTC): ")
    assert "held     two" in said.out
    assert "→ " in said.out
    assert "is over. Next: one, Mon 2026-11-30 05:00 UTC.\n" in said.err
    assert said.err.endswith("Something waits for somebody; see: briefgen status\n")


@pytest.mark.parametrize("command", [("schedule", "tick"), ("weekly",)])
def test_a_dry_run_leaves_everything_as_it_is(scheduled, mailbox, printed, command):
    """Registry, folders and mail server; also where the registry does not know the schedules yet."""
    edit(scheduled, "seeds/reports/two/report.yaml", "Europe/Paris", "Africa/Bamako")
    before = files_of(scheduled)
    said = run_at(scheduled, HALF_PAST, *command, "--dry-run", cache=printed)
    assert said.code == 0
    assert [line.split()[0] for line in said.out.splitlines()] == ["issued", "sent", "sent", "sent", "sent"]
    assert "one for river, mail to a@river.example: html" in said.out
    assert said.err == "This was a dry run: nothing was issued, recorded or sent.\n"
    again = run_at(scheduled, HALF_PAST, *command, "--dry-run", "--json", cache=printed).json["would"]
    assert [each["what"] for each in again] == ["issued", "sent", "sent", "sent", "sent"]
    assert files_of(scheduled) == before
    assert mailbox[0].taken == []


@pytest.mark.parametrize("command", [("schedule", "tick"), ("weekly",), ("outbox", "send")])
def test_a_dry_run_makes_no_registry(unwatched, command):
    """Nothing is due where nobody watches yet."""
    before = files_of(unwatched)
    said = run_at(unwatched, HALF_PAST, *command, "--dry-run")
    assert (said.code, said.out) == (0, "")
    assert said.err.startswith("Nothing is due")
    assert files_of(unwatched) == before


def test_a_dry_run_tells_of_reports_that_cannot_be_read(unwatched):
    """As a run does; nobody can tell when they are due."""
    (unwatched / "seeds/reports/one/report.yaml").write_text("schedule: {}\ntitel: One\n")
    said = run_at(unwatched, HALF_PAST, "weekly", "--dry-run")
    assert said.out.startswith("held     one: nobody can tell when it is due: ")


def with_password(desk, port) -> None:
    """The desk signs in at a mail server, with a password in a file, and measures its runs."""
    edit(desk, "briefgen.toml", 'security = "none"', f'security = "none"\nuser = "{USER}"\npassword = "file:desk.pw"')
    text = (desk / "briefgen.toml").read_text()
    old = next(line for line in text.splitlines() if line.startswith("port = "))
    edit(desk, "briefgen.toml", old, f"port = {port}")
    edit(desk, "briefgen.toml", "[tell]", '[tell]\nmetrics = "desk.prom"')
    (desk / "desk.pw").write_text(f"{PASSWORD}\n")


def said_in(desk, keeper) -> str:
    """All that a run left behind: pages, registry, metrics and mails."""
    mails = [email.message_from_bytes(each.content, policy=email.policy.default) for each in keeper.envelopes]
    parts = [str(part.get_payload(decode=True)) for mail in mails for part in mail.walk() if not part.is_multipart()]
    kept = [data.decode(errors="replace") for name, data in files_of(desk).items() if name != "desk.pw"]
    return "\n".join([*parts, *(str(mail) for mail in mails), *kept])


@pytest.mark.parametrize("verbose", [(), ("--verbose",)])
@pytest.mark.parametrize("answer", [None, f"535 no: {PASSWORD}", f"454 later: {PASSWORD}"])
def test_a_password_is_told_nowhere(scheduled, printed, answer, verbose):
    """Neither in the log, with --verbose too, nor in pages, mails, metrics, JSON or the registry; also where the server says it."""
    keeper = Keeper(answers={"AUTH": answer} if answer else {})
    with running(keeper, signed_in=True) as port:
        with_password(scheduled, port)
        words = ("--log", "json", "--json", *verbose)
        said = run_at(scheduled, HALF_PAST, "schedule", "tick", *words, cache=printed)
    assert keeper.tried
    assert bool(keeper.envelopes) == (answer is None)
    assert said.code == (1 if answer is None else 3)
    told = said.out + said.err + said_in(scheduled, keeper)
    assert (scheduled / "desk.prom").exists()
    for secret in (PASSWORD, "czNjcmV0", "s3cret"):
        assert secret not in told
    for words in (("status", "--json"), ("outbox", "list"), ("weekly", "--dry-run"), ("outbox", "send", "--dry-run")):
        said = run_at(scheduled, HALF_PAST + timedelta(hours=1), *words, *verbose, cache=printed)
        assert "s3cret" not in said.out + said.err


def test_a_password_that_is_not_there(scheduled, mailbox, printed):
    """Mails wait and the desk cannot be told, with where it was looked for; folders do not wait."""
    with_password(scheduled, mailbox[1])
    (scheduled / "desk.pw").unlink()
    said = tick(scheduled, HALF_PAST, printed)
    assert said.code == 3
    assert "desk.pw" in said.err
    assert "Traceback" not in said.err
    assert (scheduled / "outbox/arc").exists()


@pytest.mark.slow
def test_a_registry_that_is_locked(scheduled, printed):
    """The writer waits for a while, and then says so; exit code 3. Looking goes on. The next tick does what was due."""
    with sqlite3.connect(scheduled / "registry.db", isolation_level=None) as held:
        held.execute("BEGIN IMMEDIATE")
        said = tick(scheduled, HALF_PAST, printed)
        assert said.code == 3
        assert said.err.startswith("error: ")
        assert "is locked: another process is writing to it" in said.err
        assert "Traceback" not in said.err
        for words in (("status",), ("schedule", "list"), ("outbox", "list"), ("weekly", "--dry-run")):
            assert run_at(scheduled, HALF_PAST, *words).code == 0
        held.execute("ROLLBACK")
    assert tick(scheduled, HALF_PAST, printed, "--json").json["lines"][0]["what"] == "issued"


LOOKING = (("schedule", "list"), ("outbox", "list"), ("weekly", "--dry-run"), ("status", "--json"))


def test_a_registry_that_is_read_only(mailbox, briefgen):
    """What writes ends with a sentence and exit code 3; what only looks goes on."""
    folder = Path(tempfile.mkdtemp(prefix="briefgen-desk-"))  # unlike those of pytest, everybody can reach it
    desk = write_desk(folder / "desk", mailbox[1])
    # Everything is imported now: who becomes nobody may not be able to read the program.
    for words in (("schedule", "tick"), *LOOKING):
        assert briefgen("--workspace", desk, *words).code == 0
    edit(desk, "seeds/reports/two/report.yaml", "Europe/Paris", "Africa/Bamako")
    folder.chmod(0o755)
    desk.chmod(0o555)
    (desk / "registry.db").chmod(0o444)
    if root := os.geteuid() == 0:
        os.seteuid(NOBODY)
    try:
        written = briefgen("--workspace", desk, "schedule", "tick")
        looked = [briefgen("--workspace", desk, *words) for words in LOOKING]
    finally:
        if root:
            os.seteuid(0)
        desk.chmod(0o755)
        shutil.rmtree(folder)
    assert written.code == 3
    assert "read-only" in written.err
    assert written.err.count("\n") == 1
    assert [each.err for each in looked if each.code] == []


STOPPED = """
import sys, time
from datetime import datetime, UTC
from briefgen.cli import main, run_output, schedule, settings
at = datetime.fromisoformat(sys.argv.pop(1))
for module in (settings, schedule, run_output):
    module.now = lambda: at
settings.today = at.date
import briefgen.desk.run
def issue_report(*_, **__):
    print("ready", flush=True)
    time.sleep(60)
briefgen.desk.run.issue_report = issue_report
main.run()
"""


@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("command", [("schedule", "tick"), ("weekly",)])
def test_a_tick_that_is_stopped(scheduled, printed, number, code, command):
    """It says what becomes of what it was at; the slot is let go of, and the next tick does it."""
    words = (sys.executable, "-c", STOPPED, HALF_PAST.isoformat(), "--workspace", str(scheduled), *command)
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        try:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            child.send_signal(number)
            _, said = child.communicate(timeout=30)
        finally:
            child.kill()
    assert child.returncode == code
    assert "The next tick goes on with what the run was at" in said
    assert said.endswith("Stopped; nothing half-written was left.\n")
    assert "Traceback" not in said
    stopped = run_at(scheduled, HALF_PAST, "status", cache=printed)
    assert stopped.code == 1
    assert "failed   one (due Mon 2026-11-23 05:00 UTC): the run was stopped\n" in stopped.out
    later = tick(scheduled, HALF_PAST + timedelta(minutes=5), printed, "--json")
    assert [each["what"] for each in later.json["lines"] if each["subject"] == "one"] == ["issued"]
    assert "failed" not in run_at(scheduled, HALF_PAST + timedelta(minutes=6), "status", cache=printed).out
