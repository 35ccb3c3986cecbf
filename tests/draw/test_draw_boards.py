"""Source maps, indicator boards, the tables beside all figures, and what is left of figures without colour."""

from __future__ import annotations

from itertools import combinations, pairwise

import board_samples as boards
import draw_samples as samples
import place_samples
import pytest

from briefgen.draw import indicators, matrix, network, scenarios, sources
from briefgen.draw.colour import contrast, mix
from briefgen.draw.figures import draw
from briefgen.draw.lettering import clean
from briefgen.draw.scene import Area, Dot, Line, Pen, Rect, Scene, Text
from briefgen.model.tongue import ENGLISH

PEN = Pen(samples.brand())
SPECS = samples.SPECS | place_samples.SPECS | boards.SPECS

# G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A physiologically-based model for simulation of color vision
# deficiency", IEEE Transactions on Visualization and Computer Graphics 15, 2009: severity 1.0, in linear light.
PROTANOPIA = ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))
DEUTERANOPIA = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
GREYSCALE = ((0.2126, 0.7152, 0.0722),) * 3
SIGHTS = {"protanopia": PROTANOPIA, "deuteranopia": DEUTERANOPIA, "greyscale": GREYSCALE}
SEEN = pytest.mark.parametrize("sight", SIGHTS.values(), ids=SIGHTS.keys())


