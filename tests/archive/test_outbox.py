"""The outbox, on SQLite and on a real PostgreSQL server alike."""

from dataclasses import replace
from datetime import timedelta

import pytest
from registry_samples import SERIES, record, sample
from sqlalchemy import text
from weekly_processes import at_once
from weekly_samples import FIRST, HOUR, NOW, SECOND, entry, outgoing, plans, slot

from briefgen.archive.registry import open_registry
from briefgen.model.dispatch import Attempt, Dispatch, DispatchState, Enclosure, Fate
from briefgen.model.faults import BlockedError, MachineError, UsageError
from briefgen.model.issue import Artefact
from briefgen.model.schedule import SlotState

MINUTE = timedelta(minutes=1)
DRAFT = Artefact("draft.pdf", "application/pdf", b"%PDF a draft")


def record_weekly(registry, issued, sent, of=None):
    """Record an issue with what is to be sent of it, as whoever has just looked."""
    steps = registry.steps(issued.issue.report)
    parts = (issued.issue, issued.content, issued.judgements, issued.artefacts, issued.step)
    return registry.record_issue(*parts, steps[-1] if steps else None, sent, of)


def taken(registry, channel="folder", run=FIRST, at=NOW):
    """A dispatch that a run has taken."""
    registry.queue([outgoing(channel=channel)], [], NOW)
    found = registry.take_dispatch(run, at, HOUR)
    assert found
    return found


def settled(registry, state, channel="folder"):
    """A dispatch that was tried once, an hour after the moment it was due."""
    found = taken(registry, channel)
    assert registry.settle_dispatch(found.id, FIRST, state, NOW + HOUR, NOW + 2 * HOUR, "as it was said")
    return registry.dispatch(found.id)


def test_an_issue_is_recorded_with_what_is_to_be_sent_of_it(registry):
    """And with its slot, which has its number then; it is to be sent from the moment of issue on."""
    issued = sample(1)
    assert registry.claim(slot(), FIRST, NOW, HOUR)
    sent = (outgoing(), outgoing(channel="mail"))
    assert record_weekly(registry, issued, sent, entry(slot(), SlotState.CLAIMED, because="Approved."))
    at = issued.issue.issued_at
    assert registry.dispatches() == tuple(
        Dispatch(count, each, DispatchState.PENDING, 0, at, "", at) for count, each in enumerate(sent, 1)
    )
    done = replace(entry(slot(), SlotState.ISSUED, because="Approved."), number=issued.issue.number)
    assert registry.slots() == (done,)
    assert registry.issue(issued.issue.number) == issued.issue


@pytest.mark.parametrize("meanwhile", ["never claimed", "taken over", "missed"])
def test_an_issue_whose_slot_was_lost_is_blocked(registry, meanwhile):
    """Nothing of it is recorded: no issue, no number, no file, nothing to be sent."""
    if meanwhile != "never claimed":
        assert registry.claim(slot(), FIRST, NOW, HOUR)
        assert registry.claim(slot(), SECOND, NOW + 2 * HOUR, HOUR)
    if meanwhile == "missed":
        assert registry.settle(entry(slot(), SlotState.MISSED, SECOND), SECOND)
    before, issued = registry.slots(), sample(1)
    with pytest.raises(BlockedError, match="the slot of 'mali' at 2026-11-23 06:00 UTC is not the run a") as fault:
        record_weekly(registry, issued, [outgoing()], entry(slot(), SlotState.CLAIMED))
    assert fault.value.hint
    assert registry.slots() == before
    assert (registry.issues(), registry.dispatches(), registry.register(), registry.steps("mali")) == ((), (), (), ())
    assert registry.next_number(SERIES) == issued.issue.number
    assert registry.artefact_data(issued.artefacts[0].sha256) is None


def test_an_issue_whose_number_was_taken_leaves_its_slot_and_the_outbox(registry):
    """It is set again with the next number, for the same slot."""
    assert record(registry, sample(1, report="niger"))
    assert registry.claim(slot(), FIRST, NOW, HOUR)
    claimed = registry.slots()
    assert not record_weekly(registry, sample(1), [outgoing()], claimed[0])
    assert (registry.slots(), registry.dispatches()) == (claimed, ())
    assert record_weekly(registry, sample(2), [outgoing(2)], claimed[0])
    assert [each.number for each in registry.slots()] == ["ASA-SR-2026-0002"]


