"""A digest composed: the week's reports, as they are printed by themselves, put into one briefing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from briefgen.compose.words import country_name, day_in_words
from briefgen.model.brand import Brand
from briefgen.model.briefing import Briefing, Dateline
from briefgen.model.digest import (
    CalendarPart,
    Covered,
    Due,
    Edition,
    EditionPart,
    Standing,
    StandingsPart,
    WeekMapPart,
)
from briefgen.model.entries import CitedFact, IndicatorEntry, Prose, RatingEntry, SourceEntry
from briefgen.model.figure import FigureSpec, LocatorMap
from briefgen.model.marking import highest
from briefgen.model.parts import AnnexPart, ChangesPart, ClosingPart, IndicatorsPart, Part, RatingsPart, SummaryPart
from briefgen.model.tongue import Tongue
from briefgen.model.vocabulary import PARTS

_CITED = re.compile(r"\[@([^\]]*)\]")
_MAP = "week-map"
_WATCHED = 4

P = TypeVar("P", bound=Part)


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a digest is called: its id in the output folder, its title and its day."""

    name: str
    title: str
    as_of: date


def compose_digest(editions: Sequence[Edition], masthead: Masthead, brand: Brand, tongue: Tongue) -> Briefing:
    """Put reports into one magazine, with one numbering of sources.

    Args:
        editions: The reports, in the digest's order; at least one.
        masthead: What it is called.
        brand: Whose look it has.
        tongue: The program's own words in the digest's language.
    """
    parts = [_edition(each, tongue) for each in editions]
    facts = _merged_facts(editions, parts)
    sources = _merged_sources(editions, facts)
    numbers = {source.id: source.number for source in sources}
    codes = tuple(dict.fromkeys(code for each in editions for code in _codes(each)))
    return Briefing(
        report_id=f"digest-{masthead.name}",
        title=masthead.title,
        short_title=masthead.title,
        series=tongue.text("Digest"),
        series_number="",
        draft=any(each.briefing.draft for each in editions),
        language=tongue.language,
        as_of=masthead.as_of,
        marking=highest(tuple(each.briefing.marking for each in editions)),
        authors=tuple(dict.fromkeys(name for each in editions for name in each.briefing.authors)),
        brand=brand,
        dateline=_dateline(editions, masthead, codes, tongue),
        standfirst=Prose(""),
        description="; ".join(each.briefing.title for each in editions),
        parts=(
            *parts,
            *_standings(editions, tongue),
            *_week_map(editions, codes, tongue),
            *_calendar(editions, masthead.as_of, tongue),
            AnnexPart("annex", tongue.word(*PARTS["Sources"]), sources=sources),
            _closing(brand, tongue),
        ),
        facts={name: _renumbered(fact, editions, numbers) for name, fact in facts.items()},
        differences={},
        judgements={name: entry for each in editions for name, entry in each.briefing.judgements.items()},
        figures=_map_figure(codes, brand, tongue),
        locator=None,
        pictures={},
        tongue=tongue,
        template="digest",
    )


def _edition(edition: Edition, tongue: Tongue) -> EditionPart:
    briefing = edition.briefing
    summary = _part(briefing, SummaryPart) or SummaryPart("", "")
    changes = _part(briefing, ChangesPart)
    return EditionPart(
        anchor=_anchor(edition),
        label=briefing.short_title,
        title=briefing.title,
        about=(briefing.series_number or briefing.series, day_in_words(briefing.as_of, tongue.language)),
        language=briefing.language,
        marking=briefing.marking,
        lead=Prose(summary.lead.markdown),
        body=Prose(summary.body.markdown),
        judgements=summary.judgements,
        compared=changes.compared if changes else "",
        groups=changes.groups if changes else (),
        watch=summary.watch or _watched(briefing),
    )


def _watched(briefing: Briefing) -> tuple[IndicatorEntry, ...]:
    """The first indicators of a report whose summary shows none, as a flash's does."""
    indicators = _part(briefing, IndicatorsPart)
    return indicators.indicators[:_WATCHED] if indicators else ()


def _part(briefing: Briefing, kind: type[P]) -> P | None:
    return next((part for part in briefing.parts if isinstance(part, kind)), None)


def _anchor(edition: Edition) -> str:
    return f"report_{edition.briefing.report_id}"


def _codes(edition: Edition) -> tuple[str, ...]:
    """Countries that a report is about."""
    locator = edition.briefing.locator
    return locator.holding(LocatorMap, "a map needs countries").countries if locator else ()


