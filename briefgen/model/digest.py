"""A digest: what a desk's reports say this week, in one magazine. Its parts stand beside a report's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from briefgen.model.briefing import Briefing
from briefgen.model.changes import ChangeGroup
from briefgen.model.entries import IndicatorEntry, JudgementEntry, Prose, RatingEntry
from briefgen.model.marking import Marking
from briefgen.model.parts import Part
from briefgen.model.report import Report


@dataclass(frozen=True, slots=True)
class Edition:
    """One report of a digest, composed as it would be printed by itself."""

    report: Report
    briefing: Briefing


@dataclass(frozen=True, slots=True)
class EditionPart(Part):
    """One report's pages in the digest: its summary, what it judges, and what changed.

    Attributes:
        title: The report's.
        about: Series, number and day, for the label column.
        language: BCP 47, of what its analysts wrote.
        marking: The report's.
        lead: The bottom line.
        body: The rest of its summary.
        judgements: Its judgements.
        compared: Which issue the changes are since, in a sentence; "" where it is the first.
        groups: What changed since then, what matters most first.
        watch: Its indicators that move, and those first that are active.
    """

    kind: ClassVar[str] = "edition"
    title: str = ""
    about: tuple[str, ...] = ()
    language: str = "en"
    marking: Marking = Marking.CLEAR
    lead: Prose = field(default_factory=lambda: Prose(""))
    body: Prose = field(default_factory=lambda: Prose(""))
    judgements: tuple[JudgementEntry, ...] = ()
    compared: str = ""
    groups: tuple[ChangeGroup, ...] = ()
    watch: tuple[IndicatorEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """One profile's ratings: a row of the table. A category that it does not rate is None."""

    profile: str
    ratings: tuple[RatingEntry | None, ...]


@dataclass(frozen=True, slots=True)
class StandingsPart(Part):
    """Risk ratings over all reports.

    Attributes:
        categories: Heads of the columns.
        compared: Whether arrows stand beside the levels: at least one report has an issue before this one.
    """

    kind: ClassVar[str] = "standings"
    categories: tuple[str, ...] = ()
    rows: tuple[Standing, ...] = ()
    compared: bool = False


@dataclass(frozen=True, slots=True)
class Covered:
    """A country on the map, and the reports that are about it: anchor and short title of each."""

    country: str
    reports: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class WeekMapPart(Part):
    """The countries that the week's reports are about. Its one figure is the map."""

    kind: ClassVar[str] = "week-map"
    countries: tuple[Covered, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """A judgement on the day by which it will be seen whether it came true.

    Attributes:
        day: As printed.
        on: The day.
        report: Short title of its report.
        anchor: Of its report in the digest.
    """

    day: str
    on: date
    entry: JudgementEntry
    report: str
    anchor: str


@dataclass(frozen=True, slots=True)
class CalendarPart(Part):
    """Horizons ahead, soonest first."""

    kind: ClassVar[str] = "calendar"
    due: tuple[Due, ...] = ()
