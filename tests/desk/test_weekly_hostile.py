"""Attacks on weekly runs: clocks that jump, runs that sleep, clients' files that change, and what a person does in between."""

from __future__ import annotations

import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from weekly_desk import BEFORE, MONDAY, Kept, Mailbox, Steps, approve, edit, run_at, write_desk

from briefgen.archive.registry import Registry
from briefgen.desk.channels import channels
from briefgen.desk.edition_press import edition_press
from briefgen.desk.journal import Journal
from briefgen.desk.late_editions import LateEditions
from briefgen.desk.recipients import Recipients
from briefgen.desk.registry import written_registry
from briefgen.desk.run import WeeklyRun
from briefgen.desk.sending import Sending
from briefgen.desk.session import open_desk
from briefgen.model.dispatch import Fate, Parcel, Receipt

HALF_PAST = MONDAY + timedelta(minutes=30)
LATER = HALF_PAST + timedelta(minutes=6)
WEEK = timedelta(days=7)
CLIENTS = "seeds/clients/all.yaml"
REPORT = "seeds/reports/one/report.yaml"


@pytest.fixture
def desk(tmp_path: Path, mailbox: tuple[Mailbox, int], cache: Path) -> Path:
    """A desk of one report that is approved, whose schedule is watched."""
    root = write_desk(tmp_path / "desk", mailbox[1], reports=("one",))
    edit(root, CLIENTS, "reports: [one, two]", "reports: [one]")
    assert run_at(root, BEFORE, "schedule", "tick", cache=cache).code == 0
    approve(root, BEFORE, "one", cache=cache)
    return root


def tick(desk: Path, at: datetime, cache: Path, *words: str):
    """A tick, told as JSON."""
    return run_at(desk, at, "schedule", "tick", "--json", "--log", "none", *words, cache=cache)


def lines(said) -> list[tuple[str, str]]:
    """What a run told, and of what."""
    return [(each["what"], each["subject"]) for each in said.json["lines"]]


def kinds(said) -> list[str]:
    """What a run told."""
    return [what for what, _ in lines(said)]


def told(said, what: str) -> str:
    """What a run said of the one thing of a kind."""
    (found,) = {each["told"] for each in said.json["lines"] if each["what"] == what}
    return found


def states(desk: Path) -> dict[str, str]:
    """The outbox: how far, by address or place."""
    with sqlite3.connect(desk / "registry.db") as registry:
        return dict(registry.execute("SELECT target, state FROM dispatches ORDER BY id"))


def slots(desk: Path) -> list[str]:
    """States of slots, oldest first."""
    with sqlite3.connect(desk / "registry.db") as registry:
        return [state for (state,) in registry.execute("SELECT state FROM slots ORDER BY due")]


def numbers(desk: Path) -> list[tuple[str, str]]:
    """Issues, and who approved them."""
    with sqlite3.connect(desk / "registry.db") as registry:
        return registry.execute("SELECT number, approved_by FROM issues ORDER BY id").fetchall()


def later(mailbox: Mailbox, desk: Path, cache: Path, what: str = "@") -> None:
    """An issue whose mails to such addresses are still to be sent."""
    mailbox.answer = lambda address: "451 later" if what in address else "250 taken"
    tick(desk, HALF_PAST, cache)
    mailbox.answer = lambda _: "250 taken"


# --- Runs that sleep --------------------------------------------------------------------------------------------------


@contextmanager
def sending(
    desk: Path, cache: Path, clock: Callable[[], datetime], before: Callable[[Registry], None], run: str = "a" * 12
) -> Iterator[tuple[Sending, Registry]]:
    """A run's sending, in which something happens whenever a recipient has been looked up."""
    opened = open_desk(desk, None, date(2026, 11, 23))
    with written_registry(opened.workspace) as registry, ExitStack() as stack:

        class Slow(Recipients):
            def now(self):
                found = super().now()
                before(registry)
                return found

        recipients = Slow(opened)
        press = lambda: stack.enter_context(edition_press(opened, Kept(cache), clock(), jobs=1))[0]  # noqa: E731
        late = LateEditions(recipients, registry, press)
        journal = Journal(StringIO(), run, False, (), clock)  # noqa: FBT003
        yield Sending(registry, recipients, channels(opened.workspace), late, run, clock, journal), registry


