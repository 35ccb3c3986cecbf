"""From what to what: the values of a change, as printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from briefgen.compose.words import date_in_words, day_in_words
from briefgen.model.changes import Change, Shift
from briefgen.model.dates import PartialDate
from briefgen.model.scales import RISK_LEVELS, SCALES

_BANDS = {band.key: band.terms[0] for scale in SCALES.values() for band in scale.bands}
"""First terms by key; a key that two scales share has the same first term in both."""


def shifts(change: Change, language: str) -> tuple[Shift, ...]:
    """What a reader should see of a change, value by value. Likelihood and confidence are two values, never one."""
    return tuple(_of_kind(change, language))


def _of_kind(change: Change, language: str) -> Iterator[Shift]:
    before, after = change.before, change.after
    if change.kind == "judgement":
        yield from _pair("Likelihood", _likelihood(before), _likelihood(after))
        yield from _pair("Confidence", before.get("confidence", ""), after.get("confidence", ""))
        yield from _pair("Until", _day(before, language), _day(after, language))
    elif change.kind == "rating":
        yield from _pair("Level", _level(before), _level(after))
        if "level" not in before or "level" not in after:
            for name in ("likelihood", "impact"):
                yield from _pair(name.capitalize(), _number(before, name), _number(after, name))
    elif change.kind == "indicator":
        yield from _pair("State", _state(before), _state(after))
    elif change.kind == "scenario":
        yield from _pair("Probability", _percent(before), _percent(after))
    elif change.kind == "fact":
        yield from _pair("Grade", before.get("grade", ""), after.get("grade", ""))
        if "when" in before and "when" in after:
            yield from _pair("Date", _when(before, language) or "none", _when(after, language) or "none")


def _pair(what: str, before: object, after: object) -> Iterator[Shift]:
    """A shift, where there is a value on either side that the other side has not."""
    if isinstance(before, str) and isinstance(after, str) and before != after:
        yield Shift(what, before, after)


def _likelihood(values: Mapping[str, Any]) -> str:
    """The band's term and range. Where only the scale changed, the range alone."""
    return " ".join(filter(None, (_BANDS.get(values.get("likelihood", ""), ""), values.get("range", ""))))


def _day(values: Mapping[str, Any], language: str) -> str:
    return day_in_words(date.fromisoformat(values["horizon"]), language) if values.get("horizon") else ""


def _when(values: Mapping[str, Any], language: str) -> str:
    return date_in_words(PartialDate(values["when"]), language) if values["when"] else ""


def _level(values: Mapping[str, Any]) -> str:
    return f"{values['level']} {RISK_LEVELS[values['level'] - 1].word}" if "level" in values else ""


def _number(values: Mapping[str, Any], name: str) -> str:
    return str(values.get(name, ""))


def _state(values: Mapping[str, Any]) -> str:
    return str(values.get("state", "")).replace("-", " ")


def _percent(values: Mapping[str, Any]) -> str:
    return f"{values['probability_percent']} %" if "probability_percent" in values else ""
