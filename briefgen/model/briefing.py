"""The briefing: what templates see. Everything is chosen, ordered, numbered and put into words; nothing is looked up any more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from briefgen.model.brand import Brand, Service
from briefgen.model.dossier import Asset
from briefgen.model.marking import Marking
from briefgen.model.scales import LikelihoodScale


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown that the render room sets, with its citations numbered.

    Attributes:
        markdown: The text.
        differences: Ids of the contradictions whose box follows the block here that first cites one of their facts.
        figures: Ids of the figures called here, by the address they are called with.
    """

    markdown: str
    differences: tuple[str, ...] = ()
    figures: Mapping[str, str] = field(default_factory=dict)


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


@dataclass(frozen=True, slots=True)
class IndicatorEntry:
    """Something to watch. `state` is the key (`quiet`, `watch`, `active`, `not-known`), `state_word` is printed."""

    profile: str
    what: str
    state: str
    state_word: str
    signals: str
    facts: tuple[str, ...]


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
    """

    name: str
    aliases: tuple[str, ...]
    group: str
    country: str
    description: str
    roles: tuple[str, ...]
    relations: tuple[str, ...]
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
        accessed: In words.
        reliability: Admiralty letter.
        reliability_words: In words.
        group: Letter of its origin group: "A".
        origins: Names of who it rests on in the end.
        supports: Facts of this report that it carries, in order of first use.
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


@dataclass(frozen=True, slots=True)
class UnreadEntry:
    """An outlet or statement known only through a source that was read. `through` are citation numbers."""

    name: str
    descriptor: str
    reliability: str
    through: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FigureSpec:
    """What a figure shows: plain data, ready to draw.

    Attributes:
        id: The figure's name in the report; drawings are kept by it.
        kind: File of the draw room: `timeline`, `matrix`, `scale`, `scenarios`, `map`.
        number: 1-based, in order of appearance.
        caption: What it shows.
        source: Citation numbers behind it, ascending.
        note: Under the caption, "" for none.
        timeline: Rows, for a timeline.
        ratings: For a matrix.
        judgements: For a scale.
        scale: For a scale.
        scenarios: For scenarios.
        countries: Codes of the countries covered, for a map.
    """

    id: str
    kind: str
    number: int
    caption: str
    source: tuple[int, ...] = ()
    note: str = ""
    timeline: tuple[TimelineEntry, ...] = ()
    ratings: tuple[RatingEntry, ...] = ()
    judgements: tuple[JudgementEntry, ...] = ()
    scale: LikelihoodScale | None = None
    scenarios: tuple[ScenarioEntry, ...] = ()
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn figure.

    Attributes:
        svg: A complete SVG element with width, height and viewBox.
        alternative: The figure in words, for those who cannot see it.
    """

    svg: str
    alternative: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the report, set by the partial of its kind.

    Attributes:
        anchor: Its id in the page.
        label: Short name for the label column and the contents: "Executive summary".
        number: 1-based for sections; None for other parts.
    """

    kind: ClassVar[str] = ""
    anchor: str
    label: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class SummaryPart(Part):
    """One page, complete in itself."""

    kind: ClassVar[str] = "summary"
    lead: Prose = field(default_factory=lambda: Prose(""))
    body: Prose = field(default_factory=lambda: Prose(""))
    judgements: tuple[JudgementEntry, ...] = ()
    ratings: tuple[RatingEntry, ...] = ()
    watch: tuple[IndicatorEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionPart(Part):
    """A section that an analyst wrote."""

    kind: ClassVar[str] = "section"
    title: str = ""
    standfirst: Prose | None = None
    body: Prose = field(default_factory=lambda: Prose(""))


@dataclass(frozen=True, slots=True)
class JudgementsPart(Part):
    """Every judgement in full: basis, assumptions, what would change it, and the scale."""

    kind: ClassVar[str] = "judgements"
    judgements: tuple[JudgementEntry, ...] = ()
    scale: LikelihoodScale | None = None
    figure: str | None = None


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
    figure: str | None = None


@dataclass(frozen=True, slots=True)
class ScenariosPart(Part):
    """Ways it may go on."""

    kind: ClassVar[str] = "scenarios"
    scenarios: tuple[ScenarioEntry, ...] = ()
    figure: str | None = None


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
class RelatedReport:
    """Another report of the desk."""

    id: str
    title: str
    series: str
    shares: tuple[str, ...]
    """Names of the countries and topics that both cover."""


@dataclass(frozen=True, slots=True)
class ClosingPart(Part):
    """Services that fit, related reports, contact, legal notice."""

    kind: ClassVar[str] = "closing"
    services: tuple[Service, ...] = ()
    offer: str = ""
    related: tuple[RelatedReport, ...] = ()
    contact: tuple[str, ...] = ()
    legal: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dateline:
    """When, where, what about, as of when.

    Attributes:
        as_of: In words.
        locations: Country names.
        topics: Topic names.
        newest: Date of the newest source used, in words: the information cut-off.
    """

    as_of: str
    locations: tuple[str, ...]
    topics: tuple[str, ...]
    newest: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """A whole report, ready to be set.

    Attributes:
        report_id: The report's id.
        title: As on the cover.
        short_title: For running headers.
        series: "Situation report".
        series_number: "" until issues are recorded.
        draft: Whether it has not been approved.
        language: BCP 47.
        as_of: The day it speaks from.
        marking: The highest of everything it uses.
        authors: By role.
        brand: The brand.
        dateline: When, where, what about.
        standfirst: The bottom line, for the cover.
        description: The bottom line as plain text, for metadata.
        parts: In reading order; each is set by the partial of its kind.
        facts: Facts used, by id.
        differences: Contradictions among them, by id.
        judgements: By id, for pull-outs.
        figures: By id, in order of appearance.
        locator: The map on the cover; None where the report covers no country.
        pictures: Assets that the text shows, by the path written in Markdown.
    """

    report_id: str
    title: str
    short_title: str
    series: str
    series_number: str
    draft: bool
    language: str
    as_of: date
    marking: Marking
    authors: tuple[str, ...]
    brand: Brand
    dateline: Dateline
    standfirst: Prose
    description: str
    parts: tuple[Part, ...]
    facts: Mapping[str, CitedFact]
    differences: Mapping[str, Difference]
    judgements: Mapping[str, JudgementEntry]
    figures: Mapping[str, FigureSpec]
    locator: FigureSpec | None
    pictures: Mapping[str, Asset]
