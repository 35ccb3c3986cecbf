"""Scores of resolved judgements, against numbers worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.assess.calibration import GROUPINGS, brier, calibrate, calibrate_by, weights, wilson
from briefgen.model.calibration import WITHIN_CHANCE, band_range, band_term, scale_name
from briefgen.model.record import Outcome, Verdict
from briefgen.model.register import Forecast, RegisteredJudgement
from briefgen.model.scales import ICD203, PHIA, SCALES

START = date(2025, 1, 1)
HORIZON = date(2025, 1, 31)


def forecast(key: str, since: date = START, scale: str = "icd203") -> Forecast:
    """A forecast at a band."""
    band = SCALES[scale].band(key)
    assert band is not None
    return Forecast(f"X-{since}", since, key, scale, band.low, band.high, "moderate")


def judgement(
    *forecasts: Forecast, verdict: str | None = None, on: date = HORIZON, horizon: date = HORIZON, **fields
) -> RegisteredJudgement:
    """A judgement, resolved on that day where a verdict is given."""
    outcome = None
    if verdict:
        at = datetime.combine(on, time(12), UTC)
        outcome = Outcome("mali", "x", horizon, Verdict(verdict), "It was seen.", "A. Diallo", at)
    known = {"analysts": ("A. Diallo",), "countries": ("ML",), "topics": ("ports",)} | fields
    return RegisteredJudgement("mali", "x", "It will.", horizon, last_number="X-1", forecasts=forecasts, outcome=outcome, **known)  # fmt: skip


def many(key: str, came_true: int, count: int, scale: str = "icd203") -> list[RegisteredJudgement]:
    """Judgements at one band, so many of which came true."""
    return [
        judgement(forecast(key, scale=scale), verdict="yes" if number < came_true else "no") for number in range(count)
    ]


@pytest.mark.parametrize(
    ("key", "verdict", "score"),
    [
        ("likely", "yes", 0.105625),  # (0.675 - 1)²
        ("likely", "no", 0.455625),  # 0.675²
        ("roughly-even", "yes", 0.25),
        ("almost-certain", "yes", 0.0009),  # (0.97 - 1)²
        ("almost-certain", "no", 0.9409),
    ],
)
def test_one_forecast_scores_the_square_of_its_distance(key, verdict, score):
    """The middle of the band against 1 or 0, squared."""
    assert brier(judgement(forecast(key), verdict=verdict)) == pytest.approx(score)


def test_a_changed_forecast_is_weighed_by_its_days():
    """Ten days at 0.675 and twenty at 0.875, resolved yes: (10 × 0.105625 + 20 × 0.015625) / 30."""
    entry = judgement(forecast("likely"), forecast("very-likely", date(2025, 1, 11)), verdict="yes")
    assert [days for _, days in weights(entry)] == [10, 20]
    assert brier(entry) == pytest.approx((10 * 0.105625 + 20 * 0.015625) / 30)


def test_a_question_ends_on_the_day_it_is_resolved():
    """Resolved five days into the second forecast, that one stood for five days and not for twenty."""
    changed = (forecast("likely"), forecast("very-likely", date(2025, 1, 11)))
    entry = judgement(*changed, verdict="yes", on=date(2025, 1, 16))
    assert [days for _, days in weights(entry)] == [10, 5]


def test_a_late_answer_does_not_lengthen_the_question():
    """Resolved months after the horizon, the last forecast still stood only until then."""
    entry = judgement(forecast("likely"), verdict="no", on=date(2025, 6, 1))
    assert [days for _, days in weights(entry)] == [30]


def test_a_forecast_resolved_on_its_own_day_counts_once():
    """It has no whole day, and still a weight."""
    entry = judgement(forecast("likely"), verdict="yes", on=START)
    assert [days for _, days in weights(entry)] == [1]
    assert brier(entry) == pytest.approx(0.105625)


def test_what_was_replaced_on_the_same_day_has_no_weight():
    """Two issues of one day: the later one stands."""
    entry = judgement(forecast("unlikely"), forecast("likely"), verdict="yes")
    assert [(each.likelihood, days) for each, days in weights(entry)] == [("likely", 30)]


def test_hindsight_is_not_scored():
    """A forecast first made after the answer is counted apart; one that followed a real one is passed over."""
    late = forecast("almost-certain", date(2025, 1, 20))
    only = judgement(late, verdict="yes", on=date(2025, 1, 10))
    after = judgement(forecast("likely"), late, verdict="yes", on=date(2025, 1, 10))
    assert brier(only) is None
    assert brier(after) == pytest.approx(0.105625)
    scored = calibrate([only, after])
    assert (scored.hindsight, scored.scored) == (1, 1)
    assert [band.likelihood for band in scored.bands] == ["likely"]


def test_forecasts_are_taken_by_day_not_by_number():
    """An issue that speaks from an earlier day than the one before does not outlive it."""
    entry = judgement(forecast("very-likely", date(2025, 1, 11)), forecast("likely"), verdict="yes")
    assert [(each.likelihood, days) for each, days in weights(entry)] == [("likely", 10), ("very-likely", 20)]


def test_open_and_unclear_are_counted_and_not_scored():
    """Neither has a score; both are told."""
    entries = [judgement(forecast("likely")), judgement(forecast("likely"), verdict="unclear")]
    assert [brier(entry) for entry in entries] == [None, None]
    assert weights(entries[0]) == ()
    scored = calibrate([*entries, *many("likely", 1, 1)])
    assert (scored.issued, scored.unresolved, scored.unclear, scored.scored) == (3, 1, 1, 1)


def test_nothing_scored_has_no_score():
    """An empty group has no mean, no base rate and no bands."""
    empty = calibrate([])
    assert (empty.brier, empty.base_rate, empty.base_rate_brier, empty.bands) == (None, None, None, ())


def test_the_mean_and_the_base_rate():
    """Three of four at 0.675 came true: mean (3 × 0.105625 + 0.455625) / 4; the base rate 0.75 would score 0.1875."""
    scored = calibrate(many("likely", 3, 4))
    assert scored.brier == pytest.approx((3 * 0.105625 + 0.455625) / 4)
    assert scored.base_rate == 0.75
    assert scored.base_rate_brier == pytest.approx(0.1875)


def test_a_judgement_is_in_the_band_of_its_last_forecast():
    """And in that one only."""
    scored = calibrate([judgement(forecast("likely"), forecast("very-likely", date(2025, 1, 11)), verdict="yes")])
    assert [(band.likelihood, band.count, band.came_true) for band in scored.bands] == [("very-likely", 1, 1)]


def test_bands_of_two_scales_are_kept_apart():
    """`likely` is 55–80 % on one and 55–75 % on the other; the least likely comes first on each."""
    entries = [*many("very-likely", 1, 1), *many("likely", 1, 2), *many("likely", 0, 3, "phia")]
    bands = calibrate(entries).bands
    assert [(band.scale, band.likelihood, band.count) for band in bands] == [
        ("icd203", "likely", 2),
        ("icd203", "very-likely", 1),
        ("phia", "likely", 3),
    ]


@pytest.mark.parametrize(
    ("came_true", "count", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),  # R. G. Newcombe, Statistics in Medicine 17, 1998, table I, method 3
        (15, 148, 0.0624, 0.1605),  # likewise
        (0, 20, 0.0000, 0.1611),  # likewise
        (1, 29, 0.0061, 0.1718),  # likewise
        (8, 10, 0.4902, 0.9433),
        (10, 10, 0.7225, 1.0),
    ],
)
def test_wilson_agrees_with_published_intervals(came_true, count, low, high):
    """To four decimals."""
    assert wilson(came_true, count) == pytest.approx((low, high), abs=0.00006)


def test_bounds_of_a_band_are_inside_it():
    """11 of 20 is 55 %, the lower bound of `likely`, which floating point could miss."""
    (band,) = calibrate(many("likely", 11, 20)).bands
    assert band.inside
    assert band.finding == "inside"


@pytest.mark.parametrize(
    ("key", "came_true", "count", "finding"),
    [
        ("likely", 14, 20, "inside"),
        ("almost-certain", 20, 20, WITHIN_CHANCE),
        ("almost-certain", 10, 20, "less than said"),
        ("unlikely", 18, 20, "more than said"),
    ],
)
def test_a_share_outside_its_band_is_no_fault_while_chance_explains_it(key, came_true, count, finding):
    """All of 20 lie above 95–99 %, which is no reproach; half of 20 is."""
    (band,) = calibrate(many(key, came_true, count)).bands
    assert band.finding == finding


@pytest.mark.parametrize(("count", "few"), [(9, True), (10, False)])
def test_small_bands_are_said_to_be_small(count, few):
    """Under ten judgements a band tells nothing."""
    (band,) = calibrate(many("likely", 5, count)).bands
    assert band.too_few is few


@pytest.mark.parametrize(("count", "few"), [(0, True), (29, True), (30, False)])
def test_small_scores_are_said_to_be_small(count, few):
    """Under thirty judgements the score says little."""
    assert calibrate(many("likely", count // 2, count)).too_few is few


def test_groups_are_by_name_and_the_unnamed_last():
    """A judgement of two analysts counts under each, named twice it counts once; one of nobody's under ""."""
    entries = [
        judgement(forecast("likely"), verdict="yes", analysts=("B", "A", "B")),
        judgement(forecast("likely"), verdict="no", analysts=("A",)),
        judgement(forecast("likely"), analysts=()),
    ]
    groups = calibrate_by("analyst", entries)
    assert [(each.group, each.issued, each.scored) for each in groups] == [("A", 2, 2), ("B", 1, 1), ("", 1, 0)]
    assert [each.group for each in calibrate_by("country", entries)] == ["ML"]
    assert [each.group for each in calibrate_by("topic", entries)] == ["ports"]
    assert calibrate_by("desk", entries) == (calibrate(entries),)


