"""Dates as sentences write them: "14 August 2025", "Aug. 14", "3–4 April", "early 2025", "le 14 août", "2022–2023"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import NamedTuple

from briefgen.check.lexicon.dating import Dating, dating_of
from briefgen.check.reading.spelling import folded

_YEAR = r"(?:19|20)\d{2}"
_DASH = r"\s?[-/]\s?"
_MONTH_PARTS = {"early": (1, 12), "mid": (8, 23), "late": (18, 31)}
"""First and last day."""
_YEAR_PARTS = {"early": (1, 4), "mid": (4, 9), "late": (9, 12), "h1": (1, 6), "h2": (7, 12), "q1": (1, 3),
               "q2": (4, 6), "q3": (7, 9), "q4": (10, 12), "spring": (3, 6), "summer": (6, 9), "autumn": (9, 12)}  # fmt: skip
"""First and last month, generously: "early 2025" may be April."""
_DECADE = 10
_AROUND = 40
"""Characters around a date that are looked at."""


class Days(NamedTuple):
    """A stretch of days, both ends included."""

    first: date
    last: date

    def holds(self, other: Days) -> bool:
        """Whether every day of the other is in it."""
        return self.first <= other.first and other.last <= self.last

    def meets(self, other: Days) -> bool:
        """Whether some day is in both."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in a text.

    Attributes:
        words: As written.
        start: Index of its first character.
        end: Index behind its last one.
        year: None where it stands without one.
        month: 1–12; None for a year.
        day: 1–31; None for a month or a year.
        part: Which part of the month or year: `early`, `q3`; "" for all of it.
        last_year: Where it is an interval of years, the last one.
        last_day: Where it is an interval of days, the last one.
    """

    words: str
    start: int
    end: int
    year: int | None
    month: int | None = None
    day: int | None = None
    part: str = ""
    last_year: int | None = None
    last_day: int | None = None

    @property
    def precision(self) -> str:
        """`day`, `month` or `year`; a part of a year counts as months, a part of a month as days."""
        if self.day or (self.month and self.part):
            return "day"
        return "month" if self.month or self.part else "year"

    @property
    def interval(self) -> bool:
        """Whether it has two ends."""
        return bool(self.last_year or self.last_day)

    def days(self, years: Iterable[int]) -> Iterator[Days]:
        """What it may mean; without a year, once for each of the years that are spoken of."""
        for year in (self.year,) if self.year else sorted(set(years)):
            found = self._in(year)
            if found:
                yield found

    def _in(self, year: int) -> Days | None:
        if self.month is None:
            first, last = _YEAR_PARTS.get(self.part, (1, 12))
            end = self.last_year or year
            return Days(date(year, first, 1), date(end, last, calendar.monthrange(end, last)[1]))
        length = calendar.monthrange(year, self.month)[1]
        first, last = _MONTH_PARTS.get(self.part, (1, 31))
        if self.day:
            first, last = self.day, self.last_day or self.day
        if first > length or (self.day and last > length):
            return None
        return Days(date(year, self.month, first), date(year, self.month, min(last, length)))


def dates_in(text: str, language: str | None = None) -> tuple[WrittenDate, ...]:
    """Every date of a text, in order.

    Args:
        text: Plain words.
        language: BCP 47 tag; English where it is not known.
    """
    dating = dating_of(language)
    plain = folded(text)
    found = [each for match in _pattern(language).finditer(plain) if (each := _read(match, text, dating))]
    return tuple(_with_years(found, plain.lower(), dating))


@cache
def _pattern(language: str | None) -> re.Pattern[str]:
    """All forms; in each, only what the form holds is named."""
    dating = dating_of(language)
    month = "|".join(sorted((re.escape(name) for name in dating.months), key=len, reverse=True))
    ordinal = "|".join(dating.ordinals)
    join = "|".join(re.escape(word) for word in dating.joins if word.isalpha())
    until = rf"(?:{_DASH}|\s(?:{join})\s(?:the\s|le\s)?)"
    part = "|".join(sorted((re.escape(phrase) for phrase in dating.parts), key=len, reverse=True)).replace(r"\ ", r"\s")
    season = "|".join(sorted((re.escape(phrase) for phrase in dating.seasons), key=len, reverse=True))
    day = rf"\d{{1,2}}(?:{ordinal})?"
    gap = r"(?:\s(?:of\s|de\s)?|-)"
    forms = (
        rf"(?P<iso>{_YEAR}-\d{{2}}(?:-\d{{2}})?)(?![-\d])",
        r"(?P<numeric>\d{1,2}(?P<sign>[./])\d{1,2}(?P=sign)(?:19|20)\d{2})(?!\d)",
        rf"(?P<day>{day})(?:{until}(?P<last_day>{day}))?{gap}(?P<month>{month})\b\.?(?:,?\s(?P<year>{_YEAR})(?!\d))?",
        rf"(?P<us_month>{month})\b\.?\s(?P<us_day>{day})(?:{_DASH}(?P<us_last>{day}))?(?![\d:])(?:,?\s(?P<us_year>{_YEAR}))?",
        rf"(?:(?P<part>{part})\s?(?:the\s|l')?)?(?P<only_month>{month})\b\.?(?:,?\s(?:of\s|de\s)?(?P<month_year>{_YEAR})(?!\d))?",
        (
            rf"(?:(?P<year_part>{part}|{season})\s?(?:the\s(?:year\s)?|l'(?:an(?:nee)?\s)?)?)?(?P<only_year>{_YEAR})"
            r"(?:(?P<decade>s\b)|\s?[-/]\s?(?P<last_year>(?:19|20)\d{2}|\d{2})(?![\d-]))?"
        ),
    )
    return re.compile(r"(?<![\w$€£])(?:" + "|".join(forms) + r")(?![\w%])(?!,\d{3})", re.IGNORECASE)


def _read(match: re.Match[str], text: str, dating: Dating) -> WrittenDate | None:
    words = text[match.start() : match.end()].rstrip(" .")
    whole = WrittenDate(words, match.start(), match.start() + len(words), year=None)
    if match["iso"]:
        return _of_iso(whole, match["iso"])
    if match["numeric"]:
        day, month, year = (int(number) for number in re.split(r"[./]", match["numeric"]))
        return _valid(replace(whole, year=year, month=month, day=day))
    if match["day"]:
        return _of_day(whole, dating, match.group("day", "last_day", "month", "year"))
    if match["us_month"]:
        return _of_day(whole, dating, match.group("us_day", "us_last", "us_month", "us_year"))
    if match["only_month"]:
        return _of_month(whole, match, dating)
    return _of_year(whole, match, dating)


def _of_iso(whole: WrittenDate, written: str) -> WrittenDate | None:
    year, month, day = (int(number) for number in (*written.split("-"), "0")[:3])
    if not day and month > 12:  # noqa: PLR2004 - months; 2022–23 has the same form
        last = year // 100 * 100 + month
        return replace(whole, year=year, last_year=last) if last > year else None
    return _valid(replace(whole, year=year, month=month, day=day or None))


def _of_day(whole: WrittenDate, dating: Dating, written: tuple[str, ...]) -> WrittenDate | None:
    """A day, written as first day, last day, month and year; the second and the last may be missing."""
    *days, month, year = written
    numbers = [int(re.sub(r"\D", "", each)) for each in days if each]
    return _valid(
        replace(
            whole,
            year=int(year) if year else None,
            month=dating.months[month.lower()],
            day=numbers[0],
            last_day=numbers[1] if len(numbers) > 1 else None,
        )
    )


def _of_month(whole: WrittenDate, match: re.Match[str], dating: Dating) -> WrittenDate | None:
    name, year, part = match["only_month"], match["month_year"], match["part"]
    low = name.lower()
    before = re.search(r"([\w']+)[\s-]+$", match.string[max(0, match.start() - _AROUND) : match.start()])
    led = bool(part) or (before is not None and before.group(1).lower() in dating.before)
    joined = re.match(r"\s(?:and|or|to|et|ou|a)\s([^\W\d_]+)", match.string[match.end() : match.end() + _AROUND])
    led = led or (joined is not None and joined.group(1).lower() in dating.months)
    small = dating.capital_months and name[0].islower()
    if small or (not year and low in dating.ambiguous and not led):
        return None
    return replace(
        whole, year=int(year) if year else None, month=dating.months[low], part=dating.parts.get(_phrase(part), "")
    )


def _of_year(whole: WrittenDate, match: re.Match[str], dating: Dating) -> WrittenDate | None:
    following = re.match(r"\s([^\W\d_]+)", match.string[match.end() : match.end() + _AROUND])
    if following and following.group(1).lower() in dating.counted:
        return None
    year, last, phrase = int(match["only_year"]), match["last_year"], _phrase(match["year_part"])
    if match["decade"]:
        return replace(whole, year=year, last_year=year + _DECADE - 1)
    last_year = int(last if last and len(last) > 2 else f"{year // 100}{last}") if last else None  # noqa: PLR2004 - digits
    if last_year is not None and last_year <= year:
        return replace(whole, year=year)
    return replace(whole, year=year, last_year=last_year, part=dating.parts.get(phrase, dating.seasons.get(phrase, "")))


def _phrase(written: str | None) -> str:
    return " ".join((written or "").lower().split())


def _valid(found: WrittenDate) -> WrittenDate | None:
    """The date, or None where no calendar has it."""
    if not 1 <= (found.month or 1) <= 12 or not 1 <= (found.day or 1) <= 31:  # noqa: PLR2004 - months and days
        return None
    return found if next(found.days([2024]), None) else None


def _with_years(found: list[WrittenDate], plain: str, dating: Dating) -> Iterator[WrittenDate]:
    """In "March and April 2025" and "30 March to 2 April 2025" the first one has the year of the second."""
    joins = {*dating.joins, ","}
    for number, each in enumerate(found):
        following = found[number + 1] if number + 1 < len(found) else None
        between = plain[each.end : following.start].strip() if following else ""
        joined = following is not None and (
            between in joins or between.removesuffix(" the").removesuffix(" le") in joins
        )
        yield (
            replace(each, year=following.year)
            if joined and following and each.year is None and following.month
            else each
        )