def test_a_fault_in_the_outbox_leaves_nothing_of_an_issue(registry):
    """Here two different things would go under one key: neither may be lost in silence."""
    assert registry.claim(slot(), FIRST, NOW, HOUR)
    other = replace(outgoing(), language="ar")
    assert other.key == outgoing().key
    with pytest.raises(MachineError):
        record_weekly(registry, sample(1), [outgoing(), other], registry.slots()[0])
    assert (registry.issues(), registry.dispatches(), registry.steps("mali")) == ((), (), ())
    assert [each.state for each in registry.slots()] == [SlotState.CLAIMED]
    # The same one twice is one.
    assert record_weekly(registry, sample(1), [outgoing(), outgoing()], registry.slots()[0])
    assert [each.outgoing for each in registry.dispatches()] == [outgoing()]


def test_a_draft_is_queued_with_its_file(registry):
    """Once, however often; whatever became of the dispatch meanwhile."""
    draft = replace(outgoing(), number="draft mali 2026-11-23", enclosures=(Enclosure("d", "a/b", DRAFT.sha256),))
    registry.queue([draft], [DRAFT], NOW)
    (found,) = registry.dispatches()
    assert (found.outgoing, found.due, found.state) == (draft, NOW, DispatchState.PENDING)
    assert registry.artefact_data(DRAFT.sha256) == DRAFT.data
    assert registry.take_dispatch(FIRST, NOW, HOUR)
    before = registry.dispatches()
    registry.queue([draft, outgoing(2)], [DRAFT], NOW + HOUR)
    assert registry.dispatches()[:1] == before
    assert [each.outgoing for each in registry.dispatches()] == [draft, outgoing(2)]
    # It belongs to no issue.
    assert registry.artefacts_of_hash(DRAFT.sha256) == ()


def test_a_draft_is_queued_with_its_slot(registry):
    """Or not at all, where another run has the slot."""
    drafted = entry(slot(), SlotState.DRAFTED, because="Nobody approved it.")
    with pytest.raises(BlockedError, match="was never claimed"):
        registry.queue([outgoing()], [DRAFT], NOW, drafted)
    assert (registry.dispatches(), registry.artefact_data(DRAFT.sha256)) == ((), None)
    assert registry.claim(slot(), FIRST, NOW, HOUR)
    registry.queue([outgoing()], [DRAFT], NOW, drafted)
    assert registry.slots() == (drafted,)
    with pytest.raises(BlockedError, match=f"is 'drafted' by the run {FIRST}"):
        registry.queue([outgoing(2)], [], NOW, drafted)
    assert len(registry.dispatches()) == 1


def test_what_was_due_first_is_taken_first(registry):
    """Once; what is not due yet is left."""
    for count, minutes in enumerate((3, 1, 2, 60), 1):
        registry.queue([outgoing(count)], [], NOW + minutes * MINUTE)
    at = NOW + 3 * MINUTE
    found = [registry.take_dispatch(FIRST, at, HOUR) for _ in range(4)]
    assert [each and each.id for each in found] == [2, 3, 1, None]
    expected = Dispatch(2, outgoing(2), DispatchState.SENDING, 1, NOW + MINUTE, FIRST, at)
    assert found[0] == expected == registry.dispatch(2)
    assert registry.take_dispatch(FIRST, NOW + HOUR - MINUTE, HOUR) is None


def test_what_is_left_out_is_not_taken(registry):
    """However much that is."""
    registry.queue([outgoing(count) for count in range(1, 1_401)], [], NOW)
    found = registry.take_dispatch(FIRST, NOW, HOUR, exclude=range(1, 1_400))
    assert found
    assert found.id == 1_400
    assert registry.take_dispatch(FIRST, NOW, HOUR, exclude=range(1, 1_400)) is None
    assert registry.take_dispatch(FIRST, NOW, HOUR, exclude={1, 3}).id == 2