@pytest.mark.parametrize("grouping", GROUPINGS)
def test_no_judgement_is_lost_in_a_grouping(grouping):
    """Where each names one analyst, country and topic, the groups add up to the whole."""
    entries = [*many("likely", 2, 5), judgement(forecast("unlikely"), verdict="unclear", analysts=("B",))]
    assert sum(each.issued for each in calibrate_by(grouping, entries)) == 6


def test_bands_are_printed_in_their_standards_words():
    """The scale's own term and range; bounds or scales that are gone are printed as they were recorded."""
    assert (band_term("phia", "realistic-possibility"), band_range("phia", "realistic-possibility", 40, 50)) == (
        "realistic possibility",
        "40–<50 %",
    )
    assert band_range("icd203", "likely", 55, 75) == "55–75 %"
    assert (band_term("old", "perhaps"), band_range("old", "perhaps", 30, 70), scale_name("old")) == (
        "perhaps",
        "30–70 %",
        "old",
    )


BANDS = st.sampled_from([(scale.key, band.key) for scale in (ICD203, PHIA) for band in scale.bands])
DAYS = st.integers(-400, 400).map(lambda days: START + timedelta(days=days))


@st.composite
def judgements(draw) -> RegisteredJudgement:
    """Any register entry: forecasts in any order, before and after a horizon, resolved or not."""
    said = draw(st.lists(st.tuples(BANDS, DAYS), min_size=1, max_size=5))
    forecasts = [forecast(key, since, scale) for (scale, key), since in said]
    verdict = draw(st.sampled_from([None, "yes", "no", "unclear"]))
    return judgement(*forecasts, verdict=verdict, on=draw(DAYS), horizon=draw(DAYS))


