"""What the registry knows of a report: how far it has come, its last issue, what was withdrawn and what came true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from briefgen.model.issue import Frozen, Issue
from briefgen.model.rated import RatedIssue


class Stage(StrEnum):
    """How far a report has come."""

    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"
    ISSUED = "issued"


@dataclass(frozen=True, slots=True)
class Step:
    """One step that a report took.

    Attributes:
        report: The report's id.
        stage: What it became: `review`, `approved` or `issued`.
        digest: Of the content that took the step.
        by: Who took it there.
        at: When, in UTC.
        number: The issue's, for `issued`; "" otherwise.
    """

    report: str
    stage: Stage
    digest: str
    by: str
    at: datetime
    number: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A source or a fact that the desk no longer stands by.

    Attributes:
        kind: `source` or `fact`.
        id: Its id.
        because: Why, in a sentence.
        by: Who withdrew it.
        at: When, in UTC.
    """

    kind: str
    id: str
    because: str
    by: str
    at: datetime


class Verdict(StrEnum):
    """What became of a judgement."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A judgement, resolved.

    Attributes:
        report: The report's id.
        judgement: The judgement's id.
        horizon: Of the forecast that is resolved: with a later horizon it is another forecast.
        verdict: Whether it came true.
        because: What shows it.
        by: Who resolved it.
        at: When, in UTC.
    """

    report: str
    judgement: str
    horizon: date
    verdict: Verdict
    because: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LastIssue:
    """The issue before, with what it held."""

    issue: Issue
    content: Frozen


@dataclass(frozen=True, slots=True)
class Record:
    """What the registry knows that bears on one report; empty where the desk has no registry yet.

    Attributes:
        steps: The report's steps, oldest first.
        last: Its last issue; None before the first one.
        withdrawn: Withdrawals that stand, by (kind, id).
        outcomes: Resolved judgements of this report, by (judgement id, horizon).
        rated: What earlier issues rated, oldest first; looked up only where a figure shows it.
    """

    steps: tuple[Step, ...] = ()
    last: LastIssue | None = None
    withdrawn: Mapping[tuple[str, str], Withdrawal] = field(default_factory=dict)
    outcomes: Mapping[tuple[str, date], Outcome] = field(default_factory=dict)
    rated: tuple[RatedIssue, ...] = ()

    @property
    def newest(self) -> Step | None:
        """The newest step; None before the first one."""
        return self.steps[-1] if self.steps else None

    def standing(self, digest: str) -> Step | None:
        """The step that holds for content of this digest: the newest one, unless the content has changed since."""
        newest = self.newest
        return newest if newest and newest.digest == digest else None

    def stage(self, digest: str) -> Stage:
        """How far content of this digest has come; an edit makes it a draft again."""
        step = self.standing(digest)
        return step.stage if step else Stage.DRAFT
