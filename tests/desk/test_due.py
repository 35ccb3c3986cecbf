"""What is due: slots through changes of the clock, what is caught up, and that each slot ends once, whatever happens."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.desk.due import LOOKED_BACK, closes_at, mark_of, next_slot, plan, schedules, slots_between
from briefgen.load.settings import ScheduleSettings
from briefgen.model.faults import UsageError
from briefgen.model.report import Report
from briefgen.model.schedule import OPEN, Schedule, Slot, SlotEntry, SlotState

YEAR = (datetime(2025, 12, 31, 23, 59, tzinfo=UTC), datetime(2026, 12, 31, 23, 59, tzinfo=UTC))
MONDAYS = Schedule(cron="0 6 * * MON")
ZONES = ("Europe/Paris", "America/New_York", "Africa/Casablanca", "Asia/Kolkata", "Australia/Lord_Howe", "UTC")
DONE = (SlotState.ISSUED, SlotState.SKIPPED)


def moment(text: str) -> datetime:
    """In UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def local(cron: str, zone: str, after: datetime, until: datetime) -> list[str]:
    """Slots as a clock on the wall shows them, with what it is ahead of UTC."""
    schedule, place = Schedule(cron=cron, timezone=zone), ZoneInfo(zone)
    ends = [end.replace(tzinfo=place) for end in (after, until)]
    return [f"{slot.due.astimezone(place):%d %H:%M %z}" for slot in slots_between(schedule, "mali", *ends)]


@pytest.mark.parametrize(
    ("cron", "zone", "day", "slots"),
    [
        # The clock leaves out 02:00 to 03:00, or comes to it twice.
        ("30 2 * * *", "Europe/Paris", "2026-03-29", ["29 03:00 +0200"]),
        ("30 2 * * *", "Europe/Paris", "2026-10-25", ["25 02:30 +0200"]),
        ("30 2 * * *", "America/New_York", "2026-03-08", ["08 03:00 -0400"]),
        ("30 2 * * *", "America/New_York", "2026-11-01", ["01 02:30 -0500"]),
        ("30 1 * * *", "America/New_York", "2026-11-01", ["01 01:30 -0400"]),
        # Several times that are left out are one slot; so is one with the time at which the clock goes on.
        ("*/20 2 * * *", "Europe/Paris", "2026-03-29", ["29 03:00 +0200"]),
        ("0 2,3 * * *", "Europe/Paris", "2026-03-29", ["29 03:00 +0200"]),
        ("*/30 2 * * *", "Europe/Paris", "2026-10-25", ["25 02:00 +0200", "25 02:30 +0200"]),
        (
            "0 1-4 * * *",
            "Europe/Paris",
            "2026-10-25",
            ["25 01:00 +0200", "25 02:00 +0200", "25 03:00 +0100", "25 04:00 +0100"],
        ),
        # Half an hour, at 02:00.
        ("15 2 * * *", "Australia/Lord_Howe", "2026-10-04", ["04 02:30 +1100"]),
        ("45 1 * * *", "Australia/Lord_Howe", "2026-04-05", ["05 01:45 +1100"]),
        # At midnight.
        ("0 0 * * *", "Africa/Cairo", "2026-04-24", ["24 01:00 +0300"]),
        # Summer time is left for the month of Ramadan.
        ("30 2 * * *", "Africa/Casablanca", "2026-02-15", ["15 02:30 +0100"]),
        ("30 2 * * *", "Africa/Casablanca", "2026-03-22", ["22 03:00 +0100"]),
    ],
)
def test_a_day_on_which_the_clock_changes(cron, zone, day, slots):
    """Neither skips a slot nor doubles it."""
    before = datetime.fromisoformat(day) - timedelta(seconds=1)
    assert local(cron, zone, before, before + timedelta(days=1)) == slots


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(("time", "hour"), [("30 2", 2), ("0 6", 6), ("0 3", 3), ("0 0", 0)])
def test_a_year_has_all_its_slots(zone, time, hour):
    """One a day and one a week, at its hour but for the day on which that does not come."""
    start, end = (datetime(year, 1, 1, tzinfo=ZoneInfo(zone)) - timedelta(minutes=1) for year in (2026, 2027))
    daily = list(slots_between(Schedule(cron=f"{time} * * *", timezone=zone), "mali", start, end))
    weekly = list(slots_between(Schedule(cron=f"{time} * * MON", timezone=zone), "mali", start, end))
    assert len(daily) == 365
    assert len({slot.due.astimezone(ZoneInfo(zone)).date() for slot in daily}) == 365
    assert len(weekly) == 52
    assert set(weekly) <= set(daily)
    elsewhere = [slot for slot in daily if slot.due.astimezone(ZoneInfo(zone)).hour != hour]
    assert len(elsewhere) <= 1