def test_a_run_that_slept_does_not_send_what_a_person_had_sent_again(desk, mailbox, cache):
    """Suspended between taking and sending; meanwhile it was taken for dead, and somebody else sent it."""
    later(mailbox[0], desk, cache, "a@")
    clock = [LATER]

    def sleep(registry: Registry) -> None:
        if clock[0] > LATER:
            return
        clock[0] = LATER + timedelta(hours=3)
        (unknown,) = tick(desk, clock[0], cache).json["undelivered"]
        registry.resend(unknown["id"], clock[0], "A. Diallo")
        assert kinds(tick(desk, clock[0], cache)) == ["sent"]

    with sending(desk, cache, lambda: clock[0], sleep) as (run, _):
        (line,) = run.send()
    assert line.what == "retried"
    assert "took it over" in line.told
    assert [address for address, _ in mailbox[0].taken].count("a@river.example") == 1
    assert states(desk)["a@river.example"] == "sent"


def test_a_run_that_slept_leaves_it_even_where_nobody_came(desk, mailbox, cache):
    """Its lease may end while it sends; a minute later it is tried again."""
    later(mailbox[0], desk, cache, "a@")
    clock = [LATER]

    def sleep(_: Registry) -> None:
        clock[0] = LATER + timedelta(minutes=20)

    with sending(desk, cache, lambda: clock[0], sleep) as (run, _):
        (line,) = run.send()
    assert (line.what, states(desk)["a@river.example"]) == ("retried", "pending")
    assert kinds(tick(desk, clock[0] + timedelta(hours=1), cache)) == ["sent"]


def test_what_a_slow_run_sent_is_told_as_it_stands_on_record(desk, mailbox, cache):
    """It was taken for dead while the server took the message: unknown, as the registry has it, and not `sent`."""
    later(mailbox[0], desk, cache, "a@")
    clock = [LATER]
    with sending(desk, cache, lambda: clock[0], lambda _: None) as (run, registry):

        class Slow:
            def send(self, _: Parcel) -> Receipt:
                clock[0] += timedelta(hours=2)
                registry.free_stranded(clock[0])
                return Receipt(Fate.SENT)

        object.__setattr__(run, "channels", lambda _: Slow())
        (line,) = run.send()
    assert line.what == "unknown"
    assert "came to 'sent'" in line.told
    assert states(desk)["a@river.example"] == "unknown"


@pytest.mark.parametrize("end", [KeyboardInterrupt, SystemExit])
def test_who_ends_a_run_before_a_mail_goes_out_leaves_no_doubt(desk, mailbox, cache, end):
    """It is pending, and the next run sends it, at once."""
    later(mailbox[0], desk, cache, "a@")

    def stop(_: Registry) -> None:
        raise end

    with sending(desk, cache, lambda: LATER, stop) as (run, _), pytest.raises(end):
        list(run.send())
    assert states(desk)["a@river.example"] == "pending"
    assert kinds(tick(desk, LATER, cache)) == ["sent"]


def test_who_ends_a_run_while_it_prints_does_not_make_the_next_one_wait(desk, cache):
    """The slot is free at once, and not after an hour."""
    opened = open_desk(desk, None, date(2026, 11, 23))

    class Stopped(Kept):
        def ask(self, _: bytes) -> bytes:
            raise KeyboardInterrupt

    with written_registry(opened.workspace) as registry:
        journal = Journal(StringIO(), "a" * 12, False, (), lambda: HALF_PAST)  # noqa: FBT003
        run = WeeklyRun(opened, registry, "a" * 12, lambda: HALF_PAST, journal, lambda: Stopped(cache), 1)
        with pytest.raises(KeyboardInterrupt):
            run.go()
    assert (slots(desk), numbers(desk)) == (["failed"], [])
    assert "issued" in kinds(tick(desk, HALF_PAST, cache))


