"""Weekly runs: what is due is issued, sent and told, once, whatever happens in between."""

from __future__ import annotations

import os
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from weekly_desk import BEFORE, MONDAY, Mailbox, approve, edit, run_at, write_desk

HALF_PAST = MONDAY + timedelta(minutes=30)
WEEK = timedelta(days=7)


@pytest.fixture
def desk(tmp_path: Path, mailbox: tuple[Mailbox, int], cache: Path) -> Path:
    """A desk of two reports whose schedule is watched; the first is approved."""
    root = write_desk(tmp_path / "desk", mailbox[1])
    assert run_at(root, BEFORE, "schedule", "tick", cache=cache).code == 0
    approve(root, BEFORE, "one", cache=cache)
    return root


def tick(desk: Path, at, cache: Path, *words: str):
    """A tick, told as JSON."""
    return run_at(desk, at, "schedule", "tick", "--json", "--log", "none", *words, cache=cache)


def lines(said) -> list[tuple[str, str]]:
    """What a run told, and of what."""
    return [(each["what"], each["subject"]) for each in said.json["lines"]]


def states(desk: Path) -> list[tuple[str, str]]:
    """The outbox: address or place, and how far."""
    with sqlite3.connect(desk / "registry.db") as registry:
        return registry.execute("SELECT target, state FROM dispatches ORDER BY id").fetchall()


def test_what_is_due_is_issued_sent_and_told(desk, mailbox, cache):
    """Each address a message of its own, each folder a folder of the issue; the desk hears of all of it."""
    said = tick(desk, HALF_PAST, cache)
    assert said.code == 1  # the other report waits for somebody
    number = said.json["lines"][0]["told"]
    assert lines(said) == [
        ("issued", "one"),
        ("held", "two"),
        ("sent", f"{number} for river, mail to a@river.example"),
        ("sent", f"{number} for river, mail to b@river.example"),
        ("sent", f"{number} for river, folder to outbox/river"),
        ("sent", f"{number} for arc, folder to outbox/arc"),
    ]
    assert sorted(address for address, _ in mailbox[0].taken) == [
        "a@river.example",
        "b@river.example",
        "desk@example.org",
    ]
    for client in ("river", "arc"):
        (issue,) = (desk / "outbox" / client).iterdir()
        assert [each.name for each in issue.iterdir()] == [f"one.{client}.html"]
        assert issue.name == number
        assert {"river": "Rivière SA", "arc": "Arc Ltd"}[client] in (issue / f"one.{client}.html").read_text()
    assert len(list((desk / "output/runs").iterdir())) == 1


def test_a_second_tick_does_nothing_again(desk, mailbox, cache):
    """Nothing is issued, sent or told a second time, and a held report is not told of at every tick."""
    tick(desk, HALF_PAST, cache)
    before = list(mailbox[0].taken)
    for minutes in (31, 45, 600):
        said = tick(desk, MONDAY + timedelta(minutes=minutes), cache)
        assert (said.code, said.json["run"]) == (0, None)
    assert mailbox[0].taken == before


def test_a_held_slot_goes_out_once_it_is_approved(desk, cache):
    """In the same week, under the slot that it was due for."""
    tick(desk, HALF_PAST, cache)
    approve(desk, HALF_PAST, "two", cache=cache)
    said = tick(desk, HALF_PAST + timedelta(hours=5), cache)
    assert [each for each, _ in lines(said)] == ["issued", "sent", "sent", "sent"]
    assert said.code == 0
    assert run_at(desk, HALF_PAST + timedelta(hours=6), "status", cache=cache).code == 0


def test_an_unapproved_report_can_go_to_the_desk_as_a_draft(desk, cache):
    """And to nobody else."""
    edit(desk, "seeds/reports/two/report.yaml", "Europe/Paris}", "Europe/Paris, unapproved: draft}")
    said = tick(desk, HALF_PAST, cache)
    assert ("drafted", "two") in lines(said)
    sent = [target for target, state in states(desk) if state == "sent"]
    assert sent.count("desk@example.org") == 1
    again = tick(desk, HALF_PAST + timedelta(hours=1), cache)
    assert again.json["run"] is None