@pytest.mark.parametrize("zone", ["Europe/Paris", "Africa/Casablanca", "Australia/Lord_Howe", "Asia/Kolkata"])
def test_every_quarter_of_an_hour(zone):
    """Each local time of the year that comes at all, once: nothing an hour early, nothing a second time."""
    slots = [slot.due for slot in slots_between(Schedule(cron="*/15 * * * *", timezone=zone), "mali", *YEAR)]
    times = [due.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for due in slots]
    assert times == sorted(set(times))
    minute = timedelta(minutes=15)
    shifts = [(late - early) for early, late in pairwise(slots) if late - early != minute]
    assert all(shift > minute for shift in shifts)
    assert len(shifts) == (zone != "Asia/Kolkata")


@given(
    st.sampled_from(["30 2 * * *", "*/15 * * * *", "0 6 * * MON", "15,45 1-3 * * *", "0 0 L * *", "7 */5 * * *"]),
    st.sampled_from(ZONES),
    st.sampled_from(["2026-02-14", "2026-03-07", "2026-03-28", "2026-04-04", "2026-10-03", "2026-10-24", "2026-10-31"]),
    st.lists(st.integers(0, 72 * 60 * 60), min_size=1, max_size=8),
)
def test_it_does_not_matter_where_one_begins(cron, zone, day, seconds):
    """Slots of a span are those of its parts: none is lost at a cut, in an hour that comes twice least of all."""
    schedule, start = Schedule(cron=cron, timezone=zone), moment(day)
    points = [start, *(start + timedelta(seconds=each) for each in sorted(seconds)), start + timedelta(days=9)]
    parts = [slot for ends in pairwise(points) for slot in slots_between(schedule, "a", *ends)]
    assert parts == list(slots_between(schedule, "a", points[0], points[-1]))
    assert len(set(parts)) == len(parts)


@pytest.mark.parametrize("seconds", [0, 1, 1799, 1800, 3599, 3600, 5400, 7199])
def test_begun_in_the_hour_that_comes_twice(seconds):
    """No slot of its first time comes again in its second."""
    twice = moment("2026-10-25T00:00:00")  # 02:00 in Paris, for the first time
    after = twice + timedelta(seconds=seconds)
    slots = list(
        slots_between(Schedule(cron="*/30 * * * *", timezone="Europe/Paris"), "a", after, twice + timedelta(hours=2))
    )
    assert [slot.due for slot in slots] == [
        due for due in (twice, twice + timedelta(minutes=30), twice + timedelta(hours=2)) if due > after
    ]


def test_both_ends():
    """A slot at the first moment is left out, one at the last is in; fractions of a second count."""
    monday = moment("2026-11-23T06:00:00")
    week, instant = timedelta(days=7), timedelta(microseconds=1)
    assert [slot.due for slot in slots_between(MONDAYS, "a", monday, monday + week)] == [monday + week]
    assert [slot.due for slot in slots_between(MONDAYS, "a", monday - instant, monday + week - instant)] == [monday]
    assert list(slots_between(MONDAYS, "a", monday, monday)) == []
    assert next_slot(MONDAYS, "a", monday + instant) == Slot("a", monday + week)


