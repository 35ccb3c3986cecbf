"""Overruns: what was laid out and does not fit its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from briefgen.model.faults import RenderError
from briefgen.model.saying import Saying, saying


class _Wording(NamedTuple):
    """What is said of an overrun; a message's places are filled from its fields."""

    message: Saying
    hint: Saying


_BREAK = saying("Break the word with a space or a hyphen, or write it shorter.")
_SMALLER = saying("Make it smaller; where it is a template's, mend the desk's style sheet.")
_DIVIDE = saying("Divide it or make it shorter: it may not be split, and is taller than a page.")

_WORDINGS: Mapping[tuple[str, str], _Wording] = {
    ("text", "column"): _Wording(saying("“%(words)s” is wider than its column"), _BREAK),
    ("text", "cell"): _Wording(
        saying("“%(words)s” is wider than its cell"),
        saying("Break the word with a space or a hyphen, write it shorter, or give the table fewer columns."),
    ),
    ("text", "margin"): _Wording(
        saying("“%(words)s” is wider than the running head or foot"),
        saying("Give the report a shorter `short_title`, or the brand a shorter name."),
    ),
    ("text", "page"): _Wording(saying("“%(words)s” runs off the page"), _BREAK),
    ("text", "foot"): _Wording(saying("“%(words)s” runs off the foot of the page"), _DIVIDE),
    ("text", "text"): _Wording(
        saying("“%(words)s” is printed over “%(other)s”"),
        saying("Write one of them shorter; where the desk has templates of its own, mend their style sheet."),
    ),
    ("picture", "column"): _Wording(saying("the picture “%(words)s” is wider than its column"), _SMALLER),
    ("picture", "page"): _Wording(saying("the picture “%(words)s” runs off the page"), _SMALLER),
    ("picture", "foot"): _Wording(saying("the picture “%(words)s” runs off the foot of the page"), _DIVIDE),
    ("nameless", "column"): _Wording(saying("a picture is wider than its column"), _SMALLER),
    ("nameless", "page"): _Wording(saying("a picture runs off the page"), _SMALLER),
    ("nameless", "foot"): _Wording(saying("a picture runs off the foot of the page"), _DIVIDE),
    ("table", "page"): _Wording(
        saying("the table “%(words)s” runs off the page"), saying("Give the table fewer columns.")
    ),
    ("part", "pages"): _Wording(
        saying("“%(words)s” has %(pages)s pages, and may have %(allowed)s"),
        saying("Cut what the reader does not need."),
    ),
}
"""By what does not fit, and what it does not fit in."""

_KINDS = {"foot": "tall", "text": "over", "pages": "long"}


@dataclass(frozen=True, slots=True)
class Overrun:
    """Something that does not fit where it was set.

    Attributes:
        what: `text`, `picture`, `table` or `part`.
        bound: What it does not fit in: its `column`, `cell` or `margin` box; its `page`, or only that one's `foot`; beside
            another `text`; a part, the number of `pages` that it may have.
        page: 1-based, of the PDF.
        anchor: Id of the part that it stands in; "" on a cover.
        part: The part's label or title; "" where it stands in none.
        heading: The nearest heading before it; "" where there is none.
        words: The first words of it; of a part, its title.
        passage: The first words of the paragraph or cell that it stands in; "" where it stands in none.
        other: The first words of the text that it is printed over.
        pages: How many pages a part has.
        allowed: How many it may have.
    """

    what: str
    bound: str
    page: int
    anchor: str
    part: str
    heading: str
    words: str
    passage: str = ""
    other: str = ""
    pages: int = 0
    allowed: int = 0

    @property
    def kind(self) -> str:
        """`wide`, `tall` where it is taller than its page, `over` another text, or `long`: of more pages than it may have."""
        return _KINDS.get(self.bound, "wide")

    @property
    def message(self) -> Saying:
        """What is wrong, without the place."""
        values = {"words": self.words, "other": self.other, "pages": self.pages, "allowed": self.allowed}
        return Saying(self._wording.message.message, values)

    @property
    def hint(self) -> Saying:
        """What mends it."""
        return self._wording.hint

    @property
    def where(self) -> Saying:
        """The place in words: page, part, nearest heading."""
        first, second = (*dict.fromkeys(name for name in (self.part, self.heading) if name), "", "")[:2]
        if second:
            return saying("page %(page)s, “%(part)s”, “%(heading)s”", page=self.page, part=first, heading=second)
        if first:
            return saying("page %(page)s, “%(part)s”", page=self.page, part=first)
        return saying("page %(page)s", page=self.page)

    @property
    def _wording(self) -> _Wording:
        what = "nameless" if self.what == "picture" and not self.words else self.what
        return _WORDINGS[what, self.bound]


@dataclass(slots=True)
class Extent:
    """How long a report has become in print.

    Attributes:
        pages: How many it has; 0 while none is printed.
        noticed: Parts that have more pages than they may.
    """

    pages: int = 0
    noticed: list[Overrun] = field(default_factory=list)


class OverrunError(RenderError):
    """Something runs off its page or out of its place, so nothing was printed.

    Attributes:
        overruns: All of it, in reading order.
    """

    def __init__(self, overruns: tuple[Overrun, ...]) -> None:
        """Name the first one; the others are counted."""
        first, more = overruns[0], len(overruns) - 1
        rest = f" (and {more} more)" if more else ""
        super().__init__(f"{first.message}, on {first.where}{rest}", first.hint)
        self.overruns = overruns
