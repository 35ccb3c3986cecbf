"""What the figures are made with: colours, lettering, the axis, the spreading of labels, numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import draw_samples as samples
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.draw import matrix, scale, scenarios, timeline
from briefgen.draw.axis import axis_over
from briefgen.draw.colour import contrast, legible, luminance, mix, readable_on, tint
from briefgen.draw.lettering import clean, fit, sentence, width, wrap
from briefgen.draw.projection import Projection, clipped, framed, inner_spans, shown, thinned
from briefgen.draw.scene import Dot, Line, Pen, Rect
from briefgen.draw.spread import spread
from briefgen.draw.svg import element, number
from briefgen.model.scales import risk_level
from briefgen.model.tongue import ENGLISH

HEX = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def test_contrast_is_the_one_of_wcag():
    """Black on white is 21:1; #767676 on white is the well-known grey that just passes."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_mixing_keeps_the_ends():
    """A share of 1 leaves the colour, 0 gives the other, and half lies between."""
    assert mix("#204060", "#ffffff", 1) == "#204060"
    assert mix("#204060", "#ffffff", 0) == "#ffffff"
    assert mix("#000000", "#ffffff", 0.5) == "#808080"


@given(HEX)
def test_any_colour_can_be_made_legible(colour):
    """A colour of the brand is taken towards ink until it can be read on paper; a tint until ink can be read on it."""
    assert contrast(legible(colour, "#ffffff", "#1a1d21"), "#ffffff") >= 4.5
    assert contrast(tint(colour, "#ffffff", "#1a1d21", 0.6), "#1a1d21") >= 4.5


def test_a_legible_colour_is_left_alone():
    """What can be read already stays the brand's own."""
    assert legible("#8a2432", "#ffffff", "#1a1d21") == "#8a2432"


def test_the_ink_that_reads_is_chosen():
    """Paper on ink, ink on paper, and the better one where neither reads."""
    assert readable_on("#101010", "#1a1d21", "#ffffff") == "#ffffff"
    assert readable_on("#fafafa", "#1a1d21", "#ffffff") == "#1a1d21"
    assert readable_on("#808080", "#707070", "#999999") == "#999999"


@given(st.text(max_size=400), st.floats(20, 400))
def test_wrapped_lines_fit_and_lose_nothing(text, room):
    """Each line is as wide as the room at most, and together they hold every letter."""
    lines = wrap(text, room, 8.5)
    assert all(width(line, 8.5) <= room for line in lines)
    assert "".join(lines).replace(" ", "") == clean(text).replace(" ", "")


@given(st.text(max_size=400), st.floats(20, 400), st.integers(1, 3))
def test_fitted_lines_say_that_they_were_cut(text, room, most):
    """No more lines than allowed, none too wide, and an ellipsis exactly where something was left out."""
    lines = fit(text, room, 8.5, most)
    assert len(lines) <= most
    assert all(width(line, 8.5) <= room for line in lines)
    if len(wrap(text, room, 8.5)) > most:
        assert lines[-1].endswith("…")


def test_a_cut_falls_between_words():
    """The last word before the ellipsis is whole, without a comma or stop."""
    assert fit("The ministers met, talked and signed a memorandum", 80, 8.5, 1) == ["The ministers met…"]


def test_a_sentence_ends_once():
    """A full stop is added only where a sentence has no end."""
    assert sentence("They met") == "They met."
    assert sentence("They met.") == "They met."
    assert sentence("Did they meet?") == "Did they meet?"


def test_control_characters_and_overrides_are_dropped():
    """What XML forbids and what turns a line round goes; line breaks become spaces, thin spaces no-break spaces."""
    assert clean("a\x00b\x1b\ud800\u202ec\n\td\u202f%") == "abc d\xa0%"


@given(st.lists(st.tuples(st.floats(-50, 500), st.floats(1, 20)), min_size=1, max_size=20))
def test_spread_blocks_keep_order_and_room(blocks):
    """Blocks stay in order and inside, and never overlap."""
    wanted, sizes = sorted(want for want, _ in blocks), [size for _, size in blocks]
    starts = spread(wanted, sizes, 0, 420)
    ends = [start + size for start, size in zip(starts, sizes, strict=True)]
    assert starts[0] >= -1e-6
    assert ends[-1] <= 420 + 1e-6
    assert all(end <= start + 1e-6 for end, start in zip(ends, starts[1:], strict=False))