@pytest.mark.parametrize(
    ("schedule", "said"),
    [
        (Schedule(cron="0 6"), "no cron expression"),
        (Schedule(cron="0 6 * * *", timezone="Africa/Bamaco"), "no time zone"),
        (Schedule(cron="0 6 */15 * MON#2"), "no day"),
    ],
)
def test_a_schedule_that_is_none(schedule, said):
    """Loading tells these; where one comes through all the same, it is no traceback."""
    with pytest.raises(UsageError, match=said):
        next_slot(schedule, "a", moment("2026-01-01"))


def test_what_marks_a_schedule():
    """When it comes, and nothing else."""
    mark = mark_of(MONDAYS)
    assert mark == mark_of(Schedule(cron=" 0  6 * * mon", catch_up="all", window_hours=5))
    assert mark != mark_of(Schedule(cron="0 6 * * MON", timezone="Europe/Paris"))
    assert mark != mark_of(Schedule(cron="0 7 * * MON"))


def test_whose_schedule_it_is():
    """Its own, else the settings' where they list it; what cannot be read has none."""
    shared = ScheduleSettings(cron="0 7 * * TUE", reports=("own", "listed", "faulty"))
    reports = {
        "own": Report(id="own", title="Own", covers=("mali",), schedule=MONDAYS),
        "listed": Report(id="listed", title="Listed", covers=("mali",)),
        "alone": Report(id="alone", title="Alone", covers=("mali",)),
    }
    desk = SimpleNamespace(workspace=SimpleNamespace(schedule=shared), library=SimpleNamespace(reports=reports))
    assert schedules(desk) == {"own": MONDAYS, "listed": shared}
    desk.workspace.schedule = None
    assert schedules(desk) == {"own": MONDAYS}


# --- What is to do ----------------------------------------------------------------------------------------------------

SINCE = moment("2026-01-01T00:00:00")
WEEK = timedelta(days=7)
FIRST = moment("2026-01-05T06:00:00")


def monday(number: int) -> datetime:
    """The moment of the slot of that number, from 0."""
    return FIRST + number * WEEK


def on_record(**states: str) -> dict[datetime, SlotEntry]:
    """Entries by moment: `s0="issued"` is that of the first slot."""
    moments = {monday(int(name[1:])): SlotState(state) for name, state in states.items()}
    return {due: SlotEntry(Slot("mali", due), state, "run-1", due) for due, state in moments.items()}


