"""Facts: one statement each, with the evidence that carries it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from briefgen.model.base import ActorId, CoveredCountry, FactId, Id, Line, Noun, OriginId, Paragraph, SourceId, TopicId
from briefgen.model.dates import PartialDate
from briefgen.model.marking import Marking

Value = (
    Annotated[bool, Field(strict=True)]
    | Annotated[int, Field(strict=True)]
    | Annotated[float, Field(strict=True)]
    | Line
)


class Stance(StrEnum):
    """What a source does to a fact."""

    SUPPORTS = "supports"
    DISPUTES = "disputes"


class Evidence(Noun):
    """One passage of one source.

    Attributes:
        source: The document that was read.
        at: Where in it: "paragraph 6", "page 3", "headline list".
        stance: Whether the passage supports the fact or disputes it.
        origins: Who this passage rests on, where that is narrower or other than what the whole source derives from.
        marking: Who may see that this source says it.
    """

    source: SourceId
    at: Line
    stance: Stance = Stance.SUPPORTS
    origins: tuple[OriginId, ...] = ()
    marking: Marking = Marking.CLEAR


class Assertion(Noun):
    """The fact as a value, so that a machine can see two facts disagree.

    Attributes:
        subject: What it is about: usually an actor's id, but any id.
        property: Which property: `ecowas-exit`.
        value: What the fact says it is. A date is written as text, in one of the four forms of a partial date.
        during: When the value held; always, where it is left out.
        question: What a reader would ask, for the heading of a "Sources differ" box; one of the facts that differ is
            enough. Made of subject and property where none has it.
    """

    subject: Id
    property: Id
    value: Value
    during: PartialDate | None = None
    question: Line | None = None


class AnalystGrade(Noun):
    """A credibility given by hand, where an analyst overrides what the evidence gives.

    Attributes:
        credibility: Admiralty figure: 1 confirmed by other independent sources to 5 improbable; 6 cannot be judged.
        reason: Why the evidence alone gives another one.
    """

    credibility: Annotated[int, Field(strict=True, ge=1, le=6)]
    reason: Line


class Resolution(Noun):
    """An analyst's decision that this fact stands against others that contradict it.

    Attributes:
        against: The facts that it stands against.
        reason: Why, as printed in the "Sources differ" box.
        on: The day it was decided.
    """

    against: tuple[FactId, ...] = Field(min_length=1)
    reason: Paragraph
    on: date


class Fact(Noun):
    """One statement, in the desk's own words, that sources carry.

    Attributes:
        id: Its name in the desk; cited as `[@id]`.
        statement: One sentence.
        when: The day, month, year or interval it is about; None where it has no time.
        countries: ISO 3166-1 alpha-2 codes.
        topics: Topics it belongs to.
        actors: People and organisations in it.
        places: Towns and regions it names.
        asserts: The statement as a value; None where it has none.
        evidence: At least one passage.
        grade: An analyst's credibility; None where the evidence decides.
        resolution: Set on the fact that stands, once an analyst settled a contradiction.
        review_by: The day after which the fact counts as stale.
        marking: Who may see it.
    """

    id: Id
    statement: Line
    when: PartialDate | None = None
    countries: tuple[CoveredCountry, ...] = ()
    topics: tuple[TopicId, ...] = ()
    actors: tuple[ActorId, ...] = ()
    places: tuple[Line, ...] = ()
    asserts: Assertion | None = None
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    grade: AnalystGrade | None = None
    resolution: Resolution | None = None
    review_by: date | None = None
    marking: Marking = Marking.CLEAR