def test_blocks_with_room_stay_where_they_are():
    """Nothing moves that need not; two that collide share the way."""
    assert spread([10, 50], [10, 10], 0, 100) == [10, 50]
    assert spread([50, 50], [10, 10], 0, 100) == [45, 55]


def test_too_many_blocks_are_an_error():
    """What cannot fit is refused rather than overlapped."""
    with pytest.raises(ValueError, match="do not fit"):
        spread([0, 0], [60, 60], 0, 100)


def test_numbers_are_short():
    """Two decimals, no trailing zeros, no negative zero."""
    assert [number(value) for value in (1.005, 2.0, 100.0, -0.001, 0.125, 10.5)] == [
        "1",
        "2",
        "100",
        "0",
        "0.12",
        "10.5",
    ]


def test_an_attribute_keeps_its_value():
    """Neither quotation mark ends an attribute; content is markup already and stays."""
    assert element("a", {"b": "\"'<&"}, "<c/>") == '<a b="&quot;&#x27;&lt;&amp;"><c/></a>'


@given(st.dates(), st.dates(), st.floats(130, 600))
def test_ticks_stand_apart_on_their_days(one, other, length):
    """Labels keep a line's distance, the first names its year, and all lie on the axis."""
    first, last = sorted((one, other))
    axis = axis_over(first, last, 0, length)
    places = [axis.at(tick.day.toordinal()) for tick in axis.ticks()]
    assert places
    assert str(axis.ticks()[0].day.year) in axis.ticks()[0].label
    assert all(0 <= place <= length for place in places)
    assert all(after - before >= 8.5 for before, after in pairwise(places))
    assert axis.at(first.toordinal()) >= 0
    assert axis.at(last.toordinal() + 1) <= length + 1e-6


def test_the_axis_is_to_scale():
    """Equal times are equally long."""
    axis = axis_over(date(2020, 5, 1), date(2025, 8, 19), 0, 400)
    assert axis.first == date(2020, 1, 1).toordinal()
    half = axis.at(date(2022, 1, 1).toordinal()) - axis.at(date(2021, 1, 1).toordinal())
    assert half == pytest.approx(365 * axis.per_day)


def test_a_day_is_a_dot_and_a_period_is_a_bar_of_its_length():
    """The mark says how well the time is known."""
    spec = samples.timeline(samples.dated("2022", "A year."), samples.dated("2024-03-03", "A day."))
    marks = timeline.lay_out(spec, Pen(samples.brand())).marks
    axis = axis_over(date(2022, 1, 1), date(2024, 3, 3), 6, 130)
    bars = [mark for mark in marks if isinstance(mark, Rect) and mark.x < 60]
    dots = [mark for mark in marks if isinstance(mark, Dot) and mark.x < 60]
    assert [bar.height for bar in bars] == [pytest.approx(365 * axis.per_day)]
    assert [dot.y for dot in dots] == [pytest.approx(axis.at(date(2024, 3, 3).toordinal() + 0.5))]


def test_leads_do_not_cross():
    """Lines from the axis to the list keep their order at every bend."""
    marks = timeline.lay_out(samples.SPECS["timeline of 25, half of them in 5 months"], Pen(samples.brand())).marks
    leads = [mark for mark in marks if isinstance(mark, Line) and len(mark.points) == 4]
    starts, ends = [lead.points[1][1] for lead in leads], [lead.points[2][1] for lead in leads]
    assert len(leads) == 24
    assert starts == sorted(starts)
    assert ends == sorted(ends)


def test_what_happened_at_one_time_shares_its_mark():
    """Fifteen facts of one day have one dot, one lead and one date."""
    marks = timeline.lay_out(samples.SPECS["timeline of 15 on one day"], Pen(samples.brand())).marks
    assert sum(isinstance(mark, Dot) for mark in marks) == 1
    assert sum(getattr(mark, "content", "") == "14 August 2025" for mark in marks) == 1