def _merged_facts(editions: Sequence[Edition], parts: Sequence[EditionPart]) -> dict[str, CitedFact]:
    """Facts that the digest cites, in reading order: in summaries and under judgements."""
    facts: dict[str, CitedFact] = {}
    for edition, part in zip(editions, parts, strict=True):
        for name in _cited_in(part):
            if name in edition.briefing.facts:
                facts.setdefault(name, edition.briefing.facts[name])
    return facts


def _cited_in(part: EditionPart) -> Iterable[str]:
    for text in (part.lead.markdown, part.body.markdown):
        for match in _CITED.finditer(text):
            yield from (name.strip().removeprefix("@") for name in match[1].split(";"))
    for entry in part.judgements:
        yield from entry.basis
    for group in part.groups:
        for change in group.entries:
            yield from change.facts


def _merged_sources(editions: Sequence[Edition], facts: Mapping[str, CitedFact]) -> tuple[SourceEntry, ...]:
    """Sources behind the facts that are cited, numbered in the order in which a reader meets them."""
    found: dict[str, SourceEntry] = {}
    for name in facts:
        for source in _behind(name, editions):
            found.setdefault(source.id, source)
    return tuple(replace(each, number=number, supports=()) for number, each in enumerate(found.values(), 1))


def _behind(fact: str, editions: Sequence[Edition]) -> Iterable[SourceEntry]:
    """A fact's sources, as the first report that uses it lists them."""
    for edition in editions:
        if fact in edition.briefing.facts:
            annex = _part(edition.briefing, AnnexPart)
            listed = {each.number: each for each in annex.sources} if annex else {}
            return [listed[number] for number in edition.briefing.facts[fact].sources if number in listed]
    return []


def _renumbered(fact: CitedFact, editions: Sequence[Edition], numbers: Mapping[str, int]) -> CitedFact:
    return replace(fact, sources=tuple(sorted(numbers[source.id] for source in _behind(fact.id, editions))))


def _dateline(editions: Sequence[Edition], masthead: Masthead, codes: Iterable[str], tongue: Tongue) -> Dateline:
    topics = dict.fromkeys(topic for each in editions for topic in each.briefing.dateline.topics)
    return Dateline(
        as_of=day_in_words(masthead.as_of, tongue.language),
        locations=tuple(country_name(code, tongue.language) for code in codes),
        topics=tuple(topics),
        newest="",
    )


def _standings(editions: Sequence[Edition], tongue: Tongue) -> Iterable[Part]:
    """One row a profile; a profile that several reports cover stands once."""
    rows: dict[str, dict[str, RatingEntry]] = {}
    compared = False
    for edition in editions:
        summary = _part(edition.briefing, SummaryPart)
        rated = _part(edition.briefing, RatingsPart)
        compared = compared or bool(summary and summary.since)
        for rating in (rated.ratings if rated else ()) or (summary.ratings if summary else ()):
            rows.setdefault(rating.profile, {}).setdefault(rating.category, rating)
    categories = tuple(dict.fromkeys(category for row in rows.values() for category in row))
    if rows:
        table = tuple(Standing(name, tuple(row.get(each) for each in categories)) for name, row in rows.items())
        yield StandingsPart("ratings", tongue.word(*PARTS["Risk ratings"]), None, (), categories, table, compared)


def _map_figure(codes: tuple[str, ...], brand: Brand, tongue: Tongue) -> dict[str, FigureSpec]:
    caption = tongue.text("Countries that this digest is about")
    shown = LocatorMap(codes, policy=brand.defaults.briefgen.border_policy or "")
    return {_MAP: FigureSpec(_MAP, "map", 1, caption, shown)} if codes else {}


def _week_map(editions: Sequence[Edition], codes: Iterable[str], tongue: Tongue) -> Iterable[Part]:
    countries = tuple(
        Covered(
            country_name(code, tongue.language),
            tuple((_anchor(each), each.briefing.short_title) for each in editions if code in _codes(each)),
        )
        for code in codes
    )
    if countries:
        yield WeekMapPart("map", tongue.text("Map of the week"), None, (_MAP,), countries)


def _calendar(editions: Sequence[Edition], as_of: date, tongue: Tongue) -> Iterable[Part]:
    due = [
        Due(
            day_in_words(judgement.horizon, tongue.language),
            judgement.horizon,
            edition.briefing.judgements[judgement.id],
            edition.briefing.short_title,
            _anchor(edition),
        )
        for edition in editions
        for judgement in edition.report.judgements
        if judgement.horizon >= as_of
    ]
    if due:
        ordered = tuple(sorted(due, key=lambda each: each.on))
        yield CalendarPart("calendar", tongue.text("Horizons ahead"), due=ordered)


def _closing(brand: Brand, tongue: Tongue) -> ClosingPart:
    house = brand.defaults.briefgen
    return ClosingPart("closing", tongue.text("Legal notice and contact"), contact=house.contact, legal=house.legal)
