"""Incidents: dated events at places, as a table that a report keeps, and as figures show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from briefgen.model.marking import Marking
from briefgen.model.place import Place


@dataclass(frozen=True, slots=True)
class Incident:
    """One event.

    Attributes:
        day: When.
        place: Where, as printed.
        country: ISO 3166-1 alpha-2.
        latitude: Degrees.
        longitude: Degrees.
        kind: What sort of event: "ambush".
        fatalities: How many died; None where nobody says.
        source: Id of a fact, or of a source, that carries it.
        line: In the table's file, from 1.
        marking: Who may see it.
    """

    day: date
    place: str
    country: str
    latitude: float
    longitude: float
    kind: str
    fatalities: int | None
    source: str
    line: int
    marking: Marking = Marking.CLEAR


@dataclass(frozen=True, slots=True)
class IncidentTable:
    """A table of incidents, read and checked.

    Attributes:
        name: Path relative to the desk, as diagnostics show it.
        sha256: Hex digest of the file's text: another one is not what was approved.
        incidents: In the order of the file.
    """

    name: str
    sha256: str
    incidents: tuple[Incident, ...]

    def place(self, incident: Incident) -> Place:
        """Where an incident is written."""
        return Place(self.name, line=incident.line, column=1)


@dataclass(frozen=True, slots=True)
class Period:
    """A month, quarter or year on the axis of a chart.

    Attributes:
        label: As short as it can be: "Jan", "Q1", "2024".
        year: "2024" under the first period of a year; "" elsewhere, and where the label is the year.
        name: In full: "January 2024".
        counts: Incidents by group, in the order of the chart's groups.
        fatalities: How many died, as far as that is known.
    """

    label: str
    year: str
    name: str
    counts: tuple[int, ...]
    fatalities: int

    @property
    def total(self) -> int:
        """All its incidents."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class IncidentChart:
    """Incidents over time.

    Attributes:
        periods: Without gaps, in order of time; a period without incidents is there, with zeros.
        groups: What the bars are split by, as printed, most frequent first; one, where they are not split.
        split: What the groups are: `kind`, `country`, or "" where there is one.
        deaths: Whether fatalities are shown.
        unknown: Incidents of which nobody says how many died.
        later: Incidents after the day that the report speaks from: left out.
    """

    periods: tuple[Period, ...]
    groups: tuple[str, ...]
    split: str = ""
    deaths: bool = True
    unknown: int = 0
    later: int = 0


@dataclass(frozen=True, slots=True)
class IncidentSpot:
    """All incidents at one place.

    Attributes:
        name: As printed.
        country: ISO 3166-1 alpha-2.
        latitude: Degrees.
        longitude: Degrees.
        incidents: How many.
        fatalities: How many died, as far as that is known.
    """

    name: str
    country: str
    latitude: float
    longitude: float
    incidents: int
    fatalities: int


@dataclass(frozen=True, slots=True)
class IncidentMap:
    """Incidents by place.

    Attributes:
        countries: Codes of the countries in the middle.
        spots: Most incidents first.
        by: What a circle's size is: `incidents` or `fatalities`.
        unknown: Incidents of which nobody says how many died.
        later: Incidents after the day that the report speaks from: left out.
    """

    countries: tuple[str, ...]
    spots: tuple[IncidentSpot, ...]
    by: str = "incidents"
    unknown: int = 0
    later: int = 0


Tables = Mapping[str, IncidentTable]
"""Tables by the path that Markdown names."""
