"""How well the desk's judgements came true: by band, and over all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from briefgen.model.scales import SCALES

FEW_IN_BAND = 10
"""Fewer resolved judgements than this in one band are too few to tell."""
FEW_IN_ALL = 30
"""Below this many in all, the score says little yet."""
EVEN_BRIER = 0.25
"""What always saying 50 % scores, whatever comes true."""

WITHIN_CHANCE = "within chance"
"""The share lies outside the band, but its 95 % interval reaches into it."""


def band_term(scale: str, likelihood: str) -> str:
    """A band as it is printed, "very likely"; its key where its scale is gone."""
    band = SCALES[scale].band(likelihood) if scale in SCALES else None
    return band.terms[0] if band else likelihood


def band_range(scale: str, likelihood: str, low: int, high: int) -> str:
    """A band's range as its standard prints it, "80–95 %"; its own bounds where the scale has others today."""
    band = SCALES[scale].band(likelihood) if scale in SCALES else None
    return band.printed if band and (band.low, band.high) == (low, high) else f"{low}–{high} %"


def scale_name(scale: str) -> str:
    """A scale as it is printed; its key where it is gone."""
    return SCALES[scale].name if scale in SCALES else scale


class Interval(NamedTuple):
    """A range of shares, 0–1."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class BandRecord:
    """What became of the judgements at one band of one scale; at least one of them is resolved.

    Attributes:
        scale: Key of the likelihood scale: `icd203`.
        likelihood: Key of the band.
        low: Its lower bound, percent.
        high: Its upper bound, percent.
        count: How many judgements at it were resolved with yes or no.
        came_true: How many of them with yes.
        interval: Where the true share lies, with 95 % confidence.
    """

    scale: str
    likelihood: str
    low: int
    high: int
    count: int
    came_true: int
    interval: Interval

    @property
    def term(self) -> str:
        """The band as it is printed: "very likely"."""
        return band_term(self.scale, self.likelihood)

    @property
    def range(self) -> str:
        """Its range as it is printed: "80–95 %"."""
        return band_range(self.scale, self.likelihood, self.low, self.high)

    @property
    def share(self) -> float:
        """Of them that came true, 0–1."""
        return self.came_true / self.count

    @property
    def inside(self) -> bool:
        """Whether the share lies in the band; in whole numbers, so that a bound counts as inside."""
        return self.low * self.count <= 100 * self.came_true <= self.high * self.count

    @property
    def finding(self) -> str:
        """What the share says of the band. Outside it is no fault while the interval still reaches into it."""
        if self.inside:
            return "inside"
        if 100 * self.interval.high < self.low:
            return "less than said"
        return "more than said" if 100 * self.interval.low > self.high else WITHIN_CHANCE

    @property
    def too_few(self) -> bool:
        """Whether the count is too small to tell."""
        return self.count < FEW_IN_BAND


@dataclass(frozen=True, slots=True)
class Calibration:
    """How well a group of judgements came true.

    Attributes:
        group: Whose they are: an analyst, a country's code, a topic's id; "" for the whole desk and for those that
            name none.
        issued: How many there are.
        unresolved: How many of them nobody has said anything of.
        unclear: How many ended unclear; they are not scored.
        hindsight: How many were first issued after their horizon or after they were resolved; they are not scored.
        came_true: How many of those scored came true.
        brier: Mean Brier score of those scored, 0 best, 1 worst; None where there are none.
        bands: By scale, then from the least likely band; bands without a judgement are left out.
    """

    group: str
    issued: int
    unresolved: int
    unclear: int
    hindsight: int
    came_true: int
    brier: float | None
    bands: tuple[BandRecord, ...]

    @property
    def scored(self) -> int:
        """How many judgements the score is over."""
        return self.issued - self.unresolved - self.unclear - self.hindsight

    @property
    def too_few(self) -> bool:
        """Whether the score says little yet."""
        return self.scored < FEW_IN_ALL

    @property
    def base_rate(self) -> float | None:
        """The share of those scored that came true, 0–1. It is known only afterwards."""
        return self.came_true / self.scored if self.scored else None

    @property
    def base_rate_brier(self) -> float | None:
        """What always saying the base rate would have scored."""
        rate = self.base_rate
        return None if rate is None else rate * (1 - rate)


@dataclass(frozen=True, slots=True)
class CalibrationPanel:
    """One reliability diagram: a group's judgements on one scale.

    Attributes:
        title: Whose judgements: "The desk", "A. Diallo".
        scale: Key of the likelihood scale.
        bands: At least one, from the least likely.
    """

    title: str
    scale: str
    bands: tuple[BandRecord, ...]

    @property
    def count(self) -> int:
        """How many judgements it shows."""
        return sum(band.count for band in self.bands)
