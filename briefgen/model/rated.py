"""Ratings as figures show them: side by side today, and over the issues of a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefgen.model.entries import RatingEntry


@dataclass(frozen=True, slots=True)
class RatedIssue:
    """The ratings that one issue of a report printed.

    Attributes:
        number: The issue's.
        as_of: The day it speaks from.
        digest: Of its content.
        ratings: Likelihood and impact, by the rating's key: `mali/Security`.
    """

    number: str
    as_of: date
    digest: str
    ratings: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class RatingPanel:
    """Ratings side by side.

    Attributes:
        ratings: By profile, in the order of the profiles.
        since: Number of the issue that the arrows compare with; "" where there is none.
    """

    ratings: tuple[RatingEntry, ...]
    since: str = ""


@dataclass(frozen=True, slots=True)
class RatingPoint:
    """A rating in one issue.

    Attributes:
        day: The day that the issue speaks from.
        when: The same in words.
        issue: The issue's number; "" for the report as it stands.
        likelihood: 1–5.
        impact: 1–5.
        level: 1–5; 0 where the issue did not rate it, and so likelihood and impact.
    """

    day: date
    when: str
    issue: str
    likelihood: int
    impact: int
    level: int


@dataclass(frozen=True, slots=True)
class RatingSeries:
    """A rating over the issues, oldest first."""

    profile: str
    category: str
    points: tuple[RatingPoint, ...]


@dataclass(frozen=True, slots=True)
class RatingHistory:
    """Ratings over the issues of a report.

    Attributes:
        series: One a rating, all over the same issues.
    """

    series: tuple[RatingSeries, ...]
