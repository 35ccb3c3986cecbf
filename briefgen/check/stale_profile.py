"""BG208 stale-profile: a profile that the report covers was last reviewed more than a year ago.

Why it matters: ratings, indicators and background come from the profile. They are printed as what the desk thinks now.

Example: `reviewed: 2024-08-01` in a country's profile, and a report on it as of 2025-08-20.

Mend: read the profile against the newest facts: ratings, indicators, leadership, background. Then write that day into
`reviewed`. A profile without `reviewed` is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.basis.leaning import inside, profile_place
from briefgen.check.finding import Finding
from briefgen.model.assessment import Assessment
from briefgen.model.saying import saying

_LONGEST_DAYS = 365


def stale_profile(assessment: Assessment) -> Iterator[Finding]:
    """One warning for each covered profile that nobody reviewed for more than a year."""
    dossier = assessment.dossier
    for profile in dossier.profiles:
        if profile.reviewed and (dossier.as_of - profile.reviewed).days > _LONGEST_DAYS:
            days = (dossier.as_of - profile.reviewed).days
            yield Finding(
                saying(
                    "the profile '%(profile)s' was last reviewed on %(reviewed)s, %(days)s days before %(as_of)s",
                    profile=profile.id,
                    reviewed=profile.reviewed,
                    days=f"{days:,}",
                    as_of=dossier.as_of,
                ),
                saying("Go through its ratings, indicators and background, and write the day into `reviewed`."),
                inside(profile_place(profile, dossier), "reviewed"),
                about=profile.id,
            )
