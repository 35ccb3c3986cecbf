"""The judgement register as programs read it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from briefgen.assess.calibration import brier
from briefgen.model.calibration import EVEN_BRIER, BandRecord, Calibration
from briefgen.model.record import Outcome
from briefgen.model.register import RegisteredJudgement

if TYPE_CHECKING:
    from briefgen.desk.judgements import Standing

Json = dict[str, Any]


def register_json(
    standing: Standing, as_of: date, wanted: Iterable[str], by: str, scores: Iterable[Calibration]
) -> Json:
    """What `judgements --json` prints.

    Args:
        standing: The register on that day.
        as_of: The day.
        wanted: Which of `due`, `open` and `resolved` to list; none lists all.
        by: What the scores are grouped by.
        scores: Of all groups, whatever is listed.
    """
    lists = {"due": standing.due, "open": standing.open, "resolved": standing.resolved}
    states = tuple(wanted) or tuple(lists)
    listed = [entry_json(entry, state, as_of) for state in lists if state in states for entry in lists[state]]
    return {"as_of": as_of.isoformat(), "judgements": listed, "by": by, "scores": [score_json(each) for each in scores]}


def entry_json(entry: RegisteredJudgement, state: str, as_of: date) -> Json:
    """One judgement with one horizon. `days_overdue` is negative while the horizon is still to come."""
    return {
        "report": entry.report,
        "judgement": entry.judgement,
        "statement": entry.statement,
        "horizon": entry.horizon.isoformat(),
        "state": state,
        "days_overdue": None if entry.outcome else (as_of - entry.horizon).days,
        "analysts": list(entry.analysts),
        "countries": list(entry.countries),
        "topics": list(entry.topics),
        "last_number": entry.last_number,
        "forecasts": [each._asdict() | {"since": each.since.isoformat()} for each in entry.forecasts],
        "outcome": outcome_json(entry.outcome) if entry.outcome else None,
        "brier": brier(entry),
    }


def outcome_json(outcome: Outcome) -> Json:
    """What became of it."""
    return {
        "verdict": str(outcome.verdict),
        "because": outcome.because,
        "by": outcome.by,
        "at": outcome.at.isoformat(),
    }


def score_json(each: Calibration) -> Json:
    """How well one group's judgements came true; shares are 0–1."""
    return {
        "group": each.group or None,
        "issued": each.issued,
        "unresolved": each.unresolved,
        "unclear": each.unclear,
        "hindsight": each.hindsight,
        "scored": each.scored,
        "too_few": each.too_few,
        "came_true": each.came_true,
        "base_rate": each.base_rate,
        "brier": each.brier,
        "brier_of_base_rate": each.base_rate_brier,
        "brier_of_even": EVEN_BRIER,
        "bands": [band_json(band) for band in each.bands],
    }


def band_json(band: BandRecord) -> Json:
    """One band; its bounds are percent, its share and 95 % interval 0–1."""
    return {
        "scale": band.scale,
        "likelihood": band.likelihood,
        "low": band.low,
        "high": band.high,
        "count": band.count,
        "came_true": band.came_true,
        "share": band.share,
        "interval": list(band.interval),
        "inside": band.inside,
        "finding": band.finding,
        "too_few": band.too_few,
    }
