"""The judgement register: every forecast ever issued, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from briefgen.model.record import Outcome


class Forecast(NamedTuple):
    """What the desk said of a judgement, from one issue until it said something else.

    A tuple, because a register holds tens of thousands of them.

    Attributes:
        number: The issue that said it first.
        since: The day that issue speaks from.
        likelihood: Key of the band.
        scale: Key of the likelihood scale: `icd203`.
        low: Lower bound of the band, percent.
        high: Upper bound, percent.
        confidence: `low`, `moderate` or `high`.
    """

    number: str
    since: date
    likelihood: str
    scale: str
    low: int
    high: int
    confidence: str

    @property
    def probability(self) -> float:
        """The middle of the band, 0–1: what it is scored as."""
        return (self.low + self.high) / 200


@dataclass(frozen=True, slots=True)
class RegisteredJudgement:
    """One judgement with one horizon: moved to a later horizon it is another, because it is another question.

    Attributes:
        report: The report's id.
        judgement: The judgement's id.
        statement: As it was last issued.
        horizon: The day by which it will be seen whether it came true.
        analysts: Who answers for it.
        countries: ISO 3166-1 alpha-2 codes that the report is about.
        topics: Ids of the topics that the report is about.
        last_number: The last issue that printed it.
        forecasts: What was said of it, oldest first; a new one only where band, scale or confidence changed.
        outcome: None while it is open.
    """

    report: str
    judgement: str
    statement: str
    horizon: date
    analysts: tuple[str, ...]
    countries: tuple[str, ...]
    topics: tuple[str, ...]
    last_number: str
    forecasts: tuple[Forecast, ...]
    outcome: Outcome | None = None

    def due(self, as_of: date) -> bool:
        """Whether its horizon has come and nobody said what became of it."""
        return self.outcome is None and self.horizon <= as_of


@dataclass(frozen=True, slots=True)
class IssuedJudgement:
    """A judgement as one issue prints it: what goes into the register. Fields as in `RegisteredJudgement`, `Forecast`."""

    judgement: str
    statement: str
    horizon: date
    analysts: tuple[str, ...]
    likelihood: str
    scale: str
    low: int
    high: int
    confidence: str
