"""The rating panel and the rating history: bars, arrows, steps and gaps."""

from __future__ import annotations

import draw_samples as samples
import place_samples
import pytest

from briefgen.draw import history, ratings
from briefgen.draw.colour import luminance
from briefgen.draw.scene import Line, Pen, Rect, Text
from briefgen.model.tongue import ENGLISH

PEN = Pen(samples.brand())


def lines(scene) -> list[str]:
    """Its text."""
    return [mark.content for mark in scene.marks if isinstance(mark, Text)]


@pytest.mark.parametrize("level", range(1, 6))
def test_a_bar_has_as_many_segments_filled_as_the_level(level):
    """In the level's colour, the others open: the number can be counted without any colour."""
    bars = [mark for mark in ratings.level_bar(0, 0, level, PEN) if isinstance(mark, Rect)]
    assert [bar.fill != PEN.palette.paper for bar in bars] == [step <= level for step in range(1, 6)]
    assert all(bar.stroke == PEN.secondary for bar in bars)


def test_arrows_and_words_say_which_way_it_went():
    """Both, and a new rating is called new; without an earlier issue there is no such column."""
    said = lines(ratings.lay_out(place_samples.SPECS["ratings"], PEN))
    assert {"= unchanged", "↑ deteriorated", "↓ improved", "new", "Since ASA-SR-2026-0001"} <= set(said)
    alone = lines(ratings.lay_out(place_samples.SPECS["ratings without an issue before"], PEN))
    assert not [line for line in alone if line.startswith(("Since", "↑", "new"))]
    assert {"5 severe", "5 × 5 = 25"} <= set(alone)


def test_the_panel_is_a_table_too():
    """Each rating a row, each row as wide as the headers."""
    table = ratings.tabulate(place_samples.SPECS["ratings"], ENGLISH)
    assert len(table.rows) == len(samples.RATINGS)
    assert {len(row) for row in table.rows} == {len(table.headers)} == {6}
    assert table.rows[0] == ("Mali", "Armed conflict and terrorism", "5 severe", "5", "5", "unchanged")


def test_a_history_steps_where_an_issue_changed_the_level():
    """The line is level between issues and upright at one; its last point stands at the last level."""
    scene = history.lay_out(place_samples.history(place_samples.series("Mali", "Security", 2, 2, 4)), PEN)
    (steps,) = [mark for mark in scene.marks if isinstance(mark, Line) and mark.weight > 1]
    ups = list(zip(steps.points, steps.points[1:], strict=False))
    assert all(x1 == x2 or y1 == y2 for (x1, y1), (x2, y2) in ups)
    assert steps.points[0][1] > steps.points[-1][1]
    assert sum(x1 == x2 for (x1, _), (x2, _) in ups) == 1


def test_a_rating_that_was_not_given_leaves_a_gap():
    """Two stretches, two lines, and the words say so."""
    spec = place_samples.history(place_samples.series("Mali", "Security", 2, 3, 0, 4, 4))
    scene = history.lay_out(spec, PEN)
    assert len([mark for mark in scene.marks if isinstance(mark, Line) and mark.weight > 1]) == 2
    assert "not rated from 1 May 2024" in history.tell(spec, ENGLISH)


def test_five_hundred_issues_are_one_line():
    """Points only where the level changes: a long history stays small."""
    scene = history.lay_out(place_samples.SPECS["history of 500 issues"], PEN)
    assert len(scene.marks) < 500
    table = history.tabulate(place_samples.SPECS["history of 500 issues"], ENGLISH)
    assert len(table.headers) == len(table.rows[0]) == 502


def test_one_day_is_no_history():
    """It is refused, not drawn as a dot."""
    with pytest.raises(ValueError, match="needs ratings of two issues"):
        history.lay_out(place_samples.history(place_samples.series("Mali", "Security", 4)), PEN)


def test_the_line_can_be_seen_in_greyscale():
    """It is far darker than the rules behind it."""
    assert luminance(PEN.hairline) - luminance(PEN.emphasis) > 0.3
