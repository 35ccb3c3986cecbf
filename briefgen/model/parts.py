"""Parts of a report, each set by the template partial of its kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from briefgen.model.brand import Service
from briefgen.model.changes import ChangeGroup, Correction
from briefgen.model.entries import (
    ActorEntry,
    IndicatorEntry,
    JudgementEntry,
    Prose,
    RatingEntry,
    RelatedReport,
    ScenarioEntry,
    SourceEntry,
    StandingEntry,
    TimelineEntry,
    UnreadEntry,
)
from briefgen.model.scales import LikelihoodScale


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the report, set by the partial of its kind.

    Attributes:
        anchor: Its id in the page.
        label: Short name for the label column and the contents: "Executive summary".
        number: 1-based for sections; None for other parts.
        figures: Ids of the figures in it, in reading order: those that its text calls, or that it carries by itself.
    """

    kind: ClassVar[str] = ""
    anchor: str
    label: str
    number: int | None = None
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SummaryPart(Part):
    """One page, complete in itself.

    Attributes:
        correction: That something was withdrawn since the last issue, in a sentence; "" where nothing was.
        since: Number of the issue that the ratings' arrows compare with; "" where there are none.
        language: BCP 47 tag of `lead` and `body` where it is not the report's; "" otherwise.
    """

    kind: ClassVar[str] = "summary"
    lead: Prose = field(default_factory=lambda: Prose(""))
    body: Prose = field(default_factory=lambda: Prose(""))
    judgements: tuple[JudgementEntry, ...] = ()
    ratings: tuple[RatingEntry, ...] = ()
    watch: tuple[IndicatorEntry, ...] = ()
    correction: str = ""
    since: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionsPart(Part):
    """What the last issue printed and the desk no longer stands by."""

    kind: ClassVar[str] = "corrections"
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangesPart(Part):
    """What is not as the last issue had it.

    Attributes:
        compared: Which issue that was, in a sentence.
        groups: What changed; empty where nothing did.
        rest: What stands behind it, in a sentence: sources and the like; "" where that is as it was.
    """

    kind: ClassVar[str] = "changes"
    compared: str = ""
    groups: tuple[ChangeGroup, ...] = ()
    rest: str = ""


@dataclass(frozen=True, slots=True)
class SectionPart(Part):
    """A section that an analyst wrote.

    Attributes:
        language: BCP 47 tag of its text where it is not the report's; "" otherwise.
    """

    kind: ClassVar[str] = "section"
    title: str = ""
    standfirst: Prose | None = None
    body: Prose = field(default_factory=lambda: Prose(""))
    language: str = ""


@dataclass(frozen=True, slots=True)
class JudgementsPart(Part):
    """Every judgement in full: basis, assumptions, what would change it, and the scale."""

    kind: ClassVar[str] = "judgements"
    judgements: tuple[JudgementEntry, ...] = ()
    scale: LikelihoodScale | None = None


@dataclass(frozen=True, slots=True)
class CountryPart(Part):
    """A covered country at a glance.

    Attributes:
        regions: As printed, widest first.
        leadership: Offices.
        memberships: Bodies.
    """

    kind: ClassVar[str] = "country"
    regions: tuple[str, ...] = ()
    leadership: tuple[StandingEntry, ...] = ()
    memberships: tuple[StandingEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelinePart(Part):
    """Dated facts in order."""

    kind: ClassVar[str] = "timeline"
    entries: tuple[TimelineEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class DifferencesPart(Part):
    """Contradictions among the facts used that no section shows. `differences` are ids."""

    kind: ClassVar[str] = "differences"
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorsPart(Part):
    """Who is who in the report's facts, grouped."""

    kind: ClassVar[str] = "actors"
    actors: tuple[ActorEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class RatingsPart(Part):
    """Ratings with their reasons, and the matrix."""

    kind: ClassVar[str] = "ratings"
    ratings: tuple[RatingEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class ScenariosPart(Part):
    """Ways it may go on."""

    kind: ClassVar[str] = "scenarios"
    scenarios: tuple[ScenarioEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorsPart(Part):
    """What to watch."""

    kind: ClassVar[str] = "indicators"
    indicators: tuple[IndicatorEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class MethodPart(Part):
    """Method and grading key, with the likelihood scale in use."""

    kind: ClassVar[str] = "method"
    scale: LikelihoodScale | None = None


@dataclass(frozen=True, slots=True)
class AnnexPart(Part):
    """The sources, and what they amount to.

    Attributes:
        statement: The source summary statement, as sentences.
    """

    kind: ClassVar[str] = "annex"
    sources: tuple[SourceEntry, ...] = ()
    unread: tuple[UnreadEntry, ...] = ()
    statement: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClosingPart(Part):
    """Services that fit, related reports, contact, legal notice."""

    kind: ClassVar[str] = "closing"
    services: tuple[Service, ...] = ()
    offer: str = ""
    related: tuple[RelatedReport, ...] = ()
    contact: tuple[str, ...] = ()
    legal: tuple[str, ...] = ()
