"""Overruns: what was laid out and does not fit its place."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.model.faults import RenderError


@dataclass(frozen=True, slots=True)
class Overrun:
    """Something that does not fit where it was set.

    Attributes:
        kind: `wide` where it is wider than its place, `tall` where it is taller than its page, `over` where it is printed
            over another text, `long` where a part has more pages than it may.
        page: 1-based, of the PDF.
        anchor: Id of the part that it stands in; "" on a cover.
        part: The part's label or title; "" where it stands in none.
        heading: The nearest heading before it; "" where there is none.
        words: The first words of it.
        message: What is wrong, without the place.
        hint: What mends it.
        passage: The first words of the paragraph or cell that it stands in; "" where it stands in none.
    """

    kind: str
    page: int
    anchor: str
    part: str
    heading: str
    words: str
    message: str
    hint: str
    passage: str = ""

    @property
    def where(self) -> str:
        """The place in words: page, part, nearest heading."""
        names = dict.fromkeys(name for name in (self.part, self.heading) if name)
        return f"page {self.page}" + "".join(f", “{name}”" for name in names)


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
