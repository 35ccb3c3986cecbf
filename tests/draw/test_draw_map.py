"""Maps: the atlas, the gazetteer, names that find room, and circles of incidents."""

from __future__ import annotations

from importlib.resources import files
from math import hypot

import draw_samples as samples
import place_samples
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.draw import incident_map
from briefgen.draw import map as locator
from briefgen.draw.atlas import CAPITALS, atlas
from briefgen.draw.colour import contrast
from briefgen.draw.map_ground import covered_tint, land_tint
from briefgen.draw.map_names import Name, Names, _cut, _meets
from briefgen.draw.scene import Box, Dot, Line, Pen, Text
from briefgen.model.figure import FigureSpec, LocatorMap
from briefgen.model.gazetteer import AFRICA, capital_of, find_spot, spot_names, within
from briefgen.model.incident import IncidentSpot
from briefgen.model.tongue import ENGLISH, Tongue

POLICY = "Borders as in Natural Earth: de facto, without prejudice to any claim."
PEN = Pen(samples.brand())


def drawn(spec, draw=locator) -> list[str]:
    """Lines of text in a figure."""
    return [mark.content for mark in draw.lay_out(spec, PEN).marks if isinstance(mark, Text)]


def test_the_atlas_knows_every_country_with_a_capital():
    """Each capital lies within its country's bounds, and the file is small and says where it comes from."""
    assert set(CAPITALS) == set(AFRICA)
    for code, capital in CAPITALS.items():
        bounds = atlas().countries[code].bounds
        near = (
            west - 0.3 <= capital.longitude <= east + 0.3 and south - 0.3 <= capital.latitude <= north + 0.3
            for west, south, east, north in bounds
        )
        assert any(near), code
    data = files("briefgen.draw").joinpath("atlas.json").read_bytes()
    assert len(data) <= 400_000
    assert b"Natural Earth" in data[:200]


def test_every_place_of_the_gazetteer_lies_in_its_country():
    """A minus sign lost or a coordinate exchanged would put a town into another country."""
    for name in spot_names():
        for code in AFRICA:
            spot = find_spot(name, (code,))
            if spot and spot.country:
                assert within(spot.country, spot.latitude, spot.longitude), spot


def test_places_are_found_however_they_are_written():
    """Accents, hyphens, apostrophes, capitals and other names do not matter; two places of one name need a country."""
    assert find_spot("segou") == find_spot("SÉGOU", ("ML",))
    assert find_spot("Tombouctou") == find_spot("Timbuktu")
    assert find_spot("gorom gorom") == find_spot("Gorom-Gorom")
    assert find_spot("Fada") is None
    assert find_spot("Fada", ("TD",)) != find_spot("Fada", ("BF",))
    assert find_spot("Gao", ("BF",)) is None
    assert find_spot("Liptako-Gourma", ("NE",)).kind == "area"
    assert capital_of("RU").name == "Moscow"
    assert capital_of("AQ") is None
    assert not within("ML", -4.1, 14.0)
    assert within("XX", 0, 0)


def test_a_map_names_its_countries_and_their_capitals():
    """Mali, Burkina Faso and Niger stand on the map in bold with their capitals, a neighbour in quiet, policy and scale."""
    marks = locator.lay_out(samples.SPECS["map"], PEN).marks
    bold = {mark.content for mark in marks if isinstance(mark, Text) and mark.bold}
    plain = {mark.content for mark in marks if isinstance(mark, Text) and not mark.bold}
    assert bold == {"Mali", "Burkina Faso", "Niger"}
    assert plain >= {"Bamako", "Ouagadougou", "Niamey", "Algeria", "Nigeria", POLICY, "500 km"}


def test_a_scale_bar_is_as_long_as_it_says():
    """Half a thousand kilometres, to the radius of the earth."""
    scene = locator.lay_out(samples.SPECS["map"], PEN)
    bar = max((mark for mark in scene.marks if isinstance(mark, Line)), key=lambda mark: mark.box.right)
    here = locator._ground(samples.SPECS["map"].data)
    (x1, _), (x2, _) = bar.points[0], bar.points[-1]
    west, east = here.at(0.0, 15.0), here.at(500 / 111.32 / 0.9659, 15.0)
    span = max(mark.box.right - mark.box.left for mark in scene.marks if isinstance(mark, Line))
    assert span == pytest.approx(hypot(east[0] - west[0], east[1] - west[1]), rel=0.03)
    assert x1 <= x2


def test_places_stand_on_the_map_and_what_does_not_is_told():
    """Towns and an area by name; far ones beyond the map, unknown ones without a position; the policy in the note alone."""
    spec = place_samples.SPECS["map with places"]
    lines = drawn(spec)
    assert {"Gao", "Kidal", "Mopti", "Djibo", "Agadez", "Liptako-Gourma", "place named in the report"} <= set(lines)
    told = locator.tell(spec, ENGLISH)
    assert "Beyond this map: Moscow." in told
    assert "Named without a position: Nowhere." in told
    assert place_samples.POLICY not in " ".join(lines)


def test_no_place_is_lost_in_a_crowd():
    """Each town has its name, a number with its name below, or is told to have none."""
    spec = place_samples.SPECS["map with a crowd of places"]
    written = " ".join(drawn(spec))
    for town in place_samples.TOWNS:
        assert town in written, town


