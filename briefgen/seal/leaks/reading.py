"""How words and numbers are read, so that another way of writing them is still the same word or number."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from urllib.parse import unquote

_UNSEEN = re.compile("[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_MARKS = re.compile("[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
_BROKEN = re.compile("[-\u2010\u00ad\x02\ufffe](?<=\\w.)(?:(?<=[\x02\ufffe])|[ \t]*[\r\n]+)\\s*(?=\\w)")
"""A hyphen at a line's end, and PDFium's two ways to say so. What is seldom comes first: the rest is looked at there alone."""

_HALF = re.compile("(?<!\\w)\\w++[\u00ad\u2010](?!\\w)")
"""A word's first half, whose second is elsewhere."""

APART = "\n\x00\n"
"""Between strings of which none continues another."""

_DIGITS = {start + digit: str(digit) for start in (0x660, 0x6F0) for digit in range(10)}
_ARABIC_DIGIT = re.compile("[\u0660-\u0669\u06f0-\u06f9]")
_APART = {code: " " for code in range(128) if not chr(code).isalnum()}
_WORD = re.compile(r"[^\W_]+")
_ESCAPE = re.compile(r"\\u\{([0-9A-Fa-f]{1,6})\}|\\u([0-9A-Fa-f]{4})|\\x([0-9A-Fa-f]{2})|\\([0-9A-Fa-f]{2,6})[ \t]?")

_NUMBER = re.compile(
    "(?<![\\d.,])(?P<sign>us\\$|[$\u20ac\u00a3])?[ ]?"
    "(?P<whole>\\d{1,3}(?:[ ,.'\u2019\u066c]\\d{3})+(?!\\d)|\\d+)"
    "(?:[.,\u066b](?P<part>\\d+))?"
    "(?:[ -]?(?P<unit>%|\u066a|[$\u20ac\u00a3]|per cent|pour cent|[^\\W\\d_]+))?"
)
_SCALES = {
    **dict.fromkeys(("thousand", "mille", "k"), 1_000),
    **dict.fromkeys(("million", "millions", "m", "mn", "مليون"), 1_000_000),
    **dict.fromkeys(("billion", "billions", "milliard", "milliards", "bn", "مليار"), 1_000_000_000),
}
_UNITS = {
    spelling: unit
    for unit, spellings in {
        "%": "%|\u066a|percent|per cent|pour cent|pc",
        "usd": "$|us$|usd|dollar|dollars",
        "eur": "\u20ac|eur|euro|euros",
        "gbp": "\u00a3|gbp|pound|pounds",
        "xof": "cfa|fcfa|xof|francs",
        "km": "km|kms|kilometre|kilometres|kilometer|kilometers",
        "km2": "km2",
        "kg": "kg|kilo|kilos|kilogram|kilograms|kilogramme|kilogrammes",
        "t": "t|tonne|tonnes|ton|tons",
        "ha": "ha|hectare|hectares",
        "mw": "mw|megawatt|megawatts",
        "bbl": "bbl|barrel|barrels|baril|barils",
        "oz": "oz|ounce|ounces|once|onces",
    }.items()
    for spelling in spellings.split("|")
}
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_LONG = 4
_HALF_TENS = 5
_TWO = 2


def fold(text: str) -> str:
    """Small letters without accents, ligatures, vowel signs, soft hyphens and what has no width; digits as 0 to 9."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", _UNSEEN.sub("", text)).casefold()
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return text.translate(_DIGITS) if _ARABIC_DIGIT.search(text) else text


def words(folded: str) -> str:
    """Its letters and digits, all else a single space: ` fact a 2025 `."""
    parts = folded.translate(_APART).split() if folded.isascii() else _WORD.findall(folded)
    return f" {' '.join(parts)} "


def squeeze(spaced: str) -> str:
    """Letters and digits alone, so that spaces, hyphens and line ends say nothing."""
    return spaced.replace(" ", "")


def haystack(text: str) -> str:
    """The three readings that are searched at once: letters alone, words between spaces, folded as written."""
    text = _BROKEN.sub("", text)
    folded = fold(_HALF.sub(" ", text) if "\u00ad" in text or "\u2010" in text else text)
    spaced = words(folded)
    return f"{squeeze(spaced)}\n{spaced}\n{folded}"


def is_word_in(word: str, stack: str) -> bool:
    """Whether a haystack has these letters as one word or in one, or as several that begin and end with it.

    A word's end and the next one's beginning make no word: `terrorism e…` is no `terrorisme`.
    """
    spaced = stack.split("\n", 2)[1]
    return word in spaced or re.search(f"(?<= ){' ?'.join(map(re.escape, word))}(?= )", spaced) is not None


def spellings(text: str) -> Iterator[str]:
    """The text, and what its entities, percent signs and backslashes stand for, where it has any."""
    yield text
    done = {text}
    for read in (html.unescape, unquote, _unescaped, lambda each: unquote(html.unescape(each))):
        other = read(text)
        if other not in done:
            done.add(other)
            yield other


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_letter, text) if "\\" in text else text


def _letter(match: re.Match[str]) -> str:
    code = int(next(filter(None, match.groups())), 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "  # noqa: PLR2004 Unicode's limits


def amounts(folded: str) -> Iterator[str]:
    """The numbers that say something by themselves, in one spelling: `4200`, `37.5 %`, `12 km`.

    A number does if it has four digits or more and is no year, or a unit and two digits or more.
    """
    for match in _NUMBER.finditer(folded):
        unit = match["unit"] or ""
        value = _value(match["whole"], match["part"], scaled=unit in _SCALES)
        if unit in _SCALES:
            value, unit = value * _SCALES[unit], ""
        unit = _UNITS.get(match["sign"] or unit, "")
        value = value.normalize()
        shown = f"{value:f}"
        digits = len(shown.replace(".", "").strip("0") if "." in shown else shown.lstrip("0"))
        if digits >= _LONG and not _FIRST_YEAR <= value <= _LAST_YEAR:
            yield shown
        if unit and digits > 1 and not (unit == "%" and value % _HALF_TENS == 0):
            yield f"{shown} {unit}"


def _value(whole: str, part: str | None, *, scaled: bool) -> Decimal:
    """A number without its grouping. Of thousands and millions there is a fraction rather than thousands."""
    groups = re.split(r"[^0-9]", whole)
    if scaled and part is None and len(groups) == _TWO and re.search(r"[.,\u066b]", whole):
        return Decimal(".".join(groups))
    return Decimal(f"{''.join(groups)}.{part or 0}")
