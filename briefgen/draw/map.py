"""A locator map: the covered countries among their neighbours, with capitals and the places that a report names."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.draw.atlas import CAPITALS
from briefgen.draw.lettering import sentence, wrap
from briefgen.draw.map_ground import Ground, centred, ground, land_marks, scale_bar
from briefgen.draw.map_names import LEADING, Name, Names, code_name, country_name, name_neighbours
from briefgen.draw.scene import FULL_WIDTH, NOTE, TEXT_WIDTH, Dot, Mark, Pen, Scene
from briefgen.model.figure import DataTable, FigureSpec, LocatorMap
from briefgen.model.gazetteer import Spot
from briefgen.model.place_names import place_name
from briefgen.model.tongue import Tongue

WIDTH = TEXT_WIDTH
HEIGHT = 250.0

_DOT = 1.9
_TOWN = 1.5
_BAR_ROOM = 108.0
"""Width that the scale bar takes below the map, pt."""
_KEY_GAP = 10.0
_FEW = 12
"""Up to so many covered countries have lines that lead to names; of more, names without room are left out."""
_NEAR_HEIGHT = 316.0
"""Of a map with places, pt."""
_BELOW = 12.0
"""From the map to the first baseline below it, pt."""
_FOOT = 3.4
"""From the last baseline to the figure's edge, pt."""


def lay_out(spec: FigureSpec, pen: Pen) -> Scene:
    """The map's marks.

    Raises:
        ValueError: If no covered country is one that the atlas can put in the middle.
    """
    data = _data(spec)
    here = _ground(data)
    places = _placed(data, here, pen.tongue)
    named, found = _named(here, places, pen)
    first = here.height + _BELOW
    marks = [*land_marks(here, pen), *named, *scale_bar(here, here.width, first, pen)]
    if any(spot.kind != "area" for spot in places):
        marks += _key(first, pen)
        first += LEADING
        room = here.width
    else:
        room = here.width - _BAR_ROOM
    written = [*found, *_notes(spec, pen.tongue)]
    lines = wrap(" ".join(written), room, pen.measured(NOTE)) if written else []
    marks += [pen.text(0, first + row * LEADING, line, size=NOTE, fill=pen.secondary) for row, line in enumerate(lines)]
    bottom = max(here.height + _BELOW, first + (len(lines) - 1) * LEADING)
    return pen.scene(here.width, bottom + _FOOT, marks)


def tell(spec: FigureSpec, tongue: Tongue) -> str:
    """The map in words: what it highlights, their capitals, the places named, and what lies around."""
    data = _data(spec)
    here = _ground(data)
    named = ", ".join(
        tongue.text(
            "%(country)s (capital %(capital)s)",
            country=country_name(here.world.countries[code], tongue),
            capital=place_name(CAPITALS[code].name, tongue),
        )
        for code in here.covered
    )
    shown = [spot.name for spot in _placed(data, here, tongue)]
    around = [country_name(each, tongue) for each in here.world.bordering(here.covered)]
    told = [tongue.text("Locator map. Highlighted: %(countries)s.", countries=named)]
    if shown:
        told.append(tongue.text("Places: %(places)s.", places=", ".join(shown)))
    if around:
        told.append(tongue.text("Bordering: %(countries)s.", countries=", ".join(around)))
    if data.unplaced:
        told.append(tongue.text("Named without a position: %(places)s.", places=", ".join(data.unplaced)))
    return " ".join([*told, *_notes(spec, tongue)])


def tabulate(spec: FigureSpec, tongue: Tongue) -> DataTable:
    """Each place with its country and position."""
    data = _data(spec)
    rows = [
        (
            place_name(capital.name, tongue),
            code_name(code, tongue),
            tongue.text("capital"),
            _degrees(capital.latitude, capital.longitude),
        )
        for code in centred(data.countries)
        for capital in [CAPITALS[code]]
    ]
    rows += [
        (
            place_name(spot.name, tongue),
            code_name(spot.country, tongue),
            _sort(spot, tongue),
            _degrees(spot.latitude, spot.longitude),
        )
        for spot in data.places
    ]
    headers = (
        tongue.text("Place"),
        tongue.text("Country"),
        tongue.text("Sort"),
        tongue.text("Latitude, longitude"),
    )
    return DataTable(headers, tuple(rows))


def framable(spec: FigureSpec) -> tuple[str, ...]:
    """Codes of the countries that the map can have in its middle."""
    return centred(spec.data.countries) if isinstance(spec.data, LocatorMap) else ()


def _ground(data: LocatorMap) -> Ground:
    """With places the map is larger and nearer; without, it says where in the world this is."""
    covered = centred(data.countries)
    return ground(covered, FULL_WIDTH, _NEAR_HEIGHT, near=True) if data.places else ground(covered, WIDTH, HEIGHT)


def _data(spec: FigureSpec) -> LocatorMap:
    data = spec.holding(LocatorMap, "a map needs an African country")
    if not centred(data.countries):
        raise ValueError(f"Figure {spec.id!r}: a map needs an African country.")
    return data


def _sort(spot: Spot, tongue: Tongue) -> str:
    return {"capital": tongue.text("capital"), "town": tongue.text("town")}.get(spot.kind) or tongue.text("area")


def _degrees(latitude: float, longitude: float) -> str:
    """As tables have it, with true minus signs: "16.27, −0.04"."""
    return f"{latitude:.2f}, {longitude:.2f}".replace("-", "−")


