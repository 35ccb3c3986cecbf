"""BG314 unfounded-indicator: an indicator's state is stated, and nothing stands behind it.

Why it matters: "active" in a table reads like an observation. Without a fact nobody can follow it to a source, and next
month nobody knows what was seen. "Not known" and "quiet" claim no observation, and need none.

Example: `state: active` with no `facts`.

Mend: name the facts that show the state, or set it to `quiet` or `not-known`; with `not-known`, `signals` may say what
would move it.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.basis.leaning import inside, profile_place
from briefgen.check.finding import Finding
from briefgen.model.assessment import Assessment
from briefgen.model.profile import IndicatorState
from briefgen.model.saying import saying

_CLAIM_NOTHING = frozenset({IndicatorState.QUIET, IndicatorState.NOT_KNOWN})


def unfounded_indicator(assessment: Assessment) -> Iterator[Finding]:
    """One warning for each indicator of a covered profile whose state nothing carries."""
    dossier = assessment.dossier
    for profile in dossier.profiles:
        for index, indicator in enumerate(profile.indicators):
            if indicator.facts or indicator.state in _CLAIM_NOTHING:
                continue
            yield Finding(
                saying(
                    "indicator '%(indicator)s' is '%(state)s', and no fact shows it",
                    indicator=indicator.id,
                    state=indicator.state,
                ),
                saying("Name the facts that show it in `facts`."),
                inside(profile_place(profile, dossier), "indicators", index, "state"),
                about=indicator.id,
            )