@pytest.mark.parametrize(
    ("state", "fate"),
    [
        (DispatchState.SENT, Fate.SENT),
        (DispatchState.PENDING, Fate.LATER),
        (DispatchState.FAILED, Fate.REFUSED),
        (DispatchState.UNKNOWN, Fate.UNKNOWN),
    ],
)
def test_an_attempt_is_recorded_with_what_became_of_it(registry, state, fate):
    """With its moment, and when it is tried again."""
    found = settled(registry, state)
    assert (found.state, found.attempts, found.run, found.because) == (state, 1, FIRST, "as it was said")
    assert (found.at, found.due) == (NOW + HOUR, NOW + 2 * HOUR)
    assert registry.attempts(found.id) == (Attempt(found.id, FIRST, NOW + HOUR, fate, "as it was said"),)


def test_every_attempt_stays_on_record(registry):
    """The last of many that were worth another says so, although there is none."""
    found = taken(registry)
    assert registry.settle_dispatch(found.id, FIRST, DispatchState.PENDING, NOW, NOW + HOUR, "busy")
    assert registry.take_dispatch(SECOND, NOW, HOUR) is None
    again = registry.take_dispatch(SECOND, NOW + HOUR, HOUR)
    assert (again.id, again.attempts, again.run, again.because) == (found.id, 2, SECOND, "")
    assert registry.settle_dispatch(found.id, SECOND, DispatchState.FAILED, NOW + HOUR, NOW, "busy", Fate.LATER)
    assert [(each.run, each.fate) for each in registry.attempts(found.id)] == [(FIRST, "later"), (SECOND, "later")]


def test_only_who_sends_it_says_what_became_of_it(registry):
    """Another run, or one that was taken for dead, changes nothing and leaves no attempt."""
    found = taken(registry)
    late = (DispatchState.SENT, NOW + HOUR, NOW, "")
    assert not registry.settle_dispatch(found.id, SECOND, *late)
    assert registry.free_stranded(NOW + 2 * HOUR)
    assert not registry.settle_dispatch(found.id, FIRST, *late)
    assert registry.take_dispatch(SECOND, NOW + 2 * HOUR, HOUR)
    assert not registry.settle_dispatch(found.id, FIRST, *late)
    assert registry.settle_dispatch(found.id, SECOND, *late)
    assert not registry.settle_dispatch(found.id, SECOND, *late)
    assert not registry.settle_dispatch(999, SECOND, *late)
    assert [each.fate for each in registry.attempts(found.id)] == ["unknown", "sent"]


@pytest.mark.parametrize(
    ("channel", "state"),
    [
        ("mail", DispatchState.UNKNOWN),
        ("folder", DispatchState.PENDING),
        ("store", DispatchState.PENDING),
        ("carrier pigeon", DispatchState.UNKNOWN),
    ],
)
def test_what_a_killed_run_was_sending_is_let_go_after_its_lease(registry, channel, state):
    """Only what arrives once however often it is sent is sent again by itself."""
    found = taken(registry, channel)
    assert registry.free_stranded(NOW + HOUR) == ()
    at = NOW + HOUR + timedelta(microseconds=1)
    (freed,) = registry.free_stranded(at)
    assert (freed.state, freed.at, freed.due, freed.attempts) == (state, at, at, 1)
    assert "was ended while it was being sent" in freed.because
    assert registry.dispatch(found.id) == freed
    assert [(each.run, each.fate) for each in registry.attempts(found.id)] == [(FIRST, "unknown")]
    assert registry.free_stranded(at + HOUR) == ()
    again = registry.take_dispatch(SECOND, at, HOUR)
    assert bool(again) == (state is DispatchState.PENDING)


@pytest.mark.parametrize("state", sorted(set(DispatchState) - {DispatchState.SENDING}))
def test_only_what_is_being_sent_is_let_go(registry, state):
    """However old it is."""
    settled(registry, state)
    assert registry.free_stranded(NOW + 9_999 * HOUR) == ()


def test_a_clock_set_back_strands_nothing(registry):
    """A run at it is not taken for dead because its record is of a later time than now."""
    taken(registry, "mail")
    assert registry.free_stranded(NOW - timedelta(days=400)) == ()


def test_what_was_put_off_while_the_clock_was_ahead_is_due(registry):
    """No pause is so long; one of eleven hours is kept."""
    found = taken(registry, "folder")
    for later, there in ((11 * HOUR, False), (timedelta(days=365), True)):
        registry.settle_dispatch(found.id, FIRST, DispatchState.PENDING, NOW, NOW + later, "full")
        assert bool(registry.take_dispatch(FIRST, NOW, HOUR)) is there
        registry.take_dispatch(FIRST, NOW + later, HOUR)


