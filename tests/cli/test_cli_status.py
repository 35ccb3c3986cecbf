"""`status`: what stands where, for people and for monitors."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from weekly_desk import BEFORE, MONDAY, edit, run_at

from briefgen.archive.registry import open_registry
from briefgen.model.dispatch import DispatchState, Outgoing
from briefgen.model.run import Run
from briefgen.model.schedule import Slot, SlotEntry, SlotState

HALF_PAST = MONDAY + timedelta(minutes=30)
HOUR = timedelta(hours=1)
RUN = "ab12ab12ab12"


def registry_in(desk):
    """The desk's registry, made where there is none."""
    return open_registry(f"sqlite:///{desk / 'registry.db'}", create=True)


def status(desk, at, *words):
    """What it tells at a moment."""
    return run_at(desk, at, "status", *words)


def settle(registry, report: str, state: SlotState, because: str = "", due=MONDAY) -> None:
    """A slot in a state."""
    assert registry.claim(Slot(report, due), RUN, HALF_PAST, HOUR)
    registry.settle(SlotEntry(Slot(report, due), state, RUN, HALF_PAST, because=because), RUN)


def test_before_the_first_run(unwatched):
    """It says how to begin; what is due next is known already, and no registry is made by looking."""
    said = status(unwatched, BEFORE)
    assert said.code == 0
    assert said.out.splitlines() == ["due      one Mon 2026-11-23 05:00 UTC", "due      two Mon 2026-11-23 05:00 UTC"]
    assert said.err == "No run yet. Begin: briefgen schedule install\nNothing waits for anybody.\n"
    assert not (unwatched / "registry.db").exists()
    told = status(unwatched, BEFORE, "--json").json
    assert (told["needs_somebody"], told["slots"], told["overdue"], told["last_run"]) == (False, [], [], None)


@pytest.mark.parametrize("state", [SlotState.HELD, SlotState.FAILED, SlotState.DRAFTED])
def test_a_slot_that_waits_for_somebody(unwatched, state):
    """With why, and exit code 1 for a monitor; what steers a terminal is written out."""
    with registry_in(unwatched) as registry:
        settle(registry, "one", state, "nobody approved\x1b[2J it")
    said = status(unwatched, HALF_PAST)
    assert said.code == 1
    assert said.out.splitlines()[0] == (f"{state:8} one (due Mon 2026-11-23 05:00 UTC): nobody approved\\x1b[2J it")
    assert said.err.endswith("Something waits for somebody.\n")
    (slot,) = status(unwatched, HALF_PAST, "--json").json["slots"]
    assert (slot["state"], slot["run"]) == (state.value, RUN)


@pytest.mark.parametrize("state", [SlotState.ISSUED, SlotState.SKIPPED, SlotState.MISSED])
def test_what_is_over_is_not_told(unwatched, state):
    """A slot that is done with waits for nobody."""
    with registry_in(unwatched) as registry:
        for report in ("one", "two"):
            settle(registry, report, state)
    said = status(unwatched, HALF_PAST)
    assert said.code == 0
    assert {line.split()[0] for line in said.out.splitlines()} == {"due"}


def test_a_run_that_is_at_it_and_one_that_died(unwatched):
    """First it is at work; after two hours somebody must look whether the timer is on."""
    with registry_in(unwatched) as registry:
        registry.claim(Slot("one", MONDAY), RUN, HALF_PAST, HOUR)
        registry.begin_run(Run(RUN, HALF_PAST))
    at_work = status(unwatched, HALF_PAST + HOUR / 2)
    assert at_work.code == 0
    assert f"claimed  one (due Mon 2026-11-23 05:00 UTC): the run {RUN} has it since Mon 2026-11-23 05:30 UTC\n" in (
        at_work.out
    )
    assert f"The last run, {RUN}, began Mon 2026-11-23 05:30 UTC and has not ended." in at_work.err
    died = status(unwatched, HALF_PAST + 3 * HOUR)
    assert died.code == 1
    assert "seems to have died" in died.out
    assert "schedule install" in died.out
    assert status(unwatched, HALF_PAST + 3 * HOUR, "--json").json["slots"][0]["stuck"] is True


