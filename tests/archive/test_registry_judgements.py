"""The judgement register, on SQLite and on a real PostgreSQL server alike."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from registry_samples import FIRST_MOMENT, record, sample
from sqlalchemy import text

from briefgen.model.faults import BlockedError
from briefgen.model.record import Outcome, Verdict

MALI = "mali"


def test_a_forecast_is_new_only_where_it_changed(registry):
    """The same band again is no news; another band, or another confidence, is. The statement is the last one."""
    (judgement, *_) = sample(1).judgements
    said = (
        judgement,
        replace(judgement, statement="In other words."),
        replace(judgement, likelihood="likely", low=55, high=80),
        replace(judgement, likelihood="likely", low=55, high=80, confidence="high", analysts=("C. Keïta",)),
        judgement,
    )
    for count, each in enumerate(said, 1):
        assert record(registry, replace(sample(count), judgements=(each,)))
    (found,) = registry.register()
    assert [(each.number[-1], each.likelihood, each.confidence) for each in found.forecasts] == [
        ("1", "unlikely", "moderate"),
        ("3", "likely", "moderate"),
        ("4", "likely", "high"),
        ("5", "unlikely", "moderate"),
    ]
    assert found.forecasts[1].since == sample(3).issue.as_of
    assert (found.statement, found.last_number) == (judgement.statement, "ASA-SR-2026-0005")
    assert (found.countries, found.topics) == (("ML", "NE"), ("regional-bodies",))
    assert found.outcome is None


def test_another_horizon_is_another_judgement(registry):
    """In the order of report, judgement and horizon, whatever the order of issues."""
    (judgement, *_) = sample(1).judgements
    later = replace(judgement, horizon=judgement.horizon + timedelta(days=90))
    for count, (report, each) in enumerate([("niger", judgement), (MALI, later), (MALI, judgement)], 1):
        assert record(registry, replace(sample(count, report=report), judgements=(each,)))
    order = [(each.report, each.horizon) for each in registry.register()]
    assert order == [(MALI, judgement.horizon), (MALI, later.horizon), ("niger", judgement.horizon)]
    assert [each.report for each in registry.register("niger")] == ["niger"]
    assert all(len(each.forecasts) == 1 for each in registry.register())


def test_an_outcome_is_told_of_what_was_issued(registry):
    """A later one takes the place of an earlier one, and both stay on record."""
    assert record(registry, sample(1))
    (judgement, *_) = sample(1).judgements
    first = Outcome(MALI, judgement.judgement, judgement.horizon, Verdict.YES, "[@f]", "A. Diallo", FIRST_MOMENT)
    registry.resolve(first)
    second = replace(first, verdict=Verdict.NO, because="It was denied.", at=FIRST_MOMENT + timedelta(days=1))
    registry.resolve(second)
    found = {each.judgement: each.outcome for each in registry.register(MALI)}
    assert found.pop(judgement.judgement) == second
    assert set(found.values()) == {None}
    assert registry.record(MALI, "").outcomes == {(judgement.judgement, judgement.horizon): second}
    assert registry.record("niger", "").outcomes == {}
    with registry._database.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM outcomes")) == 2


@pytest.mark.parametrize(
    "change",
    [{"judgement": "unknown"}, {"report": "niger"}, {"horizon": date(2030, 1, 1)}],
    ids=lambda each: next(iter(each)),
)
def test_what_was_never_issued_has_no_outcome(registry, change):
    """Not under this id, this report, this horizon."""
    assert record(registry, sample(1))
    (judgement, *_) = sample(1).judgements
    outcome = Outcome(MALI, judgement.judgement, judgement.horizon, Verdict.YES, "x", "A. Diallo", FIRST_MOMENT)
    with pytest.raises(BlockedError, match="no issue of"):
        registry.resolve(replace(outcome, **change))
