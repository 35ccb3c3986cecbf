"""Reliability diagrams: where the marks stand, and that they can be read."""

from __future__ import annotations

import logging
import re
import xml.etree.ElementTree as ET
from itertools import combinations

import draw_samples as samples
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from weasyprint import HTML

from briefgen.assess.calibration import wilson
from briefgen.draw.calibration import MARGIN, WIDTH, draw_calibration, lay_out, tell
from briefgen.draw.colour import contrast, luminance
from briefgen.draw.scene import Dot, Line, Mark, Pen, Rect, Scene, Text
from briefgen.model.calibration import BandRecord, CalibrationPanel
from briefgen.model.scales import ICD203, PHIA, LikelihoodScale

SVG = "{http://www.w3.org/2000/svg}"
CAPTION = "Sahel desk: how often judgements came true"


def panel(title: str, scale: LikelihoodScale, *counts: tuple[int, int]) -> CalibrationPanel:
    """A diagram; counts are (came true, of how many) for each band of the scale, (0, 0) for none."""
    bands = tuple(
        BandRecord(scale.key, band.key, band.low, band.high, count, true, wilson(true, count))
        for band, (true, count) in zip(scale.bands, counts, strict=True)
        if count
    )
    return CalibrationPanel(title, scale.key, bands)


DESK = panel("The desk", ICD203, (0, 12), (3, 25), (14, 41), (6, 12), (42, 60), (66, 72), (15, 15))
FEW = panel("A. Diallo", ICD203, (0, 1), (0, 3), (1, 4), (1, 2), (3, 4), (1, 1), (2, 2))
LARGE = panel("B", PHIA, (0, 5), (2, 12), (10, 30), (14, 31), (600, 1000), (1100, 1234), (2, 2))
ONE = panel("<script>alert(1)</script> & " + "a long name " * 20, PHIA, (0, 0), (0, 0), (1, 1), *[(0, 0)] * 4)
OLD = CalibrationPanel("Old", "gone", (BandRecord("gone", "perhaps", 30, 70, 20, 9, wilson(9, 20)),))

CASES = {"one": [DESK], "two": [DESK, LARGE], "few": [FEW], "odd": [FEW, LARGE, ONE], "old": [OLD], "long": [ONE]}
EVERY = pytest.mark.parametrize("panels", CASES.values(), ids=CASES.keys())
BRANDS = {
    "house": samples.brand(),
    "pale": samples.brand(accent="#f6b8c0", quiet="#e4e4e4"),
    "dark": samples.brand(ink="#f4f1ec", paper="#14161a", accent="#d86a78", quiet="#777c84"),
    "wide family": samples.brand(family="IBM Plex Serif"),
}
EVERY_BRAND = pytest.mark.parametrize("brand", BRANDS.values(), ids=BRANDS.keys())


def scene(panels: list[CalibrationPanel], brand=BRANDS["house"]) -> Scene:
    """The layout in a brand."""
    return lay_out(panels, CAPTION, Pen(brand))


def of(kind: type[Mark], marks: Scene) -> list:
    """Marks of one kind."""
    return [mark for mark in marks.marks if isinstance(mark, kind)]


@EVERY
@EVERY_BRAND
def test_no_two_texts_overlap(panels, brand):
    """Counts, ticks, titles and key each have their place."""
    texts = of(Text, scene(panels, brand))
    overlapping = [(one.content, other.content) for one, other in combinations(texts, 2) if one.box.overlaps(other.box)]
    assert not overlapping


@EVERY
@EVERY_BRAND
def test_everything_lies_inside_the_view(panels, brand):
    """Nothing is cut off."""
    laid = scene(panels, brand)
    for mark in laid.marks:
        box = mark.box
        assert box.left >= -0.01, mark
        assert box.top >= -0.01, mark
        assert box.right <= laid.width + 0.01, mark
        assert box.bottom <= laid.height + 0.01, mark


@EVERY
@EVERY_BRAND
def test_text_can_be_read(panels, brand):
    """Each line of text keeps 4.5:1 with paper, which lies under it, and is 7.5 pt or more."""
    laid = scene(panels, brand)
    grounds = [mark for mark in of(Rect, laid) if mark.fill == brand.color.palette.paper]
    for text in of(Text, laid):
        assert contrast(text.fill, brand.color.palette.paper) >= 4.5, text
        assert text.size >= 7.5
        middle = (text.box.left + text.box.right) / 2, (text.box.top + text.box.bottom) / 2
        assert any(
            box.left <= middle[0] <= box.right and box.top <= middle[1] <= box.bottom
            for box in (ground.box for ground in grounds)
        )


def dots(laid: Scene) -> dict[float, Dot]:
    """Dots by their place across, as percent of a single diagram."""
    left, side = frame(laid)
    return {round((dot.x - left) / side * 100, 1): dot for dot in of(Dot, laid)}


def frame(laid: Scene) -> tuple[float, float]:
    """Left edge and side of the first diagram: from the diagonal."""
    diagonal = next(
        line for line in of(Line, laid) if len({x for x, _ in line.points}) > 1 and len({y for _, y in line.points}) > 1
    )
    (left, _), (right, _) = diagonal.points
    return left, right - left


