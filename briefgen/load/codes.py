"""The faults that loading finds: each has a code that never changes, a name and a severity."""

from __future__ import annotations

from briefgen.model.diagnostic import Diagnostic, Severity
from briefgen.model.place import Place

CODES = {
    "broken-yaml": "BG101",
    "wrong-type": "BG102",
    "missing-field": "BG103",
    "unknown-field": "BG104",
    "duplicate-key": "BG105",
    "duplicate-id": "BG106",
    "unknown-id": "BG107",
    "impossible-date": "BG108",
    "backward-interval": "BG109",
    "malformed-date": "BG110",
    "malformed-id": "BG111",
    "malformed-value": "BG112",
    "unknown-value": "BG113",
    "out-of-range": "BG114",
    "empty-list": "BG115",
    "empty-text": "BG116",
    "overlong-text": "BG117",
    "anchor": "BG118",
    "foreign-tag": "BG119",
    "second-document": "BG120",
    "merge-key": "BG121",
    "non-text-key": "BG122",
    "nesting": "BG123",
    "too-large": "BG124",
    "not-utf8": "BG125",
    "control-character": "BG126",
    "symlink": "BG127",
    "outside-workspace": "BG128",
    "unexpected-file": "BG129",
    "raw-html": "BG130",
    "unsafe-link": "BG131",
    "malformed-call": "BG132",
    "misplaced-call": "BG133",
    "unknown-figure": "BG134",
    "malformed-marking": "BG135",
    "missing-title": "BG136",
    "unclosed-fence": "BG137",
    "missing-picture": "BG138",
    "broken-picture": "BG139",
    "bare-secret": "BG140",
    "scenario-sum": "BG141",
    "lone-scenario": "BG142",
    "empty-report": "BG143",
    "missing-file": "BG144",
    "id-mismatch": "BG145",
    "unread-source": "BG146",
    "later-source": "BG147",
    "missing-font": "BG148",
    "unreadable-file": "BG149",
    "unused-footnote": "BG150",
    "unknown-footnote": "BG151",
    "linked-picture": "BG152",
    "repeated-entry": "BG153",
    "missing-folder": "BG154",
    "no-reports": "BG155",
}
"""Code by name. A code is never given to another fault."""

WARNINGS = frozenset({"unexpected-file", "no-reports"})
"""What does not block a build; everything else does."""


def fault(name: str, place: Place | None, message: str, hint: str = "") -> Diagnostic:
    """A finding of the name's code and severity."""
    severity = Severity.WARNING if name in WARNINGS else Severity.ERROR
    return Diagnostic(CODES[name], name, severity, message, hint, place)
