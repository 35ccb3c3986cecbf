"""Dates, countries and languages in words, by CLDR; numbers and lists as running text has them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

from briefgen.model.dates import PartialDate


def day_in_words(day: date, language: str) -> str:
    """14 August 2025; 14 août 2025."""
    return format_date(day, "long", locale=_locale(language))


def date_in_words(when: PartialDate | None, language: str) -> str:
    """A day, month, year or interval as the language writes it; "" for none. Intervals: 2022–2023, 3–4 April 2025."""
    if when is None:
        return ""
    if when.precision != "interval":
        return _one_in_words(when, language)
    begin, end = when.ends
    if begin.precision == end.precision == "day" and begin.text[:7] == end.text[:7] and language.startswith("en"):
        return f"{begin.first.day}–{day_in_words(end.first, language)}"
    if begin.precision == end.precision == "year":
        return f"{begin.text}–{end.text}"
    if (
        begin.precision == end.precision == "month"
        and begin.first.year == end.first.year
        and language[:2] in {"en", "fr"}
    ):
        month = format_date(begin.first, "LLLL", locale=_locale(language))
        return f"{month}–{_one_in_words(end, language)}"
    return f"{_one_in_words(begin, language)} – {_one_in_words(end, language)}"


def country_name(code: str, language: str) -> str:
    """The country's name in the language, or the code where CLDR has none."""
    return str(_locale(language).territories.get(code, code))


def language_name(tag: str, language: str) -> str:
    """The name of a language in another: "French", "français"."""
    return str(_locale(language).languages.get(tag.split("-", maxsplit=1)[0], tag))


def number_in_words(number: int) -> str:
    """Small numbers in words: none, one … twelve, 13."""
    words = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    return words[number] if number < len(words) else str(number)


def counted(number: int, singular: str, plural: str = "") -> str:
    """One fact, two facts."""
    return f"{number_in_words(number)} {singular if number == 1 else plural or singular + 's'}"


def listed(words: Sequence[str]) -> str:
    """One, two and three."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def capital(text: str) -> str:
    """With a capital first letter; the rest as it is."""
    return text[:1].upper() + text[1:]


def _one_in_words(when: PartialDate, language: str) -> str:
    if when.precision == "day":
        return day_in_words(when.first, language)
    if when.precision == "month":
        return str(format_skeleton("yMMMM", when.first, locale=_locale(language)))
    return when.text


def _locale(language: str) -> Locale:
    """English dates are the world's outside America: day before month. A language that CLDR lacks gets these too."""
    try:
        return Locale.parse("en-GB" if language == "en" else language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en-GB", sep="-")
