"""Every figure, from what a report shows to what nobody should have written."""

from __future__ import annotations

import logging
import xml.etree.ElementTree as ET
from functools import singledispatch
from importlib.resources import files
from itertools import combinations
from math import hypot
from pathlib import Path

import board_samples
import draw_samples as samples
import place_samples
import pypdfium2
import pytest
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from briefgen.draw import figures
from briefgen.draw.atlas import CAPITALS
from briefgen.draw.colour import contrast
from briefgen.draw.figures import draw, lay_out
from briefgen.draw.lettering import clean
from briefgen.draw.projection import inner_spans
from briefgen.draw.scene import RULE, Area, Box, Dot, Mark, Rect, Scene, Text
from briefgen.load.countries import country_names
from briefgen.model.figure import (
    FigureSpec,
    IndicatorBoard,
    LocatorMap,
    Matrix,
    Network,
    Scale,
    ScenarioBar,
    SourceMap,
    Timeline,
)
from briefgen.model.incident import IncidentChart, IncidentMap
from briefgen.model.rated import RatingHistory, RatingPanel
from briefgen.model.vocabulary import RELATIONS, STATES

SVG = "{http://www.w3.org/2000/svg}"
EDGE = RULE / 2 + 0.01

SPECS = samples.SPECS | place_samples.SPECS | board_samples.SPECS
EVERY = pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS.keys())
BRANDS = {
    "house": samples.brand(),
    "pale": samples.brand(accent="#f6b8c0", quiet="#e4e4e4"),
    "loud": samples.brand(risk=("#000000", "#111111", "#222222", "#333333", "#444444")),
    "dark": samples.brand(ink="#f4f1ec", paper="#14161a", accent="#d86a78", quiet="#777c84"),
    "wide family": samples.brand(family="IBM Plex Serif"),
}


def texts(scene: Scene) -> list[Text]:
    """Lines of text in a scene."""
    return [mark for mark in scene.marks if isinstance(mark, Text)]


def grounds(scene: Scene, text: Text, paper: str) -> set[str]:
    """Colours that were painted last before the text, under its middle and both ends."""
    box = text.box
    places = [(x, (box.top + box.bottom) / 2) for x in (box.left, (box.left + box.right) / 2, box.right)]
    below = scene.marks[: scene.marks.index(text)]
    return {next((mark.fill for mark in reversed(below) if _covers(mark, *place)), paper) for place in places}


def _covers(mark: Mark, x: float, y: float) -> bool:
    box = mark.box
    if not (box.left <= x <= box.right and box.top <= y <= box.bottom):
        return False
    if isinstance(mark, Area):
        return any(left <= x <= right for left, right in inner_spans(mark.rings, y))
    return isinstance(mark, Rect) or (isinstance(mark, Dot) and hypot(x - mark.x, y - mark.y) <= mark.radius)


@EVERY
@pytest.mark.parametrize("brand", BRANDS.values(), ids=BRANDS.keys())
def test_no_two_labels_overlap(spec, brand):
    """Whatever the data, each line of text has its place to itself."""
    boxes = [(text.content, text.box) for text in texts(lay_out(spec, brand))]
    overlapping = [(one[0], other[0]) for one, other in combinations(boxes, 2) if one[1].overlaps(other[1])]
    assert not overlapping


@EVERY
@pytest.mark.parametrize("brand", BRANDS.values(), ids=BRANDS.keys())
def test_everything_lies_inside_the_view(spec, brand):
    """Nothing is cut off at an edge of the figure."""
    scene = lay_out(spec, brand)
    for mark in scene.marks:
        box = mark.box
        assert box.left >= -EDGE, mark
        assert box.top >= -EDGE, mark
        assert box.right <= scene.width + EDGE, mark
        assert box.bottom <= scene.height + EDGE, mark


@EVERY
@pytest.mark.parametrize("brand", BRANDS.values(), ids=BRANDS.keys())
def test_text_can_be_read_on_its_ground(spec, brand):
    """Each line of text keeps 4.5:1 with what is painted under it, and is 7.5 pt or more."""
    scene = lay_out(spec, brand)
    for text in texts(scene):
        for ground in grounds(scene, text, brand.color.palette.paper):
            assert contrast(text.fill, ground) >= 4.5, text
        assert text.size >= 7.5


