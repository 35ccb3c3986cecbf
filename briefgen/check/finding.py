"""What a rule finds. The rule's row in the table gives it a code, a name and a severity."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.model.place import Place


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule objects to.

    Attributes:
        message: One sentence that says what is wrong, without the place.
        hint: The remedy.
        place: Where it was written; None where it is not known.
        about: Id of what it is about: a fact, a judgement, a section's name. A waiver names it.
        words: The sentence or the words it is about, for a finding in a text; "" otherwise.
    """

    message: str
    hint: str
    place: Place | None
    about: str
    words: str = ""