@pytest.mark.parametrize("state", [DispatchState.UNKNOWN, DispatchState.FAILED])
def test_a_person_has_it_sent_again(registry, state):
    """From the first attempt on, and it stays on record who."""
    found = settled(registry, state, "mail")
    at = NOW + 5 * HOUR
    because = f"C. Keïta had it sent again; it was '{state}' before"
    again = registry.resend(found.id, at, "C. Keïta")
    assert again == replace(found, state=DispatchState.PENDING, attempts=0, due=at, at=at, because=because)
    assert registry.dispatch(found.id) == again
    assert registry.attempts(found.id)[1:] == (Attempt(found.id, "", at, "resent", because),)
    assert registry.take_dispatch(SECOND, at, HOUR).attempts == 1


def test_what_was_sent_is_sent_once_more_only_where_somebody_insists(registry):
    """Who asks is told when it was sent, and how to insist."""
    found = settled(registry, DispatchState.SENT, "mail")
    with pytest.raises(BlockedError, match=r"situation@example\.org\) was sent at 2026-11-23 07:00 UTC") as fault:
        registry.resend(found.id, NOW, "C. Keïta")
    assert f"briefgen outbox resend {found.id} --again" in fault.value.hint
    assert registry.dispatch(found.id) == found
    assert len(registry.attempts(found.id)) == 1
    assert registry.resend(found.id, NOW, "C. Keïta", again=True).state is DispatchState.PENDING


@pytest.mark.parametrize("again", [False, True])
def test_what_goes_out_anyway_needs_no_resending(registry, again):
    """And must not be sent by two: pending, sending, or not there at all."""
    registry.queue([outgoing()], [], NOW)
    with pytest.raises(BlockedError, match="is to be sent already, from 2026-11-23 06:00 UTC") as fault:
        registry.resend(1, NOW, "C. Keïta", again=again)
    assert fault.value.hint
    registry.take_dispatch(FIRST, NOW, HOUR)
    with pytest.raises(BlockedError, match=f"is being sent by the run {FIRST}, since 2026-11-23 06:00 UTC") as fault:
        registry.resend(1, NOW, "C. Keïta", again=again)
    assert fault.value.hint
    with pytest.raises(UsageError, match="no dispatch 2") as fault:
        registry.resend(2, NOW, "C. Keïta", again=again)
    assert fault.value.hint
    assert registry.attempts(1) == ()


def test_dispatches_are_listed(registry):
    """By state, issue and client, as many as asked for, from either end."""
    for count, client in enumerate(("one", "two", "one"), 1):
        registry.queue([outgoing(count, client=client)], [], NOW)
    registry.take_dispatch(FIRST, NOW, HOUR)
    for asked, ids in (
        ({}, [1, 2, 3]),
        ({"newest_first": True}, [3, 2, 1]),
        ({"limit": 2}, [1, 2]),
        ({"limit": 1, "newest_first": True}, [3]),
        ({"states": [DispatchState.PENDING]}, [2, 3]),
        ({"states": {DispatchState.PENDING, DispatchState.SENDING}}, [1, 2, 3]),
        ({"states": []}, []),
        ({"number": "ASA-SR-2026-0002"}, [2]),
        ({"client": "one"}, [1, 3]),
        ({"client": "one", "states": [DispatchState.PENDING]}, [3]),
        ({"number": "never given"}, []),
    ):
        assert [each.id for each in registry.dispatches(**asked)] == ids, asked
    assert registry.dispatch(9) is None


def test_text_of_every_kind_comes_back(registry):
    """Commas, line breaks, other scripts and SQL are text."""
    odd = '\'; DROP TABLE dispatches; -- "é", العربية 🛰 %_\\ \t\r\n'
    sent = replace(outgoing(), target=odd, title=odd, enclosures=(Enclosure(odd, odd, "a" * 64),))
    registry.queue([sent], [], NOW)
    assert [each.outgoing for each in registry.dispatches()] == [sent]