@pytest.mark.parametrize(("policy", "what"), [("skip", "skipped"), ("issue", "issued")])
def test_an_unchanged_report_is_skipped_or_issued_again(desk, cache, policy, what):
    """As its schedule says; issued again it says that nothing changed, under the approval that it had."""
    edit(desk, "seeds/reports/one/report.yaml", "Europe/Paris}", f"Europe/Paris, unchanged: {policy}}}")
    tick(desk, HALF_PAST, cache)
    said = tick(desk, HALF_PAST + WEEK, cache)
    told = {each["subject"]: each for each in said.json["lines"]}["one"]
    assert told["what"] == what
    assert "nothing has changed since" in told["told"]


def test_errors_hold_a_report_and_name_the_first(desk, cache):
    """With its place and what to do."""
    edit(desk, "seeds/reports/one/10-talks.md", "Ministers met", "Ministers met at 漢")
    said = tick(desk, HALF_PAST, cache)
    held = {each["subject"]: each for each in said.json["lines"]}["one"]
    assert held["what"] == "held"
    assert "10-talks.md:3" in held["told"]
    assert "briefgen check one" in held["remedy"]


def test_a_report_that_cannot_be_read_is_told_of_once(desk, cache):
    """Nobody can tell when it is due; the others go out."""
    tick(desk, HALF_PAST, cache)
    (desk / "seeds/reports/one/report.yaml").write_text("titel: One\n")
    said = tick(desk, HALF_PAST + timedelta(hours=1), cache)
    assert lines(said) == [("held", "one")]
    assert "seeds/reports/one/report.yaml:1: " in said.json["lines"][0]["told"]
    assert said.code == 1
    assert tick(desk, HALF_PAST + timedelta(hours=2), cache).json["run"] is None


def test_a_report_that_was_never_readable_is_told_of(desk, cache):
    """Where its file says that it has a schedule; mended within the week, it goes out."""
    edit(desk, "seeds/reports/one/10-talks.md", "@they-met", "@nobody-knows")
    said = tick(desk, HALF_PAST, cache)
    assert ("held", "one") in lines(said)
    edit(desk, "seeds/reports/one/10-talks.md", "@nobody-knows", "@they-met")
    assert ("issued", "one") in lines(tick(desk, HALF_PAST + timedelta(hours=1), cache))


@pytest.mark.slow
def test_two_ticks_at_once_issue_once(desk, mailbox, cache, tmp_path):
    """On one registry: one has the slot, the other goes on."""
    tick(desk, HALF_PAST - timedelta(hours=1), cache)
    children = []
    for _ in range(4):
        child = os.fork()
        if child == 0:
            run_at(desk, HALF_PAST, "schedule", "tick", cache=tmp_path / f"printed-{os.getpid()}")
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    with sqlite3.connect(desk / "registry.db") as registry:
        assert registry.execute("SELECT count(*) FROM issues").fetchone() == (1,)
        assert registry.execute("SELECT count(*) FROM slots").fetchone() == (2,)
    assert set(mailbox[0].counts.values()) == {1}
    assert len(mailbox[0].counts) == 2


def test_a_mail_server_that_refuses_for_now_is_tried_again(desk, mailbox, cache):
    """After a pause, and then once; folders do not wait for it."""
    mailbox[0].answer = lambda address: "451 later" if address.startswith("a@") else "250 taken"
    said = tick(desk, HALF_PAST, cache)
    assert [each for each, _ in lines(said)].count("retried") == 1
    assert ("outbox/river", "sent") in states(desk)
    assert tick(desk, HALF_PAST + timedelta(minutes=2), cache).json["run"] is None
    mailbox[0].answer = lambda _: "250 taken"
    assert [each for each, _ in lines(tick(desk, HALF_PAST + timedelta(minutes=6), cache))] == ["sent"]
    assert set(mailbox[0].counts.values()) == {1}