def test_marks_stand_where_the_numbers_say():
    """`likely`, 42 of 60: the dot at 67.5 across and 70 up, the level bar from 55 to 80, the upright one as Wilson's."""
    laid = scene([DESK])
    left, side = frame(laid)
    bottom = max(y for line in of(Line, laid) for _, y in line.points if line.points[0][0] < left) - 0
    dot = dots(laid)[67.5]
    assert (bottom - dot.y) / side == pytest.approx(0.70)
    spans = [line.points for line in of(Line, laid) if all(y == dot.y for _, y in line.points) and line.weight > 1]
    assert [[round((x - left) / side * 100) for x, _ in points] for points in spans] == [[55, 80]]
    (upright,) = [
        line.points
        for line in of(Line, laid)
        if all(x == dot.x for x, _ in line.points) and line.stroke == samples.PALETTE["ink"]
    ]
    shares = sorted((bottom - y) / side for _, y in upright)
    assert shares == pytest.approx(wilson(42, 60))


def test_counts_stand_beside_their_dots():
    """Each n is printed nearer to its own dot than a quarter of the diagram."""
    laid = scene([DESK])
    _, side = frame(laid)
    by_place = dots(laid)
    for middle, count in {3.0: "12", 12.5: "25", 32.5: "41", 67.5: "60", 87.5: "72", 97.0: "15"}.items():
        dot = by_place[middle]
        near = [
            text.content
            for text in of(Text, laid)
            if abs(text.x - dot.x) < side / 10 and abs(text.y - dot.y) < side / 10
        ]
        assert count in near


def test_more_judgements_make_a_larger_dot_and_few_a_hollow_one():
    """Size and fill tell the count, so that grey print shows it too."""
    by_place = dots(scene([LARGE]))
    assert by_place[2.5].radius < by_place[15.0].radius < by_place[30.0].radius < by_place[85.0].radius
    paper, ink = samples.PALETTE["paper"], samples.PALETTE["ink"]
    assert [by_place[place].fill for place in (2.5, 15.0, 97.5)] == [paper, ink, paper]


@EVERY_BRAND
def test_grey_print_tells_the_marks_from_their_ground(brand):
    """In luminance alone, bars and dots stand out from the grey boxes, and those from paper."""
    laid = scene([DESK], brand)
    paper = brand.color.palette.paper
    boxes = {mark.fill for mark in of(Rect, laid)} - {paper}
    strokes = {dot.stroke for dot in of(Dot, laid)} | {line.stroke for line in of(Line, laid) if line.weight > 0.5}
    for box in boxes:
        assert luminance(box) != luminance(paper)
        assert all(contrast(stroke, box) >= 3 for stroke in strokes)


@EVERY
def test_the_file_stands_alone(panels):
    """One valid element with its size, name, description and families; nothing in it runs or refers."""
    drawing = draw_calibration(panels, CAPTION, BRANDS["house"])
    root = ET.fromstring(drawing.svg)  # noqa: S314 - our own output
    assert root.tag == f"{SVG}svg"
    assert root[0].text == CAPTION
    assert root[1].tag == f"{SVG}desc"
    assert root[1].text == drawing.alternative
    assert samples.FAMILY in root.get("font-family", "")
    known = {f"{SVG}{name}" for name in ("svg", "title", "desc", "text", "rect", "circle", "path")}
    assert {element.tag for element in root.iter()} <= known
    assert not re.search(r"<script|href|style=|\son\w+=", drawing.svg)


@EVERY
def test_the_same_panels_give_the_same_bytes(panels):
    """Two drawings do not differ."""
    first = draw_calibration(panels, CAPTION, BRANDS["house"])
    assert first == draw_calibration(panels, CAPTION, samples.brand())


def test_the_alternative_says_each_number():
    """Count, share, interval and what they say; small bands say that they are small, and no share."""
    words = tell([DESK, FEW], CAPTION)
    assert "likely (55–80 %): 42 of 60 came true, 70 %, 95 % interval 57–80 %, inside" in words
    assert "almost certain (95–99 %): 15 of 15 came true, 100 %, 95 % interval 80–100 %, within chance" in words
    assert "likely (55–80 %): 3 of 4 came true, too few to tell" in words
    assert "75 %," not in words.split("A. Diallo")[1]


def test_nothing_to_show_is_an_error():
    """No empty frame."""
    with pytest.raises(ValueError, match="resolved judgement"):
        draw_calibration([], CAPTION, BRANDS["house"])


def test_the_engine_draws_it_without_a_word(caplog):
    """WeasyPrint sets it on one page and logs nothing."""
    drawing = draw_calibration([DESK, LARGE, FEW], CAPTION, BRANDS["house"])
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        pdf = HTML(string=f"<style>@page {{ size: {WIDTH + 200}pt 1200pt }}</style>{drawing.svg}").write_pdf()
    assert not caplog.records
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1


COUNTS = st.integers(0, 3000).flatmap(lambda count: st.tuples(st.integers(0, count), st.just(count)))


@given(st.lists(st.tuples(*[COUNTS] * 7).filter(lambda counts: any(count for _, count in counts)), min_size=1, max_size=3))  # fmt: skip
def test_any_counts_can_be_drawn(counted):
    """Whatever came true, no dot leaves its diagram, and no count the file."""
    laid = scene([panel("The desk", ICD203, *counts) for counts in counted])
    for mark in laid.marks:
        assert mark.box.left >= -0.01
        assert mark.box.right <= laid.width + 0.01
    assert laid.width == WIDTH
    assert all(text.box.bottom <= laid.height - MARGIN + 3 for text in of(Text, laid))
