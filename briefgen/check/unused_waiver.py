"""BG333 unused-waiver: a waiver covers nothing.

Why it matters: what it was for has been mended, or is written otherwise now. Left in place it would cover the next
fault of the kind, which nobody gave leave for.

Example: a waiver of `uncited-claim` for a sentence that has a citation by now.

Mend: take it out. Where the finding is still there, compare `about` and `words` with it: `words` must stand in the
sentence as it is now.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.basis.leaning import inside
from briefgen.check.finding import Finding
from briefgen.check.waived import Waived
from briefgen.model.saying import saying


def unused_waiver(waived: Waived) -> Iterator[Finding]:
    """One warning where a waiver that holds finds nothing to cover."""
    if waived.waivable and waived.looked and not waived.expired and not waived.covered:
        yield Finding(
            saying("the waiver of %(on)s covers nothing that was found", on=waived.on),
            saying("Take it out, or compare its `about` and `words` with the finding."),
            inside(waived.place, "about"),
            about=waived.waiver.about,
        )
