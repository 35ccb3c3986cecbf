"""Content put into words, one entry each: ratings, judgements, scenarios, indicators, timeline rows."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.compose.words import date_in_words, day_in_words
from briefgen.model.entries import IndicatorEntry, JudgementEntry, RatingEntry, ScenarioEntry, TimelineEntry
from briefgen.model.fact import Fact
from briefgen.model.profile import IndicatorState, Profile
from briefgen.model.report import Report
from briefgen.model.scales import RISK_LEVELS, SCALES, risk_level
from briefgen.model.typography import typographic

_STATES = {
    IndicatorState.QUIET: "quiet",
    IndicatorState.WATCH: "watch",
    IndicatorState.ACTIVE: "active",
    IndicatorState.NOT_KNOWN: "not known",
}


def judgement_entries(report: Report) -> tuple[JudgementEntry, ...]:
    """The report's judgements, each with its band's first term and range."""
    scale = SCALES[report.likelihood_scale]
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
                confidence=judgement.confidence.value,
                horizon=day_in_words(judgement.horizon, report.language),
                basis=judgement.basis,
                assumptions=judgement.assumptions,
                would_change=judgement.would_change,
                marking=judgement.marking,
            )
        )
    return tuple(entries)


def rating_entries(profiles: Iterable[Profile]) -> tuple[RatingEntry, ...]:
    """The profiles' ratings, numbered through."""
    rated = [(profile, rating) for profile in profiles for rating in profile.ratings]
    entries = []
    for number, (profile, rating) in enumerate(rated, 1):
        level = risk_level(rating.likelihood, rating.impact)
        entries.append(
            RatingEntry(
                profile=typographic(profile.name),
                number=number,
                category=typographic(rating.category),
                likelihood=rating.likelihood,
                impact=rating.impact,
                level=level,
                level_word=RISK_LEVELS[level - 1].word,
                rationale=rating.rationale,
                facts=rating.facts,
                key=f"{profile.id}/{rating.category}",
            )
        )
    return tuple(entries)


def indicator_entries(profiles: Iterable[Profile]) -> tuple[IndicatorEntry, ...]:
    """The profiles' indicators."""
    return tuple(
        IndicatorEntry(
            profile=typographic(profile.name),
            what=indicator.what,
            state=indicator.state.value,
            state_word=_STATES[indicator.state],
            signals=indicator.signals or "",
            facts=indicator.facts,
        )
        for profile in profiles
        for indicator in profile.indicators
    )


def scenario_entries(report: Report) -> tuple[ScenarioEntry, ...]:
    """The report's scenarios, most probable first."""
    ordered = sorted(report.scenarios, key=lambda scenario: -scenario.probability_percent)
    return tuple(
        ScenarioEntry(typographic(each.name), each.probability_percent, each.description, each.signposts, each.basis)
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
            statement=typographic(fact.statement),
            fact=fact.id,
        )
        for when, fact in dated
    )
