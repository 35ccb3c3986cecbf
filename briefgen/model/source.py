"""Sources: what the desk has read, and the outlets and institutions it knows through them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from briefgen.model.base import Id, Language, Line, Noun, OriginId, Paragraph
from briefgen.model.dates import PartialDate
from briefgen.model.marking import Marking
from briefgen.model.scales import Reliability

Url = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=2_000)]


class Source(Noun):
    """An article, a report, a statement, or an outlet known only through one.

    Attributes:
        id: Its name in the desk.
        title: The article's own title, or the outlet's name where it was not read.
        publisher: Who published it.
        author: Who wrote it, where the document says so.
        published: When; None where the document does not say.
        accessed: The day the desk read it; None where it was not read.
        url: Where it can be read; None where the desk holds a copy without its address.
        language: BCP 47 tag of the text.
        read: Whether the desk has read it itself. Evidence cites only what was read.
        derived_from: Who it rests on: sources or actors. Sources that reach the same origin are one origin group.
        reliability: Admiralty letter, given by an analyst.
        descriptor: One or two sentences on its access, bias and currency: why the letter.
        marking: Who may see it.
    """

    id: Id
    title: Line
    publisher: Line
    author: Line | None = None
    published: PartialDate | None = None
    accessed: date | None = None
    url: Url | None = None
    language: Language = "en"
    read: bool = Field(default=True, strict=True)
    derived_from: tuple[OriginId, ...] = ()
    reliability: Reliability
    descriptor: Paragraph
    marking: Marking = Marking.CLEAR


def resting_on(names: Iterable[str], sources: Mapping[str, Source]) -> frozenset[str]:
    """These ids and all that they rest on, directly or through others; an id that is no source ends the way."""
    reached: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += sources[name].derived_from if name in sources else ()
    return frozenset(reached)