@given(judgements())
def test_scores_and_weights_keep_their_bounds(entry):
    """A score is 0–1; each weight is a day or more; together they are the question's days, and one where it had none."""
    weighed = weights(entry)
    score = brier(entry)
    assert score is None or 0 <= score <= 1
    assert all(days >= 1 for _, days in weighed)
    if weighed and entry.outcome:
        end = min(entry.horizon, entry.outcome.at.date())
        first = min(each.since for each in entry.forecasts)
        last_day = any(each.since == end for each in entry.forecasts)
        assert sum(days for _, days in weighed) == (end - first).days + last_day


@given(st.lists(judgements(), max_size=20))
def test_every_judgement_is_counted_once(entries):
    """Scored, unclear, unresolved and hindsight add up; so do the bands; the mean is 0–1 and order does not matter."""
    scored = calibrate(entries)
    assert scored.scored == sum(band.count for band in scored.bands)
    assert scored.came_true == sum(band.came_true for band in scored.bands)
    assert (scored.brier is None) is (scored.scored == 0)
    assert scored.brier is None or 0 <= scored.brier <= 1
    backwards = calibrate(reversed(entries))
    assert replace(backwards, brier=None) == replace(scored, brier=None)
    assert backwards.brier == pytest.approx(scored.brier) if scored.brier is not None else backwards.brier is None


@given(st.integers(1, 5000).flatmap(lambda count: st.tuples(st.integers(0, count), st.just(count))))
def test_the_interval_holds_the_share(counted):
    """And it lies in 0–1."""
    came_true, count = counted
    low, high = wilson(came_true, count)
    assert 0 <= low <= came_true / count <= high <= 1
    assert low < high
