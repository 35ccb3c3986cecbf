"""Reports as the desk writes them: what they cover, the judgements they make, the sections analysts wrote."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from briefgen.model.base import (
    CoveredCountry,
    FactId,
    Id,
    Language,
    Line,
    Noun,
    Paragraph,
    ProfileId,
    ReportId,
    ShortTitle,
    Title,
    TopicId,
)
from briefgen.model.dates import PartialDate
from briefgen.model.marking import Marking
from briefgen.model.scales import Confidence
from briefgen.model.schedule import Schedule


class Status(StrEnum):
    """How far its author says a report has come. Who approved it is for the registry to say."""

    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"


class Judgement(Noun):
    """One assessment of the desk: a likelihood, a confidence, a horizon and what it rests on.

    Attributes:
        id: Its name; called from Markdown as `[!id]`.
        statement: One sentence without likelihood or confidence terms; they are printed beside it.
        likelihood: Key of a band of the report's scale.
        confidence: How well founded.
        horizon: The day by which it will be seen whether it came true.
        basis: The facts it rests on.
        assumptions: What it takes for granted.
        would_change: What would change it.
        reason: Why its likelihood is another than in the last issue.
        analyst: Who answers for it; the report's authors where it is left out.
        marking: Who may see it.
    """

    id: Id
    statement: Line
    likelihood: Id
    confidence: Confidence
    horizon: date
    basis: tuple[FactId, ...] = Field(min_length=1)
    assumptions: tuple[Line, ...] = ()
    would_change: tuple[Line, ...] = ()
    reason: Line | None = None
    analyst: Line | None = None
    marking: Marking = Marking.CLEAR


class Scenario(Noun):
    """One way it may go on. The probabilities of a report's scenarios sum to 100.

    Attributes:
        id: Its name.
        name: A few words.
        probability_percent: 1–99.
        description: What happens in it.
        signposts: What would be seen first.
        basis: The facts it starts from.
        marking: Who may see it.
    """

    id: Id
    name: Line
    probability_percent: Annotated[int, Field(strict=True, ge=1, le=99)]
    description: Paragraph
    signposts: tuple[Line, ...] = ()
    basis: tuple[FactId, ...] = ()
    marking: Marking = Marking.CLEAR


class Budget(Noun):
    """How long the report may be.

    Attributes:
        pages: Of the PDF, cover and annex included.
        minutes: To read the summary and the sections, at 230 words a minute.
    """

    pages: Annotated[int, Field(strict=True, ge=1, le=1000)] | None = None
    minutes: Annotated[int, Field(strict=True, ge=1, le=1000)] | None = None


TemplateName = Literal["situation-report", "flash", "country-profile"]
"""What sort of document a report is: which parts it has, in which order, and how they are set."""


class Waiver(Noun):
    """Leave for one finding of one rule, for a time.

    Attributes:
        rule: The rule's name or code: `uncited-claim`, `BG305`.
        about: Id of what the finding is about: a fact, a judgement, a section's name (`outlook`, `summary`).
        words: Words of the sentence it is about, where `about` is a text.
        role: Whose decision it is: "Chief editor".
        reason: Why the rule does not hold here.
        until: The last day it holds.
    """

    rule: Line
    about: Line
    words: Line | None = None
    role: Line
    reason: Line
    until: date


class TimelineScope(Noun):
    """Which dated facts the timeline shows: all that the report uses, since a year where one is given, or these alone.

    Attributes:
        since: The first year.
        facts: These facts alone.
    """

    since: Annotated[int, Field(strict=True, ge=1900, le=2200)] | None = None
    facts: tuple[FactId, ...] = ()


class Report(Noun):
    """`report.yaml`.

    Attributes:
        id: The folder's name.
        title: As printed on the cover.
        short_title: For running headers; the title where it is left out.
        series: The series' name: "Situation report".
        template: `situation-report`; `flash`, an alert of two pages; `country-profile`, what stands of a country.
        covers: Profiles whose ratings and indicators it prints; the first one leads.
        locations: Countries in the dateline; those of the covered profiles where it is left out.
        topics: Topics in the dateline.
        likelihood_scale: `icd203` or `phia`.
        marking: The least restrictive label it may carry; what it uses can raise it.
        status: How far its author says it has come; `draft`, where it is written, keeps it from being reviewed.
        period: The days it reports on; since the last issue where it is left out.
        budget: How long it may be.
        waivers: Findings that somebody answers for.
        authors: Who wrote it, by role.
        as_of: The day it speaks from; the desk's where it is left out.
        brand: A brand other than the desk's.
        language: BCP 47 tag.
        judgements: What the desk concludes.
        scenarios: Two or more ways it may go on, summing to 100, or none.
        timeline: What the timeline shows.
        services: Ids of the brand's services; those that fit the sectors and countries where it is left out.
        related: Other reports; those that share a country or topic where it is left out.
        schedule: When it is due.
    """

    id: Id
    title: Title
    short_title: ShortTitle | None = None
    series: Line = "Situation report"
    template: TemplateName = "situation-report"
    covers: tuple[ProfileId, ...] = Field(min_length=1)
    locations: tuple[CoveredCountry, ...] = ()
    topics: tuple[TopicId, ...] = ()
    likelihood_scale: Literal["icd203", "phia"] = "icd203"
    marking: Marking = Marking.CLEAR
    status: Status | None = None
    period: PartialDate | None = None
    budget: Budget = Budget()
    authors: tuple[Line, ...] = ()
    as_of: date | None = None
    brand: Id | None = None
    language: Language = "en"
    judgements: tuple[Judgement, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    timeline: TimelineScope = TimelineScope()
    services: tuple[Id, ...] = ()
    related: tuple[ReportId, ...] = ()
    schedule: Schedule | None = None
    waivers: tuple[Waiver, ...] = ()