def test_a_run_that_makes_copies_for_hours_is_not_taken_for_dead(desk, cache):
    """No other run begins the same work while it goes on, however long it takes in all."""
    opened, clock, others = open_desk(desk, None, date(2026, 11, 23)), [HALF_PAST], []

    class Slow(Kept):
        def __exit__(self, *_: object) -> None:
            """Nothing is open."""

        def ask(self, order: bytes) -> bytes:
            clock[0] += timedelta(minutes=40)
            others.append((clock[0], tick(desk, clock[0], cache).json["lines"]))
            return super().ask(order)

    with written_registry(opened.workspace) as registry:
        journal = Journal(StringIO(), "a" * 12, False, (), lambda: clock[0])  # noqa: FBT003
        report = WeeklyRun(opened, registry, "a" * 12, lambda: clock[0], journal, lambda: Slow(cache), 1).go()
    assert others[-1][0] > HALF_PAST + timedelta(hours=1)
    assert [told for _, told in others if told] == []
    assert [line.what for line in report.lines].count("issued") == 1


def test_a_run_that_slept_for_days_begins_nothing(mailbox, cache, tmp_path):
    """What it knows of the desk is old: the next tick does it."""
    root = write_desk(tmp_path / "two", mailbox[1])
    run_at(root, BEFORE, "schedule", "tick", cache=cache)
    approve(root, BEFORE, "one", "two", cache=cache)
    opened, clock = open_desk(root, None, date(2026, 11, 23)), [HALF_PAST]

    class Slept(Kept):
        def __exit__(self, *_: object) -> None:
            """Nothing is open."""

        def ask(self, order: bytes) -> bytes:
            clock[0] = HALF_PAST + timedelta(days=2)
            return super().ask(order)

    with written_registry(opened.workspace) as registry:
        journal = Journal(StringIO(), "a" * 12, False, (), lambda: clock[0])  # noqa: FBT003
        run = WeeklyRun(opened, registry, "a" * 12, lambda: clock[0], journal, lambda: Slept(cache), 1)
        report = run.go()
    assert [line.subject for line in report.lines if line.what == "issued"] == ["one"]
    assert ("issued", "two") in lines(tick(root, clock[0], cache))


class Interrupted(Steps):
    """Ctrl-C at one step."""

    def step(self, *_: object, **__: object) -> None:
        """One step."""
        self.count += 1
        if self.count - 1 == self.at:
            signal.raise_signal(signal.SIGINT)


@pytest.mark.slow
def test_ctrl_c_at_any_step_is_put_right_by_the_next_ticks(desk, mailbox, cache, tmp_path):
    """Exit code 130; one issue, each folder whole, no mail twice, and at most one in doubt."""
    count = Steps()
    for at in (None, *range(0, 200, 7)):
        root = tmp_path / f"at-{at}"
        shutil.copytree(desk, root)
        mailbox[0].taken.clear()
        steps = count if at is None else Interrupted(at)
        said = run_at(root, HALF_PAST, "schedule", "tick", "--log", "none", steps=steps, cache=cache)
        if at is not None and at >= count.count:
            break
        assert said.code == (0 if at is None else 130), (at, said.err)
        for moment in (LATER, HALF_PAST + timedelta(hours=2), HALF_PAST + timedelta(hours=4)):
            tick(root, moment, cache)
        assert slots(root) == ["issued"], at
        assert len(numbers(root)) == 1, at
        ended = states(root)
        assert {ended["outbox/river"], ended["outbox/arc"]} == {"sent"}, at
        assert sorted(ended.values()) in (["sent"] * 4, ["sent"] * 3 + ["unknown"]), (at, ended)
        assert set(mailbox[0].counts.values()) == {1}, at


