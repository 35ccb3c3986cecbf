"""Figures: what one shows, and what it looks like once drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from briefgen.model.entries import IndicatorEntry, JudgementEntry, RatingEntry, ScenarioEntry, TimelineEntry
from briefgen.model.gazetteer import Spot
from briefgen.model.incident import IncidentChart, IncidentMap
from briefgen.model.rated import RatingHistory, RatingPanel
from briefgen.model.scales import LikelihoodScale


@dataclass(frozen=True, slots=True)
class Timeline:
    """Dated facts.

    Attributes:
        entries: In any order.
    """

    entries: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Ratings by likelihood and impact.

    Attributes:
        ratings: In the order of the key.
    """

    ratings: tuple[RatingEntry, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """A likelihood scale and what is judged on it.

    Attributes:
        scale: Its bands.
        judgements: Each at one of them.
    """

    scale: LikelihoodScale
    judgements: tuple[JudgementEntry, ...]


@dataclass(frozen=True, slots=True)
class ScenarioBar:
    """Scenarios by probability.

    Attributes:
        scenarios: Most probable first.
    """

    scenarios: tuple[ScenarioEntry, ...]


@dataclass(frozen=True, slots=True)
class LocatorMap:
    """Countries among their neighbours.

    Attributes:
        countries: Their codes, the first one leads.
        places: Named beside their capitals.
        unplaced: Names of places that nobody has a position for: told in words, not drawn.
        policy: Whose borders these are, where nothing beside the map says so; the house's own sentence where it is "".
    """

    countries: tuple[str, ...]
    places: tuple[Spot, ...] = ()
    unplaced: tuple[str, ...] = ()
    policy: str = ""


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """An actor in a network.

    Attributes:
        id: The actor's id.
        name: As printed.
        kind: What sort of actor, as `ActorKind` has it: `person`.
    """

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class NetworkTie:
    """How one actor stands to another.

    Attributes:
        start: Id of the actor whose relation it is.
        end: Id of the other.
        kind: As `RelationKind` has it: `backs`; or `office`, of who holds one to where it is held.
        mutual: Whether the other says the same of this one.
        sources: Citation numbers behind it, ascending.
    """

    start: str
    end: str
    kind: str
    mutual: bool
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Who backs, opposes or belongs to whom.

    Attributes:
        nodes: The actors, in the order of their names.
        ties: Between them.
        left_out: How many actors there is no room for.
    """

    nodes: tuple[NetworkNode, ...]
    ties: tuple[NetworkTie, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Outlet:
    """A source as the annex has it.

    Attributes:
        number: Citation number.
        name: Who published it.
        grade: Admiralty letter.
        facts: How many of the facts shown it carries.
    """

    number: int
    name: str
    grade: str
    facts: int


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """Sources that reach the same origin, and so count once.

    Attributes:
        letter: As in the annex; "" for a group that only some passages of a source go back to.
        origins: Names of who they rest on in the end; () where they do not say.
        outlets: Through which it came, by number.
        more: How many more outlets there are.
        alone: How many of the facts shown rest on it alone.
        shared: How many rest on it and on another group.
    """

    letter: str
    origins: tuple[str, ...]
    outlets: tuple[Outlet, ...]
    more: int
    alone: int
    shared: int


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Origin groups and what rests on them.

    Attributes:
        groups: Those that carry most first.
        facts: How many facts are shown.
    """

    groups: tuple[SourceGroup, ...]
    facts: int


@dataclass(frozen=True, slots=True)
class IndicatorBoard:
    """Indicators by profile and state.

    Attributes:
        indicators: By profile, in the order of the profiles.
        since: Number of the issue that the arrows compare with; "" where there is none.
    """

    indicators: tuple[IndicatorEntry, ...]
    since: str = ""


FigureData = (
    Timeline
    | Matrix
    | Scale
    | ScenarioBar
    | LocatorMap
    | Network
    | SourceMap
    | IndicatorBoard
    | RatingPanel
    | RatingHistory
    | IncidentChart
    | IncidentMap
)
"""What figures show, one noun a kind."""

Data = TypeVar("Data", bound=FigureData)


@dataclass(frozen=True, slots=True)
class FigureSpec:
    """What a figure shows: plain data, ready to draw.

    Attributes:
        id: The figure's name in the report; drawings are kept by it.
        kind: A row of `KINDS`.
        number: 1-based, in order of appearance.
        caption: What it shows.
        data: The noun of its kind.
        source: Citation numbers behind it, ascending.
        note: Under the caption, "" for none.
    """

    id: str
    kind: str
    number: int
    caption: str
    data: FigureData
    source: tuple[int, ...] = ()
    note: str = ""

    def holding(self, noun: type[Data], needs: str) -> Data:
        """Its data.

        Args:
            noun: What its kind shows.
            needs: What is missing where it shows something else: "a matrix needs a rating".

        Raises:
            ValueError: If it shows something else.
        """
        if not isinstance(self.data, noun):
            raise ValueError(f"Figure {self.id!r}: {needs}.")  # noqa: TRY004 - a wrong value, whatever its type
        return self.data


@dataclass(frozen=True, slots=True)
class DataTable:
    """What a figure shows, as a table.

    Attributes:
        headers: Of the columns.
        rows: Cells as printed, as many as there are headers.
    """

    headers: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn figure.

    Attributes:
        svg: A complete SVG element with width, height and viewBox.
        alternative: The figure in words, for those who cannot see it.
        table: What it shows, as a table.
    """

    svg: str
    alternative: str
    table: DataTable = DataTable()
