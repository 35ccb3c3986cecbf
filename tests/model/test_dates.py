"""Partial dates: read, refused, sorted, compared."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.dates import PartialDate


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2025-08-14", date(2025, 8, 14), date(2025, 8, 14), "day"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2023", date(2023, 1, 1), date(2023, 12, 31), "year"),
        ("2022/2023", date(2022, 1, 1), date(2023, 12, 31), "interval"),
        ("2025-04-03/2025-04-04", date(2025, 4, 3), date(2025, 4, 4), "interval"),
    ],
)
def test_a_date_knows_the_days_that_it_may_mean(text, first, last, precision):
    """A day, a month, a year and an interval each span from their first to their last day."""
    when = PartialDate(text)
    assert (when.first, when.last, when.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "text", ["2025-02-30", "2025-13", "2025-00-01", "0000", "14/08/25", "2025-8-1", "soon", "", "2025/"]
)
def test_what_no_calendar_has_is_refused(text):
    """Impossible days and other writings are errors that name the writing."""
    with pytest.raises(ValueError, match=r"calendar|date"):
        PartialDate(text)


@pytest.mark.parametrize("text", ["2023/2022", "2025-08-14/2025-08-13", "2025/2024-12"])
def test_an_interval_may_not_end_before_it_begins(text):
    """The error says so."""
    with pytest.raises(ValueError, match="ends before it begins"):
        PartialDate(text)


def test_dates_sort_by_first_day_and_then_by_last():
    """A month stands before the year that it opens, and an earlier interval before both."""
    texts = ["2025", "2025-01", "2022/2023", "2024-12-31", "2025-01-01"]
    assert [str(when) for when in sorted(map(PartialDate, texts))] == [
        "2022/2023",
        "2024-12-31",
        "2025-01-01",
        "2025-01",
        "2025",
    ]


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_overlap_agrees_with_the_calendar(one, other):
    """Two days overlap exactly when they are the same; each lies in its own month and year."""
    first, second = PartialDate(one.isoformat()), PartialDate(other.isoformat())
    assert first.overlaps(second) == (one == other)
    assert PartialDate(one.isoformat()[:7]).contains(first)
    assert PartialDate(one.isoformat()[:4]).contains(first)
    assert (first < second) == (one < other)