@pytest.mark.slow
def test_a_server_that_never_takes_it_ends_in_a_failure(desk, mailbox, cache):
    """After nine attempts and some twenty-one hours; a person has it sent again."""
    mailbox[0].answer = lambda address: "451 later" if address.startswith("a@") else "250 taken"
    at, tries = HALF_PAST, 0
    while ("a@river.example", "failed") not in states(desk):
        tick(desk, at, cache)
        at, tries = at + timedelta(hours=1), tries + 1
        assert tries < 40
    assert at - HALF_PAST > timedelta(hours=20)
    listed = run_at(desk, at, "outbox", "list", "--state", "failed", "--json", cache=cache).json["dispatches"]
    assert [each["attempts"] for each in listed] == [9]
    mailbox[0].answer = lambda _: "250 taken"
    assert run_at(desk, at, "outbox", "resend", str(listed[0]["id"]), cache=cache).code == 0
    assert [each for each, _ in lines(tick(desk, at, cache))] == ["sent"]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("to: [a@river.example, b@river.example]", "to: [b@river.example]", "does not name mail to a@river.example"),
        (
            "id: river, name: Rivière SA, language: fr, reports: [one, two]",
            "id: river, name: Rivière SA, language: fr, reports: [two]",
            "does not get the report",
        ),
        ("id: river,", "id: stream,", "no client 'river' any more"),
    ],
)
def test_a_recipient_is_checked_at_the_moment_of_sending(desk, mailbox, cache, old, new, why):  # noqa: PLR0913, PLR0917
    """As the client's file is then, and not as it was when the issue was made."""
    mailbox[0].answer = lambda address: "451 later" if address.startswith("a@") else "250 taken"
    tick(desk, HALF_PAST, cache)
    mailbox[0].answer = lambda _: "250 taken"
    edit(desk, "seeds/clients/all.yaml", old, new)
    said = tick(desk, HALF_PAST + timedelta(minutes=6), cache)
    refused = [each for each in said.json["lines"] if each["what"] == "refused"]
    assert len(refused) == 1
    assert why in refused[0]["told"]
    assert ("a@river.example", "failed") in states(desk)
    assert "a@river.example" not in [address for address, _ in mailbox[0].taken]


def test_a_ceiling_that_was_lowered_keeps_a_dispatch_back(desk, mailbox, cache):
    """The issue was made when its client might have it."""
    edit(
        desk,
        "seeds/reports/one/summary.md",
        "[@they-met].",
        '[@they-met].\n\nThey signed [@they-met]. {marking="TLP:AMBER"}',
    )
    edit(desk, "seeds/clients/all.yaml", "name: Rivière SA,", 'name: Rivière SA, ceiling: "TLP:AMBER",')
    approve(desk, HALF_PAST, "one", cache=cache)
    mailbox[0].answer = lambda _: "451 later"
    tick(desk, HALF_PAST, cache)
    mailbox[0].answer = lambda _: "250 taken"
    edit(desk, "seeds/clients/all.yaml", 'ceiling: "TLP:AMBER"', 'ceiling: "TLP:GREEN"')
    said = tick(desk, HALF_PAST + timedelta(minutes=6), cache)
    refused = [each["told"] for each in said.json["lines"] if each["what"] == "refused"]
    assert refused == ["it is marked TLP:AMBER, and 'river' may have TLP:GREEN at the most"] * 2


def test_a_file_that_is_another_clients_is_not_sent(desk, mailbox, cache):
    """Whatever has written into the registry."""
    mailbox[0].answer = lambda _: "451 later"
    tick(desk, HALF_PAST, cache)
    mailbox[0].answer = lambda _: "250 taken"
    with sqlite3.connect(desk / "registry.db") as registry:
        registry.execute(
            "UPDATE dispatches SET enclosures = (SELECT enclosures FROM dispatches WHERE client = 'arc') WHERE client = 'river'"
        )
    said = tick(desk, HALF_PAST + timedelta(minutes=6), cache)
    assert {each["told"] for each in said.json["lines"] if each["what"] == "refused"} == {
        "the file one.arc.html is not one of the editions of 'river'"
    }
    assert not [address for address, _ in mailbox[0].taken if address != "desk@example.org"]