def _placed(data: LocatorMap, here: Ground, tongue: Tongue) -> list[Spot]:
    """Places in view that are not among the capitals drawn anyhow."""
    drawn = {CAPITALS[code].name for code in here.covered}
    spots = dict.fromkeys(data.places)
    placed = (spot for spot in spots if spot.name not in drawn and here.holds(spot.longitude, spot.latitude, _DOT))
    return [spot._replace(name=place_name(spot.name, tongue)) for spot in placed]


def _named(here: Ground, places: list[Spot], pen: Pen) -> tuple[list[Mark], list[str]]:
    """Covered countries, their capitals, places, neighbours: the earlier takes its room first.

    Returns:
        The marks, and below the map what found no room on it.
    """
    towns = [spot for spot in places if spot.kind != "area"]
    capitals = [_mark(here.at(*_position(CAPITALS[code])), pen, solid=True) for code in here.covered]
    dots = [_mark(here.at(*_position(spot)), pen, solid=False) for spot in towns]
    names = Names(here.view, (dot.box for dot in (*capitals, *dots)))
    outside = [
        (dot, Name(_country(here, code, pen), bold=True))
        for code, dot in zip(here.covered, capitals, strict=True)
        if not names.inside(here.lands.get(code, ()), _country(here, code, pen), pen, bold=True)
    ]
    heads = [
        (dot, Name(place_name(CAPITALS[code].name, pen.tongue), NOTE))
        for code, dot in zip(here.covered, capitals, strict=True)
    ]
    few = len(here.covered) <= _FEW
    for dot, name in (*heads, *outside):
        _ = names.beside(dot, name, pen) or (few and names.beyond(dot, name, pen))
    listed, unnamed = _name_towns(names, list(zip(towns, dots, strict=True)), pen)
    areas = [spot for spot in places if spot.kind == "area"]
    unnamed += [spot.name for spot in areas if not names.at(here.at(*_position(spot)), spot.name, pen)]
    name_neighbours(names, here, pen)
    below = [f"{'; '.join(listed)}."] if listed else []
    below += [pen.tongue.text("Without a name on the map: %(places)s.", places=", ".join(unnamed))] if unnamed else []
    return [*capitals, *dots, *names.marks], below


def _name_towns(names: Names, towns: list[tuple[Spot, Dot]], pen: Pen) -> tuple[list[str], list[str]]:
    """Name towns beside their dots, those in a crowd away from them, and where there is no room by numbers.

    Returns:
        What the numbers stand for, and who has not even room for a number.
    """
    dots = [dot for _, dot in towns]
    left = sorted(towns, key=lambda town: _crowd(town[1], dots))
    left = [(spot, dot) for spot, dot in left if not names.beside(dot, Name(spot.name, NOTE), pen)]
    left = [(spot, dot) for spot, dot in left if not names.beyond(dot, Name(spot.name, NOTE), pen)]
    listed: list[str] = []
    unnamed: list[str] = []
    for spot, dot in left:
        number = Name(str(len(listed) + 1), NOTE, bold=True)
        if names.beside(dot, number, pen) or names.beyond(dot, number, pen):
            listed.append(f"{number.content} {spot.name}")
        else:
            unnamed.append(spot.name)
    return listed, unnamed


def _position(spot: Spot) -> tuple[float, float]:
    return spot.longitude, spot.latitude


def _country(here: Ground, code: str, pen: Pen) -> str:
    return country_name(here.world.countries[code], pen.tongue)


def _crowd(dot: Dot, dots: Iterable[Dot]) -> int:
    """How many other dots are so near that their names could meet."""
    return sum(abs(dot.x - other.x) < 60 and abs(dot.y - other.y) < 10 for other in dots)  # noqa: PLR2004 - pt


def _key(baseline: float, pen: Pen) -> list[Mark]:
    """What a solid and an open dot are."""
    marks: list[Mark] = []
    x = 0.0
    for solid, words in ((True, pen.tongue.text("capital")), (False, pen.tongue.text("place named in the report"))):
        label = pen.text(x + 7, baseline, words, size=NOTE, fill=pen.secondary)
        marks += [_mark((x + 2.2, baseline - NOTE * 0.33), pen, solid=solid), label]
        x += 7 + label.span + _KEY_GAP
    return marks


def _mark(place: tuple[float, float], pen: Pen, *, solid: bool) -> Dot:
    """Solid for a capital, open for another place."""
    ink, paper = pen.palette.ink, pen.palette.paper
    return Dot(*place, _DOT, ink, paper) if solid else Dot(*place, _TOWN, paper, ink)


def _notes(spec: FigureSpec, tongue: Tongue) -> list[str]:
    """Whose borders these are, unless the figure's note says it, and what lies beyond the map."""
    data = _data(spec)
    here = _ground(data)
    beyond = [code_name(code, tongue) for code in dict.fromkeys(data.countries) if code not in CAPITALS]
    beyond += [spot.name for spot in dict.fromkeys(data.places) if not here.holds(spot.longitude, spot.latitude, _DOT)]
    policy = sentence(
        data.policy or tongue.text("Borders as in Natural Earth: de facto, without prejudice to any claim.")
    )
    told = [tongue.text("Beyond this map: %(places)s.", places=", ".join(beyond))] if beyond else []
    return told if spec.note else [policy, *told]