def numbers(slots: tuple[Slot, ...]) -> list[int]:
    """Of the slots, as in their moments."""
    return [(slot.due - FIRST) // WEEK for slot in slots]


@pytest.mark.parametrize(
    ("catch_up", "window", "states", "hours_after_slot_3", "to_do", "missed"),
    [
        # Nothing on record: the open one is to do, whatever the schedule says of those that closed.
        ("latest", None, {}, 1, [3], [0, 1, 2]),
        ("none", None, {}, 1, [3], [0, 1, 2]),
        ("all", None, {}, 1, [0, 1, 2, 3], []),
        ("latest", None, {}, 167, [3], [0, 1, 2]),
        # With a window the newest may have closed too.
        ("latest", 5, {}, 4.99, [3], [0, 1, 2]),
        ("latest", 5, {}, 5, [3], [0, 1, 2]),
        ("none", 5, {}, 4.99, [3], [0, 1, 2]),
        ("none", 5, {}, 5, [], [0, 1, 2, 3]),
        ("all", 5, {}, 5, [0, 1, 2, 3], []),
        # A window that is longer than the time between two slots.
        ("none", 400, {}, 1, [1, 2, 3], [0]),
        ("latest", 400, {}, 1, [1, 2, 3], [0]),
        # What is done with is so for ever.
        ("all", None, {"s0": "issued", "s1": "skipped", "s2": "skipped", "s3": "missed"}, 1, [], []),
        ("latest", None, {"s3": "skipped"}, 1, [], [0, 1, 2]),
        ("latest", 5, {"s3": "issued"}, 50, [], [0, 1, 2]),
        ("latest", 5, {"s3": "missed", "s2": "held"}, 50, [], [0, 1, 2]),
        ("all", 5, {"s3": "issued", "s1": "issued"}, 50, [0, 2], []),
        # Held, drafted and failed are as if they were not on record.
        ("latest", None, {"s2": "held", "s3": "failed"}, 1, [3], [0, 1, 2]),
        ("latest", None, {"s2": "drafted", "s3": "drafted"}, 1, [3], [0, 1, 2]),
        ("none", 5, {"s3": "drafted"}, 50, [], [0, 1, 2, 3]),
        ("latest", 5, {"s3": "held"}, 50, [3], [0, 1, 2]),
        ("none", 5, {"s3": "held"}, 50, [], [0, 1, 2, 3]),
        ("all", None, {"s0": "held", "s1": "issued", "s2": "failed"}, 1, [0, 2, 3], []),
        # A claimed one is offered while it is open or caught up.
        ("none", None, {"s0": "issued", "s1": "issued", "s2": "issued", "s3": "claimed"}, 1, [3], []),
        ("all", None, {"s0": "claimed", "s1": "issued", "s2": "issued", "s3": "issued"}, 1, [0], []),
        ("latest", 5, {"s0": "issued", "s1": "issued", "s2": "issued", "s3": "claimed"}, 50, [3], []),
    ],
)
def test_which_slots_are_to_do(  # noqa: PLR0913, PLR0917 - a table
    catch_up, window, states, hours_after_slot_3, to_do, missed
):
    """Four Mondays, looked at so many hours after the last."""
    schedule = Schedule(cron="0 6 * * MON", window_hours=window, catch_up=catch_up)
    now = monday(3) + timedelta(hours=hours_after_slot_3)
    found = plan(schedule, "mali", SINCE, on_record(**states), now)
    assert (numbers(found.to_do), numbers(found.missed), found.left) == (to_do, missed, ())
    assert found.next == monday(4)


def test_a_claimed_slot_that_closed_is_left_to_its_run():
    """It is neither offered nor called missed: only the registry knows whether the run lives."""
    found = plan(MONDAYS, "mali", SINCE, on_record(s0="issued", s1="claimed", s2="issued"), monday(3))
    assert (numbers(found.to_do), numbers(found.missed), numbers(found.left)) == ([3], [], [1])


def test_when_the_open_slot_closes():
    """By its window, or with the next one; where none is open, never."""
    windowed = Schedule(cron="0 6 * * MON", window_hours=5)
    now = monday(0) + timedelta(hours=1)
    assert plan(MONDAYS, "mali", SINCE, {}, now).closes == monday(1) == closes_at(MONDAYS, monday(0), SINCE)
    assert plan(windowed, "mali", SINCE, {}, now).closes == monday(0) + timedelta(hours=5)
    assert plan(windowed, "mali", SINCE, {}, now + timedelta(hours=5)).closes is None
    assert plan(MONDAYS, "mali", SINCE, on_record(s0="issued"), now).closes is None


def test_nothing_is_due_before_it_is_watched():
    """A desk that turns its schedule on is not sent last year's reports."""
    found = plan(Schedule(cron="0 6 * * MON", catch_up="all"), "mali", monday(2), {}, monday(2) + timedelta(days=3))
    assert (found.to_do, found.missed, found.next) == ((), (), monday(3))


def test_a_clock_that_was_set_back():
    """What lies ahead is not due, what was done there stays done, and nothing is done twice when the time comes."""
    records = on_record(s0="issued", s1="issued", s2="held", s3="issued")
    back = plan(MONDAYS, "mali", SINCE, records, monday(1) + timedelta(days=1))
    assert (back.to_do, back.missed, back.next) == ((), (), monday(2))
    assert numbers(plan(MONDAYS, "mali", SINCE, records, monday(2)).to_do) == [2]
    assert plan(MONDAYS, "mali", SINCE, records, monday(3)).to_do == ()
    windowed = Schedule(cron="0 6 * * MON", window_hours=5)
    assert numbers(plan(windowed, "mali", SINCE, on_record(s3="issued"), monday(1) + timedelta(days=1)).missed) == [
        0,
        1,
    ]
    # Nothing was sent of what was only missed there: as if it were not on record.
    missed = on_record(s2="missed", s3="missed")
    ahead = on_record(s0="issued", s1="issued") | {due: replace(each, at=monday(9)) for due, each in missed.items()}
    assert numbers(plan(MONDAYS, "mali", SINCE, ahead, monday(2)).to_do) == [2]
    assert plan(MONDAYS, "mali", SINCE, ahead, monday(9)).to_do == (Slot("mali", monday(9)),)
    before = plan(MONDAYS, "mali", monday(3), {}, monday(1))
    assert (before.to_do, before.missed, before.next) == ((), (), monday(2))


def test_what_was_held_when_the_schedule_was_changed():
    """Is to do until the first slot of the new one."""
    later = Schedule(cron="0 7 * * MON")
    changed, records = monday(1) + timedelta(hours=5), on_record(s0="issued", s1="held")
    held = plan(later, "mali", changed, records, changed + timedelta(hours=1))
    first = monday(2) + timedelta(hours=1)
    assert (numbers(held.to_do), held.next, held.closes) == ([1], first, first)
    after = plan(later, "mali", changed, records, first)
    assert [slot.due for slot in after.to_do] == [first]
    assert numbers(after.missed) == [1]


def test_a_slot_that_nobody_recorded_is_found_among_the_newest():
    """Further back all is taken for recorded; what is held there is known from its record."""
    count = 3 * LOOKED_BACK
    everything = Schedule(cron="0 6 * * MON", catch_up="all")
    records = on_record(**{f"s{number}": "issued" for number in range(count)})
    del records[monday(count - 10)], records[monday(5)]
    records |= on_record(s3="held")
    found = plan(everything, "mali", SINCE, records, monday(count) - timedelta(hours=1))
    assert numbers(found.to_do) == [3, count - 10]


def test_ten_thousand_slots_on_record(monkeypatch):
    """Are not reckoned again: of the calendar as many days are asked for as are looked back at."""
    records = on_record(**{f"s{number}": "issued" for number in range(10_000)})
    asked = count_moments(monkeypatch)
    found = plan(MONDAYS, "mali", SINCE, records, monday(10_000))
    assert numbers(found.to_do) == [10_000]
    assert len(asked) < LOOKED_BACK + 10


def test_years_of_missed_weeks(monkeypatch):
    """Each is reckoned once, however many there are."""
    asked = count_moments(monkeypatch)
    found = plan(Schedule(cron="0 6 * * MON", catch_up="all"), "mali", SINCE, {}, monday(520))
    assert numbers(found.to_do) == list(range(521))
    assert len(asked) < 530


def count_moments(monkeypatch) -> list[datetime]:
    """Every local time that is reckoned from now on."""
    from briefgen.desk import due  # noqa: PLC0415 - only to listen in

    asked: list[datetime] = []
    reckon = due._moment
    monkeypatch.setattr(due, "_moment", lambda time, zone: asked.append(time) or reckon(time, zone))
    return asked


# --- Whatever happens -------------------------------------------------------------------------------------------------

CRONS = ("0 6 * * MON", "30 2 * * *", "0 0 1 * *", "15 */7 * * *", "0 6,18 * * TUE-FRI")
OUTCOMES = ("issued", "issued", "issued", "skipped", "drafted", "held", "failed", "died", "registry")
TICKS = st.lists(
    st.tuples(
        st.sampled_from([10 * 60, 6 * 3600, 86_400, 9 * 86_400, 40 * 86_400]),  # seconds until the tick
        st.lists(st.sampled_from(OUTCOMES), max_size=12),  # what becomes of the slots that it takes, in turn
        st.integers(0, 40),  # after so many steps it is killed
    ),
    min_size=1,
    max_size=15,
)
SCHEDULES = st.builds(
    Schedule,
    cron=st.sampled_from(CRONS),
    timezone=st.sampled_from(ZONES),
    window_hours=st.sampled_from([None, None, 3, 30, 400]),
    catch_up=st.sampled_from(["all", "latest", "none"]),
)


class Registry:
    """What a registry does, in a dictionary: a claim whose run died can be taken over at the next tick."""

    def __init__(self) -> None:
        self.records: dict[datetime, SlotEntry] = {}
        self.done: Counter[datetime] = Counter()
        self.missed: Counter[datetime] = Counter()

    def settle(self, slot: Slot, state: SlotState, now: datetime) -> None:
        """Record what became of a slot; what is done with takes nothing more."""
        entry = self.records.get(slot.due)
        assert entry is None or entry.state in (SlotState.CLAIMED, *OPEN)
        self.records[slot.due] = SlotEntry(slot, state, "run", now)
        self.done[slot.due] += state in DONE
        self.missed[slot.due] += state is SlotState.MISSED


@settings(max_examples=60)
@given(SCHEDULES, TICKS)
def test_every_slot_ends_once(schedule, ticks):
    """Done or missed, and never both, whenever ticks come, fail, hold or are killed; then all is put right by one tick."""
    registry, now = Registry(), datetime(2026, 2, 20, 11, 7, 3, tzinfo=UTC)
    since = now
    for seconds, outcomes, steps in ticks:
        now += timedelta(seconds=seconds)
        _tick(registry, schedule, (since, now), [*outcomes, *["issued"] * 500], steps)
    _check(registry, schedule, since, now)
    _tick(registry, schedule, (since, now), ["issued"] * 5_000, 100_000)
    _check(registry, schedule, since, now)
    every = {slot.due for slot in slots_between(schedule, "mali", since, now)}
    assert every == set(registry.records)
    assert all(registry.done[due] + registry.missed[due] == 1 for due in every)
    if schedule.catch_up == "all":
        assert not +registry.missed
    assert plan(schedule, "mali", since, registry.records, now).to_do == ()


def _tick(
    registry: Registry, schedule: Schedule, span: tuple[datetime, datetime], outcomes: list[str], steps: int
) -> None:
    """One tick, killed after so many steps: what is missed in one of them, then each slot in two."""
    since, now = span
    found = plan(schedule, "mali", since, registry.records, now)
    assert not {*found.to_do} & {*found.missed}
    assert found.next > now
    if not steps:
        return
    for slot in (*found.missed, *found.left):
        registry.settle(slot, SlotState.MISSED, now)
    for slot, outcome in zip(found.to_do, outcomes, strict=False):
        if outcome == "registry":
            return
        if (steps := steps - 1) <= 0:
            return
        registry.settle(slot, SlotState.CLAIMED, now)
        if outcome == "died" or (steps := steps - 1) <= 0:
            return
        registry.settle(slot, SlotState(outcome), now)


def _check(registry: Registry, schedule: Schedule, since: datetime, now: datetime) -> None:
    """Nothing is lost so far: what is neither done nor missed is still to do, and only slots of the schedule are on record."""
    found = plan(schedule, "mali", since, registry.records, now)
    every = {slot.due for slot in slots_between(schedule, "mali", since, now)}
    ended = {due for due, entry in registry.records.items() if entry.state in (*DONE, SlotState.MISSED)}
    planned = [slot.due for slot in (*found.to_do, *found.missed, *found.left)]
    assert len(planned) == len(set(planned))
    assert set(planned) | ended == every
    assert not set(planned) & ended
    assert [slot.due for slot in found.to_do] == sorted(slot.due for slot in found.to_do)
    assert all(registry.done[due] + registry.missed[due] <= 1 for due in every)
