"""Which figures there are, and what each may be asked for from Markdown: `![caption](figure:KIND?key=value&key=a+b)`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Takes(StrEnum):
    """What a parameter takes."""

    YEAR = "year"
    NUMBER = "number"
    WORD = "word"
    COUNTRY = "country"
    MONTH = "month"
    SPOT = "spot"
    TABLE = "table"
    ID = "id"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a figure.

    Attributes:
        takes: What sort of value.
        several: Whether several may be written, as `a+b` or `a,b`.
        kinds: Kinds of content whose ids it takes; `judgement` is one of the report's own.
        words: The words it takes.
        least: The smallest number.
        most: The largest.
        required: Whether the figure cannot do without it.
    """

    takes: Takes
    several: bool = False
    kinds: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    required: bool = False


def ids(*kinds: str) -> Parameter:
    """Ids of content of these kinds."""
    return Parameter(Takes.ID, several=True, kinds=kinds)


def words(*allowed: str) -> Parameter:
    """Some of these words."""
    return Parameter(Takes.WORD, several=True, words=allowed)


def word(*allowed: str) -> Parameter:
    """One of these words."""
    return Parameter(Takes.WORD, words=allowed)


def number(least: int, most: int) -> Parameter:
    """A number within limits."""
    return Parameter(Takes.NUMBER, least=least, most=most)


YEAR = Parameter(Takes.YEAR)
COUNTRIES = Parameter(Takes.COUNTRY, several=True)
TOPICS = ids("topic")
PROFILES = ids("country", "topic")
PERIOD = {"from": YEAR, "to": YEAR}
"""Two years; the second is never before the first."""

MONTHS = {"from": Parameter(Takes.MONTH), "to": Parameter(Takes.MONTH)}
"""The same with months: 2024 or 2024-03."""

TABLE = Parameter(Takes.TABLE, required=True)
"""A table of incidents in the report's folder."""

KINDS: Mapping[str, Mapping[str, Parameter]] = {
    "history": {"profiles": PROFILES, **PERIOD},
    "incident-map": {"data": TABLE, **MONTHS, "countries": COUNTRIES, "by": word("incidents", "fatalities")},
    "incidents": {
        "data": TABLE,
        **MONTHS,
        "countries": COUNTRIES,
        "by": word("month", "quarter", "year"),
        "split": word("kind", "country", "none"),
    },
    "indicators": {"profiles": PROFILES, "states": words("active", "watch", "quiet", "not-known")},
    "map": {"countries": COUNTRIES, "places": Parameter(Takes.SPOT, several=True)},
    "matrix": {},
    "network": {
        "actors": ids("actor"),
        "relations": words(
            "backs",
            "opposes",
            "partners-with",
            "member-of",
            "part-of",
            "office",
            "former-member-of",
            "succeeds",
            "replaces",
        ),
        "topics": TOPICS,
        "countries": COUNTRIES,
        "most": number(2, 40),
    },
    "ratings": {"profiles": PROFILES},
    "scale": {},
    "scenarios": {},
    "sources": {"judgements": ids("judgement"), "topics": TOPICS, "countries": COUNTRIES},
    "timeline": {**PERIOD, "topics": TOPICS, "countries": COUNTRIES},
}
"""Every kind of figure with its parameters. A kind also has a row in `compose/figures.py`, which chooses what it shows,
and one in `draw/figures.py`, which draws it; `asked.py` says what it selects."""
