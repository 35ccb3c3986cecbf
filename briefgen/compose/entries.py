"""Content put into words, one entry each: ratings, judgements, scenarios, indicators, timeline rows."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.compose.words import date_in_words, day_in_words
from briefgen.model.dossier import Dossier
from briefgen.model.entries import IndicatorEntry, JudgementEntry, RatingEntry, ScenarioEntry, TimelineEntry
from briefgen.model.fact import Fact
from briefgen.model.profile import Indicator, Profile
from briefgen.model.report import Report
from briefgen.model.scales import risk_level
from briefgen.model.tongue import Tongue
from briefgen.model.typography import typographic
from briefgen.model.vocabulary import CONFIDENCE, LEVELS, STATES, scale_in


def judgement_entries(report: Report, tongue: Tongue) -> tuple[JudgementEntry, ...]:
    """The report's judgements, each with its band's first term and range."""
    scale = scale_in(tongue, report.likelihood_scale)
    entries = []
    for number, judgement in enumerate(report.judgements, 1):
        band = scale.band(judgement.likelihood)
        if band is None:
            raise ValueError(f"judgement {judgement.id} passed loading with a likelihood outside {scale.key}")
        entries.append(
            JudgementEntry(
                id=judgement.id,
                number=number,
                statement=judgement.statement,
                likelihood=band.terms[0],
                range=band.printed,
                low=band.low,
                high=band.high,
                confidence=tongue.word(*CONFIDENCE[judgement.confidence]),
                horizon=day_in_words(judgement.horizon, report.language),
                basis=judgement.basis,
                assumptions=judgement.assumptions,
                would_change=judgement.would_change,
                marking=judgement.marking,
            )
        )
    return tuple(entries)


def rating_entries(dossier: Dossier, tongue: Tongue) -> tuple[RatingEntry, ...]:
    """The profiles' ratings, numbered through; in every language each has the key that it has in the report's own."""
    rated = [(each, index, rating) for each in dossier.profiles for index, rating in enumerate(each.ratings)]
    entries = []
    for number, (profile, index, rating) in enumerate(rated, 1):
        level = risk_level(rating.likelihood, rating.impact)
        entries.append(
            RatingEntry(
                profile=typographic(profile.name, tongue.language),
                number=number,
                category=typographic(rating.category, tongue.language),
                likelihood=rating.likelihood,
                impact=rating.impact,
                level=level,
                level_word=tongue.word(*LEVELS[level - 1]),
                rationale=rating.rationale,
                facts=rating.facts,
                key=dossier.rating_key(profile.id, index),
            )
        )
    return tuple(entries)


def indicator_entries(profiles: Iterable[Profile], tongue: Tongue) -> tuple[IndicatorEntry, ...]:
    """The profiles' indicators."""
    return tuple(indicator_entry(profile, each, tongue) for profile in profiles for each in profile.indicators)


def indicator_entry(profile: Profile, indicator: Indicator, tongue: Tongue) -> IndicatorEntry:
    """One indicator of a profile."""
    return IndicatorEntry(
        profile=typographic(profile.name, tongue.language),
        what=indicator.what,
        state=indicator.state.value,
        state_word=tongue.word(*STATES[indicator.state]),
        signals=indicator.signals or "",
        facts=indicator.facts,
        key=f"{profile.id}/{indicator.id}",
    )


def scenario_entries(report: Report) -> tuple[ScenarioEntry, ...]:
    """The report's scenarios, most probable first."""
    ordered = sorted(report.scenarios, key=lambda scenario: -scenario.probability_percent)
    return tuple(
        ScenarioEntry(
            typographic(each.name, report.language),
            each.probability_percent,
            each.description,
            each.signposts,
            each.basis,
        )
        for each in ordered
    )


def timeline_entries(facts: Iterable[Fact], language: str) -> tuple[TimelineEntry, ...]:
    """Dated facts in order of time; facts without a date are left out."""
    dated = sorted(((fact.when, fact) for fact in facts if fact.when), key=lambda pair: (pair[0], pair[1].id))
    return tuple(
        TimelineEntry(
            when=date_in_words(when, language),
            first=when.first,
            last=when.last,
            year=when.first.year,
            statement=typographic(fact.statement, language),
            fact=fact.id,
        )
        for when, fact in dated
    )
