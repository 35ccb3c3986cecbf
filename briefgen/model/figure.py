"""Figures: what one shows, and what it looks like once drawn."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.model.entries import JudgementEntry, RatingEntry, ScenarioEntry, TimelineEntry
from briefgen.model.scales import LikelihoodScale


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