def test_an_edition_that_was_made_late_goes_into_all_its_client_s_dispatches(registry):
    """And becomes part of the issue. Of another client's dispatches, and of those that have theirs, none is touched."""
    late = Artefact("late.pdf", "application/pdf", b"%PDF late", client="example-mining")
    without = [replace(outgoing(channel=channel), enclosures=()) for channel in ("mail", "folder")]
    others = [outgoing(channel="store"), replace(outgoing(client="another"), enclosures=())]
    assert record_weekly(registry, sample(1), [*without, *others])
    enclosure = Enclosure(late.name, late.media_type, late.sha256)
    made = replace(without[0], enclosures=(enclosure,), title="Made late")
    first, second = (registry.take_dispatch(run, NOW, HOUR) for run in (FIRST, SECOND))
    with pytest.raises(BlockedError, match="another run sends this dispatch meanwhile"):
        registry.enclose(first.id, SECOND, [late], made)
    assert registry.artefact_data(late.sha256) is None
    found = registry.enclose(first.id, FIRST, [late], made)
    assert found == replace(first, outgoing=made) == registry.dispatch(first.id)
    assert registry.artefact_data(late.sha256) == late.data
    assert [each.name for each in registry.artefacts("ASA-SR-2026-0001")] == ["mali.pdf", "mali.html", "late.pdf"]
    # The other run made one as well, which comes too late: what is sent is what the issue has.
    other = replace(late, data=b"%PDF made by the other run")
    theirs = replace(without[1], enclosures=(Enclosure(other.name, other.media_type, other.sha256),))
    assert registry.enclose(second.id, SECOND, [other], theirs).outgoing.enclosures == (enclosure,)
    assert registry.artefact_data(other.sha256) is None
    assert [each.outgoing for each in registry.dispatches()[2:]] == others


def test_processes_at_once_get_each_dispatch_once(url):
    """Eight of them, fifty dispatches: none is sent twice, and none is left."""
    with open_registry(url, create=True) as registry:
        registry.queue([outgoing(count) for count in range(1, 51)], [], NOW)

    def work(registry, name, say):
        while found := registry.take_dispatch(name, NOW, HOUR):
            say(f"{found.id}")
            assert registry.settle_dispatch(found.id, name, DispatchState.SENT, NOW, NOW, "")

    said = at_once(url, 8, work)
    assert sorted(int(each) for lines in said for each in lines) == list(range(1, 51))
    with open_registry(url, create=False) as registry:
        assert {(each.state, each.attempts) for each in registry.dispatches()} == {(DispatchState.SENT, 1)}
        had = {(each.run, each.id) for each in registry.dispatches()}
        with registry._database.reading() as connection:
            assert connection.scalar(text("SELECT count(*) FROM attempts")) == 50
    assert had == {(f"run {run}", int(each)) for run, lines in enumerate(said) for each in lines}


def test_no_look_into_the_outbox_reads_all_of_it(tmp_path):
    """What a tick asks goes by an index, and so does one issue's listing."""
    with open_registry(f"sqlite:///{tmp_path / 'registry.db'}", create=True) as registry:
        registry.queue([outgoing()], [], NOW)
        found = [
            *plans(registry, lambda: registry.take_dispatch(FIRST, NOW, HOUR, exclude={1})),
            *plans(registry, lambda: registry.take_dispatch(FIRST, NOW, HOUR)),
            *plans(registry, lambda: registry.free_stranded(NOW + 2 * HOUR)),
            *plans(registry, lambda: registry.dispatches([DispatchState.FAILED, DispatchState.UNKNOWN])),
            *plans(registry, lambda: registry.dispatches(number="ASA-SR-2026-0001")),
            *plans(registry, lambda: registry.dispatches(limit=5, newest_first=True)),
            *plans(registry, lambda: registry.queue([outgoing(2)], [], NOW)),
            *plans(registry, lambda: registry.attempts(1)),
        ]
        assert len(found) >= 10
        # The newest five are the table's end, read from there.
        assert [line for line in found if "SCAN" in line] == ["SCAN dispatches"]
        assert not any("TEMP B-TREE" in line for line in found[:2])


def test_what_is_in_each_state_is_counted(registry):
    """By the database; a state that none is in is left out."""
    assert registry.counts() == ({}, {})
    settled(registry, DispatchState.SENT)
    registry.queue([outgoing(channel="mail")], [], NOW)
    registry.claim(slot(), FIRST, NOW, HOUR)
    assert registry.counts() == ({SlotState.CLAIMED: 1}, {DispatchState.SENT: 1, DispatchState.PENDING: 1})
