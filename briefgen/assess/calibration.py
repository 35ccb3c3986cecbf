"""Scoring judgements once they are resolved: Brier score, and calibration by band."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import pairwise
from math import fsum, sqrt

from briefgen.model.calibration import BandRecord, Calibration, Interval
from briefgen.model.record import Outcome, Verdict
from briefgen.model.register import Forecast, RegisteredJudgement

_Z95 = 1.959963984540054
"""The normal distribution's 97.5 % point: five per cent lie further from the middle, on both sides together."""

_MEMBERS: dict[str, Callable[[RegisteredJudgement], tuple[str, ...]]] = {
    "desk": lambda _: ("",),
    "analyst": lambda entry: entry.analysts,
    "country": lambda entry: entry.countries,
    "topic": lambda entry: entry.topics,
}

GROUPINGS = tuple(_MEMBERS)
"""What judgements can be grouped by."""

_Band = tuple[str, int, int, str]
"""Scale, bounds in percent, key: what sorts bands, and tells one from another."""


def calibrate(entries: Iterable[RegisteredJudgement], group: str = "") -> Calibration:
    """How well these judgements came true.

    Each counts once: in the mean of the Brier scores, and in the band of the last forecast made before the answer.

    Args:
        entries: All judgements of the group, resolved or not.
        group: Its name.
    """
    entries = tuple(entries)
    verdicts = [entry.outcome.verdict if entry.outcome else None for entry in entries]
    decided = [entry for entry, verdict in zip(entries, verdicts, strict=True) if verdict in {Verdict.YES, Verdict.NO}]
    scores = [score for entry in decided if (score := brier(entry)) is not None]
    bands = _bands(decided)
    return Calibration(
        group=group,
        issued=len(entries),
        unresolved=verdicts.count(None),
        unclear=verdicts.count(Verdict.UNCLEAR),
        hindsight=len(decided) - len(scores),
        came_true=sum(band.came_true for band in bands),
        brier=fsum(scores) / len(scores) if scores else None,
        bands=bands,
    )


def calibrate_by(grouping: str, entries: Iterable[RegisteredJudgement]) -> tuple[Calibration, ...]:
    """How well each group's judgements came true, by the group's name; those that name no group come last, under "".

    A judgement of two analysts counts under each of them.

    Args:
        grouping: One of `GROUPINGS`.
        entries: All judgements.
    """
    members: defaultdict[str, list[RegisteredJudgement]] = defaultdict(list)
    for entry in entries:
        for name in dict.fromkeys(_MEMBERS[grouping](entry) or ("",)):
            members[name].append(entry)
    return tuple(calibrate(members[name], name) for name in sorted(members, key=lambda name: (not name, name)))


def brier(entry: RegisteredJudgement) -> float | None:
    """Brier score of one judgement, 0 best, 1 worst: the mean over its days of (p - o)².

    p is the middle of the band, o is 1 where it came true, else 0: Brier's score for one of two outcomes (G. W. Brier,
    "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78, 1950), half of his sum
    over both. A forecast stands until the next one, and each day that the question was open counts alike: the rule of
    the Good Judgment Project ("the unweighted average of your daily Brier scores over all days the problem has been
    open"; B. Mellers et al., "Psychological strategies for winning a geopolitical forecasting tournament",
    Psychological Science 25, 2014; the rule read in a copy of its instructions to forecasters).

    Returns:
        None where it is open or ended unclear, or where no forecast was made before the answer.
    """
    weighed = weights(entry)
    if not weighed or entry.outcome is None or entry.outcome.verdict is Verdict.UNCLEAR:
        return None
    truth = 1.0 if entry.outcome.verdict is Verdict.YES else 0.0
    days = sum(weight for _, weight in weighed)
    return sum(weight * (forecast.probability - truth) ** 2 for forecast, weight in weighed) / days


def weights(entry: RegisteredJudgement) -> tuple[tuple[Forecast, int], ...]:
    """Forecasts made before the answer, oldest first, each with the days that it stood for.

    From the day it was issued to the day of the next one; the last until the horizon or the day it was resolved,
    whichever is earlier, and at least one day. Forecasts that another replaced on the same day have no days and are
    left out. () while the judgement is open.
    """
    if entry.outcome is None:
        return ()
    end = _end(entry, entry.outcome)
    made = sorted((forecast for forecast in entry.forecasts if forecast.since <= end), key=lambda each: each.since)
    replaced = [(each, (following.since - each.since).days) for each, following in pairwise(made)]
    last = [(each, max((end - each.since).days, 1)) for each in made[-1:]]
    return tuple((forecast, days) for forecast, days in [*replaced, *last] if days)


def wilson(came_true: int, count: int) -> Interval:
    """Wilson's 95 % interval of a share: the shares that such a count would not be surprising under.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
    Statistical Association 22, 1927; without continuity correction. Recommended for small counts by L. D. Brown,
    T. T. Cai and A. DasGupta, "Interval estimation for a binomial proportion", Statistical Science 16, 2001.

    Args:
        came_true: How many did, at most `count`.
        count: Of how many, at least one.
    """
    share = came_true / count
    square = _Z95**2 / count
    middle = (share + square / 2) / (1 + square)
    half = _Z95 / (1 + square) * sqrt(share * (1 - share) / count + square / (4 * count))
    # Rounding must not push a share of none or of all out of its own interval.
    low = 0.0 if came_true == 0 else max(middle - half, 0.0)
    high = 1.0 if came_true == count else min(middle + half, 1.0)
    return Interval(low, high)


def _end(entry: RegisteredJudgement, outcome: Outcome) -> date:
    """The last day of the question."""
    return min(entry.horizon, outcome.at.date())


def _bands(decided: Sequence[RegisteredJudgement]) -> tuple[BandRecord, ...]:
    """Counts by the band that stood when the answer came, by scale, then from the least likely."""
    verdicts: defaultdict[_Band, list[bool]] = defaultdict(list)
    for entry in decided:
        for last, _ in weights(entry)[-1:]:
            band = (last.scale, last.low, last.high, last.likelihood)
            verdicts[band].append(entry.outcome is not None and entry.outcome.verdict is Verdict.YES)
    return tuple(_record(band, verdicts[band]) for band in sorted(verdicts))


def _record(band: _Band, verdicts: Sequence[bool]) -> BandRecord:
    scale, low, high, likelihood = band
    count, came_true = len(verdicts), sum(verdicts)
    return BandRecord(scale, likelihood, low, high, count, came_true, wilson(came_true, count))
