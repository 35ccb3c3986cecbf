"""Entries: content chosen and put into words, one noun a row or box of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from briefgen.model.changes import Direction
from briefgen.model.marking import Marking


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown that the render room sets, with its citations numbered.

    Attributes:
        markdown: The text.
        differences: Ids of the contradictions whose box follows the block here that first cites one of their facts.
        figures: Ids of the figures called here, in order, by the address they are called with.
    """

    markdown: str
    differences: tuple[str, ...] = ()
    figures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CitedFact:
    """A fact that the report uses.

    Attributes:
        id: The fact's id.
        statement: Its sentence.
        when: In words, "" where it has no time.
        grade: Admiralty code: "B2".
        grade_words: "usually reliable source, probably true".
        grade_reason: Why.
        origins: Number of independent origin groups behind it.
        sources: Citation numbers of the sources that support it, ascending.
        differs: Whether another fact contradicts it and nobody settled it.
        stale: Whether it is past its review day.
    """

    id: str
    statement: str
    when: str
    grade: str
    grade_words: str
    grade_reason: str
    origins: int
    sources: tuple[int, ...]
    differs: bool
    stale: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that sources give."""

    value: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A contradiction, ready for its "Sources differ" box.

    Attributes:
        id: Subject and property.
        question: What they differ on, in words: "Alliance of Sahel States: ECOWAS exit".
        sides: One for each value.
        standing: Id of the fact that stands; None while it is open.
        reason: Why it stands; "" while it is open.
    """

    id: str
    question: str
    sides: tuple[Side, ...]
    standing: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class JudgementEntry:
    """A judgement as printed: likelihood and confidence in cells of their own, never in one sentence.

    Attributes:
        number: 1-based, in the report's order.
        likelihood: The band's first term: "very likely".
        range: As the scale prints it: "80–95 %".
        low: Percent.
        high: Percent.
        confidence: "moderate".
        horizon: In words: "20 February 2026".
        basis: Fact ids.
    """

    id: str
    number: int
    statement: str
    likelihood: str
    range: str
    low: int
    high: int
    confidence: str
    horizon: str
    basis: tuple[str, ...]
    assumptions: tuple[str, ...]
    would_change: tuple[str, ...]
    marking: Marking


@dataclass(frozen=True, slots=True)
class RatingEntry:
    """A risk rating of the desk.

    Attributes:
        profile: Whose: "Mali".
        number: 1-based over the report, the dot's number in the matrix.
        likelihood: 1–5.
        impact: 1–5.
        level: 1–5, from the product: 1–3, 4–6, 8–10, 12–16, 20–25. The index of the brand's risk colour.
        level_word: "low", "guarded", "elevated", "high", "severe".
        facts: Fact ids.
        key: Its identity in every issue: `mali/Security`.
        direction: Which way it went since the last issue; None where there is none, or where it is new.
    """

    profile: str
    number: int
    category: str
    likelihood: int
    impact: int
    level: int
    level_word: str
    rationale: str
    facts: tuple[str, ...]
    key: str = ""
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class IndicatorEntry:
    """Something to watch.

    Attributes:
        profile: Whose: "Mali".
        what: What is watched.
        state: `quiet`, `watch`, `active` or `not-known`.
        state_word: As printed.
        signals: What it would mean.
        facts: Fact ids.
        key: Its identity in every issue: `mali/convoys`.
        before: Its state in the last issue, where that was another; "" otherwise.
        direction: Which way it went since then; None where it did not move, or nobody can tell.
    """

    profile: str
    what: str
    state: str
    state_word: str
    signals: str
    facts: tuple[str, ...]
    key: str = ""
    before: str = ""
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class ScenarioEntry:
    """One way it may go on."""

    name: str
    probability_percent: int
    description: str
    signposts: tuple[str, ...]
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A dated fact. `first` and `last` bound the days that it may mean; `year` groups the rows."""

    when: str
    first: date
    last: date
    year: int
    statement: str
    fact: str


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """An actor in the report's facts.

    Attributes:
        group: What sort, plural, for grouping: "People", "Governments".
        description: The desk's sentence on it, "" where it has none.
        roles: Offices in words: "Defence minister of Mali".
        relations: In words: "member of the Alliance of Sahel States".
        facts: Fact ids that the roles, relations and description rest on.
        id: The actor's id.
    """

    name: str
    aliases: tuple[str, ...]
    group: str
    country: str
    description: str
    roles: tuple[str, ...]
    relations: tuple[str, ...]
    facts: tuple[str, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class StandingEntry:
    """A line of a country's profile: an office and who holds it, or a body and how the country stands to it.

    Attributes:
        what: The office or the body.
        value: Who holds it, or the status: "former member".
        during: In words, "" where it has no time.
        facts: Fact ids.
    """

    what: str
    value: str
    during: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """A fact that a source carries, and where in it."""

    fact: str
    statement: str
    at: str
    disputes: bool


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source in the annex.

    Attributes:
        number: Citation number, in order of first use.
        id: The source's id.
        published: In words, or "undated".
        language: Its name, in the report's language.
        accessed: In words.
        reliability: Admiralty letter.
        reliability_words: In words.
        group: Letter of its origin group: "A".
        origins: Names of who it rests on in the end.
        supports: Facts of this report that it carries, in order of first use.
        language_tag: Its language by BCP 47, in which its title is.
    """

    number: int
    id: str
    title: str
    publisher: str
    author: str
    published: str
    accessed: str
    url: str
    language: str
    reliability: str
    reliability_words: str
    descriptor: str
    group: str
    origins: tuple[str, ...]
    supports: tuple[Support, ...]
    marking: Marking
    language_tag: str = ""


@dataclass(frozen=True, slots=True)
class UnreadEntry:
    """An outlet or statement known only through a source that was read. `through` are citation numbers."""

    name: str
    descriptor: str
    reliability: str
    through: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RelatedReport:
    """Another report of the desk."""

    id: str
    title: str
    series: str
    shares: tuple[str, ...]
    """Names of the countries and topics that both cover."""
