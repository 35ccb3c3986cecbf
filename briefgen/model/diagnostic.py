"""What is wrong with content, where, and how to mend it. Content faults are values, never exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefgen.model.place import Place


class Severity(StrEnum):
    """How much a finding matters: an error blocks the build, a warning does not, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding about the desk's content.

    Attributes:
        code: `BG` and three digits; the first digit is the room (1 load, 2 facts, 3 reports, 4 rendering, 5 editions).
        name: The fault in kebab-case, as a noun phrase: `unknown-id`.
        severity: Whether it blocks.
        message: One sentence that says what is wrong, without the place.
        hint: The remedy, or "" where the message already says it.
        place: Where it was written; None only for a finding about the whole desk.
        excerpt: The offending line as written, without its line end; "" until the place was looked up.
        about: Id of what it is about: a fact, a judgement, a section's name; "" where a rule did not find it. Waivers
            name it.
        words: The words it is about, for a finding in a text; "" otherwise.
    """

    code: str
    name: str
    severity: Severity
    message: str
    hint: str = ""
    place: Place | None = None
    excerpt: str = ""
    about: str = ""
    words: str = ""


def blocks(diagnostics: tuple[Diagnostic, ...]) -> bool:
    """Whether any of them stops a build."""
    return any(found.severity is Severity.ERROR for found in diagnostics)
