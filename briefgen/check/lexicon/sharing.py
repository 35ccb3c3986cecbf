"""How shares are written: fractions, ratios, and words for more than half."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Sharing:
    """One language's shares, as patterns over plain letters.

    Attributes:
        counts: Values of the number words in fractions and ratios.
        parts: Size of a fraction by its noun, in the singular and the plural.
        pattern: With the groups `count` and `part`, `one` (the noun behind an article), `half`, `few` and `many` (a
            ratio), or `most`.
        nearly: What stands before a share that is not reached: "nearly half".
    """

    counts: Mapping[str, int]
    parts: Mapping[str, float]
    pattern: re.Pattern[str]
    nearly: tuple[str, ...]


def _counts(text: str) -> dict[str, int]:
    return {word: value for value, words in enumerate(text.split(), 1) for word in words.split("/")}


_ENGLISH_COUNTS = _counts("one two three four five six seven eight nine ten") | {"twenty": 20, "hundred": 100}
_ENGLISH_PARTS = {
    f"{name}{plural}": 1 / size
    for size, name in enumerate(["third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 3)
    for plural in ("", "s")
}
_ENGLISH_PARTS |= {"fifth": 1 / 5, "quarter": 1 / 4}
_FRENCH_COUNTS = _counts("un/une deux trois quatre cinq six sept huit neuf dix") | {"vingt": 20, "cent": 100}
_FRENCH_PARTS = {"tiers": 1 / 3, "quart": 1 / 4, "quarts": 1 / 4} | {
    f"{name}{plural}": 1 / size
    for size, name in enumerate(["cinquieme", "sixieme", "septieme", "huitieme", "neuvieme", "dixieme"], 5)
    for plural in ("", "s")
}


def _one_of(words: Mapping[str, object]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_THEIRS = r"(?:the|its|their|his|her|our|those|these|them|all)"
_MEASURED = r"by|to|than|nearly|almost|about|roughly|around|over|under|some|only|just|down|up"

ENGLISH = Sharing(
    counts=_ENGLISH_COUNTS,
    parts=_ENGLISH_PARTS,
    pattern=re.compile(
        rf"(?<![\w-])(?:(?P<count>{_one_of(_ENGLISH_COUNTS)})[\s-](?P<part>{_one_of(_ENGLISH_PARTS)})\b(?!\s(?:of\s(?:an?\s|\d)|part(?:y|ies)\b))"
        rf"|an?\s(?P<one>{_one_of(_ENGLISH_PARTS)})(?=\sof\s{_THEIRS}\b)"
        rf"|(?<=\b)(?:{_MEASURED})\san?\s(?P<by>{_one_of(_ENGLISH_PARTS)})\b(?!\sof\san?\s|\s[^\W\d_]+(?:\s[^\W\d_]+)?\sof\b)"
        rf"|(?P<half>half)(?=\s(?:of\s)?{_THEIRS}\b)"
        rf"|(?:{_MEASURED})\s(?P<half_by>half)\b(?!-|\s(?:an?|as|past|price|way|time|hour|year)\b)"
        rf"|(?P<few>{_one_of(_ENGLISH_COUNTS)})(?:\s[^\W\d_]+)?\s(?:in|out\sof|of)\s(?:every\s)?(?P<many>{_one_of(_ENGLISH_COUNTS)})\b"
        rf"|(?P<most>most|(?:the|a)\s(?:\w+\s)?majority|the\sbulk)\sof\s{_THEIRS}\b)",
        re.IGNORECASE,
    ),
    nearly=("nearly", "almost", "close to", "just under", "not quite"),
)  # fmt: skip

FRENCH = Sharing(
    counts=_FRENCH_COUNTS,
    parts=_FRENCH_PARTS,
    pattern=re.compile(
        rf"(?<![\w-])(?:(?P<count>deux|trois|quatre|cinq|six|sept|huit|neuf)\s(?P<part>{_one_of(_FRENCH_PARTS)})\b"
        rf"|une?\s(?P<one>{_one_of(_FRENCH_PARTS)})(?=\s(?:de|du|des)\b|\sd'(?!heure))"
        rf"|(?:d'|de\spres\sd'|plus\sd'|moins\sd'|pres\sd'|a\s|environ\s|soit\s)une?\s(?P<by>{_one_of(_FRENCH_PARTS)})\b"
        rf"|la\s(?P<half>moitie)\b|(?:de|pres\sde\sla)\s(?P<half_by>moitie)\b"
        rf"|(?P<few>{_one_of(_FRENCH_COUNTS)})(?:\s[^\W\d_]+)?\ssur\s(?P<many>{_one_of(_FRENCH_COUNTS)})\b"
        rf"|la\s(?P<most>plupart|majorite|majeure\spartie)\s(?:des?|du|d')\b)",
        re.IGNORECASE,
    ),
    nearly=("pres de", "presque", "a peine", "quasiment", "pas tout a fait"),
)  # fmt: skip


@cache
def sharing_of(language: str | None) -> Sharing:
    """How a language writes shares; English for one that is not known.

    Args:
        language: BCP 47 tag.
    """
    return {"fr": FRENCH}.get((language or "")[:2], ENGLISH)
