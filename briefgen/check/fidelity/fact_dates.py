"""Which days a fact speaks of, and whether they carry a date in a sentence that cites it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, combinations

from briefgen.check.fidelity.written_dates import Days, WrittenDate, dates_in
from briefgen.check.lexicon.quoting import languages_of
from briefgen.check.reading.spelling import folded
from briefgen.model.dates import PartialDate
from briefgen.model.fact import Fact

_MOST = 60
"""Dates of which pairs are made."""
_FINENESS = {"year": 0, "month": 1, "day": 2}


@dataclass(frozen=True, slots=True)
class FactDate:
    """A date that a fact carries.

    Attributes:
        fact: The fact's id.
        words: How it gives it: `2025-08-14`, "the start of 2025".
        days: What it means.
        precision: `day`, `month` or `year`; of its ends where it is an interval.
        interval: Whether it has two ends.
    """

    fact: str
    words: str
    days: Days
    precision: str
    interval: bool = False


def fact_dates(fact: Fact) -> Iterator[FactDate]:
    """Its `when`, what it asserts and for how long, and what its statement says."""
    asserted = fact.asserts
    values = (_partial(str(asserted.value)), asserted.during) if asserted else ()
    for when in (fact.when, *values):
        if when is not None:
            yield partial_date(fact.id, when)
    yield from _said(fact)


def partial_date(fact: str, when: PartialDate) -> FactDate:
    """A fact's date in one of the four written forms."""
    interval = when.precision == "interval"
    finest = max((end.precision for end in when.ends), key=_FINENESS.__getitem__)
    return FactDate(fact, when.text, Days(when.first, when.last), finest, interval)


def lengths(facts: Iterable[Fact], as_of: date) -> frozenset[int]:
    """Days between any two of the facts' dates, and from each of them to the day that the report speaks from."""
    days = {end for fact in facts for each in fact_dates(fact) for end in each.days} | {as_of}
    return frozenset(abs((one - other).days) for one, other in combinations(sorted(days)[:_MOST], 2))


def carries(dates: Iterable[FactDate], written: WrittenDate) -> bool:
    """Whether one of the dates is what the text says, or lies in it.

    A date in the text that is more exact than the fact's is not carried, save within an interval that is given to the
    same exactness: "3 April" for 3–4 April.
    """
    listed = list(dates)
    years = {year for each in listed for year in (each.days.first.year, each.days.last.year)}
    intervals = [each for each in listed if _is_same_interval(each, written, years)]
    if intervals:
        return any(each.days == days for each in intervals for days in written.days(years))
    return any(_carries(each, days, written) for days in written.days(years) for each in listed)


def _is_same_interval(given: FactDate, written: WrittenDate, years: set[int]) -> bool:
    """Whether both are intervals, given to the same exactness, that meet: then both ends are said, and must agree."""
    both = given.interval and written.interval and given.precision == written.precision
    return both and any(given.days.meets(days) for days in written.days(years))


def _carries(given: FactDate, days: Days, written: WrittenDate) -> bool:
    if not given.days.meets(days):
        return False
    if given.days == days:
        return True
    if not given.days.holds(days):
        return True
    return given.interval and _FINENESS[written.precision] <= _FINENESS[given.precision]


def _said(fact: Fact) -> Iterator[FactDate]:
    """Dates in its statement, in the language that it is written in; one without a year takes it from the fact."""
    found = [each for language in languages_of(folded(fact.statement)) for each in dates_in(fact.statement, language)]
    years = {year for when in (fact.when,) if when for year in (when.first.year, when.last.year)}
    years |= set(chain.from_iterable((each.year,) for each in found if each.year))
    for each in found:
        for days in each.days(years):
            yield FactDate(fact.id, each.words, days, each.precision, each.interval)


def _partial(text: str) -> PartialDate | None:
    try:
        return PartialDate(text)
    except ValueError:
        return None
