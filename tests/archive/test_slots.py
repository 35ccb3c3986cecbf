"""Schedules that are watched, and slots that one run at a time has; on SQLite and on a real PostgreSQL server alike."""

from datetime import timedelta

import pytest
from weekly_processes import at_once
from weekly_samples import FIRST, HOUR, NOW, SECOND, entry, plans, slot

from briefgen.archive.registry import open_registry
from briefgen.model.schedule import OPEN, SlotEntry, SlotState

MINUTE = timedelta(minutes=1)
DONE = sorted(set(SlotState) - OPEN - {SlotState.CLAIMED})


def become(registry, of, state, because=""):
    """Let the first run have a slot, and say what became of it."""
    assert registry.claim(of, FIRST, NOW, HOUR)
    assert registry.settle(entry(of, state, because=because), FIRST)


def test_a_schedule_is_watched_from_when_it_was_first_seen(registry):
    """Until it is another: then from when it was changed. Others are none of its business."""
    marks = {"mali": "0 6 * * MON", "niger": "0 7 * * MON"}
    assert registry.watched(marks) == {}
    assert registry.watch(marks, NOW) == {"mali": NOW, "niger": NOW}
    assert registry.watch(marks, NOW + HOUR) == {"mali": NOW, "niger": NOW}
    changed = marks | {"mali": "0 6 * * TUE", "chad": "0 6 * * MON"}
    assert registry.watched(changed) == {"niger": NOW}
    assert registry.watch(changed, NOW + HOUR) == {"mali": NOW + HOUR, "niger": NOW, "chad": NOW + HOUR}
    assert registry.watched(changed) == {"mali": NOW + HOUR, "niger": NOW, "chad": NOW + HOUR}
    # Who asks for one report is told of one, and the others stay watched.
    assert registry.watch({"niger": "0 7 * * MON"}, NOW + 2 * HOUR) == {"niger": NOW}
    assert registry.watched(changed).keys() == changed.keys()


def test_a_clock_set_back_does_not_change_since_when_a_schedule_is_watched(registry):
    """It would be due once more for the days in between."""
    registry.watch({"mali": "weekly"}, NOW)
    assert registry.watch({"mali": "weekly"}, NOW - timedelta(days=9)) == {"mali": NOW}


def test_where_nothing_is_to_be_written_nobody_is_waited_for(registry, url):
    """A tick with nothing due goes by while another process records something big."""
    registry.watch({"mali": "weekly"}, NOW)
    with open_registry(url, create=False) as other, other._database.writing():
        assert registry.watch({"mali": "weekly"}, NOW + HOUR) == {"mali": NOW}
        assert registry.miss([], FIRST, NOW) == ()
        assert registry.take_dispatch(FIRST, NOW, HOUR) is None
        assert registry.free_stranded(NOW) == ()
        assert registry.waiting_slots() == ()


def test_a_slot_is_claimed_once(registry):
    """And is then the claimer's, as it is listed."""
    assert registry.claim(slot(), FIRST, NOW, HOUR)
    assert not registry.claim(slot(), SECOND, NOW + MINUTE, HOUR)
    assert registry.slots() == (SlotEntry(slot(), SlotState.CLAIMED, FIRST, NOW),)
    # Another week, and another report, are other slots.
    assert registry.claim(slot(1), SECOND, NOW, HOUR)
    assert registry.claim(slot(report="niger"), SECOND, NOW, HOUR)


@pytest.mark.parametrize("state", sorted(OPEN))
def test_what_is_held_or_failed_can_be_claimed_again(registry, state):
    """By another run, once; the reason of before is gone."""
    become(registry, slot(), state, "Nobody approved it.")
    assert registry.claim(slot(), SECOND, NOW + HOUR, HOUR)
    assert registry.slots() == (SlotEntry(slot(), SlotState.CLAIMED, SECOND, NOW + HOUR),)
    assert not registry.claim(slot(), FIRST, NOW + HOUR, HOUR)


@pytest.mark.parametrize("state", DONE)
def test_what_is_done_is_never_claimed_again(registry, state):
    """Not even by the run that did it, however long ago."""
    become(registry, slot(), state)
    before = registry.slots()
    for run in (FIRST, SECOND):
        assert not registry.claim(slot(), run, NOW + 9_999 * HOUR, HOUR)
    assert registry.slots() == before


