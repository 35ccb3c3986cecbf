"""Profiles: what the desk keeps ready on a country or a topic, between reports."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from briefgen.model.base import ActorId, CountryCode, FactId, Id, Line, Noun, Paragraph, Step
from briefgen.model.dates import PartialDate
from briefgen.model.marking import Marking


class Rating(Noun):
    """A judgement of the desk on one category of risk, labelled so wherever it is printed.

    Attributes:
        category: What is rated: "Security", "Regulatory and mining".
        likelihood: 1 rare to 5 almost certain, over the coming year.
        impact: 1 minor to 5 severe, for an organisation with staff or assets there.
        rationale: Why, in a sentence or two.
        facts: What it rests on.
        marking: Who may see it.
    """

    category: Line
    likelihood: Step
    impact: Step
    rationale: Paragraph
    facts: tuple[FactId, ...] = Field(min_length=1)
    marking: Marking = Marking.CLEAR


class IndicatorState(StrEnum):
    """What an indicator shows now."""

    QUIET = "quiet"
    WATCH = "watch"
    ACTIVE = "active"
    NOT_KNOWN = "not-known"


class Indicator(Noun):
    """Something to watch: what, in which state, and the facts that say so.

    Attributes:
        id: Its name in the profile.
        what: What would be seen.
        state: What it shows now.
        signals: What it would mean.
        facts: Facts that say so.
        marking: Who may see it.
    """

    id: Id
    what: Line
    state: IndicatorState
    signals: Line | None = None
    facts: tuple[FactId, ...] = ()
    marking: Marking = Marking.CLEAR


class Leader(Noun):
    """An office and who holds it, as the facts have it.

    Attributes:
        office: "Head of state".
        actor: Who holds it.
        facts: Facts that say so.
    """

    office: Line
    actor: ActorId
    facts: tuple[FactId, ...] = Field(min_length=1)


class Membership(Noun):
    """A body that the country belongs to, or has left.

    Attributes:
        body: The body.
        status: How the country stands to it: "member", "former member".
        during: When; always, where it is left out.
        facts: Facts that say so.
    """

    body: ActorId
    status: Line
    during: PartialDate | None = None
    facts: tuple[FactId, ...] = Field(min_length=1)


class StandingParagraph(Noun):
    """A paragraph of background in Markdown, cited like a section.

    Attributes:
        title: Its heading.
        text: Markdown with citations, `[@fact]`.
        marking: Who may see it.
    """

    title: Line
    text: Paragraph
    marking: Marking = Marking.CLEAR


class Profile(Noun):
    """What a country's and a topic's profile share.

    Attributes:
        id: Its name in the desk.
        name: As printed.
        summary: What it is, in a paragraph of Markdown.
        sectors: Sectors that matter here, for the services that are offered.
        ratings: Risks, each rated.
        indicators: What to watch.
        standing: Background that the profile's own report prints.
        reviewed: The day somebody last read it through.
        marking: Who may see it.
    """

    id: Id
    name: Line
    summary: Paragraph | None = None
    sectors: tuple[Line, ...] = ()
    ratings: tuple[Rating, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    standing: tuple[StandingParagraph, ...] = ()
    reviewed: date | None = None
    marking: Marking = Marking.CLEAR


class Country(Profile):
    """A country's profile.

    Attributes:
        code: ISO 3166-1 alpha-2.
        regions: The regions it is counted to, widest first, as printed: "West Africa", "Sahel".
        leadership: Offices and who holds them.
        memberships: Bodies it belongs to or has left.
    """

    code: CountryCode
    regions: tuple[Line, ...] = ()
    leadership: tuple[Leader, ...] = ()
    memberships: tuple[Membership, ...] = ()


class Topic(Profile):
    """A topic's profile. A topic that only sorts facts needs no more than its id and name.

    Attributes:
        aliases: Other names of it.
    """

    aliases: tuple[Line, ...] = ()
