"""The scales that judgements and grades are written in."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Band(NamedTuple):
    """One step of a likelihood scale.

    Attributes:
        key: What the content writes: `very-likely`.
        terms: What is printed; either may stand for the other.
        low: Lower bound, percent.
        high: Upper bound, percent.
        printed: The range as the standard prints it.
    """

    key: str
    terms: tuple[str, ...]
    low: int
    high: int
    printed: str


class LikelihoodScale(NamedTuple):
    """A closed set of likelihood terms. A report prints the one it uses and never mixes two."""

    key: str
    name: str
    bands: tuple[Band, ...]

    def band(self, key: str) -> Band | None:
        """The band of that key, or None where the scale has no such term."""
        return next((band for band in self.bands if band.key == key), None)


# US Intelligence Community Directive 203, as quoted by others; the primary was not read.
ICD203 = LikelihoodScale(
    "icd203",
    "ICD 203",
    (
        Band("almost-no-chance", ("almost no chance", "remote"), 1, 5, "1–5 %"),
        Band("very-unlikely", ("very unlikely", "highly improbable"), 5, 20, "5–20 %"),
        Band("unlikely", ("unlikely", "improbable"), 20, 45, "20–45 %"),
        Band("roughly-even", ("roughly even chance", "roughly even odds"), 45, 55, "45–55 %"),
        Band("likely", ("likely", "probable"), 55, 80, "55–80 %"),
        Band("very-likely", ("very likely", "highly probable"), 80, 95, "80–95 %"),
        Band("almost-certain", ("almost certain", "nearly certain"), 95, 99, "95–99 %"),
    ),
)

# UK Professional Head of Intelligence Assessment, probability yardstick, 24 March 2025. The scale has gaps.
PHIA = LikelihoodScale(
    "phia",
    "PHIA probability yardstick",
    (
        Band("remote-chance", ("remote chance",), 0, 5, ">0–5 %"),
        Band("highly-unlikely", ("highly unlikely",), 10, 20, "10–20 %"),
        Band("unlikely", ("unlikely",), 25, 35, "25–35 %"),
        Band("realistic-possibility", ("realistic possibility",), 40, 50, "40–<50 %"),
        Band("likely", ("likely", "probable"), 55, 75, "55–75 %"),
        Band("highly-likely", ("highly likely",), 80, 90, "80–90 %"),
        Band("almost-certain", ("almost certain",), 95, 100, "95–<100 %"),
    ),
)

SCALES = {scale.key: scale for scale in (ICD203, PHIA)}


class Confidence(StrEnum):
    """How well founded a judgement is. It never shares a sentence with a likelihood (ICD 203)."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Reliability(StrEnum):
    """Admiralty code, the source. F means unknown, not worst."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"

    @property
    def words(self) -> str:
        """The code in words."""
        return _RELIABILITY[self]


_RELIABILITY = {
    Reliability.A: "completely reliable",
    Reliability.B: "usually reliable",
    Reliability.C: "fairly reliable",
    Reliability.D: "not usually reliable",
    Reliability.E: "unreliable",
    Reliability.F: "reliability cannot be judged",
}

# Admiralty code, the information (NATO AJP-2.1, as quoted by others; the primary was not read). 6 means unknown, not worst.
CREDIBILITY = {
    1: "confirmed by other independent sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}


class RiskLevel(NamedTuple):
    """One level of a 5×5 risk matrix.

    Attributes:
        word: What is printed.
        least: The smallest product of likelihood and impact in it.
        most: The largest.
    """

    word: str
    least: int
    most: int


RISK_LEVELS = (
    RiskLevel("low", 1, 3),
    RiskLevel("guarded", 4, 6),
    RiskLevel("elevated", 8, 10),
    RiskLevel("high", 12, 16),
    RiskLevel("severe", 20, 25),
)
"""Calm first, in the order of a brand's risk colours."""


def risk_level(likelihood: int, impact: int) -> int:
    """Level 1–5 of a likelihood 1–5 and an impact 1–5, by their product."""
    return next(number for number, level in enumerate(RISK_LEVELS, 1) if likelihood * impact <= level.most)
