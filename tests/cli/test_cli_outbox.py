"""`outbox`: deliveries are listed, sent and sent again, and what may not be sent again says so."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from weekly_desk import MONDAY, approve, edit, run_at

from briefgen.archive.registry import open_registry
from briefgen.model.dispatch import DispatchState, Enclosure, Outgoing

AT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
HALF_PAST = MONDAY + timedelta(minutes=30)
LEASE = timedelta(minutes=30)
STATES = ("sent", "failed", "unknown", "pending", "sending")
"""Of the dispatches 1 to 5."""


def outgoing(client: str, number: str = "BG-SR-2026-0001") -> Outgoing:
    """What goes to a client."""
    files = (Enclosure("one.html", "text/html", "0" * 64),)
    return Outgoing(number, "one", client, "mail", f"desk@{client}.example", "TLP:GREEN", "en", "One", files)


@pytest.fixture
def filled(unwatched):
    """A desk with a dispatch in each state; the last two are of another issue."""
    clients = ("arc", "bay", "cove", "delta", "estuary")
    numbers = ("BG-SR-2026-0001",) * 3 + ("BG-SR-2026-0002",) * 2
    with open_registry(f"sqlite:///{unwatched / 'registry.db'}", create=True) as registry:
        registry.queue([outgoing(client, number) for client, number in zip(clients, numbers, strict=True)], (), AT)
        for number, state in enumerate(STATES, 1):
            if state != "pending":
                assert registry.take_dispatch("ab12ab12ab12", AT, LEASE, {4}).id == number
            if state in {"sent", "failed", "unknown"}:
                because = {"sent": "", "failed": "550 no such \x1b[31mbox", "unknown": "the line was cut"}[state]
                registry.settle_dispatch(number, "ab12ab12ab12", DispatchState(state), AT, AT, because)
    return unwatched


@pytest.fixture
def outbox(filled, briefgen):
    """Run a command of the outbox on it."""
    return lambda *words: briefgen("--workspace", filled, "outbox", *words)


def states(filled) -> list[str]:
    """Of all dispatches, by number."""
    with open_registry(f"sqlite:///{filled / 'registry.db'}", create=False) as registry:
        return [each.state.value for each in registry.dispatches()]


def listed(ran) -> list[int]:
    """Numbers of the dispatches in a table."""
    return [int(line.split()[0]) for line in ran.out.splitlines()[1:]]


def test_the_newest_stands_first_with_all_there_is_to_say(outbox):
    """Of which issue, to whom, how far, since when and why; control characters are written out."""
    ran = outbox("list")
    assert ran.code == 0
    assert listed(ran) == [5, 4, 3, 2, 1]
    heading, *rows = ran.out.splitlines()
    assert heading.split() == ["ID", "STATE", "ISSUE", "CLIENT", "WAY", "SINCE", "WHY"]
    assert rows[3].split(maxsplit=10) == [
        "2", "failed", "BG-SR-2026-0001", "bay", "mail", "to", "desk@bay.example", "Mon", "2026-11-23", "06:00",
        "UTC  550 no such \\x1b[31mbox",
    ]  # fmt: skip
    assert "\x1b" not in ran.out


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("--state", "unknown"), [3]),
        (("--state", "sending"), [5]),
        (("--number", "BG-SR-2026-0002"), [5, 4]),
        (("--client", "arc"), [1]),
        (("--limit", "2"), [5, 4]),
        (("--limit", "9" * 30), [5, 4, 3, 2, 1]),
        (("--number", "BG-SR-2026-0001", "--state", "sent", "--client", "arc"), [1]),
    ],
)
def test_filters(outbox, words, found):
    """Each narrows the list, in the table and for programs."""
    assert listed(outbox("list", *words)) == found
    ran = outbox("list", "--json", *words)
    assert [each["id"] for each in json_of(ran)["dispatches"]] == found


def json_of(ran):
    """What it printed for programs, and nothing else."""
    assert ran.err == ""
    return json.loads(ran.out)


def test_nothing_like_that_is_said(outbox, filled):
    """A filter that leaves nothing differs from an outbox that holds nothing."""
    assert outbox("list", "--client", "nobody").err == "Nothing in the outbox like that.\n"
    (filled / "registry.db").unlink()
    ran = outbox("list")
    assert (ran.code, ran.out, ran.err) == (0, "", "Nothing in the outbox.\n")
    assert json_of(outbox("list", "--json")) == {"dispatches": []}
    assert not (filled / "registry.db").exists()


def test_a_state_that_there_is_not(outbox):
    """It names those that there are."""
    ran = outbox("list", "--state", "lost\x07")
    assert ran.code == 2
    assert ran.err == "error: unknown state 'lost\\x07'. There are: pending, sending, sent, failed, unknown.\n"


@pytest.mark.parametrize(("number", "before"), [(2, "failed"), (3, "unknown")])
def test_what_failed_or_is_unknown_is_sent_again(outbox, filled, number, before):
    """Who decided so is on record, and stands in the list."""
    ran = outbox("resend", str(number), "--by", "A. Diallo")
    assert ran.code == 0
    assert ran.out.startswith(f"{number} pending: BG-SR-2026-0001 for ")
    assert ran.err == "To be sent with the next tick, or now: briefgen outbox send\n"
    assert states(filled)[number - 1] == "pending"
    (found,) = json_of(outbox("list", "--json", "--number", "BG-SR-2026-0001", "--state", "pending"))["dispatches"]
    assert found["because"] == f"A. Diallo had it sent again; it was '{before}' before"
    with open_registry(f"sqlite:///{filled / 'registry.db'}", create=False) as registry:
        assert registry.attempts(number)[-1].fate == "resent"


def test_what_was_sent_is_sent_again_only_if_that_is_meant(outbox, filled):
    """The refusal says when it was sent and how it is done all the same."""
    ran = outbox("resend", "1")
    assert ran.code == 1
    assert "was sent at 2026-11-23 06:00 UTC" in ran.err
    assert "briefgen outbox resend 1 --again" in ran.err
    assert states(filled)[0] == "sent"
    assert outbox("resend", "1", "--again").code == 0
    assert states(filled)[0] == "pending"


@pytest.mark.parametrize(
    ("number", "code", "told"),
    [
        ("4", 1, "is to be sent already, from 2026-11-23 06:00 UTC"),
        ("5", 1, "is being sent by the run ab12ab12ab12"),
        ("99", 2, "the outbox has no dispatch 99"),
        ("x", 2, "x"),
        ("0", 2, "the outbox has no dispatch 0"),
        ("9" * 30, 2, "the outbox has no dispatch 2147483647"),
    ],
)
def test_what_cannot_be_sent_again(outbox, filled, number, code, told):
    """It says why, also with --again, and nothing is recorded."""
    for words in ((), ("--again",)):
        ran = outbox("resend", number, *words)
        assert ran.code == code
        assert told in ran.err
        assert "Traceback" not in ran.err
    assert states(filled) == list(STATES)


def test_one_that_is_refused_stops_no_other(outbox, filled):
    """Each is told; one that is named twice counts once."""
    ran = outbox("resend", "2", "1", "99", "3", "2")
    assert ran.code == 2
    assert [line.split(":")[0] for line in ran.out.splitlines()] == ["2 pending", "3 pending"]
    assert ran.err.count("error: ") == 2
    assert "To be sent with the next tick" in ran.err
    assert states(filled) == ["sent", "pending", "pending", "pending", "sending"]


def test_where_nothing_was_ever_recorded(unwatched, briefgen):
    """There is nothing to send again, and looking leaves no registry behind."""
    assert briefgen("--workspace", unwatched, "outbox", "resend", "1").code == 1
    ran = briefgen("--workspace", unwatched, "outbox", "send", "--dry-run")
    assert (ran.code, ran.err) == (0, "Nothing is due to be sent.\n")
    assert not (unwatched / "registry.db").exists()


@pytest.fixture
def waiting(scheduled, mailbox, printed):
    """A desk whose issue went nowhere by mail yet, because the server said later."""
    mailbox[0].answer = lambda _: "451 later"
    run_at(scheduled, HALF_PAST, "schedule", "tick", cache=printed)
    mailbox[0].answer = lambda _: "250 taken"
    mailbox[0].taken.clear()
    return scheduled


def test_send_does_not_wait_for_the_schedule(waiting, mailbox, printed):
    """What is due is sent, what is not waits; a slot that has come meanwhile is left to a tick."""
    early = run_at(waiting, HALF_PAST, "outbox", "send", cache=printed)
    assert (early.code, early.out, early.err) == (0, "", "Nothing is due to be sent.\n")
    approve(waiting, HALF_PAST, "two", cache=printed)
    said = run_at(waiting, HALF_PAST + timedelta(minutes=6), "outbox", "send", cache=printed)
    assert [line.split()[0] for line in said.out.splitlines()] == ["sent", "sent"]
    assert sorted(address for address, _ in mailbox[0].counts) == ["a@river.example", "b@river.example"]
    with open_registry(f"sqlite:///{waiting / 'registry.db'}", create=False) as registry:
        assert len(registry.issues()) == 1


def test_a_dry_run_of_send_shows_where_and_sends_nothing(waiting, mailbox, printed):
    """Checked as it is checked when it is sent: an address that is gone would be refused."""
    edit(waiting, "seeds/clients/all.yaml", "to: [a@river.example, b@river.example]", "to: [b@river.example]")
    before = (waiting / "registry.db").read_bytes()
    said = run_at(waiting, HALF_PAST + timedelta(minutes=6), "outbox", "send", "--dry-run", cache=printed)
    assert said.code == 0
    refused, sent = said.out.splitlines()
    assert refused.startswith("refused ")
    assert "a@river.example any more" in refused
    assert sent.startswith("sent ")
    assert "mail to b@river.example: one.river.html" in sent
    assert said.err == "This was a dry run: nothing was sent.\n"
    assert mailbox[0].taken == []
    assert (waiting / "registry.db").read_bytes() == before


def test_a_name_cannot_steer_the_terminal(filled, briefgen):
    """Whatever wrote it into the registry."""
    mean = replace(outgoing("zed"), target="z\x1b]0;oops\x07@zed.example", number="BG\n1 sent")
    with open_registry(f"sqlite:///{filled / 'registry.db'}", create=False) as registry:
        registry.queue([mean], (), AT.replace(year=2020))
    for words in (("outbox", "list"), ("status",), ("outbox", "send", "--dry-run")):
        ran = briefgen("--workspace", filled, *words)
        assert "\x1b" not in ran.out + ran.err
        assert "\\x1b]0;oops\\x07@zed.example" in ran.out
        assert not any(line.startswith("1 sent") for line in ran.out.splitlines())