# --- Clients' files that change between issue and sending -------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("edits", "why"),
    [
        ([("to: [a@river.example, b@river.example]", "to: [b@river.example]")], "does not name mail to"),
        (
            [
                ("to: [a@river.example, b@river.example]", "to: [b@river.example]"),
                (
                    "formats: [html], deliver: [{channel: folder, path: outbox/arc}]",
                    "formats: [html], deliver: [{channel: mail, to: [a@river.example]}]",
                ),
            ],
            "does not name mail to",
        ),
        ([("language: fr, reports: [one]", "language: fr, reports: []")], "does not get the report"),
        (
            [
                (
                    "deliver: [{channel: mail, to: [a@river.example, b@river.example]}, {channel: folder, path: outbox/river}]",
                    "deliver: []",
                )
            ],
            "does not name mail to",
        ),
        ([("id: river, name: Rivière SA", "id: lake, name: Lake SA")], "no client 'river'"),
        ([("id: river,", "id: tmp,"), ("id: arc,", "id: river,"), ("id: tmp,", "id: arc,")], "does not name mail to"),
    ],
    ids=["address gone", "address moved to another", "report gone", "nothing delivered", "renamed", "ids swapped"],
)
def test_a_client_that_is_not_what_it_was_gets_nothing(desk, mailbox, cache, edits, why):
    """As its file is now; and nobody else gets it in its place."""
    later(mailbox[0], desk, cache, "a@")
    for old, new in edits:
        edit(desk, CLIENTS, old, new)
    before = list(mailbox[0].counts)
    said = tick(desk, LATER, cache)
    assert why in told(said, "refused")
    assert list(mailbox[0].counts) == before


def test_two_clients_that_swap_addresses_get_nothing_of_each_other(tmp_path, mailbox, cache):
    """Each address belongs to another client by now."""
    clients = """
- {id: lake, name: Lake SA, reports: [one], formats: [html], deliver: [{channel: mail, to: [x@lake.example]}]}
- {id: hill, name: Hill SA, reports: [one], formats: [html], deliver: [{channel: mail, to: [y@hill.example]}]}
"""
    root = write_desk(tmp_path / "desk", mailbox[1], ("one",), clients)
    run_at(root, BEFORE, "schedule", "tick", cache=cache)
    approve(root, BEFORE, "one", cache=cache)
    later(mailbox[0], root, cache)
    (root / CLIENTS).write_text(
        clients.replace("x@lake", "z").replace("y@hill", "x@lake").replace("z.example", "y@hill.example")
    )
    assert kinds(tick(root, LATER, cache)) == ["refused", "refused"]
    assert not mailbox[0].counts


def test_one_address_of_two_clients_gets_both_editions(tmp_path, mailbox, cache):
    """Both files say so, and each is its own client's."""
    clients = """
- {id: lake, name: Lake SA, reports: [one], formats: [html], deliver: [{channel: mail, to: [x@lake.example]}]}
- {id: hill, name: Hill SA, reports: [one], formats: [html], deliver: [{channel: mail, to: [x@lake.example]}]}
"""
    root = write_desk(tmp_path / "desk", mailbox[1], ("one",), clients)
    run_at(root, BEFORE, "schedule", "tick", cache=cache)
    approve(root, BEFORE, "one", cache=cache)
    assert kinds(tick(root, HALF_PAST, cache)).count("sent") == 2
    assert sorted(mailbox[0].counts.values()) == [1, 1]


def test_two_clients_with_one_folder_do_not_mix(desk, cache):
    """The second is refused, and the folder holds what the first got."""
    edit(desk, CLIENTS, "path: outbox/arc", "path: outbox/river")
    said = tick(desk, HALF_PAST, cache)
    assert kinds(said).count("refused") in {0, 1}  # or the check of the desk held it
    found = [path.name for path in (desk / "outbox").rglob("*.html")]
    assert found in ([], ["one.river.html"], ["one.arc.html"])


@pytest.mark.parametrize("text", ["- {id: river, name: [", "- {id: river, nome: River}\n"])
def test_a_file_that_is_being_edited_costs_nobody_its_report(desk, mailbox, cache, text):
    """Nobody can tell what stands in it: it is tried again, and goes out once the file is whole."""
    later(mailbox[0], desk, cache, "a@")
    whole = (desk / CLIENTS).read_text()
    (desk / CLIENTS).write_text(text)
    said = tick(desk, LATER, cache)
    assert kinds(said)[-1] == "retried"
    assert "nobody can tell" in told(said, "retried")
    (desk / CLIENTS).write_text(whole)
    assert kinds(tick(desk, LATER + timedelta(hours=1), cache)) == ["sent"]


