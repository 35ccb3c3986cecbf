"""The briefing: what templates see. Everything is chosen, ordered, numbered and put into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from briefgen.model.brand import Brand
from briefgen.model.changes import Changes
from briefgen.model.entries import CitedFact, Difference, JudgementEntry, Prose
from briefgen.model.figure import FigureSpec
from briefgen.model.marking import Marking
from briefgen.model.parts import Part
from briefgen.model.tongue import ENGLISH, Tongue

if TYPE_CHECKING:  # who only prints a briefing need not load what it was made from
    from briefgen.model.dossier import Asset
    from briefgen.model.record import Withdrawal
    from briefgen.model.report import TemplateName


@dataclass(frozen=True, slots=True)
class Dateline:
    """When, where, what about, as of when.

    Attributes:
        as_of: In words.
        locations: Country names.
        topics: Topic names.
        newest: Date of the newest source used, in words: the information cut-off.
        period: The days that it reports on, in words; "" where nobody said.
    """

    as_of: str
    locations: tuple[str, ...]
    topics: tuple[str, ...]
    newest: str
    period: str = ""


@dataclass(frozen=True, slots=True)
class Imprint:
    """Which copy of a report this is.

    Attributes:
        number: The issue's; "" before it is issued.
        draft: Whether nobody has approved it: a draft says so on every page.
        changes: What changed since the issue before; None before the second one.
        corrections: Withdrawals that concern what the issue before printed.
    """

    number: str = ""
    draft: bool = True
    changes: Changes | None = None
    corrections: tuple[Withdrawal, ...] = ()


@dataclass(frozen=True, slots=True)
class Briefing:
    """A whole report, ready to be set.

    Attributes:
        report_id: The report's id.
        title: As on the cover.
        short_title: For running headers.
        series: "Situation report".
        series_number: The issue's number; "" before it is issued.
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
        template: What sort of document it is; partials in a folder of that name stand before the common ones.
        tongue: The program's own words in the report's language.
        siblings: Addresses, relative to this page, of the pages that the same build makes of other reports, by id.
        personal: Whether it is a client's, and leaves room for whose copy it is.
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
    tongue: Tongue = ENGLISH
    template: TemplateName | Literal["digest"] = "situation-report"
    siblings: Mapping[str, str] = field(default_factory=dict)
    personal: bool = False
