"""BG313 overlapping-scenarios: two scenarios cannot be told apart, or the same signpost points to both.

Why it matters: scenarios exclude each other, and their probabilities sum to 100. Where two describe the same course,
the numbers mean nothing; a signpost that stands under both tells the reader nothing when it is seen.

Example: "A further round is announced" as a signpost of "Quiet deepening" and of "Visible build-up".

Mend: join the two, or say what happens in one and not in the other. Give each signposts of its own. Names and
descriptions count as nearly the same where three quarters of their words are shared, the smallest words aside, and
neither has a "no" or "not" that the other lacks; signposts where their words are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from briefgen.check.basis.leaning import inside
from briefgen.check.finding import Finding
from briefgen.model.assessment import Assessment
from briefgen.model.report import Scenario
from briefgen.model.saying import saying

_SHARED = 0.75
"""Share of words, of all that either text has. A name of six words that differs in one stays below it."""

_WORD = re.compile(r"\w+")
_SMALL = frozenset(
    _WORD.findall(
        "a an and are as at be by for from in is it its of on or that the their they to was were which who will with"
    )
)
_TURNING = frozenset(_WORD.findall("cannot neither never no nobody none nor not nothing without"))


def overlapping_scenarios(assessment: Assessment) -> Iterator[Finding]:
    """One warning for each pair that is alike, and one for each signpost that two share."""
    report = assessment.dossier.report
    place = assessment.dossier.places.get(("report", report.id))
    for (_, one), (index, other) in combinations(enumerate(report.scenarios), 2):
        for field in ("name", "description"):
            if _alike(getattr(one, field), getattr(other, field)):
                yield Finding(
                    saying(
                        "scenarios '%(one)s' and '%(other)s' have nearly the same %(field)s",
                        one=one.id,
                        other=other.id,
                        field=field,
                    ),
                    saying("Say what sets them apart, or make one of the two."),
                    inside(place, "scenarios", index, field),
                    about=other.id,
                )
        for number, signpost in _shared(one, other):
            yield Finding(
                saying(
                    "scenarios '%(one)s' and '%(other)s' share the signpost \"%(signpost)s\"",
                    one=one.id,
                    other=other.id,
                    signpost=signpost,
                ),
                saying("Keep it where it belongs, or say what would be seen in one and not in the other."),
                inside(place, "scenarios", index, "signposts", number),
                about=other.id,
            )


def _shared(one: Scenario, other: Scenario) -> Iterator[tuple[int, str]]:
    """Signposts of the other, with their numbers, that the one has too."""
    known = {tuple(_WORD.findall(signpost.casefold())) for signpost in one.signposts}
    for number, signpost in enumerate(other.signposts):
        if tuple(_WORD.findall(signpost.casefold())) in known:
            yield number, signpost


def _alike(one: str, other: str) -> bool:
    first, second = (set(_WORD.findall(text.casefold())) - _SMALL for text in (one, other))
    if (first ^ second) & _TURNING or not first | second:
        return False
    return len(first & second) >= _SHARED * len(first | second)