def test_an_edition_without_the_password_that_came_later_is_kept_back(desk, mailbox, cache):
    """It would go out open, and the client's file says that it opens with a password."""
    edit(
        desk,
        CLIENTS,
        "reports: [one], formats: [html], deliver: [{channel: mail",
        "reports: [one], formats: [pdf], deliver: [{channel: mail",
    )
    later(mailbox[0], desk, cache, "a@")
    (desk / "river.pw").write_text("open river\n")
    edit(desk, CLIENTS, "name: Rivière SA,", 'name: Rivière SA, pdf: {password: "file:river.pw"},')
    assert "does not open with the password" in told(tick(desk, LATER, cache), "refused")


def test_an_edition_with_the_password_of_before_is_kept_back(desk, mailbox, cache):
    """It was changed for a reason; with the one that it was made with it goes out."""
    (desk / "river.pw").write_text("open river\n")
    edit(desk, CLIENTS, "name: Rivière SA,", 'name: Rivière SA, pdf: {password: "file:river.pw"},')
    edit(
        desk,
        CLIENTS,
        "reports: [one], formats: [html], deliver: [{channel: mail",
        "reports: [one], formats: [pdf], deliver: [{channel: mail",
    )
    later(mailbox[0], desk, cache)
    (desk / "river.pw").write_text("another\n")
    said = tick(desk, LATER, cache)
    assert kinds(said) == ["refused", "refused"]
    (desk / "river.pw").write_text("open river\n")
    for each in said.json["undelivered"]:
        assert run_at(desk, LATER, "outbox", "resend", str(each["id"]), cache=cache).code == 0
    assert kinds(tick(desk, LATER, cache)) == ["sent", "sent"]


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        ("seeds/facts/all.yaml", "when: 2026-11-14,", 'when: 2026-11-14, marking: "TLP:AMBER",', "fact 'they-met'"),
        ("seeds/sources/all.yaml", "publisher: Wire,", 'publisher: Wire, marking: "TLP:RED",', "source 'wire-a'"),
        (REPORT, "template: flash\n", 'template: flash\nmarking: "TLP:AMBER"\n', "report 'one'"),
        ("seeds/reports/one/summary.md", "[@they-met].", '[@they-met]. {marking="TLP:AMBER"}', "section 'summary'"),
    ],
)
def test_what_is_marked_higher_since_is_kept_back(desk, mailbox, cache, file, old, new, what):  # noqa: PLR0913, PLR0917
    """The client may not have it any more, whatever stands on the cover."""
    later(mailbox[0], desk, cache, "a@")
    edit(desk, file, old, new)
    assert what in told(tick(desk, LATER, cache), "refused")


def test_what_was_withdrawn_goes_nowhere_until_it_is_reinstated(desk, mailbox, cache):
    """And then somebody has it sent again."""
    later(mailbox[0], desk, cache, "a@")
    words = ("--because", "It was another day.", "--by", "A. Diallo")
    assert run_at(desk, LATER, "withdraw", "fact", "they-met", *words, cache=cache).code == 0
    said = tick(desk, LATER, cache)
    assert "was withdrawn since" in told(said, "refused")
    assert run_at(desk, LATER, "withdraw", "fact", "they-met", "--undo", *words, cache=cache).code == 0
    (refused,) = said.json["undelivered"]
    assert run_at(desk, LATER, "outbox", "resend", str(refused["id"]), cache=cache).code == 0
    assert kinds(tick(desk, LATER, cache)) == ["sent"]


# --- Editions that come late ------------------------------------------------------------------------------------------