def test_an_edition_whose_password_was_missing_follows(desk, cache):
    """The others go out in time; it is made as part of the same issue, and only while the report is as it was issued."""
    edit(desk, "seeds/clients/all.yaml", "name: Arc Ltd,", 'name: Arc Ltd, pdf: {password: "file:arc.pw"},')
    edit(desk, "seeds/clients/all.yaml", "reports: [one], formats: [html]", "reports: [one], formats: [pdf]")
    said = tick(desk, HALF_PAST, cache)
    what = [each for each, _ in lines(said)]
    assert what.count("sent") == 3
    assert what.count("failed") == 1
    assert what.count("retried") == 1
    (desk / "arc.pw").write_text("open arc\n")
    later = tick(desk, HALF_PAST + timedelta(minutes=6), cache)
    assert [each for each, _ in lines(later)] == ["sent"]
    (issue,) = (desk / "outbox/arc").iterdir()
    data = (issue / "one.arc.pdf").read_bytes()
    assert b"/Encrypt" in data
    with sqlite3.connect(desk / "registry.db") as registry:
        assert registry.execute("SELECT count(*) FROM artefacts WHERE client = 'arc'").fetchone() == (1,)


def test_a_late_edition_of_an_edited_report_is_refused(desk, cache):
    """It would be another issue's."""
    edit(desk, "seeds/clients/all.yaml", "name: Arc Ltd,", 'name: Arc Ltd, pdf: {password: "file:arc.pw"},')
    edit(desk, "seeds/clients/all.yaml", "reports: [one], formats: [html]", "reports: [one], formats: [pdf]")
    tick(desk, HALF_PAST, cache)
    (desk / "arc.pw").write_text("open arc\n")
    edit(desk, "seeds/reports/one/10-talks.md", "Ministers met", "The ministers met")
    said = tick(desk, HALF_PAST + timedelta(minutes=6), cache)
    assert "edited since" in next(each["told"] for each in said.json["lines"] if each["what"] == "refused")


def test_weeks_that_nobody_ran_are_caught_up_as_the_schedule_says(desk, cache):
    """After a year: the latest alone by itself, and all that were missed are told."""
    said = tick(desk, HALF_PAST + 52 * WEEK, cache)
    what = [each for each, subject in lines(said) if subject == "one"]
    assert what.count("missed") == 52
    assert what.count("issued") == 1
    with sqlite3.connect(desk / "registry.db") as registry:
        assert registry.execute("SELECT count(*) FROM slots WHERE report = 'one'").fetchone() == (53,)


def test_nothing_is_done_in_a_dry_run(desk, mailbox, cache):
    """It shows what would be, and where it would go."""
    said = run_at(desk, HALF_PAST, "weekly", "--dry-run", "--json", cache=cache)
    assert [each["what"] for each in said.json["would"]] == ["issued", "sent", "sent", "sent", "sent", "held"]
    assert mailbox[0].taken == []
    assert states(desk) == []
    assert not (desk / "outbox").exists()


def test_a_weekly_run_is_summed_up_even_where_nothing_is_due(desk, mailbox, cache):
    """Here and for the desk."""
    said = run_at(desk, BEFORE, "weekly", cache=cache)
    assert said.code == 0
    assert "Nothing was due. Next: one, Mon 2026-11-23 05:00 UTC." in said.err
    assert [address for address, _ in mailbox[0].taken] == ["desk@example.org"]


def test_a_registry_that_is_gone_is_the_environments_fault(desk, cache):
    """Exit code 3, with what to do; nothing is sent."""
    edit(desk, "briefgen.toml", 'name = "Desk"', 'name = "Desk"\nregistry = "env:NO_SUCH_REGISTRY"')
    said = tick(desk, HALF_PAST, cache)
    assert said.code == 3
    assert "NO_SUCH_REGISTRY" in said.err


def test_the_desk_is_told_of_a_run_later_where_it_could_not_be(desk, mailbox, cache):
    """Its mail server was down for the desk's own address; the run itself stands."""
    mailbox[0].answer = lambda address: "451 later" if address.startswith("desk@") else "250 taken"
    said = tick(desk, HALF_PAST, cache)
    assert said.code == 3
    assert "not told, mail" in said.err
    mailbox[0].answer = lambda _: "250 taken"
    tick(desk, HALF_PAST + timedelta(minutes=6), cache)
    assert [address for address, _ in mailbox[0].taken].count("desk@example.org") == 1
    assert set(mailbox[0].counts.values()) == {1}
