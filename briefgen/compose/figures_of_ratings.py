"""Figures of ratings: side by side, and over the issues of a report."""

from __future__ import annotations

from datetime import date

from briefgen.compose.figure_choice import Chosen, Layout
from briefgen.compose.words import day_in_words
from briefgen.model.asked import profiles, rated_issues
from briefgen.model.dossier import Call
from briefgen.model.entries import RatingEntry
from briefgen.model.parts import RatingsPart
from briefgen.model.rated import RatingHistory, RatingPanel, RatingPoint, RatingSeries
from briefgen.model.scales import risk_level


def ratings(layout: Layout, call: Call) -> Chosen | None:
    """Ratings of the profiles named, or of all, with which way they went since the last issue."""
    shown, tongue = _ratings(layout, call), layout.tongue
    if not shown:
        return None
    changes = layout.imprint.changes
    return Chosen(
        RatingPanel(shown, changes.since if changes else ""),
        tuple(fact for entry in shown for fact in entry.facts),
        tongue.text("Risk ratings"),
        tongue.text("Ratings are judgements of the desk."),
    )


def history(layout: Layout, call: Call) -> Chosen | None:
    """What earlier issues rated, up to the report as it stands; None before a second one."""
    shown, tongue = _ratings(layout, call), layout.tongue
    earlier = rated_issues(call, layout.dossier)
    days = [*(each.as_of for each in earlier), layout.dossier.as_of]
    if not shown or len(days) < 2:  # noqa: PLR2004 - a history has two points
        return None
    printed = [{key: (likelihood, impact) for key, likelihood, impact in each.ratings} for each in earlier]
    series = []
    for entry in shown:
        points = [
            _point(layout, each.as_of, each.number, *values.get(entry.key, (0, 0)))
            for each, values in zip(earlier, printed, strict=True)
        ]
        points.append(_point(layout, layout.dossier.as_of, layout.imprint.number, entry.likelihood, entry.impact))
        series.append(RatingSeries(entry.profile, entry.category, tuple(points)))
    return Chosen(
        RatingHistory(tuple(series)),
        tuple(fact for entry in shown for fact in entry.facts),
        tongue.text("Risk ratings over the issues of this report"),
        tongue.text("Ratings are judgements of the desk."),
    )


def _ratings(layout: Layout, call: Call) -> tuple[RatingEntry, ...]:
    part = layout.part(RatingsPart)
    named = {profile.id for profile in profiles(call, layout.dossier)}
    return tuple(entry for entry in (part.ratings if part else ()) if entry.key.partition("/")[0] in named)


def _point(layout: Layout, day: date, number: str, likelihood: int, impact: int) -> RatingPoint:
    language = layout.plan.report.language
    level = risk_level(likelihood, impact) if likelihood else 0
    return RatingPoint(day, day_in_words(day, language), number, likelihood, impact, level)