def test_what_was_missed_while_the_clock_was_ahead_can_be_claimed(registry):
    """Nothing was sent of it; whatever was, stays done."""
    year = timedelta(days=365)
    registry.miss([slot()], FIRST, NOW + year)
    become(registry, slot(1), SlotState.SKIPPED)
    assert registry.claim(slot(), SECOND, NOW, HOUR)
    assert not registry.claim(slot(1), SECOND, NOW - year, HOUR)
    registry.miss([slot(2)], FIRST, NOW + HOUR)
    assert not registry.claim(slot(2), SECOND, NOW, HOUR)
    # Or be missed in earnest.
    registry.miss([slot(3)], FIRST, NOW + year)
    assert [each.at for each in registry.miss([slot(3)], SECOND, NOW)] == [NOW]
    assert registry.miss([slot(3)], SECOND, NOW) == ()


def test_a_slot_whose_run_was_killed_is_free_after_its_lease(registry):
    """Not before, and not in the last microsecond."""
    assert registry.claim(slot(), FIRST, NOW, HOUR)
    assert not registry.claim(slot(), SECOND, NOW + HOUR, HOUR)
    assert registry.claim(slot(), SECOND, NOW + HOUR + timedelta(microseconds=1), HOUR)
    # The lease begins anew with it.
    assert not registry.claim(slot(), FIRST, NOW + 2 * HOUR, HOUR)


def test_a_run_may_claim_its_own_slot_again(registry):
    """A long one has its lease begin anew."""
    assert registry.claim(slot(), FIRST, NOW, HOUR)
    assert registry.claim(slot(), FIRST, NOW + 50 * MINUTE, HOUR)
    assert not registry.claim(slot(), SECOND, NOW + 100 * MINUTE, HOUR)
    assert registry.claim(slot(), SECOND, NOW + 111 * MINUTE, HOUR)


@pytest.mark.parametrize("back", [MINUTE, HOUR, timedelta(days=400)])
def test_a_clock_set_back_frees_no_slot(registry, back):
    """That a record is of a later time than now does not make it old."""
    assert registry.claim(slot(), FIRST, NOW, HOUR)
    assert not registry.claim(slot(), SECOND, NOW - back, HOUR)
    assert registry.settle(entry(slot(), SlotState.SKIPPED), FIRST)


def test_only_who_has_a_slot_says_what_became_of_it(registry):
    """A run that was taken for dead comes too late, and changes nothing."""
    assert not registry.settle(entry(slot(), SlotState.SKIPPED), FIRST)
    assert registry.claim(slot(), FIRST, NOW, HOUR)
    assert registry.claim(slot(), SECOND, NOW + 2 * HOUR, HOUR)
    assert not registry.settle(entry(slot(), SlotState.SKIPPED), FIRST)
    assert [(each.state, each.run) for each in registry.slots()] == [(SlotState.CLAIMED, SECOND)]
    held = entry(slot(), SlotState.HELD, SECOND, "Nobody approved it.")
    assert registry.settle(held, SECOND)
    assert registry.slots() == (held,)
    # It is settled, so nobody has it any more.
    assert not registry.settle(entry(slot(), SlotState.SKIPPED, SECOND), SECOND)


def test_what_closed_is_missed(registry):
    """What nobody ever had, and what was held or failed, with its reason; what is claimed or done stays as it is."""
    become(registry, slot(1), SlotState.HELD, "Nobody approved it.")
    become(registry, slot(2), SlotState.FAILED)
    become(registry, slot(3), SlotState.SKIPPED)
    assert registry.claim(slot(4), FIRST, NOW, HOUR)
    missed = registry.miss([slot(week) for week in (0, 1, 2, 3, 4, 0)], SECOND, NOW + HOUR)
    assert [(each.slot, each.because) for each in missed] == [
        (slot(0), ""),
        (slot(1), "held: Nobody approved it."),
        (slot(2), "failed"),
    ]
    assert all((each.state, each.run, each.at) == (SlotState.MISSED, SECOND, NOW + HOUR) for each in missed)
    assert registry.slots()[:3] == missed
    assert [each.state for each in registry.slots()[3:]] == [SlotState.SKIPPED, SlotState.CLAIMED]
    assert registry.miss([slot(week) for week in range(5)], FIRST, NOW + HOUR) == ()
    assert not registry.claim(slot(1), FIRST, NOW + HOUR, HOUR)


