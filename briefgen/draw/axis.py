"""A time axis: which day lies where, and which days are marked."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date
from typing import NamedTuple

from briefgen.model.tongue import ENGLISH, Tongue
from briefgen.model.vocabulary import MONTHS

_SHORT_DAYS = 62
"""Up to here an axis counts days, if they have room."""
_LONG_DAYS = 730
"""From here on an axis starts with a year."""
_APART = 15.0
"""Least distance of labels along the axis, pt."""
_WEEK_DAYS = 7
_MONTH_DAYS = 30.4
_YEAR_DAYS = 365.2
_WEEKS = (1, 8, 15, 22)
"""Days of the month with a tick where weeks have room."""
_MONTH_STEPS = (1, 2, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


class Tick(NamedTuple):
    """A marked day. `strong` where a year begins."""

    day: date
    label: str
    strong: bool


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Days on a line, to scale.

    Attributes:
        first: Ordinal of its first day.
        end: Ordinal of the day after its last.
        top: Where it starts, pt.
        length: pt.
    """

    first: int
    end: int
    top: float
    length: float

    @property
    def per_day(self) -> float:
        """Length of a day, pt."""
        return self.length / (self.end - self.first)

    @property
    def counts_years(self) -> bool:
        """Whether its labels are years alone."""
        return self._unit() == "year"

    def at(self, ordinal: float) -> float:
        """Where an ordinal day lies, pt; its midday is half a day on."""
        return self.top + (ordinal - self.first) * self.per_day

    def ticks(self, tongue: Tongue = ENGLISH) -> list[Tick]:
        """Marked days in order. The first label names its year, whatever its unit."""
        days = [day for day in self._days() if self.first <= day.toordinal() < self.end]
        if not days or days[0].toordinal() - self.first > _APART / self.per_day:
            days.insert(0, date.fromordinal(self.first))
        unit = self._unit()
        return [Tick(day, _label(day, unit, tongue, named=day is days[0]), day.month == day.day == 1) for day in days]

    def _unit(self) -> str:
        """What the labels count: days, months or years."""
        span = self.end - self.first
        if span <= _SHORT_DAYS and self.per_day * _WEEK_DAYS >= _APART:
            return "day"
        return "month" if span < _LONG_DAYS else "year"

    def _days(self) -> Iterator[date]:
        """Days that a label could name, some of them outside."""
        unit = self._unit()
        least_days = _APART / self.per_day
        if unit == "day":
            return (day.replace(day=number) for day in self._months(1) for number in _WEEKS)
        if unit == "month":
            return self._months(next((step for step in _MONTH_STEPS if step * _MONTH_DAYS >= least_days), 12))
        return self._years(next((step for step in _YEAR_STEPS if step * _YEAR_DAYS >= least_days), _YEAR_STEPS[-1]))

    def _months(self, step: int) -> Iterator[date]:
        """First days of every so many months."""
        return (date(day.year, month, 1) for day in self._years(1) for month in range(1, 13, step))

    def _years(self, step: int) -> Iterator[date]:
        """First days of years that the step divides."""
        first, last = date.fromordinal(self.first).year, date.fromordinal(self.end - 1).year
        return (date(year, 1, 1) for year in range(first, min(last, MAXYEAR) + 1) if year % step == 0)


def axis_over(first: date, last: date, top: float, length: float) -> TimeAxis:
    """An axis over whole months from the first day to the last, and from a new year where it is long.

    Args:
        first: Earliest day to be shown.
        last: Latest day to be shown.
        top: Where it starts, pt.
        length: pt.
    """
    long = last.toordinal() - first.toordinal() >= _LONG_DAYS
    start = first.replace(month=1, day=1) if long else first.replace(day=1)
    end = last.replace(day=monthrange(last.year, last.month)[1]).toordinal() + 1
    return TimeAxis(start.toordinal(), end, top, length)


def _label(day: date, unit: str, tongue: Tongue, *, named: bool) -> str:
    """A tick's label: the year only where it is needed."""
    if unit == "year":
        return str(day.year)
    month = tongue.word(*MONTHS[day.month - 1])
    if unit == "day":
        month = f"{day.day} {month}"
    return f"{month} {day.year}" if named or (day.month == 1 and day.day == 1) else month
