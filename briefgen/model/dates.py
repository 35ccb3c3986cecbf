"""Dates as sources give them: a day, a month, a year, or an interval between two of these."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import total_ordering
from typing import Any, NamedTuple, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

_ONE = r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?"
_PATTERN = re.compile(rf"^{_ONE}(?:/{_ONE})?$")


class _Span(NamedTuple):
    first: date
    last: date


@total_ordering
class PartialDate:
    """A span of days written as `2024-01-28`, `2025-01`, `2023` or `2022/2023`.

    Sorts by first day, then by last day, so that a year stands before its months. Compares equal only when both ends
    and the writing are the same.

    Attributes:
        text: As written.
        first: The earliest day that it may mean.
        last: The latest day that it may mean, inclusive.
    """

    __slots__ = ("first", "last", "text")

    def __init__(self, text: str | int) -> None:
        """Read the writing.

        Raises:
            ValueError: It is not one of the four forms, names a day that no calendar has, or ends before it begins.
        """
        self.text = str(text).strip()
        match = _PATTERN.match(self.text)
        if not match:
            message = f"'{self.text}' is not a date: write a day 2025-08-14, a month 2025-08, a year 2025 or an interval 2022/2023"
            raise ValueError(message)
        begin = _span(*match.groups()[:3])
        end = _span(*match.groups()[3:]) if match.group(4) else begin
        if end.last < begin.first or end.first < begin.first:
            message = f"the interval '{self.text}' ends before it begins"
            raise ValueError(message)
        self.first = begin.first
        self.last = end.last

    def overlaps(self, other: PartialDate) -> bool:
        """Whether some day belongs to both."""
        return self.first <= other.last and other.first <= self.last

    def contains(self, other: PartialDate) -> bool:
        """Whether every day of the other belongs to this one: 2024 contains 2024-01."""
        return self.first <= other.first and other.last <= self.last

    @property
    def precision(self) -> str:
        """`day`, `month`, `year` or `interval`."""
        if "/" in self.text:
            return "interval"
        return ("year", "month", "day")[self.text.count("-")]

    @property
    def ends(self) -> tuple[PartialDate, PartialDate]:
        """The two dates an interval is written with; the same date twice where it is no interval."""
        begin, _, end = self.text.partition("/")
        return PartialDate(begin), PartialDate(end or begin)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDate) and self.text == other.text

    def __lt__(self, other: PartialDate) -> bool:
        return (self.first, self.last, self.text) < (other.first, other.last, other.text)

    def __hash__(self) -> int:
        return hash(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"PartialDate('{self.text}')"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:  # noqa: ANN401 - pydantic's hook is typed so
        """Validate from text, from a bare year, or from itself; serialise as written."""
        return core_schema.no_info_plain_validator_function(
            cls._validated, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def _validated(cls, value: object) -> Self:
        if isinstance(value, cls):
            return value
        if isinstance(value, (str, int)) and not isinstance(value, bool):
            return cls(value)
        message = "a date is written as 2025-08-14, 2025-08, 2025 or 2022/2023"
        raise ValueError(message)


def _span(year: str, month: str | None, day: str | None) -> _Span:
    try:
        if day and month:
            one = date(int(year), int(month), int(day))
            return _Span(one, one)
        if month:
            last = calendar.monthrange(int(year), int(month))[1]
            return _Span(date(int(year), int(month), 1), date(int(year), int(month), last))
        return _Span(date(int(year), 1, 1), date(int(year), 12, 31))
    except (ValueError, calendar.IllegalMonthError):
        writing = "-".join(part for part in (year, month, day) if part)
        message = f"no calendar has '{writing}'"
        raise ValueError(message) from None