def test_names_keep_off_each_other_and_off_the_lines():
    """No name on a dot, no line through a name, no two lines across each other."""
    marks = locator.lay_out(place_samples.SPECS["map with a crowd of places"], PEN).marks
    leads = [mark.points for mark in marks if isinstance(mark, Line) and mark.box.bottom < 316]
    names = [mark.box for mark in marks if isinstance(mark, Text) and mark.box.bottom < 316]
    dots = [mark.box for mark in marks if isinstance(mark, Dot) and mark.y < 316]
    assert leads
    assert not [1 for name in names for dot in dots if name.overlaps(dot)]
    assert not [1 for name in names for start, end in leads if _meets(name, start, end)]
    assert not [1 for one in leads for other in leads if one is not other and _cut(*one, *other)]


@pytest.mark.parametrize("order", [("ML", "BF", "NE"), ("BF", "ML", "NE"), ("BF",)])
def test_a_country_and_its_capital_keep_apart(order):
    """Burkina Faso is so small beside its neighbours that its name and Ouagadougou's once stood like two lines of one text."""
    spec = FigureSpec("m", "map", 1, "Where", LocatorMap(order, policy=POLICY))
    boxes = {mark.content: mark.box for mark in locator.lay_out(spec, PEN).marks if isinstance(mark, Text)}
    country, capital = boxes["Burkina Faso"], boxes["Ouagadougou"]
    assert max(capital.top - country.bottom, country.top - capital.bottom) >= 1.0


@given(st.tuples(*[st.floats(-30, 30)] * 4))
def test_a_line_meets_a_box_or_passes_it(ends):
    """As many points along the line say."""
    box, (x1, y1, x2, y2) = Box(-5, -3, 6, 4), ends
    points = [(x1 + (x2 - x1) * step / 400, y1 + (y2 - y1) * step / 400) for step in range(401)]
    if any(-4.9 < x < 5.9 and -2.9 < y < 3.9 for x, y in points):
        assert _meets(box, (x1, y1), (x2, y2))
    if not any(-5.3 < x < 6.3 and -3.3 < y < 4.3 for x, y in points):
        assert not _meets(box, (x1, y1), (x2, y2))


def test_a_name_without_room_says_so():
    """In a view too small for it, neither beside its dot nor away from it."""
    names, dot = Names(Box(0, 0, 20, 20)), Dot(10, 10, 2, "#000000")
    assert not names.beside(dot, Name("Ouagadougou"), PEN)
    assert not names.beyond(dot, Name("Ouagadougou"), PEN)
    assert names.marks == []


def test_names_of_countries_are_the_languages():
    """A French map says Algérie, and its words name the countries in French."""
    french = Tongue("fr")
    pen = Pen(samples.brand(), french)
    lines = {mark.content for mark in locator.lay_out(samples.SPECS["map"], pen).marks if isinstance(mark, Text)}
    assert {"Algérie", "Mauritanie", "Mali"} <= lines
    assert "Algérie" in locator.tell(samples.SPECS["map"], french)


def test_covered_countries_stand_out_from_their_neighbours():
    """In greyscale too, covered land is darker than other land, by what one sees at a glance."""
    assert contrast(covered_tint(PEN), land_tint(PEN)) > 1.5


def test_a_map_tells_what_lies_around():
    """The words name the countries that share a border, and none that does not."""
    told = locator.tell(samples.SPECS["map"], ENGLISH)
    assert (
        "Bordering: Algeria, Benin, Chad, Côte d’Ivoire, Ghana, Guinea, Libya, Mauritania, Nigeria, Senegal, Togo."
        in told
    )


def test_a_country_beyond_the_map_is_said():
    """A covered country that the atlas does not hold is named in the note, not dropped."""
    told = locator.tell(samples.located("ML", "RU", "US"), ENGLISH)
    assert "Beyond this map: Russia, United States." in told


def test_a_map_of_nothing_but_far_countries_is_an_error():
    """There is nothing to put in the middle."""
    with pytest.raises(ValueError, match="needs an African country"):
        locator.lay_out(samples.located("RU"), PEN)


def test_circles_are_as_large_as_their_numbers():
    """Area is to scale: four times the incidents, twice the radius; and each stands apart from land by 3:1."""
    spec = place_samples.counted(place_samples.at("Gao", 40), place_samples.at("Kayes", 10))
    marks = incident_map.lay_out(spec, PEN).marks
    dots = sorted((mark for mark in marks if isinstance(mark, Dot) and mark.y < 316), key=lambda dot: dot.radius)
    assert dots[1].radius == pytest.approx(2 * dots[0].radius)
    assert contrast(dots[0].fill, incident_map._covered(PEN)) >= 3
    assert contrast(dots[0].fill, land_tint(PEN)) >= 3
    assert {"Gao 40", "Kayes 10"} <= set(drawn(spec, incident_map))


def test_places_within_a_larger_circle_are_counted_into_it():
    """Nothing is hidden under a circle, no incident is lost, and it is told."""
    near = IncidentSpot("Gao airport", "ML", 16.25, -0.01, 2, 1)
    spec = place_samples.counted(place_samples.at("Gao", 40), near)
    assert "Gao 42" in drawn(spec, incident_map)
    told = incident_map.tell(spec, ENGLISH)
    assert "1 place that lies within a larger circle is counted into it." in told
    assert "Gao airport, Mali: incidents 2, fatalities 1." in told


def test_incidents_beyond_the_map_are_told():
    """A place out of view stands in the note with its number; with none in view there is no map."""
    assert "Beyond this map: Goma (2)." in incident_map.tell(
        place_samples.SPECS["incident map with places beyond"], ENGLISH
    )
    far = IncidentSpot("Goma", "CD", -1.7, 29.2, 2, 0)
    with pytest.raises(ValueError, match="incident in view"):
        incident_map.lay_out(place_samples.counted(far, countries=("ML",)), PEN)