@EVERY
def test_the_drawing_is_one_valid_element_of_known_shapes(spec):
    """The SVG parses, is an image with a name and a size in pt, and holds nothing that runs or refers."""
    root = ET.fromstring(draw(spec, BRANDS["house"]).svg)  # noqa: S314 - our own output
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == spec.caption
    assert root.get("viewBox") == f"0 0 {root.get('width', '')[:-2]} {root.get('height', '')[:-2]}"
    assert root.get("width", "").endswith("pt")
    known = {f"{SVG}{name}" for name in ("svg", "title", "desc", "text", "rect", "circle", "path")}
    assert {element.tag for element in root.iter()} <= known
    assert not {key for element in root.iter() for key in element.attrib if key in {"id", "href", "style", "class"}}


@EVERY
def test_the_same_specification_gives_the_same_bytes(spec):
    """Two drawings of one specification do not differ, and their numbers have two decimals at the most."""
    first, second = draw(spec, BRANDS["house"]), draw(spec, samples.brand())
    assert first == second
    numbers = [word for word in first.svg.replace('"', " ").split() if word.replace(".", "").isdigit()]
    assert all(len(number.partition(".")[2]) <= 2 for number in numbers)


@EVERY
def test_colours_are_written_out(spec):
    """No colour is inherited or named: `var()` and `currentColor` paint black in print."""
    root = ET.fromstring(draw(spec, BRANDS["house"]).svg)  # noqa: S314 - our own output
    for element in root.iter():
        for key in ("fill", "stroke"):
            colour = element.get(key)
            assert colour in {None, "none"} or (colour.startswith("#") and len(colour) == 7)


@singledispatch
def words(data) -> list[str]:
    """Everything that a figure's data say."""
    raise TypeError(type(data))


@words.register
def _(data: Timeline) -> list[str]:
    return [word for entry in data.entries for word in (entry.when, entry.statement.rstrip(". "))]


@words.register
def _(data: Matrix) -> list[str]:
    said = [word for rating in data.ratings for word in (rating.profile, rating.category, rating.level_word)]
    return said + [f"likelihood {rating.likelihood}, impact {rating.impact}" for rating in data.ratings]


@words.register
def _(data: Scale) -> list[str]:
    said = [word for entry in data.judgements for word in (f"J{entry.number} ", entry.statement, entry.likelihood)]
    return said + [word for band in data.scale.bands for word in (*band.terms, band.printed)]


@words.register
def _(data: ScenarioBar) -> list[str]:
    return [word for entry in data.scenarios for word in (entry.name, f"{entry.probability_percent} per cent")]


@words.register
def _(data: LocatorMap) -> list[str]:
    known = {**country_names(), "<b>": "<b>"}
    said = [CAPITALS[code].name if code in CAPITALS else known[code] for code in data.countries]
    return [*said, *(spot.name for spot in data.places), *data.unplaced]


@words.register
def _(data: RatingPanel) -> list[str]:
    said = [word for rating in data.ratings for word in (rating.profile, rating.category, rating.level_word)]
    return said + [f"likelihood {rating.likelihood}, impact {rating.impact}" for rating in data.ratings]


@words.register
def _(data: RatingHistory) -> list[str]:
    said = [word for each in data.series for word in (each.profile, each.category)]
    turns = (
        point
        for each in data.series
        for before, point in zip((None, *each.points), each.points, strict=False)
        if not before or before.level != point.level
    )
    return said + [f"from {point.when}" for point in turns]


@words.register
def _(data: IncidentChart) -> list[str]:
    said = [f"{period.name}: {period.total}" for period in data.periods]
    return said + [f"fatalities {period.fatalities}" for period in data.periods if data.deaths]


@words.register
def _(data: IncidentMap) -> list[str]:
    said = [word for spot in data.spots for word in (spot.name, country_names()[spot.country])]
    return said + [f"incidents {spot.incidents}, fatalities {spot.fatalities}" for spot in data.spots]


@words.register
def _(data: Network) -> list[str]:
    names = {node.id: node.name for node in data.nodes}
    said = [
        f"{RELATIONS[tie.kind].english if tie.kind in RELATIONS else 'office in'} {names[tie.end]}" for tie in data.ties
    ]
    return said + [names[tie.start] for tie in data.ties]


@words.register
def _(data: SourceMap) -> list[str]:
    said = [f"{group.alone} alone" for group in data.groups if group.alone]
    said += [f"{group.shared} with others" for group in data.groups if group.shared]
    said += [name for group in data.groups for name in group.origins]
    return said + [f"{outlet.name} [{outlet.number}]" for group in data.groups for outlet in group.outlets]


