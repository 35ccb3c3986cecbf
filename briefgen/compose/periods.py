"""Months, quarters and years in which events are counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from babel.dates import format_date, format_skeleton

from briefgen.compose.words import locale_of

UNITS = {"month": 1, "quarter": 3, "year": 12}
"""Months in each."""

_MOST = 36
"""More periods than this are counted in the next longer unit, where nobody asks for one."""


def unit_for(first: date, last: date) -> str:
    """The shortest unit that gives a chart a readable number of periods."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return next((unit for unit, length in UNITS.items() if months / length <= _MOST), "year")


def period_of(day: date, unit: str) -> date:
    """The first day of the period that a day lies in."""
    length = UNITS[unit]
    return date(day.year, (day.month - 1) // length * length + 1, 1)


def periods(first: date, last: date, unit: str) -> Iterator[date]:
    """First days of all periods from one day to another."""
    here, end = period_of(first, unit), period_of(last, unit)
    while here <= end:
        yield here
        months = here.month - 1 + UNITS[unit]
        if here.year + months // 12 > date.max.year:
            return
        here = date(here.year + months // 12, months % 12 + 1, 1)


def short_name(period: date, unit: str, language: str) -> str:
    """As an axis has it: Jan, Q1, 2024."""
    pattern = {"month": "LLL", "quarter": "QQQ", "year": "y"}[unit]
    return str(format_date(period, pattern, locale=locale_of(language))).rstrip(".")


def full_name(period: date, unit: str, language: str) -> str:
    """As a sentence has it: January 2024, Q1 2024, 2024."""
    skeleton = {"month": "yMMMM", "quarter": "yQQQ", "year": "y"}[unit]
    return str(format_skeleton(skeleton, period, locale=locale_of(language)))
