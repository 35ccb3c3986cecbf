"""BG314 unfounded-indicator: an indicator's state is stated, and nothing stands behind it.

Why it matters: "active" in a table reads like an observation. Without a fact nobody can follow it to a source, and next
month nobody knows what was seen. "Not known" is a fair answer only where it is said what would have been seen.

Example: `state: active` with no `facts`; or `state: not-known` with neither `facts` nor `signals`.

Mend: name the facts that show the state, or set it to `quiet` or `not-known`. With `not-known`, say in `signals` what
would move it.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.finding import Finding
from briefgen.check.leaning import inside, profile_place
from briefgen.model.assessment import Assessment
from briefgen.model.profile import IndicatorState


def unfounded_indicator(assessment: Assessment) -> Iterator[Finding]:
    """One warning for each indicator of a covered profile whose state nothing carries."""
    dossier = assessment.dossier
    for profile in dossier.profiles:
        for index, indicator in enumerate(profile.indicators):
            unknown = indicator.state is IndicatorState.NOT_KNOWN
            if indicator.facts or indicator.state is IndicatorState.QUIET or (unknown and indicator.signals):
                continue
            known = f"is '{indicator.state}', and no fact shows it"
            yield Finding(
                f"indicator '{indicator.id}' {'is not known, and nothing says what would be seen' if unknown else known}",
                "Say in `signals` what would move it." if unknown else "Name the facts that show it in `facts`.",
                inside(profile_place(profile, dossier), "indicators", index, "state"),
                about=indicator.id,
            )