@pytest.fixture
def locked(desk: Path) -> Path:
    """A desk whose client `arc` gets a locked PDF by mail and into a folder, and whose password is missing."""
    edit(desk, CLIENTS, "name: Arc Ltd,", 'name: Arc Ltd, pdf: {password: "file:arc.pw"},')
    edit(
        desk,
        CLIENTS,
        "formats: [html], deliver: [{channel: folder, path: outbox/arc}]",
        "formats: [pdf, html], deliver: [{channel: folder, path: outbox/arc}, {channel: mail, to: [c@arc.example]}]",
    )
    return desk


def test_a_late_edition_speaks_from_the_day_of_its_issue(locked, cache):
    """Made the next day, it is the same edition on both its ways."""
    said = tick(locked, HALF_PAST, cache)
    assert kinds(said).count("retried") == 2
    (locked / "arc.pw").write_text("open arc\n")
    assert kinds(tick(locked, HALF_PAST + timedelta(days=1), cache)) == ["sent", "sent"]
    (issue,) = (locked / "outbox/arc").iterdir()
    page = (issue / "one.arc.html").read_text()
    assert "23 November 2026" in page
    assert "24 November 2026" not in page


def test_a_late_edition_of_an_issue_that_is_not_the_newest_is_refused(locked, cache):
    """Its client gets the newer one, and not both."""
    edit(locked, REPORT, "Europe/Paris}", "Europe/Paris, unchanged: issue, window_hours: 1}")
    tick(locked, HALF_PAST, cache)
    with sqlite3.connect(locked / "registry.db") as registry:
        registry.execute("UPDATE dispatches SET due = (SELECT max(due) FROM dispatches WHERE client = 'arc')")
    said = tick(locked, HALF_PAST + WEEK, cache)
    assert "issued" in kinds(said)
    assert "issued again since" in told(said, "refused")
    (locked / "arc.pw").write_text("open arc\n")
    assert kinds(tick(locked, HALF_PAST + WEEK + timedelta(hours=1), cache)) == ["sent", "sent"]
    assert len(list((locked / "outbox/arc").iterdir())) == 1


def test_a_late_edition_of_a_report_that_was_approved_anew(locked, cache):
    """As it stands it is the same report, so the edition is the issue's."""
    tick(locked, HALF_PAST, cache)
    approve(locked, HALF_PAST, "one", cache=cache)
    (locked / "arc.pw").write_text("open arc\n")
    assert kinds(tick(locked, LATER, cache)) == ["sent", "sent"]


def test_a_late_edition_waits_while_something_is_mended(locked, cache):
    """An error somewhere else says nothing of the report."""
    tick(locked, HALF_PAST, cache)
    (locked / "arc.pw").write_text("open arc\n")
    edit(locked, "seeds/topics/all.yaml", "name: Trade", "nome: Trade")
    said = tick(locked, LATER, cache)
    assert "refused" not in kinds(said)
    edit(locked, "seeds/topics/all.yaml", "nome: Trade", "name: Trade")
    assert kinds(tick(locked, LATER + timedelta(hours=1), cache)) == ["sent", "sent"]


def test_a_client_that_came_after_the_issue_gets_the_next_one(desk, mailbox, cache):
    """Nothing of the one before."""
    later(mailbox[0], desk, cache)
    more = "- {id: new, name: New, reports: [one], formats: [html], deliver: [{channel: folder, path: outbox/new}]}\n"
    (desk / CLIENTS).write_text((desk / CLIENTS).read_text() + more)
    tick(desk, LATER, cache)
    assert not (desk / "outbox/new").exists()


# --- What is not simply issued ----------------------------------------------------------------------------------------


def test_a_draft_that_is_approved_in_its_week_is_issued(desk, mailbox, cache):
    """The desk has one draft, however often the report is edited; the clients have the issue once."""
    edit(desk, REPORT, "Europe/Paris}", "Europe/Paris, unapproved: draft}")
    edit(desk, "seeds/reports/one/10-talks.md", "Ministers met", "The ministers met")
    assert kinds(tick(desk, HALF_PAST, cache)) == ["drafted", "sent"]
    edit(desk, "seeds/reports/one/10-talks.md", "The ministers met", "All ministers met")
    assert tick(desk, LATER, cache).json["run"] is None
    approve(desk, LATER, "one", cache=cache)
    assert [each for each in kinds(tick(desk, LATER, cache)) if each != "sent"] == ["issued"]
    assert slots(desk) == ["issued"]
    assert sorted(mailbox[0].counts.values()) == [1, 1]


