"""Why a fact has its grade, in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefgen.model.assessment import Grade, Ground
from briefgen.model.tongue import Counted, Tongue
from briefgen.model.vocabulary import NUMBERS, RELIABILITY

_IN_WORDS = 5
"""Up to so many origins are counted in words."""

_ORIGINS = Counted("%(number)s origin", "%(number)s origins")
_UNJUDGED = Counted(
    "%(number)s origin, and the reliability of what was read cannot be judged.",
    "%(number)s origins, and the reliability of what was read cannot be judged.",
)
_INDEPENDENT = Counted(
    "%(number)s origin supports it, and nothing disputes it.",
    "%(number)s origins, independent of each other, support it, and nothing disputes it.",
)
_ONE_GOOD = Counted(
    "%(number)s origin supports it.",
    "%(number)s origins support it, but only one through a source that is at least fairly reliable.",
)


def reason_of(grade: Grade, tongue: Tongue) -> str:
    """The grade's reason in a language; an analyst's as it is written."""
    if grade.ground is None:
        return grade.reason
    said = _WORDS[grade.ground](grade, tongue)
    return said[:1].upper() + said[1:]


def _counted(number: int, noun: Counted, tongue: Tongue) -> str:
    written = tongue.word(*NUMBERS[number]) if number <= _IN_WORDS else str(number)
    return tongue.count(*noun, number, number=written)


_WORDS: Mapping[Ground, Callable[[Grade, Tongue], str]] = {
    Ground.ANALYST: lambda grade, tongue: tongue.text("Given by an analyst: %(reason)s", reason=grade.said),
    Ground.OVERRULED: lambda _, tongue: tongue.text("Sources differ, and an analyst let the other account stand."),
    Ground.ONLY_DISPUTED: lambda _, tongue: tongue.text("Only disputed."),
    Ground.UNJUDGED: lambda grade, tongue: _counted(grade.origins, _UNJUDGED, tongue),
    Ground.CONTESTED: lambda grade, tongue: tongue.text(
        "Sources differ: %(origins)s for it, %(others)s against it.",
        origins=_counted(grade.origins, _ORIGINS, tongue),
        others=_counted(grade.against, _ORIGINS, tongue),
    ),
    Ground.OUTNUMBERED: lambda grade, tongue: tongue.text(
        "Sources differ, and fewer origins stand for it (%(origins)s) than against it (%(others)s).",
        origins=grade.origins,
        others=grade.against,
    ),
    Ground.INDEPENDENT: lambda grade, tongue: _counted(grade.origins, _INDEPENDENT, tongue),
    Ground.ONE_GOOD: lambda grade, tongue: _counted(grade.origins, _ONE_GOOD, tongue),
    Ground.ALONE: lambda grade, tongue: tongue.text(
        "One origin (%(reliability)s) carries it; no independent origin confirms or disputes it.",
        reliability=tongue.word(*RELIABILITY[grade.reliability]),
    ),
}
