"""Dates, countries, languages and lists in words, by CLDR; numbers as running text has them.

Digits are CLDR's default for the language: Latin ones in Arabic too, as its newer editions, the Maghreb and most Arabic
newsrooms have them. Grades, citation numbers, page numbers and what analysts write have them as well, so that one page
never mixes two sets.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from briefgen.model.dates import PartialDate
from briefgen.model.tongue import Counted, Tongue
from briefgen.model.vocabulary import NUMBERS


def day_in_words(day: date, language: str) -> str:
    """14 August 2025; 14 août 2025."""
    return format_date(day, "long", locale=locale_of(language))


def date_in_words(when: PartialDate | None, language: str) -> str:
    """A day, month, year or interval as the language writes it; "" for none. Intervals: 2022–2023, 3–4 April 2025."""
    if when is None:
        return ""
    if when.precision != "interval":
        return _one_in_words(when, language)
    begin, end = when.ends
    if begin.precision == end.precision == "day":
        return _days_in_words(begin.first, end.first, language)
    if begin.precision == end.precision == "year":
        return f"{begin.text}–{end.text}"
    if (
        begin.precision == end.precision == "month"
        and begin.first.year == end.first.year
        and language[:2] in {"en", "fr"}
    ):
        month = format_date(begin.first, "LLLL", locale=locale_of(language))
        return f"{month}–{_one_in_words(end, language)}"
    return f"{_one_in_words(begin, language)} – {_one_in_words(end, language)}"


def country_name(code: str, language: str) -> str:
    """The country's name in the language, or the code where CLDR has none."""
    return str(locale_of(language).territories.get(code, code))


def language_name(tag: str, language: str) -> str:
    """The name of a language in another: "French", "français"."""
    return str(locale_of(language).languages.get(tag.split("-", maxsplit=1)[0], tag))


def number_in_words(number: int, tongue: Tongue) -> str:
    """Small numbers in words: none, one … twelve, 13. In a language whose numbers agree with their noun, in digits."""
    if number < len(NUMBERS):
        return tongue.word(*NUMBERS[number])
    # Few fonts have the narrow no-break space that French groups digits with.
    return str(format_decimal(number, locale=locale_of(tongue.language))).replace("\u202f", "\u00a0")


def counted(number: int, noun: Counted, tongue: Tongue, **values: object) -> str:
    """One fact, two facts: a message in the form that the number takes, with the number in words as `%(number)s`."""
    return tongue.count(*noun, number, number=number_in_words(number, tongue), **values)


def listed(words: Iterable[str], tongue: Tongue) -> str:
    """One, two and three."""
    return str(format_list(list(words), locale=locale_of(tongue.language)))


def enumerated(words: Iterable[str], tongue: Tongue) -> str:
    """One, two, three."""
    return tongue.word("between the items of a list", ", ").join(words)


def capital(text: str) -> str:
    """With a capital first letter; the rest as it is."""
    return text[:1].upper() + text[1:]


def _days_in_words(begin: date, end: date, language: str) -> str:
    """3–4 April 2025; 30 April – 1 May 2025; 30 December 2024 – 2 January 2025."""
    last = day_in_words(end, language)
    if begin.year != end.year:
        return f"{day_in_words(begin, language)} – {last}"
    if begin.month != end.month:
        return f"{format_skeleton('MMMMd', begin, locale=locale_of(language))} – {last}"
    return f"{begin.day}–{last}"


def _one_in_words(when: PartialDate, language: str) -> str:
    if when.precision == "day":
        return day_in_words(when.first, language)
    if when.precision == "month":
        return str(format_skeleton("yMMMM", when.first, locale=locale_of(language)))
    return when.text


def locale_of(language: str) -> Locale:
    """English dates are the world's outside America: day before month. A language that CLDR lacks gets these too."""
    try:
        return Locale.parse("en-GB" if language == "en" else language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en-GB", sep="-")