def test_a_draft_that_nobody_approves_is_missed(desk, cache):
    """With the next slot, which the desk is told."""
    edit(desk, REPORT, "Europe/Paris}", "Europe/Paris, unapproved: draft}")
    edit(desk, "seeds/reports/one/10-talks.md", "Ministers met", "The ministers met")
    tick(desk, HALF_PAST, cache)
    assert kinds(tick(desk, HALF_PAST + WEEK, cache)) == ["missed", "drafted", "sent"]
    assert slots(desk) == ["missed", "drafted"]


def test_an_unchanged_report_is_issued_week_after_week_under_its_approval(desk, mailbox, cache):
    """Each week its own number, approved by who approved it; once to each address."""
    edit(desk, REPORT, "Europe/Paris}", "Europe/Paris, unchanged: issue}")
    for week in range(3):
        assert kinds(tick(desk, HALF_PAST + week * WEEK, cache))[0] == "issued"
    assert [number.rpartition("-")[2] for number, _ in numbers(desk)] == ["0001", "0002", "0003"]
    assert {by for _, by in numbers(desk)} == {"A. Diallo"}
    assert set(mailbox[0].counts.values()) == {1}
    assert len(mailbox[0].counts) == 6


@pytest.mark.slow
def test_weeks_that_are_caught_up_do_not_bring_the_same_again_and_again(desk, mailbox, cache):
    """Thirty weeks: the report once, and not thirty times."""
    edit(desk, REPORT, "Europe/Paris}", "Europe/Paris, unchanged: issue, catch_up: all}")
    said = tick(desk, HALF_PAST + 30 * WEEK, cache)
    assert [each for each in kinds(said) if each != "sent"] == ["issued", *["skipped"] * 30]
    assert len(numbers(desk)) == 1
    assert kinds(tick(desk, HALF_PAST + 31 * WEEK, cache))[0] == "issued"
    assert len(mailbox[0].counts) == 4


def test_a_report_that_nobody_gets_is_issued_all_the_same(desk, cache):
    """It may be for the desk alone."""
    (desk / CLIENTS).write_text("- {id: arc, name: Arc Ltd}\n")
    assert kinds(tick(desk, HALF_PAST, cache)) == ["issued"]


def test_a_desk_without_reports_has_nothing_to_do(tmp_path, mailbox, cache):
    """And is well."""
    root = write_desk(tmp_path / "none", mailbox[1], (), "- {id: arc, name: Arc Ltd}\n")
    said = tick(root, HALF_PAST, cache)
    assert (said.code, said.json["run"]) == (0, None)


def test_where_no_edition_can_be_made_the_desk_is_told_of_each(locked, cache):
    """The issue stands."""
    edit(locked, CLIENTS, "name: Rivière SA,", 'name: Rivière SA, pdf: {password: "file:none.pw"},')
    edit(
        locked,
        CLIENTS,
        "reports: [one], formats: [html], deliver: [{channel: mail",
        "reports: [one], formats: [pdf], deliver: [{channel: mail",
    )
    said = tick(locked, HALF_PAST, cache)
    assert (kinds(said).count("failed"), kinds(said).count("sent"), len(numbers(locked))) == (2, 0, 1)


# --- Telling ----------------------------------------------------------------------------------------------------------


def test_an_address_that_takes_nothing_does_not_bring_the_other_the_same_again(desk, mailbox, cache):
    """One of the desk's own is wrong: the other hears once, and the exit code tells."""
    edit(desk, "briefgen.toml", 'to = ["desk@example.org"]', 'to = ["desk@example.org", "gone@example.org"]')
    mailbox[0].answer = lambda address: "550 no such person" if address.startswith("gone@") else "250 taken"
    assert tick(desk, HALF_PAST, cache).code == 3
    for minutes in (10, 20, 30):
        tick(desk, HALF_PAST + timedelta(minutes=minutes), cache)
    assert [address for address, _ in mailbox[0].taken].count("desk@example.org") == 1


