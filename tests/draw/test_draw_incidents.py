"""The incident chart: an honest axis, pieces that differ without colour, and what it does not show."""

from __future__ import annotations

from itertools import combinations, pairwise

import draw_samples as samples
import place_samples
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.draw import incidents
from briefgen.draw.colour import luminance
from briefgen.draw.scene import Line, Pen, Rect, Text
from briefgen.model.tongue import ENGLISH

PEN = Pen(samples.brand())


@given(st.integers(0, 10**7))
def test_the_axis_begins_at_zero_and_holds_the_largest(most):
    """Round steps, few of them, none skipped."""
    ticks = incidents._nice(most)
    assert ticks[0] == 0
    assert ticks[-1] >= most
    assert len(ticks) <= 5
    assert {after - before for before, after in pairwise(ticks)} == {ticks[1]}


def test_bars_are_as_high_as_they_count():
    """Twice the incidents, twice the height, from the zero line."""
    spec = place_samples.SPECS["incidents of hostile text"]
    chart = spec.data
    scene = incidents.lay_out(spec, PEN)
    rules = [mark for mark in scene.marks if isinstance(mark, Line) and mark.stroke == PEN.palette.ink]
    zero = min(rule.points[0][1] for rule in rules)
    bars = [mark for mark in scene.marks if isinstance(mark, Rect) and mark.width > 20 and mark.height > 8]
    first = [bar for bar in bars if bar.fill == PEN.emphasis]
    counts = [period.counts[0] for period in chart.periods if period.counts[0]]
    heights = [zero - bar.y for bar in first]
    assert [height / heights[0] for height in heights] == pytest.approx([count / counts[0] for count in counts])


def test_groups_differ_without_colour():
    """In greyscale no two pieces look alike: their lightness differs, or one is hatched."""
    styles = [incidents._style(group, PEN) for group in range(5)]
    for (one, hatched), (other, also) in combinations(styles, 2):
        assert hatched != also or abs(luminance(one) - luminance(other)) > 0.1


def test_what_the_bars_do_not_show_is_told():
    """Unknown deaths and later incidents stand below, in the words too."""
    spec = place_samples.SPECS["incidents"]
    told = incidents.tell(spec, ENGLISH)
    for sentence in (
        "How many died is not known of 3 incidents, which count as none here.",
        "1 incident after the information cut-off is left out.",
    ):
        assert sentence in told
        assert sentence in " ".join(
            mark.content for mark in incidents.lay_out(spec, PEN).marks if isinstance(mark, Text)
        )


def test_the_chart_is_a_table_too():
    """A row a period, with each group, the sum and the deaths."""
    spec = place_samples.SPECS["incidents"]
    table = incidents.tabulate(spec, ENGLISH)
    assert table.headers == ("Period", *place_samples.KINDS, "Incidents", "Fatalities")
    for row, period in zip(table.rows, spec.data.periods, strict=True):
        assert row == (period.name, *map(str, period.counts), str(period.total), str(period.fatalities))
    alone = incidents.tabulate(place_samples.SPECS["incidents of one month"], ENGLISH)
    assert alone.headers == ("Period", "Incidents")