@words.register
def _(data: IndicatorBoard) -> list[str]:
    said = [f"{entry.profile}, {entry.state_word}: {clean(entry.what)}" for entry in data.indicators]
    said += [entry.signals.rstrip(". ") for entry in data.indicators]
    return said + [f"was {STATES[entry.before].english}" for entry in data.indicators if entry.before]


@EVERY
def test_the_alternative_says_all_that_is_shown(spec):
    """Who cannot see the figure is told each datum, in full and in plain text."""
    alternative = draw(spec, BRANDS["house"]).alternative
    for word in words(spec.data):
        assert clean(word) in alternative
    assert alternative == clean(alternative)
    assert alternative.endswith((".", "…"))


def test_text_is_data_never_markup():
    """A statement with markup in it is printed as it is written."""
    svg = draw(samples.SPECS["timeline of hostile text"], BRANDS["house"]).svg
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg
    assert "\x00" not in svg
    assert "\x1b" not in svg
    assert "\u202e" not in svg


def test_a_caption_with_markup_stays_a_caption():
    """The title is escaped too."""
    spec = FigureSpec("x", "scenarios", 1, "</title><script>1</script>", ScenarioBar(samples.SCENARIOS))
    assert "<script" not in draw(spec, BRANDS["house"]).svg


def test_a_family_cannot_leave_its_attribute():
    """Quotation marks in a family's name end neither the list nor the attribute."""
    svg = draw(samples.SPECS["scale"], samples.brand(family='A" onload="x, \'B')).svg
    root = ET.fromstring(svg)  # noqa: S314 - our own output
    assert "onload" not in root.attrib


def test_every_kind_that_the_model_names_is_in_the_table():
    """The table knows each kind of figure that a specification may ask for."""
    named = {spec.kind for spec in SPECS.values()}
    assert named == set(figures.FIGURES)


def test_an_unknown_kind_is_an_error_that_names_the_known_ones():
    """A kind without a file is refused, with the kinds there are."""
    with pytest.raises(ValueError, match=r"Unknown kind of figure 'pie'\. Known: .*matrix.*timeline"):
        draw(FigureSpec("x", "pie", 1, "Pie", Timeline(())), BRANDS["house"])


@pytest.mark.parametrize("kind", figures.FIGURES)
def test_an_empty_specification_is_an_error(kind):
    """Nothing to show is refused, not drawn as an empty frame."""
    with pytest.raises(ValueError, match="Figure 'x'"):
        draw(FigureSpec("x", kind, 1, "Nothing", Matrix(()) if kind == "timeline" else Timeline(())), BRANDS["house"])


FACES = "".join(
    f"@font-face {{ font-family: '{family}'; font-weight: {weight}; "
    f"src: url('{Path(str(files(package) / 'files' / file)).as_uri()}') }}"
    for family, weight, package, file in samples.FONTS
)


def printed(svg: str) -> bytes:
    """The drawing on a page of its own, as PDF."""
    fonts = FontConfiguration()
    css = CSS(string=f"{FACES} @page {{ size: 190mm 600mm; margin: 12mm }}", font_config=fonts)
    return HTML(string=f"<!doctype html><title>x</title>{svg}").write_pdf(stylesheets=[css], font_config=fonts)


@pytest.mark.parametrize("name", [name for name in SPECS if "Chinese" not in name])
def test_the_engine_prints_it_without_a_word(name, caplog):
    """WeasyPrint sets each drawing on one page and logs nothing; there is ink on it."""
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        pdf = printed(draw(SPECS[name], BRANDS["house"]).svg)
    assert not caplog.records
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    assert document[0].render(scale=0.5).to_pil().convert("L").getextrema()[0] < 128


def test_text_is_set_no_wider_than_measured():
    """In print, each line is at most as wide as the layout took it to be."""
    spec = samples.SPECS["timeline"]
    page = pypdfium2.PdfDocument(printed(draw(spec, BRANDS["house"]).svg))[0].get_textpage()
    for text in texts(lay_out(spec, BRANDS["house"])):
        if len(text.content) < 12:
            continue
        index, count = page.search(text.content, match_case=True).get_next()
        boxes = [page.get_charbox(position) for position in range(index, index + count)]
        assert max(box[2] for box in boxes) - min(box[0] for box in boxes) <= text.span + 0.1, text.content


def test_areas_have_a_box_too():
    """The box of an area holds all its rings."""
    assert Area((((0, 0), (2, 1), (1, 3)),), "#000000").box == Box(0, 0, 2, 3)