def test_a_mail_server_that_is_down_for_days_makes_no_run_at_each_tick(desk, mailbox, cache):
    """What could not be told is tried again, and is told once."""
    mailbox[0].answer = lambda _: "451 later"
    for hours in range(0, 96, 6):
        assert tick(desk, HALF_PAST + timedelta(hours=hours), cache).code == 3
    with sqlite3.connect(desk / "registry.db") as registry:
        (before,) = registry.execute("SELECT count(*) FROM runs").fetchone()
    mailbox[0].answer = lambda _: "250 taken"
    assert tick(desk, HALF_PAST + timedelta(hours=100), cache).json["run"] is None
    with sqlite3.connect(desk / "registry.db") as registry:
        assert registry.execute("SELECT count(*), count(told) FROM runs").fetchone() == (before, before)
    assert [address for address, _ in mailbox[0].taken] == ["desk@example.org"] * before


@pytest.mark.parametrize("broken", ["page", "metrics", "webhook"])
def test_what_cannot_be_told_one_way_is_told_the_others(desk, mailbox, cache, broken):
    """By mail in any case; exit code 3."""
    if broken == "page":
        (desk / "output").mkdir(exist_ok=True)
        (desk / "output/runs").write_text("a file\n")
    else:
        line = 'metrics = "briefgen.toml/such.prom"' if broken == "metrics" else 'webhook = "env:NO_SUCH_ADDRESS"'
        edit(desk, "briefgen.toml", "[tell]\n", f"[tell]\n{line}\n")
    said = tick(desk, HALF_PAST, cache)
    assert said.code == 3
    assert f"not told, {broken}" in said.err
    assert [address for address, _ in mailbox[0].taken].count("desk@example.org") == 1


def test_an_issue_whose_files_cannot_be_written_is_delivered(desk, cache):
    """It is safe in the archive; the desk is told."""
    (desk / "output").mkdir(exist_ok=True)
    (desk / "output/one").write_text("a file\n")
    said = tick(desk, HALF_PAST, cache)
    assert (slots(desk), kinds(said).count("sent")) == (["issued"], 4)
    assert "safe in the archive" in told(said, "failed")


# --- Clocks -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("back", [timedelta(hours=5), timedelta(days=20)])
def test_a_clock_that_was_set_back_does_nothing_twice(desk, mailbox, cache, back):
    """And what is tried again later is, when the time comes."""
    later(mailbox[0], desk, cache, "a@")
    assert tick(desk, HALF_PAST - back, cache).code in {0, 1}
    for at in (HALF_PAST, LATER, LATER + timedelta(hours=1)):
        tick(desk, at, cache)
    assert len(numbers(desk)) == 1
    assert slots(desk) == ["issued"]
    assert set(mailbox[0].counts.values()) == {1}
    assert set(states(desk).values()) == {"sent"}


@pytest.mark.slow
def test_a_clock_that_was_a_year_ahead_silences_nothing(desk, mailbox, cache):
    """What it made of the weeks to come is put right: they are done when they come, and nothing is sent twice."""
    edit(desk, REPORT, "Europe/Paris}", "Europe/Paris, unchanged: issue}")
    mailbox[0].answer = lambda address: "451 later" if address.startswith("a@") else "250 taken"
    ahead = tick(desk, HALF_PAST + 52 * WEEK, cache)
    assert kinds(ahead).count("missed") == 52
    mailbox[0].answer = lambda _: "250 taken"
    edit(desk, "seeds/reports/one/10-talks.md", "Ministers met", "The ministers met")
    approve(desk, HALF_PAST, "one", cache=cache)
    for week in range(3):
        said = tick(desk, HALF_PAST + week * WEEK, cache)
        assert "issued" in kinds(said)
        again = tick(desk, LATER + week * WEEK, cache)
        assert again.json["run"] is None, again.json["lines"]
    assert set(mailbox[0].counts.values()) == {1}
    assert set(states(desk).values()) == {"sent"}
