"""Maps with places, panels and histories of ratings, and incidents: invented ones, from few to too many."""

from __future__ import annotations

from calendar import month_abbr, month_name
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle, islice

import draw_samples as samples

from briefgen.model.changes import Direction
from briefgen.model.figure import FigureSpec, LocatorMap
from briefgen.model.gazetteer import Spot, find_spot
from briefgen.model.incident import IncidentChart, IncidentMap, IncidentSpot, Period
from briefgen.model.rated import RatingHistory, RatingPanel, RatingPoint, RatingSeries
from briefgen.model.scales import risk_level

SAHEL = ("ML", "BF", "NE")
TOWNS = (
    "Gao", "Kidal", "Mopti", "Sévaré", "Timbuktu", "Djibo", "Dori", "Tillabéri", "Téra", "Agadez", "Bandiagara", "Ménaka",
    "Kayes", "Solhan", "Markoye", "Gorom-Gorom", "Essakane", "Inatès", "Ayorou", "Ansongo", "Ségou", "Niono", "Koro",
)  # fmt: skip
POLICY = "Borders are drawn as they are held in fact and take no position on any claim."


def spots(*names: str) -> tuple[Spot, ...]:
    """Places of the gazetteer."""
    return tuple(spot for name in names if (spot := find_spot(name, (*SAHEL, "NG", "RU"))))


def placed(*names: str, countries: tuple[str, ...] = SAHEL, note: str = "") -> FigureSpec:
    """A map with places."""
    data = LocatorMap(countries, spots(*names), ("Nowhere",), POLICY)
    return FigureSpec("where", "map", 1, "Where it happened", data, note=note)


DIRECTIONS = (Direction.UNCHANGED, Direction.DETERIORATED, Direction.IMPROVED, None)


def panel(*ratings, since: str = "ASA-SR-2026-0001") -> FigureSpec:
    """A rating panel."""
    moved = tuple(replace(rating, direction=way) for rating, way in zip(ratings, cycle(DIRECTIONS), strict=False))
    return FigureSpec("panel", "ratings", 1, "Risk ratings", RatingPanel(moved, since))


def series(profile: str, category: str, *levels: int, first: date = date(2024, 2, 1), apart: int = 45) -> RatingSeries:
    """A rating with these levels, one an issue; 0 where it was not rated."""
    points = []
    for number, level in enumerate(levels):
        day = first + timedelta(days=number * apart)
        steps = next(((a, b) for a in range(1, 6) for b in range(1, 6) if level and risk_level(a, b) == level), (0, 0))
        points.append(RatingPoint(day, f"{day.day} {month_abbr[day.month]} {day.year}", f"N-{number}", *steps, level))
    return RatingSeries(profile, category, tuple(points))


def history(*rated: RatingSeries) -> FigureSpec:
    """A rating history."""
    return FigureSpec("history", "history", 1, "Risk ratings over the issues", RatingHistory(rated))


def chart(count: int, *groups: str, deaths: bool = True, most: int = 9) -> FigureSpec:
    """Incidents of so many months, by group."""
    periods = []
    for number in range(count):
        year, month = 2021 + number // 12, number % 12 + 1
        counts = tuple((number * 7 + group * 5) % (most + 1 - group) for group in range(len(groups)))
        label = month_abbr[month]
        periods.append(
            Period(label, str(year) if month == 1 else "", f"{month_name[month]} {year}", counts, number * 13 % 41)
        )
    data = IncidentChart(tuple(periods), groups, "kind" if len(groups) > 1 else "", deaths, 3, 1)
    return FigureSpec("chart", "incidents", 1, "Incidents by month", data)


def counted(*places: IncidentSpot, countries: tuple[str, ...] = SAHEL, by: str = "incidents") -> FigureSpec:
    """Incidents by place."""
    return FigureSpec("spots", "incident-map", 1, "Incidents by place", IncidentMap(countries, places, by, 2, 1))


def at(name: str, incidents: int = 3, fatalities: int = 5) -> IncidentSpot:
    """A place with incidents."""
    (spot,) = spots(name)
    return IncidentSpot(spot.name, spot.country, spot.latitude, spot.longitude, incidents, fatalities)


GRID = tuple(
    IncidentSpot(f"Place {number}", "ML", 12 + number % 20 * 0.6, -8 + number // 20 * 0.7, number % 17 + 1, number % 23)
    for number in range(300)
)
KINDS = ("ambush", "roadside bomb", "attack on civilians", "drone strike", "other")

SPECS = {
    "map with places": placed("Gao", "Kidal", "Mopti", "Djibo", "Agadez", "Liptako-Gourma", "Moscow", note=POLICY),
    "map with a crowd of places": placed(*TOWNS),
    "map with a place in a small country": placed("Banjul", countries=("GM",)),
    "ratings": panel(*samples.RATINGS),
    "ratings without an issue before": panel(*samples.RATINGS[:3], since=""),
    "ratings of one": panel(samples.RATINGS[0]),
    "ratings of 40": panel(*(samples.rating(n, n % 5 + 1, n % 4 + 1, f"Category {n}") for n in range(1, 41))),
    "ratings of hostile text": panel(
        samples.rating(1, 1, 1, samples.HOSTILE, samples.UNBROKEN), samples.rating(2, 1, 1, samples.UNBROKEN, "x")
    ),
    "history": history(
        series("Mali", "Armed conflict and terrorism", 4, 4, 5, 5, 5, 5),
        series("Mali", "Political stability", 3, 3, 4, 3, 4, 4),
        series("Mali", "Regulatory and mining", 0, 3, 3, 2, 0, 3),
        series("Mali", "Supply", 2, 2, 2, 2, 2, 2),
        series("Niger", "Security", 5, 4, 3, 2, 1, 0),
    ),
    "history of two issues": history(series("Mali", "Security", 4, 5)),
    "history of 500 issues": history(series("Mali", "Security", *islice(cycle((1, 3, 3, 5, 2)), 500), apart=7)),
    "history of hostile text": history(series(samples.UNBROKEN, samples.HOSTILE, 4, 5)),
    "incidents": chart(18, *KINDS),
    "incidents of one month": FigureSpec(
        "chart",
        "incidents",
        1,
        "Incidents",
        IncidentChart((Period("Jan", "2024", "January 2024", (1,), 0),), ("Incidents",), deaths=False),
    ),
    "incidents of 160 months": chart(160, *KINDS[:2]),
    "incidents by the thousand": chart(12, "Incidents", most=98_765),
    "incidents of hostile text": chart(3, samples.HOSTILE, samples.UNBROKEN),
    "incident map": counted(*(at(name, 30 - number, number * 3) for number, name in enumerate(TOWNS))),
    "incident map of one": counted(at("Gao", 1, 0)),
    "incident map of 300 places": counted(*GRID, countries=("ML",), by="fatalities"),
    "incident map with places beyond": counted(
        at("Gao"), IncidentSpot("Goma", "CD", -1.7, 29.2, 2, 0), countries=("ML",)
    ),
    "incident map of hostile text": counted(
        IncidentSpot(samples.HOSTILE, "ML", 15, 0, 9, 9), IncidentSpot(samples.UNBROKEN, "ML", 13, -6, 9, 9)
    ),
}
"""Figures by what they try."""
