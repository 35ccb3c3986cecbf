"""Figures of places and of what happened there: the locator map, incidents over time, incidents by place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from briefgen.compose.figure_choice import Chosen, Layout
from briefgen.compose.periods import full_name, period_of, periods, short_name, unit_for
from briefgen.compose.words import country_name
from briefgen.model import asked
from briefgen.model.dossier import Call
from briefgen.model.figure import LocatorMap
from briefgen.model.gazetteer import Spot, find_spot
from briefgen.model.incident import Incident, IncidentChart, IncidentMap, IncidentSpot, Period

_Named = tuple[str, Spot | None, tuple[str, ...]]
"""A place's name, where it is, and ids of the facts that name it."""

_GROUPS = 5
"""A bar has up to so many pieces; the rarest kinds are counted together."""


def locator(layout: Layout, call: Call) -> Chosen | None:
    """The countries named, or the report's, with the places named, or those that its facts name."""
    codes = asked.located(call, layout.dossier)
    named = sorted(call.listed("places"))
    found: list[_Named] = [(name, find_spot(name, codes) or find_spot(name), ()) for name in named]
    found = found or _named_places(layout, codes)
    spots = dict.fromkeys(spot for _, spot, _ in found if spot)
    data = LocatorMap(codes, tuple(spots), tuple(dict.fromkeys(name for name, spot, _ in found if not spot)))
    facts = tuple(dict.fromkeys(fact for _, spot, carried in found if spot for fact in carried))
    return Chosen(data, facts, layout.tongue.text("Where this report is about"), _policy(layout))


def incidents(layout: Layout, call: Call) -> Chosen | None:
    """Incidents by month, quarter or year, split by kind or by country."""
    rows, later = asked.incidents(call, layout.dossier)
    if not rows:
        return None
    wanted, tongue, language = dict(call.parameters), layout.tongue, layout.plan.report.language
    days = [row.day for row in rows]
    unit = wanted.get("by") or unit_for(min(days), max(days))
    split = {"kind": "kind", "country": "country"}.get(wanted.get("split", "kind"), "")
    names = [_group(row, split, language) for row in rows]
    groups = _groups(names, tongue.text("other")) if split else (tongue.text("Incidents"),)
    chart = IncidentChart(
        periods=tuple(
            _periods(rows, [name if name in groups else groups[-1] for name in names], groups, unit, language)
        ),
        groups=groups,
        split=split if len(groups) > 1 else "",
        deaths=any(row.fatalities for row in rows),
        unknown=sum(row.fatalities is None for row in rows),
        later=later,
    )
    return _chosen(layout, call, chart, tongue.text("Incidents over time"))


def incident_map(layout: Layout, call: Call) -> Chosen | None:
    """Incidents by place."""
    rows, later = asked.incidents(call, layout.dossier)
    codes = asked.framed(call, layout.dossier)
    if not rows or not codes:
        return None
    places: dict[tuple[str, str, float, float], list[Incident]] = defaultdict(list)
    for row in rows:
        places[row.place, row.country, row.latitude, row.longitude].append(row)
    spots = (
        IncidentSpot(*place, len(there), sum(row.fatalities or 0 for row in there)) for place, there in places.items()
    )
    data = IncidentMap(
        countries=codes,
        spots=tuple(sorted(spots, key=lambda spot: (-spot.incidents, spot.name, spot.country))),
        by=dict(call.parameters).get("by", "incidents"),
        unknown=sum(row.fatalities is None for row in rows),
        later=later,
    )
    return _chosen(layout, call, data, layout.tongue.text("Incidents by place"), _policy(layout))


def _chosen(layout: Layout, call: Call, data: IncidentChart | IncidentMap, caption: str, note: str = "") -> Chosen:
    facts, sources = asked.chosen_facts(call, layout.dossier), asked.named_sources(call, layout.dossier)
    return Chosen(data, facts, caption, note, sources)


def _policy(layout: Layout) -> str:
    """Whose borders these are."""
    return layout.brand.defaults.briefgen.border_policy or layout.tongue.text(
        "Borders as in Natural Earth: de facto, without prejudice to any claim."
    )


def _named_places(layout: Layout, codes: Sequence[str]) -> list[_Named]:
    """Places that the facts used name, each with these facts."""
    carried: dict[tuple[str, Spot | None], list[str]] = defaultdict(list)
    for name in layout.plan.cited:
        fact = layout.dossier.facts[name]
        for place in fact.places:
            spot = find_spot(place, (*codes, *fact.countries)) or find_spot(place)
            carried[place, spot].append(name)
    return [(place, spot, tuple(facts)) for (place, spot), facts in carried.items()]


def _group(row: Incident, split: str, language: str) -> str:
    return country_name(row.country, language) if split == "country" else row.kind


def _groups(names: Iterable[str], rest: str) -> tuple[str, ...]:
    """The groups, most frequent first; the last one is the rest where there are too many."""
    frequent = [name for name, _ in sorted(Counter(names).items(), key=lambda entry: (-entry[1], entry[0]))]
    return tuple(frequent) if len(frequent) <= _GROUPS else (*frequent[: _GROUPS - 1], rest)


def _periods(
    rows: Sequence[Incident], names: Sequence[str], groups: Sequence[str], unit: str, language: str
) -> Iterable[Period]:
    """Every period from the first incident to the last."""
    days = [row.day for row in rows]
    counts: dict[date, Counter[str]] = defaultdict(Counter)
    deaths: Counter[date] = Counter()
    for row, name in zip(rows, names, strict=True):
        here = period_of(row.day, unit)
        counts[here][name] += 1
        deaths[here] += row.fatalities or 0
    year = None
    for here in periods(min(days), max(days), unit):
        begins = unit != "year" and here.year != year
        year = here.year
        yield Period(
            label=short_name(here, unit, language),
            year=str(year) if begins else "",
            name=full_name(here, unit, language),
            counts=tuple(counts[here][group] for group in groups),
            fatalities=deaths[here],
        )
