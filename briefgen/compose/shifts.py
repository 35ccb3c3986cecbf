"""From what to what: the values of a change, as printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from briefgen.compose.words import date_in_words, day_in_words
from briefgen.model.changes import Change, Shift
from briefgen.model.dates import PartialDate
from briefgen.model.scales import SCALES
from briefgen.model.tongue import Tongue
from briefgen.model.vocabulary import CONFIDENCE, LEVELS, STATES, likelihood_term, percent, range_in_words

_BANDS = {band.key: band.terms[0] for scale in SCALES.values() for band in scale.bands}
"""First terms by key; a key that two scales share has the same first term in both."""


def shifts(change: Change, language: str, tongue: Tongue) -> tuple[Shift, ...]:
    """What a reader should see of a change, value by value. Likelihood and confidence are two values, never one."""
    return tuple(_of_kind(change, language, tongue))


def _of_kind(change: Change, language: str, tongue: Tongue) -> Iterator[Shift]:
    before, after = change.before, change.after
    if change.kind == "judgement":
        yield from _pair(tongue.text("Likelihood"), _likelihood(before, tongue), _likelihood(after, tongue))
        yield from _pair(tongue.text("Confidence"), _confidence(before, tongue), _confidence(after, tongue))
        yield from _pair(tongue.text("Until"), _day(before, language), _day(after, language))
    elif change.kind == "rating":
        yield from _rating(change, tongue)
    elif change.kind == "indicator":
        yield from _pair(tongue.text("State"), _state(before, tongue), _state(after, tongue))
    elif change.kind == "scenario":
        yield from _pair(tongue.text("Probability"), _percent(before, tongue), _percent(after, tongue))
    elif change.kind == "fact":
        yield from _pair(tongue.text("Grade"), before.get("grade", ""), after.get("grade", ""))
        if "when" in before and "when" in after:
            none = tongue.word("date", "none")
            yield from _pair(tongue.text("Date"), _when(before, language) or none, _when(after, language) or none)


def _rating(change: Change, tongue: Tongue) -> Iterator[Shift]:
    """The level; where that is the same on both sides, the steps that it is made of."""
    before, after = change.before, change.after
    yield from _pair(tongue.text("Level"), _level(before, tongue), _level(after, tongue))
    if "level" not in before or "level" not in after:
        for name, word in (("likelihood", tongue.text("Likelihood")), ("impact", tongue.text("Impact"))):
            yield from _pair(word, _number(before, name), _number(after, name))


def _pair(what: str, before: object, after: object) -> Iterator[Shift]:
    """A shift, where there is a value on either side that the other side has not."""
    if isinstance(before, str) and isinstance(after, str) and before != after:
        yield Shift(what, before, after)


def _likelihood(values: Mapping[str, Any], tongue: Tongue) -> str:
    """The band's term and range. Where only the scale changed, the range alone."""
    term = likelihood_term(_BANDS.get(values.get("likelihood", ""), ""), tongue)
    return " ".join(filter(None, (term, range_in_words(values.get("range", ""), tongue))))


def _confidence(values: Mapping[str, Any], tongue: Tongue) -> object:
    value = values.get("confidence", "")
    return tongue.word(*CONFIDENCE[value]) if value in CONFIDENCE else value


def _day(values: Mapping[str, Any], language: str) -> str:
    return day_in_words(date.fromisoformat(values["horizon"]), language) if values.get("horizon") else ""


def _when(values: Mapping[str, Any], language: str) -> str:
    return date_in_words(PartialDate(values["when"]), language) if values["when"] else ""


def _level(values: Mapping[str, Any], tongue: Tongue) -> str:
    return f"{values['level']} {tongue.word(*LEVELS[values['level'] - 1])}" if "level" in values else ""


def _number(values: Mapping[str, Any], name: str) -> str:
    return str(values.get(name, ""))


def _state(values: Mapping[str, Any], tongue: Tongue) -> str:
    state = values.get("state", "")
    return tongue.word(*STATES[state]) if state in STATES else str(state)


def _percent(values: Mapping[str, Any], tongue: Tongue) -> str:
    return percent(values["probability_percent"], tongue) if "probability_percent" in values else ""
