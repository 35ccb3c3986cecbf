"""Ratings on a 5×5 matrix, likelihood across and impact up, each a numbered dot with its name in a key."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from briefgen.draw.colour import readable_on, tint
from briefgen.draw.lettering import fit
from briefgen.draw.scene import FULL_WIDTH, LABEL, NOTE, Dot, Mark, Pen, Rect, Scene
from briefgen.model.entries import RatingEntry
from briefgen.model.figure import DataTable, FigureSpec, Matrix
from briefgen.model.scales import RISK_LEVELS, risk_level
from briefgen.model.tongue import Tongue, Word
from briefgen.model.vocabulary import LEVELS

WIDTH = FULL_WIDTH

_NEEDS = "a matrix needs a rating"

STEPS = range(1, 6)

_LIKELIHOOD_ENDS = {1: Word("likelihood step", "rare"), 5: Word("likelihood step", "almost certain")}
_IMPACT_ENDS = {1: Word("impact step", "minor"), 5: Word("impact step", "severe")}
_SHARE = 0.62
"""Of the risk colour in its tint."""

_TOP = 14.0
_LEFT = 42.0
_CELL = 48.0
_CELL_HEIGHT = 36.0
_KEY_LEFT = _LEFT + 5 * _CELL + 24
_RADIUS = 6.6
_PITCH = 15.0
"""From one dot of a cell to the next, pt."""
_LEADING = 10.6
_GAP = 2.4
_PROFILE_LINES = 2
_CATEGORY_LINES = 3


def lay_out(spec: FigureSpec, pen: Pen) -> Scene:
    """The matrix's marks.

    Raises:
        ValueError: If there is no rating, or one lies outside the matrix.
    """
    rated = _rated(spec)
    if not rated:
        raise ValueError(f"Figure {spec.id!r}: {_NEEDS}.")
    cells = _cells(spec)
    heights = {impact: _row_height(impact, cells) for impact in STEPS}
    tops = {impact: _TOP + sum(heights[above] for above in STEPS if above > impact) for impact in STEPS}
    grid_bottom = _TOP + sum(heights.values())
    marks: list[Mark] = []
    for (likelihood, impact), ratings in cells.items():
        box = Rect(_LEFT + (likelihood - 1) * _CELL, tops[impact], _CELL, heights[impact], "")
        marks += _cell(box, risk_level(likelihood, impact), ratings, pen)
    marks += _axes(tops, heights, grid_bottom, pen)
    levels_bottom = grid_bottom + 58
    marks += _level_key(levels_bottom, pen)
    key, key_bottom = _key(rated, pen)
    return pen.scene(WIDTH, max(levels_bottom + 9, key_bottom) + 4, [*marks, *key])


def tell(spec: FigureSpec, tongue: Tongue) -> str:
    """The matrix in words: each rating with its steps, product and level."""
    head = tongue.text(
        "Risk matrix of likelihood, from 1 (rare) to 5 (almost certain), against impact, from 1 (minor) to 5 (severe)."
    )
    rows = (
        tongue.text(
            "%(number)s. %(profile)s, %(category)s: likelihood %(likelihood)s, impact %(impact)s, product %(product)s, "
            "%(level)s.",
            number=rating.number,
            profile=rating.profile,
            category=rating.category,
            likelihood=rating.likelihood,
            impact=rating.impact,
            product=rating.likelihood * rating.impact,
            level=rating.level_word,
        )
        for rating in _rated(spec)
    )
    return " ".join([head, *rows])


def tabulate(spec: FigureSpec, tongue: Tongue) -> DataTable:
    """The ratings by number."""
    headers = (
        tongue.text("No."),
        tongue.text("Profile"),
        tongue.text("Risk"),
        tongue.text("Likelihood"),
        tongue.text("Impact"),
        tongue.text("Level"),
    )
    rows = (
        (str(each.number), each.profile, each.category, str(each.likelihood), str(each.impact), each.level_word)
        for each in _rated(spec)
    )
    return DataTable(headers, tuple(rows))


def _rated(spec: FigureSpec) -> tuple[RatingEntry, ...]:
    return spec.holding(Matrix, _NEEDS).ratings


def _cells(spec: FigureSpec) -> dict[tuple[int, int], list[RatingEntry]]:
    """Ratings by likelihood and impact, all 25 cells, in the order of their numbers."""
    cells: dict[tuple[int, int], list[RatingEntry]] = {(across, up): [] for across in STEPS for up in STEPS}
    for rating in sorted(_rated(spec), key=lambda rating: rating.number):
        place = rating.likelihood, rating.impact
        if place not in cells:
            raise ValueError(f"Figure {spec.id!r}: rating {rating.number} lies outside the matrix at {place}.")
        cells[place].append(rating)
    return cells


def _row_height(impact: int, cells: dict[tuple[int, int], list[RatingEntry]]) -> float:
    """Height of a row, pt: more than usual only where a cell holds more dots than usual."""
    rows = max(-(-len(cells[likelihood, impact]) // _per_row()) for likelihood in STEPS)
    return max(_CELL_HEIGHT, rows * _PITCH + 4)


def _per_row() -> int:
    """How many dots stand side by side in a cell."""
    return int((_CELL - 2) // _PITCH)


def _cell(box: Rect, level: int, ratings: list[RatingEntry], pen: Pen) -> Iterator[Mark]:
    """A tinted cell with its dots, centred."""
    yield Rect(box.x, box.y, box.width, box.height, level_tint(level, pen), pen.palette.paper)
    rows = [ratings[start : start + _per_row()] for start in range(0, len(ratings), _per_row())]
    for row, dots in enumerate(rows):
        y = box.y + box.height / 2 + (row - (len(rows) - 1) / 2) * _PITCH
        for column, rating in enumerate(dots):
            x = box.x + box.width / 2 + (column - (len(dots) - 1) / 2) * _PITCH
            yield from _dot(x, y, rating.number, pen)


def _dot(x: float, y: float, number: int, pen: Pen) -> Iterator[Mark]:
    """A numbered dot."""
    yield Dot(x, y, _RADIUS, pen.palette.ink, pen.palette.paper)
    fill = readable_on(pen.palette.ink, pen.palette.paper)
    yield pen.text(x, y + NOTE * 0.35, str(number), size=NOTE, fill=fill, bold=True, anchor="middle")


def level_tint(level: int, pen: Pen) -> str:
    """The ground of a level, 1–5, light enough for ink."""
    palette = pen.palette
    return tint(palette.risk[level - 1], palette.paper, palette.ink, _SHARE)


def _axes(tops: dict[int, float], heights: dict[int, float], bottom: float, pen: Pen) -> Iterator[Mark]:
    """Steps along both sides, words at their ends."""
    for step in STEPS:
        middle = tops[step] + heights[step] / 2 + LABEL * 0.35
        yield pen.text(_LEFT - 6, middle, str(step), fill=pen.secondary, anchor="end")
        across = _LEFT + (step - 0.5) * _CELL
        yield pen.text(across, bottom + 10, str(step), fill=pen.secondary, anchor="middle")
    for step, word in _IMPACT_ENDS.items():
        middle = tops[step] + heights[step] / 2 + NOTE * 0.35
        yield pen.text(_LEFT - 14, middle, pen.tongue.word(*word), size=NOTE, fill=pen.secondary, anchor="end")
    baseline = bottom + 19
    for step, word in _LIKELIHOOD_ENDS.items():
        across = _LEFT + (step - 0.5) * _CELL
        yield pen.text(across, baseline, pen.tongue.word(*word), size=NOTE, fill=pen.secondary, anchor="middle")
    yield pen.text(_LEFT, _TOP - 5, pen.tongue.text("Impact"), size=NOTE, bold=True)
    yield pen.text(_LEFT + 2.5 * _CELL, baseline, pen.tongue.text("Likelihood"), size=NOTE, bold=True, anchor="middle")


def _level_key(baseline: float, pen: Pen) -> Iterator[Mark]:
    """The five tints with their words and products."""
    yield pen.text(_LEFT, baseline - 20, pen.tongue.text("Level: likelihood × impact"), size=NOTE, bold=True)
    for level, (_, least, most) in enumerate(RISK_LEVELS, start=1):
        left = _LEFT + (level - 1) * _CELL
        yield Rect(left, baseline - 16, _CELL, 6, level_tint(level, pen), pen.palette.paper)
        yield pen.text(left + 0.5, baseline, pen.tongue.word(*LEVELS[level - 1]), size=NOTE, fill=pen.secondary)
        yield pen.text(left + 0.5, baseline + 9, f"{least}–{most}", size=NOTE, fill=pen.secondary)


def _key(ratings: tuple[RatingEntry, ...], pen: Pen) -> tuple[list[Mark], float]:
    """What each number stands for, under the name of its profile; and where that ends, pt."""
    marks: list[Mark] = []
    baseline = _TOP - 5
    size, room = pen.measured(LABEL), WIDTH - _KEY_LEFT - 18
    for profile, rated in groupby(ratings, key=lambda rating: rating.profile):
        for line in fit(profile, WIDTH - _KEY_LEFT, size, _PROFILE_LINES):
            marks.append(pen.text(_KEY_LEFT, baseline, line, bold=True))
            baseline += _LEADING
        baseline += _GAP
        for rating in rated:
            level = pen.text(WIDTH, baseline, rating.level_word, fill=pen.secondary, anchor="end")
            marks += [pen.text(_KEY_LEFT + 10, baseline, str(rating.number), bold=True, anchor="end"), level]
            for line in fit(rating.category, room - level.span - 6, size, _CATEGORY_LINES):
                marks.append(pen.text(_KEY_LEFT + 18, baseline, line))
                baseline += _LEADING
            baseline += _GAP
        baseline += _GAP * 2
    return marks, baseline - _LEADING
