"""BG332 expired-waiver: a waiver's last day is past.

Why it matters: leave is given for a time, so that somebody looks again. What it covered is reported again from now on.

Example: `until: 2025-07-31` in a report as of 2025-08-20.

Mend: mend what it covers, or have the person whose role it names decide anew, with a later `until`. Take it out where
nothing it covers is found any more.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.basis.leaning import inside
from briefgen.check.finding import Finding
from briefgen.check.waived import Waived
from briefgen.model.saying import saying


def expired_waiver(waived: Waived) -> Iterator[Finding]:
    """One warning the day after the last one."""
    if waived.waivable and waived.expired:
        back = (
            saying("what it covers is reported again")
            if waived.covered
            else saying("nothing it covers is found any more")
        )
        mend = (
            saying("Mend it, or ask again: %(role)s.", role=waived.waiver.role)
            if waived.covered
            else saying("Take it out.")
        )
        yield Finding(
            saying(
                "the waiver of %(on)s ended on %(until)s; %(back)s", on=waived.on, until=waived.waiver.until, back=back
            ),
            mend,
            inside(waived.place, "until"),
            about=waived.waiver.about,
        )
