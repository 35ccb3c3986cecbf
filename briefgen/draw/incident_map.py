"""Incidents by place: a circle for each, its area as many as there were, on the countries that they happened in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import hypot, sqrt

from briefgen.draw.colour import legible, mix
from briefgen.draw.incidents import unshown
from briefgen.draw.lettering import wrap
from briefgen.draw.map_ground import Ground, centred, ground, land_tint, scale_bar
from briefgen.draw.map_names import LEADING, Name, Names, code_name, country_name, name_neighbours
from briefgen.draw.scene import FULL_WIDTH, NOTE, Area, Dot, Mark, Pen, Scene
from briefgen.model.figure import DataTable, FigureSpec
from briefgen.model.incident import IncidentMap, IncidentSpot
from briefgen.model.tongue import Tongue

WIDTH, HEIGHT = FULL_WIDTH, 316.0

_LARGEST, _LEAST = 15.0, 2.2
"""Radii of the largest circle, and of the smallest that can be seen, pt."""
_NAMED = 10
"""So many places have their names on the map."""
_COVERED = 0.06
"""Share of the accent in the ground of the covered countries: lighter than the others, so that circles stand out."""
_WITHIN = 0.55
"""A place so far from the middle of a larger circle, in its radii, is counted into that."""
_LEGEND = 32.0
"""Height of the legend below the map, pt."""
_LEGEND_PARTS = (1.0, 0.3, 0.05)
"""Of the largest value: what the legend shows."""
_FOOT = 3.4


def lay_out(spec: FigureSpec, pen: Pen) -> Scene:
    """The map's marks.

    Raises:
        ValueError: If there is no incident on the map.
    """
    data = _data(spec)
    here = _ground(data)
    shown = _shown(data)
    dots = [_circle(spot, here, _most(shown, data), data, pen) for spot in shown]
    marks: list[Mark] = [*_land(here, pen), *dots, *_named(here, shown, dots, data, pen)]
    middle = HEIGHT + _LEGEND / 2 + 6
    marks += [*_legend(_most(shown, data), middle, data, pen), *scale_bar(here, WIDTH, middle + NOTE * 0.33, pen)]
    bottom = HEIGHT + _LEGEND + 10
    lines = wrap(" ".join(_notes(data, here, pen.tongue)), WIDTH, pen.measured(NOTE))
    for line in filter(None, lines):
        bottom += LEADING
        marks.append(pen.text(0, bottom, line, size=NOTE, fill=pen.secondary))
    return pen.scene(WIDTH, bottom + _FOOT, marks)


def tell(spec: FigureSpec, tongue: Tongue) -> str:
    """The map in words: each place with its incidents and deaths."""
    data = _data(spec)
    total = sum(spot.incidents for spot in data.spots)
    head = tongue.count(
        "Map of %(num)d incident by place, the most frequent first.",
        "Map of %(num)d incidents by place, the most frequent first.",
        total,
    )
    rows = (
        tongue.text(
            "%(place)s, %(country)s: incidents %(incidents)s, fatalities %(fatalities)s.",
            place=spot.name,
            country=code_name(spot.country, tongue),
            incidents=spot.incidents,
            fatalities=spot.fatalities,
        )
        for spot in data.spots
    )
    return " ".join([head, *rows, *_notes(data, _ground(data), tongue)])


def tabulate(spec: FigureSpec, tongue: Tongue) -> DataTable:
    """Each place with its incidents and deaths."""
    headers = (
        tongue.text("Place"),
        tongue.text("Country"),
        tongue.text("Incidents"),
        tongue.text("Fatalities"),
    )
    rows = (
        (spot.name, code_name(spot.country, tongue), str(spot.incidents), str(spot.fatalities))
        for spot in _data(spec).spots
    )
    return DataTable(headers, tuple(rows))


def _data(spec: FigureSpec) -> IncidentMap:
    data = spec.holding(IncidentMap, "an incident map needs an incident")
    if not centred(data.countries):
        raise ValueError(f"Figure {spec.id!r}: an incident map needs an African country.")
    here = _ground(data)
    if not any(here.holds(spot.longitude, spot.latitude) for spot in data.spots):
        raise ValueError(f"Figure {spec.id!r}: an incident map needs an incident in view.")
    return data


def _ground(data: IncidentMap) -> Ground:
    return ground(centred(data.countries), WIDTH, HEIGHT, near=True)


def _value(spot: IncidentSpot, data: IncidentMap) -> int:
    return spot.fatalities if data.by == "fatalities" else spot.incidents


def _most(spots: Sequence[IncidentSpot], data: IncidentMap) -> int:
    return max(*(_value(spot, data) for spot in spots), 1, 1)


def _radius(value: float, most: float) -> float:
    """Area is to scale, down to the smallest circle that can be seen."""
    return max(_LARGEST * sqrt(value / most), _LEAST)


@lru_cache(maxsize=4)
def _shown(data: IncidentMap) -> list[IncidentSpot]:
    """Places in view, largest first; one that lies deep in a larger circle is counted into that."""
    here = _ground(data)
    spots = [spot for spot in data.spots if here.holds(spot.longitude, spot.latitude)]
    places = {(spot.longitude, spot.latitude): here.at(spot.longitude, spot.latitude) for spot in spots}
    while True:
        most = _most(spots, data)
        kept: list[IncidentSpot] = []
        circles: list[tuple[float, float, float]] = []
        for spot in sorted(spots, key=lambda spot: (-_value(spot, data), spot.name, spot.country)):
            x, y = places[spot.longitude, spot.latitude]
            within = (
                number for number, (across, down, reach) in enumerate(circles) if hypot(x - across, y - down) < reach
            )
            number = next(within, len(kept))
            if number < len(kept):
                kept[number] = _joined(kept[number], spot)
            else:
                kept.append(spot)
                circles.append((x, y, _WITHIN * _radius(_value(spot, data), most)))
        if len(kept) == len(spots):
            return kept
        spots = kept


def _joined(spot: IncidentSpot, other: IncidentSpot) -> IncidentSpot:
    """Two places as one circle, where the larger one lies."""
    return IncidentSpot(
        spot.name,
        spot.country,
        spot.latitude,
        spot.longitude,
        spot.incidents + other.incidents,
        spot.fatalities + other.fatalities,
    )


def _circle(spot: IncidentSpot, here: Ground, most: int, data: IncidentMap, pen: Pen) -> Dot:
    """A place's circle, wholly in view."""
    radius = _radius(_value(spot, data), most)
    x, y = here.at(spot.longitude, spot.latitude)
    x = min(max(x, radius), WIDTH - radius)
    y = min(max(y, radius), HEIGHT - radius)
    return Dot(x, y, radius, _fill(pen), pen.palette.paper)


