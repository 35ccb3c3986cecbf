"""Ratings over the issues of a report: a small step line for each, all on one scale of days and levels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from briefgen.draw.lettering import fit
from briefgen.draw.scene import FULL_WIDTH, LABEL, NOTE, Dot, Line, Mark, Pen, Scene
from briefgen.model.figure import DataTable, FigureSpec
from briefgen.model.rated import RatingHistory, RatingPoint, RatingSeries
from briefgen.model.tongue import Tongue
from briefgen.model.vocabulary import LEVELS

WIDTH = FULL_WIDTH

_COLUMNS = 3
_GAP = 18.0
_HEIGHT = 58.0
"""From level 5 to level 1, pt."""
_LEADING = 10.6
_FOOT = 15.0
"""From level 1 to the bottom of a panel, where its days stand, pt."""
_ROW_GAP = 12.0
_WEIGHT = 1.6
_DOT, _LAST = 1.7, 3.2
_LEVELS = range(1, 6)
_LINES = 2
_LEAST = 2
"""A history has two points at least."""


@dataclass(frozen=True, slots=True)
class _Panel:
    """A field of days and levels.

    Attributes:
        left: Where its first day lies, pt.
        right: Where its last day lies, pt.
        top: Of level 5, pt.
        first: Ordinal of its first day.
        last: Ordinal of its last day.
    """

    left: float
    right: float
    top: float
    first: int
    last: int

    def across(self, point: RatingPoint) -> float:
        """Where a point's day lies, pt."""
        return self.left + (self.right - self.left) * (point.day.toordinal() - self.first) / (self.last - self.first)

    def down(self, level: int) -> float:
        """Where a level lies, pt."""
        return self.top + _HEIGHT * (5 - level) / 4


def lay_out(spec: FigureSpec, pen: Pen) -> Scene:
    """The panels' marks.

    Raises:
        ValueError: If there is no rating, or there are fewer than two days.
    """
    data = _data(spec)
    words = [f"{level} {_word(level, pen.tongue)}" for level in _LEVELS]
    margin = max(pen.span(word, NOTE) for word in words) + 7
    days = sorted({point.day for series in data.series for point in series.points})
    width = (WIDTH - margin - (_COLUMNS - 1) * _GAP) / _COLUMNS
    marks: list[Mark] = []
    top = 0.0
    for profile, rated in groupby(data.series, key=lambda series: series.profile):
        for line in fit(profile, WIDTH, pen.measured(LABEL), _LINES):
            top += _LEADING
            marks.append(pen.text(0, top, line, bold=True))
        top += 4
        series = list(rated)
        for start in range(0, len(series), _COLUMNS):
            row = series[start : start + _COLUMNS]
            titles = [fit(each.category, width, pen.measured(LABEL), _LINES) for each in row]
            title = max(map(len, titles)) * _LEADING
            for column, each in enumerate(row):
                left = margin + column * (width + _GAP)
                panel = _Panel(left, left + width - 6, top + title + 8, days[0].toordinal(), days[-1].toordinal())
                marks += [
                    pen.text(left, top + (line + 0.8) * _LEADING, words) for line, words in enumerate(titles[column])
                ]
                marks += _panel(panel, each, pen)
            marks += _levels(_Panel(margin, margin, top + title + 8, 0, 1), words, pen)
            top += title + 8 + _HEIGHT + _FOOT + _ROW_GAP
    return pen.scene(WIDTH, top - _ROW_GAP + 2, marks)


def tell(spec: FigureSpec, tongue: Tongue) -> str:
    """The history in words: for each rating where it began, each change, and where it stands."""
    data = _data(spec)
    issues = len({point.day for series in data.series for point in series.points})
    head = tongue.count(
        "Risk ratings over %(num)d issue, each on a level from 1 (low) to 5 (severe).",
        "Risk ratings over %(num)d issues, each on a level from 1 (low) to 5 (severe).",
        issues,
    )
    return " ".join([head, *(_told(series, tongue) for series in data.series)])


def tabulate(spec: FigureSpec, tongue: Tongue) -> DataTable:
    """Each rating with its level in each issue."""
    data = _data(spec)
    headers = (tongue.text("Profile"), tongue.text("Category"), *(point.when for point in data.series[0].points))
    rows = (
        (series.profile, series.category, *(_level(point.level, tongue) for point in series.points))
        for series in data.series
    )
    return DataTable(headers, tuple(rows))


def _data(spec: FigureSpec) -> RatingHistory:
    data = spec.holding(RatingHistory, "a history needs ratings of two issues")
    if len({point.day for series in data.series for point in series.points}) < _LEAST:
        raise ValueError(f"Figure {spec.id!r}: a history needs ratings of two issues.")
    return data


def _word(level: int, tongue: Tongue) -> str:
    return tongue.word(*LEVELS[level - 1])


def _level(level: int, tongue: Tongue) -> str:
    """A level as told: "4 high", or that it was not rated."""
    return f"{level} {_word(level, tongue)}" if level else tongue.text("not rated")


def _told(series: RatingSeries, tongue: Tongue) -> str:
    runs = [next(same) for _, same in groupby(series.points, key=lambda point: point.level)]
    steps = "; ".join(
        tongue.text("%(level)s from %(day)s", level=_level(point.level, tongue), day=point.when) for point in runs
    )
    return f"{series.profile}, {series.category}: {steps}."


def _levels(panel: _Panel, words: list[str], pen: Pen) -> Iterator[Mark]:
    """The words of the levels, left of a row."""
    for level, word in zip(_LEVELS, words, strict=True):
        y = panel.down(level) + NOTE * 0.34
        yield pen.text(panel.left - 7, y, word, size=NOTE, fill=pen.secondary, anchor="end")


def _panel(panel: _Panel, series: RatingSeries, pen: Pen) -> Iterator[Mark]:
    """One rating's steps, a dot at each change, and where it stands."""
    for level in _LEVELS:
        y = panel.down(level)
        yield Line(((panel.left, y), (panel.right, y)), pen.hairline)
    for rated, run in groupby(series.points, key=lambda point: point.level > 0):
        if rated:
            yield from _steps(panel, list(run), series, pen)
    baseline = panel.down(1) + 12
    first, last = series.points[0], series.points[-1]
    start = pen.text(panel.left, baseline, first.when, size=NOTE, fill=pen.secondary)
    end = pen.text(panel.right + 6, baseline, last.when, size=NOTE, fill=pen.secondary, anchor="end")
    yield end
    if start.box.right + 4 <= end.box.left:
        yield start


def _steps(panel: _Panel, run: list[RatingPoint], series: RatingSeries, pen: Pen) -> Iterator[Mark]:
    """A stretch of issues that all rated it. Between two issues the earlier one holds."""
    changes = [
        point for before, point in zip([None, *run], run, strict=False) if not before or before.level != point.level
    ]
    after = next((point for point in series.points if point.day > run[-1].day), run[-1])
    path: list[tuple[float, float]] = []
    for point in changes:
        x = panel.across(point)
        if path:
            path.append((x, path[-1][1]))
        path.append((x, panel.down(point.level)))
    path.append((panel.across(after), path[-1][1]))
    if len(path) > 1:
        yield Line(tuple(dict.fromkeys(path)) if len(set(path)) > 1 else tuple(path), pen.emphasis, _WEIGHT)
    for point in changes:
        yield Dot(panel.across(point), panel.down(point.level), _DOT, pen.emphasis)
    if run[-1] is series.points[-1]:
        colour = pen.palette.risk[run[-1].level - 1]
        yield Dot(panel.across(run[-1]), panel.down(run[-1].level), _LAST, colour, pen.palette.ink)