def test_levels_are_those_of_the_products():
    """All 25 products fall into the five levels, as the ratings do."""
    for product, level in ((1, 1), (3, 1), (4, 2), (6, 2), (8, 3), (10, 3), (12, 4), (16, 4), (20, 5), (25, 5)):
        likelihood = next(step for step in matrix.STEPS if product % step == 0 and product // step <= 5)
        assert risk_level(likelihood, product // likelihood) == level


def test_a_rating_outside_the_matrix_is_an_error():
    """Six is no step."""
    with pytest.raises(ValueError, match="outside the matrix"):
        matrix.lay_out(samples.matrix(replace(samples.rating(1, 5, 5), likelihood=6)), Pen(samples.brand()))


def test_segments_are_as_long_as_they_are_likely():
    """The pieces' lengths are the probabilities' shares of the bar."""
    spec = samples.scenarios(samples.scenario("A", 60), samples.scenario("B", 40))
    bars = [mark for mark in scenarios.lay_out(spec, Pen(samples.brand())).marks if isinstance(mark, Rect)]
    assert [bar.width for bar in bars] == [pytest.approx(scenarios.WIDTH * share) for share in (0.6, 0.4)]


def test_the_more_likely_the_darker():
    """In greyscale too, each piece differs from the others and the likeliest is darkest."""
    bars = [
        mark
        for mark in scenarios.lay_out(samples.SPECS["scenarios"], Pen(samples.brand())).marks
        if isinstance(mark, Rect)
    ]
    greys = [luminance(bar.fill) for bar in bars]
    assert greys == sorted(greys)
    assert all(after - before > 0.05 for before, after in pairwise(greys))


def test_what_is_given_to_no_scenario_is_said_and_left_open():
    """Probabilities below 100 leave an open piece, and the words say how much."""
    spec = samples.SPECS["scenarios below 100"]
    assert "Given to none: 69 per cent." in scenarios.tell(spec, ENGLISH)
    paper = samples.PALETTE["paper"]
    assert any(
        isinstance(mark, Rect) and mark.fill == paper for mark in scenarios.lay_out(spec, Pen(samples.brand())).marks
    )


def test_a_term_of_another_scale_is_an_error():
    """Scales are never mixed."""
    spec = samples.scale(samples.judgement(1, "realistic possibility", samples.PHIA))
    with pytest.raises(ValueError, match="not on the ICD 203 scale"):
        scale.lay_out(spec, Pen(samples.brand()))


def test_the_projection_is_lamberts():
    """Snyder's numerical example (1987, p. 332): radius 3, centre 40° N 100° W, point 20° S 100° E."""
    ((x, y),) = Projection(-100, 40, 3.0)([(100, -20)])
    assert (x, -y) == pytest.approx((-4.2339303, 4.0257775), abs=1e-6)


@given(st.floats(-30, 60), st.floats(-40, 45))
def test_the_inverse_leads_back(longitude, latitude):
    """A place on the page is that of the longitude and latitude it came from."""
    projection = Projection(10, 5, 300, 187, 125)
    ((x, y),) = projection([(longitude, latitude)])
    assert projection.inverse(x, y) == pytest.approx((longitude, latitude), abs=1e-6)


def test_a_frame_holds_its_points_in_the_middle():
    """All points lie in the view, as far from its left edge as from its right."""
    points = [(-12.0, 10.0), (16.0, 25.0), (2.0, 13.0)]
    placed = framed(points, 374, 250, 1.5, 0.1)(points)
    assert all(0 < x < 374 and 0 < y < 250 for x, y in placed)
    assert min(x for x, _ in placed) == pytest.approx(374 - max(x for x, _ in placed))


def test_what_is_shown_holds_the_view():
    """Every place of the view lies within the bounds by which polygons are left out."""
    projection = framed([(-12.0, 10.0), (16.0, 25.0)], 374, 250, 1.5, 0.1)
    west, south, east, north = shown(projection, 374, 250)
    for x in range(0, 375, 11):
        for y in range(0, 251, 10):
            longitude, latitude = projection.inverse(x, y)
            assert west < longitude < east
            assert south < latitude < north


def test_a_ring_is_cut_at_the_view():
    """What reaches out is cut, what lies inside stays, what lies outside goes."""
    inside = ((1.0, 1.0), (9.0, 1.0), (5.0, 9.0))
    assert clipped(inside, 10, 10) == inside
    assert clipped([(20, 20), (30, 20), (25, 30)], 10, 10) == ()
    assert set(clipped([(-5, 5), (5, 5), (5, 15), (-5, 15)], 10, 10)) == {(0, 5), (5, 5), (5, 10), (0, 10)}


def test_thinning_keeps_both_ends():
    """Lines of neighbours still meet where they met."""
    assert thinned([(0, 0), (0.1, 0), (3, 0), (3.1, 0), (3.2, 0)], 1) == [(0, 0), (3, 0), (3.2, 0)]


def test_spans_leave_out_holes():
    """A line through a ring with a hole has two stretches."""
    square, hole = ((0, 0), (10, 0), (10, 10), (0, 10)), ((4, 4), (6, 4), (6, 6), (4, 6))
    assert inner_spans([square, hole], 5) == [(0, 4), (6, 10)]