def _fill(pen: Pen) -> str:
    """The colour of incidents, apart from every land."""
    return legible(pen.palette.risk[3], _covered(pen), pen.palette.ink)


def _covered(pen: Pen) -> str:
    return mix(pen.palette.accent, pen.palette.paper, _COVERED)


def _land(here: Ground, pen: Pen) -> Iterator[Mark]:
    for code, rings in sorted(here.lands.items(), key=lambda land: land[0] in here.covered):
        inside = code in here.covered
        yield Area(rings, _covered(pen) if inside else land_tint(pen), pen.lead if inside else pen.palette.paper)


def _named(here: Ground, spots: list[IncidentSpot], dots: list[Dot], data: IncidentMap, pen: Pen) -> list[Mark]:
    """Countries, and the places with the largest circles, each with its number."""
    names = Names(here.view, (dot.box for dot in dots))
    for spot, dot in list(zip(spots, dots, strict=True))[:_NAMED]:
        name = Name(f"{spot.name} {_value(spot, data)}", NOTE)
        _ = names.beside(dot, name, pen) or names.beyond(dot, name, pen)
    for code in here.covered:
        names.inside(here.lands.get(code, ()), country_name(here.world.countries[code], pen.tongue), pen, bold=True)
    name_neighbours(names, here, pen)
    return names.marks


def _legend(most: int, middle: float, data: IncidentMap, pen: Pen) -> Iterator[Mark]:
    """What circles of some sizes stand for."""
    words = pen.tongue.text("Fatalities") if data.by == "fatalities" else pen.tongue.text("Incidents")
    head = pen.text(0, middle + NOTE * 0.33, words, size=NOTE, bold=True)
    yield head
    x = head.span + 10
    for value in dict.fromkeys(max(round(most * part), 1) for part in _LEGEND_PARTS):
        radius = min(_radius(value, most), _LARGEST)
        yield Dot(x + radius, middle, radius, _fill(pen), pen.palette.paper)
        label = pen.text(x + 2 * radius + 3, middle + NOTE * 0.33, str(value), size=NOTE)
        yield label
        x = label.box.right + 12


def _notes(data: IncidentMap, here: Ground, tongue: Tongue) -> list[str]:
    """What the circles do not show."""
    outside = [spot for spot in data.spots if not here.holds(spot.longitude, spot.latitude)]
    notes = unshown(data.unknown, data.later, tongue)
    if outside:
        names = ", ".join(f"{spot.name} ({spot.incidents})" for spot in outside)
        notes.insert(0, tongue.text("Beyond this map: %(places)s.", places=names))
    joined = len(data.spots) - len(outside) - len(_shown(data))
    if joined:
        told = tongue.count(
            "%(num)d place that lies within a larger circle is counted into it.",
            "%(num)d places that lie within larger circles are counted into these.",
            joined,
        )
        notes.insert(0, told)
    return notes
