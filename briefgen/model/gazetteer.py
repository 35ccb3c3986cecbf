"""Where places are: every capital of the world, towns and areas of West and Central Africa, and the boxes of countries.

Towns are in `places.csv` beside this file, written by the desk: positions to a hundredth of a degree, about a kilometre.
Boxes are in `boxes.csv`, from Natural Earth (public domain). What is drawn takes no position on any claim.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

# fmt: off
AFRICA = (
    "AO", "BF", "BI", "BJ", "BW", "CD", "CF", "CG", "CI", "CM", "CV", "DJ", "DZ", "EG", "ER", "ET", "GA", "GH", "GM",
    "GN", "GQ", "GW", "KE", "KM", "LR", "LS", "LY", "MA", "MG", "ML", "MR", "MU", "MW", "MZ", "NA", "NE", "NG", "RW",
    "SC", "SD", "SL", "SN", "SO", "SS", "ST", "SZ", "TD", "TG", "TN", "TZ", "UG", "ZA", "ZM", "ZW",
)
# fmt: on
"""Countries that a map can have in its middle."""


class Spot(NamedTuple):
    """A place of the gazetteer.

    Attributes:
        name: As printed.
        country: ISO 3166-1 alpha-2; "" for an area of several countries.
        latitude: Degrees.
        longitude: Degrees.
        kind: `capital`, `town`, or `area`, which has no point of its own: its position is where its name may stand.
    """

    name: str
    country: str
    latitude: float
    longitude: float
    kind: str


def find_spot(name: str, countries: tuple[str, ...] = ()) -> Spot | None:
    """The place of that name, whatever its accents, hyphens and capitals.

    Args:
        name: As somebody wrote it.
        countries: Where to look, first choice first; everywhere where it is empty.

    Returns:
        None where there is none, or where nothing says which of several is meant.
    """
    found = _spots().get(bare(name), ())
    if not countries:
        return found[0] if len(found) == 1 else None
    ranked = [spot for code in countries for spot in found if spot.country == code]
    return next(iter(ranked or [spot for spot in found if not spot.country]), None)


def has_spot(name: str) -> bool:
    """Whether the gazetteer has the name, in whichever country."""
    return bare(name) in _spots()


def capital_of(country: str) -> Spot | None:
    """A country's capital; None where the gazetteer has none."""
    return _capitals().get(country)


def spot_names() -> frozenset[str]:
    """Every name that the gazetteer has, for suggestions."""
    return frozenset(spot.name for spots in _spots().values() for spot in spots)


def within(country: str, latitude: float, longitude: float, margin: float = 0.2) -> bool:
    """Whether a position may lie in a country: inside its box, with a margin in degrees. True where it has no box."""
    boxes = _boxes().get(country)
    return boxes is None or any(
        west - margin <= longitude <= east + margin and south - margin <= latitude <= north + margin
        for west, south, east, north in boxes
    )


def bare(name: str) -> str:
    """A name without accents, capitals, hyphens and apostrophes, by which places are found."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def _rows(name: str) -> list[list[str]]:
    """The rows of a table beside this file, without its head."""
    text = files("briefgen.model").joinpath(name).read_text(encoding="utf-8")
    return [line.split(";") for line in text.splitlines()[1:]]


@lru_cache(maxsize=1)
def _spots() -> Mapping[str, tuple[Spot, ...]]:
    """Places by each of their names, bare."""
    spots: dict[str, tuple[Spot, ...]] = {}
    for country, kind, name, latitude, longitude, others in _rows("places.csv"):
        spot = Spot(name, country, float(latitude), float(longitude), kind)
        for each in (name, *filter(None, others.split("|"))):
            spots[bare(each)] = (*spots.get(bare(each), ()), spot)
    return spots


@lru_cache(maxsize=1)
def _capitals() -> Mapping[str, Spot]:
    return {spot.country: spot for spots in _spots().values() for spot in spots if spot.kind == "capital"}


@lru_cache(maxsize=1)
def _boxes() -> Mapping[str, tuple[tuple[float, float, float, float], ...]]:
    """West, south, east and north of each country's parts."""
    boxes: dict[str, tuple[tuple[float, float, float, float], ...]] = {}
    for country, *edges in _rows("boxes.csv"):
        west, south, east, north = map(float, edges)
        boxes[country] = (*boxes.get(country, ()), (west, south, east, north))
    return boxes