def test_a_year_of_missed_weeks_is_recorded_at_once(registry):
    """Of twenty reports, among which one slot was done."""
    become(registry, slot(7, "report-3"), SlotState.ISSUED)
    closed = [slot(week, f"report-{report}") for report in range(20) for week in range(52)]
    assert len(registry.miss(closed, SECOND, NOW)) == 20 * 52 - 1
    assert len(registry.slots()) == 20 * 52


def test_slots_are_listed_oldest_first(registry):
    """Of one report or of all, from a moment on, as many of the newest as asked for."""
    for report in ("niger", "mali"):
        for week in (2, 0, 1):
            become(registry, slot(week, report), SlotState.SKIPPED)
    every = [slot(week, report) for week in range(3) for report in ("mali", "niger")]
    assert [each.slot for each in registry.slots()] == every
    assert [each.slot for each in registry.slots("niger")] == every[1::2]
    assert [each.slot for each in registry.slots(since=slot(1).due)] == every[2:]
    assert [each.slot for each in registry.slots(since=slot(1).due + MINUTE)] == every[4:]
    assert [each.slot for each in registry.slots("mali", limit=2)] == every[2::2]
    assert [each.slot for each in registry.slots("mali", slot(1).due, 1)] == every[4:5]
    assert registry.slots("chad") == ()


def test_the_last_slot_of_every_report(registry):
    """The one that was due last, whenever it was recorded."""
    become(registry, slot(1), SlotState.ISSUED)
    become(registry, slot(0), SlotState.SKIPPED)
    become(registry, slot(0, "niger"), SlotState.HELD, "Nobody approved it.")
    assert registry.last_slots() == {
        "mali": entry(slot(1), SlotState.ISSUED),
        "niger": entry(slot(0, "niger"), SlotState.HELD, because="Nobody approved it."),
    }


def test_slots_that_wait(registry):
    """Claimed, held, drafted and failed ones, oldest first."""
    for week, state in enumerate((*DONE, *sorted(OPEN, reverse=True))):
        become(registry, slot(week), state)
    assert registry.claim(slot(-1), FIRST, NOW, HOUR)
    assert [each.state for each in registry.waiting_slots()] == [SlotState.CLAIMED, *sorted(OPEN, reverse=True)]


def test_processes_at_once_claim_each_slot_once(url):
    """Eight of them, fifty slots: none is claimed twice, and none is left."""
    open_registry(url, create=True).close()

    def work(registry, name, say):
        for week in range(50):
            if registry.claim(slot(week), name, NOW, HOUR):
                say(f"{week}")

    said = at_once(url, 8, work)
    assert sorted(int(week) for lines in said for week in lines) == list(range(50))
    with open_registry(url, create=False) as registry:
        had = {(each.run, each.slot) for each in registry.slots()}
    assert had == {(f"run {run}", slot(int(week))) for run, lines in enumerate(said) for week in lines}


def test_processes_at_once_take_over_each_slot_once(url):
    """What a killed run left behind, as well."""
    with open_registry(url, create=True) as registry:
        for week in range(20):
            assert registry.claim(slot(week), FIRST, NOW, HOUR)

    def work(registry, name, say):
        for week in range(20):
            if registry.claim(slot(week), name, NOW + 2 * HOUR, HOUR):
                say(f"{week}")

    said = at_once(url, 8, work)
    assert sorted(int(week) for lines in said for week in lines) == list(range(20))


def test_no_look_for_slots_reads_all_of_them(tmp_path):
    """Each goes by an index, so that years of slots cost a tick nothing."""
    with open_registry(f"sqlite:///{tmp_path / 'registry.db'}", create=True) as registry:
        found = [
            *plans(registry, registry.waiting_slots),
            *plans(registry, lambda: registry.slots("mali")),
            *plans(registry, lambda: registry.slots(since=NOW)),
            *plans(registry, lambda: registry.slots(limit=5)),
            *plans(registry, lambda: registry.claim(slot(), FIRST, NOW, HOUR)),
            *plans(registry, lambda: registry.claim(slot(), FIRST, NOW, HOUR)),
            *plans(registry, lambda: registry.settle(entry(slot(), SlotState.HELD), FIRST)),
            *plans(registry, lambda: registry.miss([slot()], FIRST, NOW)),
        ]
        assert len(found) >= 8
        assert [line for line in found if "slots" in line and "INDEX" not in line] == []
        # The newest of each report is read from the index alone.
        assert any("COVERING INDEX" in line for line in plans(registry, registry.last_slots))
