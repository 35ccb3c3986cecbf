"""A rating panel: for each profile its categories, each with a level bar and which way it went since the last issue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from briefgen.draw.lettering import fit
from briefgen.draw.scene import FULL_WIDTH, LABEL, NOTE, Line, Mark, Pen, Rect, Scene
from briefgen.model.changes import Direction
from briefgen.model.entries import RatingEntry
from briefgen.model.figure import DataTable, FigureSpec
from briefgen.model.rated import RatingPanel
from briefgen.model.tongue import Tongue
from briefgen.model.vocabulary import DIRECTIONS, LEVELS

WIDTH = FULL_WIDTH

_CELL, _CELL_GAP, _CELL_HEIGHT = 17.0, 1.6, 8.0
"""A segment of a level bar, pt."""
_BAR = 5 * _CELL + 4 * _CELL_GAP
_LEADING = 10.6
_ROW_GAP = 6.2
_COLUMN_GAP = 16.0
_PROFILE_LINES, _CATEGORY_LINES = 2, 3
_HEAD = 9.0
"""Baseline of the heads of the columns, pt."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Left edges of what stands beside the categories, pt; the trend lies beyond the figure where there is none."""

    bar: float
    word: float
    product: float
    trend: float


def lay_out(spec: FigureSpec, pen: Pen) -> Scene:
    """The panel's marks.

    Raises:
        ValueError: If there is no rating.
    """
    data = _data(spec)
    columns = _columns(data, pen)
    marks: list[Mark] = list(_heads(data, columns, pen))
    top = _HEAD + 5
    for profile, rated in groupby(data.ratings, key=lambda rating: rating.profile):
        marks.append(Line(((0, top), (WIDTH, top)), pen.hairline))
        for line in fit(profile, WIDTH, pen.measured(LABEL), _PROFILE_LINES):
            top += _LEADING + 2
            marks.append(pen.text(0, top, line, bold=True))
        top += 4.6
        for rating in rated:
            lines = fit(rating.category, columns.bar - _COLUMN_GAP, pen.measured(LABEL), _CATEGORY_LINES)
            marks += _row(rating, lines, top + _LEADING * 0.78, columns, pen)
            top += len(lines) * _LEADING + _ROW_GAP
        top += 1.4
    return pen.scene(WIDTH, top + 1, marks)


def tell(spec: FigureSpec, tongue: Tongue) -> str:
    """The panel in words: each rating with its level, how it comes about and which way it went."""
    data = _data(spec)
    head = tongue.text("Risk ratings, each on a level from 1 (low) to 5 (severe).")
    rows = (
        tongue.text(
            "%(profile)s, %(category)s: level %(level)s, %(word)s (likelihood %(likelihood)s, impact %(impact)s)%(trend)s.",
            profile=rating.profile,
            category=rating.category,
            level=rating.level,
            word=_word(rating, tongue),
            likelihood=rating.likelihood,
            impact=rating.impact,
            trend=f"; {_trend(rating, tongue)}" if data.since else "",
        )
        for rating in data.ratings
    )
    return " ".join([head, *rows])


def tabulate(spec: FigureSpec, tongue: Tongue) -> DataTable:
    """Each rating with its numbers."""
    data = _data(spec)
    headers = [
        tongue.text("Profile"),
        tongue.text("Category"),
        tongue.text("Level"),
        tongue.text("Likelihood"),
        tongue.text("Impact"),
        *([tongue.text("Since %(issue)s", issue=data.since)] if data.since else []),
    ]
    rows = (
        (
            rating.profile,
            rating.category,
            f"{rating.level} {_word(rating, tongue)}",
            str(rating.likelihood),
            str(rating.impact),
            *([_trend(rating, tongue)] if data.since else []),
        )
        for rating in data.ratings
    )
    return DataTable(tuple(headers), tuple(rows))


def level_bar(left: float, top: float, level: int, pen: Pen) -> Iterator[Mark]:
    """Five segments, as many of them filled as the level has, in its colour."""
    for step in range(1, 6):
        x = left + (step - 1) * (_CELL + _CELL_GAP)
        fill = pen.palette.risk[level - 1] if step <= level else pen.palette.paper
        yield Rect(x, top, _CELL, _CELL_HEIGHT, fill, pen.secondary)


def _data(spec: FigureSpec) -> RatingPanel:
    data = spec.holding(RatingPanel, "a panel needs a rating")
    if not data.ratings:
        raise ValueError(f"Figure {spec.id!r}: a panel needs a rating.")
    return data


def _word(rating: RatingEntry, tongue: Tongue) -> str:
    return tongue.word(*LEVELS[rating.level - 1])


def _trend(rating: RatingEntry, tongue: Tongue) -> str:
    """Which way it went, in a word."""
    return tongue.word(*DIRECTIONS[rating.direction]) if rating.direction else tongue.word("rating", "new")


def _product(rating: RatingEntry) -> str:
    return f"{rating.likelihood} × {rating.impact} = {rating.likelihood * rating.impact}"


def _columns(data: RatingPanel, pen: Pen) -> _Columns:
    """Columns as wide as what stands in them, from the right edge."""
    tongue = pen.tongue

    def widest(head: str, cells: Iterator[str]) -> float:
        return max(pen.span(head, NOTE), *(pen.span(cell, LABEL) for cell in cells))

    trends = (f"↑ {_trend(rating, tongue)}" for rating in data.ratings)
    head = _since(data, tongue)
    trend = WIDTH - (widest(head, trends) if data.since else -_COLUMN_GAP)
    product = (
        trend - _COLUMN_GAP - widest(tongue.text("Likelihood × impact"), (_product(rating) for rating in data.ratings))
    )
    words = (f"{rating.level} {_word(rating, tongue)}" for rating in data.ratings)
    word = product - _COLUMN_GAP - widest("", words)
    return _Columns(word - 7 - _BAR, word, product, trend)


def _since(data: RatingPanel, tongue: Tongue) -> str:
    return tongue.text("Since %(issue)s", issue=data.since)


def _heads(data: RatingPanel, columns: _Columns, pen: Pen) -> Iterator[Mark]:
    """What the columns hold."""
    heads = [
        (0.0, pen.tongue.text("Category")),
        (columns.bar, pen.tongue.text("Level")),
        (columns.product, pen.tongue.text("Likelihood × impact")),
        *([(columns.trend, _since(data, pen.tongue))] if data.since else []),
    ]
    for left, words in heads:
        yield pen.text(left, _HEAD, words, size=NOTE, fill=pen.secondary)


def _row(rating: RatingEntry, lines: list[str], baseline: float, columns: _Columns, pen: Pen) -> Iterator[Mark]:
    """One rating: its category, bar, level, product and trend."""
    for row, line in enumerate(lines):
        yield pen.text(0, baseline + row * _LEADING, line)
    yield from level_bar(columns.bar, baseline - LABEL * 0.36 - _CELL_HEIGHT / 2, rating.level, pen)
    yield pen.text(columns.word, baseline, f"{rating.level} {_word(rating, pen.tongue)}", bold=True)
    yield pen.text(columns.product, baseline, _product(rating), fill=pen.secondary)
    if columns.trend <= WIDTH:
        moved = rating.direction in {Direction.DETERIORATED, Direction.IMPROVED}
        arrow = f"{rating.direction.arrow} " if rating.direction else ""
        fill = pen.palette.ink if moved else pen.secondary
        yield pen.text(columns.trend, baseline, f"{arrow}{_trend(rating, pen.tongue)}", fill=fill, bold=moved)