def test_what_is_due_and_no_run_has_done(scheduled):
    """Soon after its moment the next tick does it; later, the timer is not on, and a monitor hears of it."""
    soon = status(scheduled, HALF_PAST)
    assert soon.code == 0
    assert soon.out.startswith("due now  one (due Mon 2026-11-23 05:00 UTC): the next tick does it\n")
    late = status(scheduled, MONDAY + 3 * HOUR)
    assert late.code == 1
    assert "no run has done it; is the timer on?" in late.out
    told = status(scheduled, MONDAY + 3 * HOUR, "--json").json
    assert [(each["report"], each["stuck"]) for each in told["overdue"]] == [("one", True), ("two", True)]


@pytest.mark.parametrize(
    ("state", "code"),
    [(DispatchState.FAILED, 1), (DispatchState.UNKNOWN, 1), (DispatchState.PENDING, 0), (DispatchState.SENT, 0)],
)
def test_deliveries(unwatched, state, code):
    """Those that failed or are unknown wait for somebody; those that are on their way are shown; those that arrived are not."""
    outgoing = Outgoing("N-1", "one", "river", "mail", "a@river.example", "TLP:GREEN", "fr", "One", ())
    with registry_in(unwatched) as registry:
        registry.queue([outgoing], (), HALF_PAST)
        registry.take_dispatch(RUN, HALF_PAST, HOUR)
        registry.settle_dispatch(1, RUN, state, HALF_PAST, HALF_PAST, "550 no such box")
    said = status(unwatched, HALF_PAST)
    assert said.code == code
    shown = f"{state:8} 1 N-1 for river, mail to a@river.example: 550 no such box" in said.out
    assert shown == (state is not DispatchState.SENT)


def test_a_report_that_cannot_be_read(unwatched):
    """Nobody can tell when it is due: somebody must mend it."""
    (unwatched / "seeds/reports/one/report.yaml").write_text("titel: One\n")
    said = status(unwatched, BEFORE)
    assert said.code == 1
    assert "held     one: its file has errors; see: briefgen check one\n" in said.out
    assert status(unwatched, BEFORE, "--json").json["unreadable"] == ["one"]


def test_a_delivery_without_a_way_out(unwatched):
    """A client is sent mail and the settings have no mail server: status, the list and the dry run tell it before Monday does."""
    edit(unwatched, "briefgen.toml", '[tell]\nto = ["desk@example.org"]\n', "")
    text = (unwatched / "briefgen.toml").read_text()
    (unwatched / "briefgen.toml").write_text(text.partition("[mail]")[0])
    told = "no mail can be sent to river: briefgen.toml has no [mail]"
    said = status(unwatched, BEFORE)
    assert said.code == 1
    assert f"closed   {told}\n" in said.out
    assert status(unwatched, BEFORE, "--json").json["closed"] == [told]
    for words in (("schedule", "list"), ("schedule", "tick", "--dry-run"), ("weekly", "--dry-run")):
        said = run_at(unwatched, BEFORE, *words)
        assert said.code == 0
        assert f"{told}\n" in said.err
    assert "closed" not in run_at(unwatched, BEFORE, "schedule", "list").out


def test_the_last_run(scheduled, mailbox, printed):
    """When it began and ended, and whether the desk could be told."""
    mailbox[0].answer = lambda address: "451 later" if address.startswith("desk@") else "250 taken"
    run_at(scheduled, HALF_PAST, "schedule", "tick", cache=printed)
    said = status(scheduled, HALF_PAST)
    assert "and ended Mon 2026-11-23 05:30 UTC, and the desk could not be told.\n" in said.err
    mailbox[0].answer = lambda _: "250 taken"
    run_at(scheduled, HALF_PAST + HOUR, "schedule", "tick", cache=printed)
    assert "could not be told" not in status(scheduled, HALF_PAST + HOUR).err


def test_programs_get_one_object_and_nothing_else(scheduled):
    """Also where something waits."""
    said = status(scheduled, MONDAY + 3 * HOUR, "--json")
    assert said.err == ""
    assert json.loads(said.out)["needs_somebody"] is True
    assert said.code == 1
