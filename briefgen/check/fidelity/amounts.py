"""Amounts as sentences write them: 5,000 · five thousand · US$2bn · 60 % · a dozen · thousands · two memoranda."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from briefgen.check.fidelity.deeds import deed
from briefgen.check.fidelity.written_dates import dates_in
from briefgen.check.lexicon.amounts import Amounts, amounts_of
from briefgen.check.lexicon.measures import BASES, POWERS
from briefgen.check.reading.spelling import folded, stem

_NOUNS = 4
"""Words behind a number that are looked at for what it counts."""
_WORD = re.compile(r"[\s-]+([^\W\d_]+(?:'[^\W\d_]+)?)")
_CURRENCIES = {"$": "dollar", "us$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "usd": "dollar", "eur": "euro",
               "gbp": "pound", "xof": "cfa", "fcfa": "cfa", "cfa": "cfa"}  # fmt: skip
_NUMBERED = re.compile(
    r"[^\W\d_]-$|\b(?:sections?|chapters?|pages?|paragraphs?|tables?|figures?|box|annex|footnote|issue|no\.?|nos\.?|chapitre|"
    r"paragraphe|tableau|encadre|annexe|note|numero)\s$",
    re.IGNORECASE,
)
"""What stands before a number that is a name: F-16, page 4."""
_JOINED = re.compile(r"^[^.;:]*\s(?:and|et)\s(?:[^\W\d_]+\s)?$", re.IGNORECASE)
_ENDLESS = 10.0**18
_AROUND = 120
"""Characters around a number that are looked at."""
_LONG_WORD = 3
_SCALED = 12
"""From here on "of" stands between a number and what it counts, as in "a dozen of them"."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a text.

    Attributes:
        words: As written.
        start: Index of its first character.
        end: Index behind its last one.
        least: The least that it says.
        most: The most.
        kind: `digits`, `word`, `article` ("a memorandum"), `several`, `vague` ("thousands") or `share` ("two thirds").
        unit: `%`, a currency, a base unit of measure, or "" for things counted.
        factor: How many base units one of the text's makes: 60 for hours, in minutes.
        nouns: Stems of what it counts, as far as the words behind it tell.
        hedge: `over`, `under`, `about` or "".
        partitive: Whether it is a part of another number: "two of the three", "of which two".
        points_back: Whether it takes up what was told before: "the two", "both".
        joined: Whether it is joined to the number before it: "14 were killed and 22 wounded".
        phrase: The number with what it counts, as written: "two memoranda".
        deed: Roots of the chief words of its clause: what is said of it.
    """

    words: str
    start: int
    end: int
    least: float
    most: float
    kind: str
    unit: str = ""
    factor: float = 1
    nouns: frozenset[str] = frozenset()
    hedge: str = ""
    partitive: bool = False
    points_back: bool = False
    joined: bool = False
    phrase: str = ""
    deed: frozenset[str] = frozenset()

    @property
    def value(self) -> float:
        """The number, or the least of what it may be."""
        return self.least

    @property
    def measure(self) -> float:
        """The number in base units."""
        return self.value * self.factor


def amounts_in(text: str, language: str | None = None) -> tuple[Amount, ...]:
    """Every number of a text but those of dates, ordinals and names like F-16, in order.

    Args:
        text: Plain words.
        language: BCP 47 tag; English where it is not known.
    """
    table = amounts_of(language)
    letters = list(folded(text))
    for written in dates_in(text, language):
        letters[written.start : written.end] = "\0" * (written.end - written.start)
    plain = "".join(letters)
    found = [each for match in _pattern(language).finditer(plain) if (each := _read(match, plain, table))]
    # The "cent" of "12 pour cent" is no hundred.
    apart = [each for at, each in enumerate(found) if not at or found[at - 1].end <= each.start]
    return tuple(
        replace(
            each,
            words=text[each.start : each.end],
            phrase=text[each.start : each.start + len(each.phrase)],
            deed=deed(plain, each.start, each.end, table),
            joined=at > 0 and _JOINED.search(plain[apart[at - 1].end : each.start]) is not None,
        )
        for at, each in enumerate(apart)
    )


@cache
def _pattern(language: str | None) -> re.Pattern[str]:
    table = amounts_of(language)
    every = sorted(
        {*table.words, *table.scales, *table.dozens} - {"k", "bn", "mn", "tn", "md", "mds"}, key=len, reverse=True
    )
    word = "|".join(every)
    scale = "|".join(sorted(table.scales, key=len, reverse=True))
    unsure = "|".join(_phrase(each) for each in sorted((*table.several, *table.vague), key=len, reverse=True))
    phrases = "|".join(_phrase(each) for each in sorted(table.phrases, key=len, reverse=True))
    article = "|".join(table.articles)
    great = "|".join(
        sorted({*table.scales, *table.dozens} - {"k", "bn", "mn", "tn", "md", "mds"}, key=len, reverse=True)
    )
    digits = rf"\d{{1,3}}(?:{table.group}\d{{3}})+(?!\d)(?:{table.decimal}\d+)?|\d+(?:{table.decimal}\d+)?"
    return re.compile(
        rf"(?P<clock>(?<![\w:.,])\d{{1,2}}[:h]\d{{2}})(?![\d:])"
        rf"|(?:(?P<money>US\$|[$€£¥]\s?|\b(?:USD|EUR|GBP|XOF)\s)|(?<![\w$€£¥.,]))(?P<digits>{digits})"
        rf"(?:[\s-]?(?P<scale>{scale}|m(?=\W|$))\b)?"
        rf"|\b(?P<phrase>{phrases})\b"
        rf"|\b(?P<unsure>{unsure})\b"
        rf"|\b(?P<word>(?:(?:{article})\s(?=(?:{great})\b))?(?:{word})(?:(?:[\s-]|\sand\s|\set\s|-et-)(?:{word}))*)\b"
        rf"|\b(?P<article>{article})\s(?!(?:{word})\b)(?=[^\W\d_])",
        re.IGNORECASE,
    )


def _phrase(words: str) -> str:
    return re.escape(words).replace(r"\ ", r"\s")


def _read(match: re.Match[str], plain: str, table: Amounts) -> Amount | None:
    words = match.group().rstrip()
    whole = Amount(words, match.start(), match.start() + len(words), 0, 0, "digits", phrase=words)
    if match["clock"]:
        hours, minutes = re.split(r"\D", match["clock"])
        return _exact(whole, int(hours) * 60 + int(minutes), "digits", unit="clock")
    if match["digits"]:
        return _of_digits(whole, match, plain, table)
    if match["phrase"]:
        said = table.phrases[" ".join(match["phrase"].lower().split())]
        return _counting(_exact(whole, said, "word"), plain, table)
    if match["unsure"]:
        phrase = " ".join(match["unsure"].lower().split())
        least, most = table.vague.get(phrase, (2, _ENDLESS))
        kind = "vague" if phrase in table.vague else "several"
        return _counting(replace(whole, least=least, most=most, kind=kind), plain, table)
    if match["article"]:
        return _counting(_exact(whole, 1, "article"), plain, table)
    value = _value(re.split(r"[\s-]+", match["word"].lower()), table)
    counted = _counting(_exact(whole, value, "word"), plain, table) if value is not None else None
    # "un mémorandum" is one as little as "a memorandum" is; "un seul" is.
    article = counted is not None and match["word"].lower() in table.articles and not counted.nouns & table.alone
    return replace(counted, kind="article") if counted and article else counted


def _exact(whole: Amount, value: float, kind: str, unit: str = "") -> Amount:
    return replace(whole, least=value, most=value, kind=kind, unit=unit)


def _of_digits(whole: Amount, match: re.Match[str], plain: str, table: Amounts) -> Amount | None:
    tail = plain[match.end() : match.end() + _AROUND]
    before = plain[max(0, match.start() - _AROUND) : match.start()]
    if re.match(rf"(?:{'|'.join(table.ordinals)})\b", tail, re.IGNORECASE) or _NUMBERED.search(before):
        return None
    if re.match(r"\.\d|\w", tail) and not re.match(rf"(?:{'|'.join(table.units)})\b", tail):
        return None
    value = float(re.sub(table.decimal, ".", re.sub(table.group, "", match["digits"])))
    scale = (match["scale"] or "").lower()
    money = (match["money"] or "").strip().lower()
    if scale == "m":
        value *= 10**6 if money else 1
    else:
        value *= table.scales.get(scale, 1)
    found = _exact(whole, value, "digits", unit=_CURRENCIES.get(money, ""))
    return _counting(found, plain, table)


def _counting(found: Amount, plain: str, table: Amounts) -> Amount | None:
    """The amount with its unit, hedge and nouns; None for a fraction."""
    tail = plain[found.end : found.end + _AROUND]
    before = plain[max(0, found.start - _AROUND) : found.start].rstrip().lower()
    if percent := re.match(rf"\s?-?(?:{'|'.join(re.escape(sign) for sign in table.percent)})", tail, re.IGNORECASE):
        found = replace(found, unit="%", end=found.end + percent.end(), phrase=found.phrase + percent.group())
        tail = plain[found.end : found.end + _AROUND]
    # "thousands of lives", "millions de francs"
    scaled = re.match(r"\s(?:of|de|d')\s?", tail) if found.kind != "article" and found.value >= _SCALED else None
    begins = found.end + (scaled.end() - 1 if scaled else 0)
    tail = plain[begins : begins + _AROUND]
    hedge = _hedge(before, tail, table)
    partitive = before.endswith(table.partitive_before) or bool(
        re.match(rf"\s(?:{'|'.join(table.partitive)})\b", tail, re.IGNORECASE)
    )
    run, length = _behind(tail, table) if not partitive else ([], 0)
    words = [word for word in run if not word[0].isupper()] or run
    if words and words[0].lower() in table.fractions:
        return None
    unit, factor = (found.unit, 1.0) if found.unit else _measured(words, table)
    money = re.match(r"\s(USD|EUR|GBP|XOF|FCFA|CFA)\b", tail)
    unit = _CURRENCIES[money.group(1).lower()] if money else unit
    phrase = plain[found.start : begins + length] if run else found.phrase
    counted = words[-1:] if found.kind == "article" and not set(words) & table.alone else words
    found = replace(found, unit=unit, factor=factor, nouns=_nouns(counted, found), hedge=hedge, phrase=phrase)
    back = before.split()[-1:] + found.words.lower().split()[:1]
    return replace(found, partitive=partitive, points_back=not table.pointers.isdisjoint(back))


def _hedge(before: str, tail: str, table: Amounts) -> str:
    """How far a number is exact, by what stands before it, or a word behind it: "twelve villages or so"."""
    found = next((name for name in ("over", "about", "under") if before.endswith(getattr(table, name))), "")
    behind = re.match(rf"(?:\s[^\W\d_]+)?\s(?:{'|'.join(table.about_after)})\b", tail, re.IGNORECASE)
    return found or ("about" if behind else "")


def _measured(words: list[str], table: Amounts) -> tuple[str, float]:
    """The base unit of the words behind a number, and how many of it they mean."""
    low = [word.lower() for word in words[:2]]
    power = next((POWERS[word] for word in low if word in POWERS), "")
    unit = next((table.units[word] for word in (low if power else low[:1]) if word in table.units), "")
    unit = f"{power} {unit}" if unit and power else unit
    return BASES.get(unit, (unit, 1.0))


def _behind(tail: str, table: Amounts) -> tuple[list[str], int]:
    """The words behind a number, up to one that ends what it counts, and how far they reach."""
    words: list[str] = []
    at = 0
    for _ in range(_NOUNS):
        match = _WORD.match(tail, at)
        if not match or match.group(1).lower() in table.breaks:
            break
        at = match.end()
        words.append(match.group(1))
    return words, at


def _nouns(words: list[str], found: Amount) -> frozenset[str]:
    """Stems: of the words in the plural for a number above one, where there are any."""
    plural = [word for word in words if stem(word) != word.lower()] if found.most > 1 else []
    return frozenset(stem(word) for word in plural or words if len(word) >= _LONG_WORD)


def _value(words: list[str], table: Amounts) -> int | None:
    """What number words say: hundreds multiply what stands before them, larger scales all of it."""
    total, current = 0, 0
    counts = any(word in table.words or word in table.dozens or word in table.articles for word in words)
    if not counts and words[0] not in ("cent", "mille"):
        return None
    for word in words:
        if word in ("and", "et", "a", "an"):
            continue
        if word in table.dozens:
            current = (current or 1) * table.dozens[word]
        elif word in ("vingt", "vingts") and current == 4:  # noqa: PLR2004 - quatre-vingts
            current = 80
        elif word in table.words:
            current += table.words[word]
        elif table.scales[word] == 100:  # noqa: PLR2004 - a hundred
            current = (current or 1) * 100
        else:
            total, current = total + (current or 1) * table.scales[word], 0
    return total + current
