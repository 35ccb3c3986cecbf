"""Runs and what they told the desk, on SQLite and on a real PostgreSQL server alike."""

from dataclasses import replace

import pytest
from weekly_samples import FIRST, HOUR, NOW, SECOND, plans

from briefgen.archive.registry import open_registry
from briefgen.model.faults import MachineError
from briefgen.model.run import Run
from briefgen.model.schedule import Slot, SlotEntry, SlotState

REPORT = '{"desk": "Analyse & Situation – “Sahel”"}'


def test_a_run_begins_ends_and_is_told(registry):
    """Each is on record from the moment it was so."""
    run = Run(FIRST, NOW)
    registry.begin_run(run)
    assert registry.runs() == (run,)
    assert (registry.run_report(FIRST), registry.untold_runs()) == (None, ())
    registry.end_run(FIRST, NOW + HOUR, REPORT)
    ended = replace(run, ended=NOW + HOUR)
    assert registry.runs() == (ended,)
    assert registry.run_report(FIRST) == REPORT
    assert registry.untold_runs() == ((ended, REPORT),)
    registry.run_told(FIRST, NOW + 2 * HOUR)
    assert registry.runs() == (replace(ended, told=NOW + 2 * HOUR),)
    assert registry.untold_runs() == ()
    assert registry.run_report(FIRST) == REPORT


def test_runs_are_listed_newest_first_and_told_oldest_first(registry):
    """A run that was killed never ended, and there is nothing to tell of it."""
    names = [f"{count:012x}" for count in range(4)]
    for count, name in enumerate(names):
        registry.begin_run(Run(name, NOW + count * HOUR))
    for name in (names[2], names[0]):
        registry.end_run(name, NOW + 9 * HOUR, name)
    assert [each.id for each in registry.runs()] == names[::-1]
    assert [each.id for each in registry.runs(2)] == names[:1:-1]
    assert [(each.id, told) for each, told in registry.untold_runs()] == [(names[0], names[0]), (names[2], names[2])]


def test_a_run_that_nobody_knows(registry):
    """Has told nothing."""
    assert registry.run_report(SECOND) is None


def test_a_run_begins_once(registry):
    """Two of one id would write into each other's records."""
    registry.begin_run(Run(FIRST, NOW))
    with pytest.raises(MachineError):
        registry.begin_run(Run(FIRST, NOW + HOUR))
    assert registry.runs() == (Run(FIRST, NOW),)


def test_no_look_for_runs_reads_all_of_them(tmp_path):
    """Each goes by an index: a tick every quarter of an hour makes 35,000 a year."""
    with open_registry(f"sqlite:///{tmp_path / 'registry.db'}", create=True) as registry:
        looks = (lambda: registry.runs(5), registry.untold_runs, registry.unended_runs)
        found = [line for look in looks for line in plans(registry, look)]
        assert [line for line in found if "runs" in line and "INDEX" not in line] == []
        assert len(found) >= 3


def test_a_run_that_died_is_over_when_another_has_told_of_it(registry):
    """One that is over tells of itself; and one that was only slow does so too, when it ends after all."""
    for each in (FIRST, SECOND):
        registry.begin_run(Run(each, NOW))
    assert registry.unended_runs() == (Run(FIRST, NOW), Run(SECOND, NOW))
    registry.end_run(SECOND, NOW + HOUR, REPORT, (FIRST,))
    assert registry.unended_runs() == ()
    assert [each.id for each, _ in registry.untold_runs()] == [SECOND]
    registry.end_run(FIRST, NOW + 2 * HOUR, REPORT)
    assert {each.id for each, _ in registry.untold_runs()} == {FIRST, SECOND}


def test_slots_that_a_run_settled(registry):
    """Those that it still has, and those that a later one settled anew, are not among them."""
    slots = [Slot(name, NOW) for name in ("a", "b", "c")]
    for slot in slots:
        assert registry.claim(slot, FIRST, NOW, HOUR)
    for slot in slots[:2]:
        assert registry.settle(SlotEntry(slot, SlotState.HELD, FIRST, NOW), FIRST)
    assert registry.claim(slots[1], SECOND, NOW, HOUR)
    assert [each.slot for each in registry.slots_settled_by(FIRST)] == slots[:1]