def seen(colour: str, sight) -> str:
    """A colour as it looks with another sight, or printed without colour."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    light = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    mixed = [min(max(sum(share * value for share, value in zip(row, light, strict=True)), 0), 1) for row in sight]
    back = [12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055 for value in mixed]
    return "#" + "".join(f"{round(value * 255):02x}" for value in back)


def apart(one: str, other: str, sight) -> float:
    """Contrast of two colours as they look."""
    return contrast(seen(one, sight), seen(other, sight))


def said(scene: Scene) -> list[str]:
    """Lines of text."""
    return [mark.content for mark in scene.marks if isinstance(mark, Text)]


def test_white_and_black_look_the_same_to_everyone():
    """The simulation keeps greys."""
    for sight in SIGHTS.values():
        assert seen("#ffffff", sight) == "#ffffff"
        assert seen("#000000", sight) == "#000000"
        assert seen("#808080", sight) == "#808080"


@SEEN
def test_the_parts_of_a_source_bar_stay_apart(sight):
    """What rests on one origin alone and what another says too."""
    bars = {
        mark.fill
        for mark in sources.lay_out(boards.SPECS["source map"], PEN).marks
        if isinstance(mark, Rect) and mark.height > 7
    }
    assert len(bars) == 2
    assert apart(*bars, sight) > 3


@SEEN
def test_neighbouring_scenarios_stay_apart(sight):
    """Each piece of the bar from the next, though a line of paper parts them too."""
    marks = scenarios.lay_out(samples.SPECS["scenarios"], PEN).marks
    fills = [mark.fill for mark in marks if isinstance(mark, Rect)]
    assert all(apart(*pair, sight) > 1.2 for pair in pairwise(fills))


@SEEN
def test_levels_of_risk_stay_apart_or_carry_their_words(sight):
    """The calmest and the gravest tint of the matrix differ to every eye, and each level has its word in the key."""
    tints = [matrix.level_tint(level, PEN) for level in range(1, 6)]
    assert apart(tints[0], tints[-1], sight) > 1.5
    assert {"low", "guarded", "elevated", "high", "severe"} <= set(said(matrix.lay_out(samples.SPECS["matrix"], PEN)))


def test_signs_of_states_differ_in_shape():
    """Without any colour a state is known by its sign, and by the word over its column."""
    shapes = set()
    for state in indicators.COLUMNS:
        scene = indicators.lay_out(boards.board(boards.watched(state)), PEN)
        last = next(number for number, mark in reversed(list(enumerate(scene.marks))) if isinstance(mark, Text))
        shapes.add(tuple(type(mark) for mark in scene.marks[last + 1 :]))
    assert len(shapes) == len(indicators.COLUMNS)
    assert {"active", "watch", "quiet", "not known"} <= set(said(scene))


@pytest.mark.parametrize("spec", boards.SPECS.values(), ids=boards.SPECS.keys())
def test_graphic_marks_stand_out_from_paper(spec):
    """Lines and signs that carry meaning keep 3:1 with paper (WCAG 2.2, 1.4.11); frames and rules are quieter."""
    guides = {PEN.lead, PEN.hairline, PEN.palette.paper}
    for mark in {"network": network, "sources": sources, "indicators": indicators}[spec.kind].lay_out(spec, PEN).marks:
        if isinstance(mark, Line) and mark.stroke not in guides:
            assert contrast(mark.stroke, PEN.palette.paper) >= 3
        elif isinstance(mark, Area | Dot):
            assert contrast(mark.fill, PEN.palette.paper) >= 3 or contrast(mark.stroke, PEN.palette.paper) >= 3


def test_outlets_of_one_origin_hang_on_one_bracket():
    """Three outlets, one upright that reaches all three, three teeth."""
    scene = sources.lay_out(boards.source_map(boards.MINISTRY), PEN)
    uprights = [mark for mark in scene.marks if isinstance(mark, Line) and mark.points[0][0] == mark.points[1][0]]
    teeth = [mark for mark in scene.marks if isinstance(mark, Line) and mark.points[0][0] == uprights[0].points[0][0]]
    assert len(uprights) == 1
    assert len(teeth) == 4
    assert {"The Moscow Times", "Maghrebi", "The News Chronicle"} <= set(said(scene))


def test_a_source_that_names_nobody_is_called_so():
    """Its outlet is not passed off as an origin."""
    scene = sources.lay_out(boards.SPECS["source map of one"], PEN)
    assert "names no origin" in said(scene)


def test_bars_are_as_long_as_what_rests_on_them():
    """Twice the facts, twice the length."""
    spec = boards.source_map(
        boards.group("A", (), ("One",), alone=10, shared=0), boards.group("B", (), ("Other",), alone=5, shared=0)
    )
    long, short = [mark for mark in sources.lay_out(spec, PEN).marks if isinstance(mark, Rect) and mark.height == 9]
    assert long.width == pytest.approx(2 * short.width)


def test_a_board_leads_from_where_an_indicator_stood():
    """A ring in the column of the last issue, an arrow towards the sign of today; none where nothing moved."""
    moved = indicators.lay_out(boards.board(boards.watched("active", before="quiet"), since="X-1"), PEN)
    still = indicators.lay_out(boards.board(boards.watched("active")), PEN)
    rings = [mark for mark in moved.marks if isinstance(mark, Dot)]
    signs = [mark for mark in moved.marks if isinstance(mark, Area) and mark.fill == PEN.emphasis]
    assert rings[0].x < signs[0].box.left
    assert "moved since X-1, from the ring" in said(moved)
    assert not [mark for mark in still.marks if isinstance(mark, Dot)]


def test_a_board_says_which_way_it_went():
    """In the words and in the table: deteriorated from quiet; a state that was not known is no direction."""
    spec = boards.SPECS["board"]
    told = indicators.tell(spec, ENGLISH)
    assert "deteriorated, was watch." in told
    assert "was not known." in told
    table = indicators.tabulate(spec, ENGLISH)
    assert table.headers[-1] == "Since ASA-SR-2026-0001"
    assert table.rows[2][-1] == "improved, was active"


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS.keys())
def test_every_figure_has_a_whole_table(spec):
    """At least one row, each as wide as the head, in plain text, and no head is empty."""
    table = draw(spec, samples.brand()).table
    assert table.rows
    assert all(table.headers)
    assert {len(row) for row in table.rows} == {len(table.headers)}
    assert all(cell == clean(cell) for row in table.rows for cell in row)


def test_shades_of_columns_are_no_information():
    """The ground of a state's column is light enough that ink and emphasis stand out on the darkest."""
    darkest = mix(PEN.palette.quiet, PEN.palette.paper, 0.27)
    assert all(contrast(colour, darkest) >= 4.5 for colour in (PEN.palette.ink, PEN.emphasis))


def test_names_of_sixty_letters_keep_their_place():
    """Long, Arabic and Hausa names in all three figures: no two lines of text touch."""
    for spec in (
        boards.SPECS["network of long names"],
        boards.SPECS["source map of 18"],
        boards.SPECS["board of hostile text"],
    ):
        room = {"network": network, "sources": sources, "indicators": indicators}[spec.kind]
        boxes = [mark.box for mark in room.lay_out(spec, PEN).marks if isinstance(mark, Text)]
        assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
