"""What making a client's edition can find."""

from __future__ import annotations

from briefgen.model.diagnostic import Diagnostic, Severity
from briefgen.model.place import Place
from briefgen.model.saying import saying

FAULTS = {
    "withheld-report": (
        "BG501",
        "A client is to get a report that is marked above its ceiling, or that covers nothing it may see.",
        saying(
            "Take the report out of the client's reports, raise the client's ceiling, or lower the report's marking."
        ),
    ),
    "withheld-basis": (
        "BG502",
        "A judgement, a rating or an indicator is free for a client, and everything that it rests on is withheld.",
        saying("Mark it as its facts are marked, or rest it on a fact that the client may see as well."),
    ),
    "withheld-scenario": (
        "BG503",
        "Some of a report's scenarios are withheld from a client, and what is left no longer sums to 100.",
        saying("Mark all scenarios alike: they are one set."),
    ),
    "empty-edition": (
        "BG504",
        "Nothing of a report's text is left for a client.",
        saying("Take the report out of the client's reports, or leave out less."),
    ),
}
"""Code, what is wrong, and how to mend it, by name. A code is never given to another fault."""


def fault(name: str, message: str, place: Place | None, about: str = "") -> Diagnostic:
    """An error of that name."""
    code, _, mend = FAULTS[name]
    return Diagnostic(code, name, Severity.ERROR, message, mend, place, about=about)
