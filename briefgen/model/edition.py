"""A client's edition: what is personal about it, and what was left out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from briefgen.model.place import Place
from briefgen.model.saying import Saying, joined, saying, term

Because = Literal["marking", "basis", "choice"]
"""Why something is withheld: its own marking, what it rests on, or because the client's edition does without it."""


KINDS: Mapping[str, Saying] = {
    "report": term("content", "report"),
    "part": term("content", "part"),
    "section": term("content", "section"),
    "paragraph": term("content", "paragraph"),
    "item": term("content", "item"),
    "row": term("content", "row"),
    "figure": term("content", "figure"),
    "picture": term("content", "picture"),
    "judgement": term("content", "judgement"),
    "scenario": term("content", "scenario"),
    "profile": term("content", "profile"),
    "rating": term("content", "rating"),
    "indicator": term("content", "indicator"),
    "fact": term("content", "fact"),
    "evidence": term("content", "evidence"),
    "source": term("content", "source"),
    "actor": term("content", "actor"),
    "role": term("content", "role"),
    "relation": term("content", "relation"),
    "incident": term("content", "incident"),
    "change": term("content", "change"),
}
"""What can be withheld, in words; in the order of a report."""

LAST_ISSUE = saying("last issue")
"""In the place of a marking, what a change is withheld from."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """One thing that a client does not get. For the desk alone.

    Attributes:
        kind: One of `KINDS`.
        id: Its id in the desk, or what it is known by; "" for a paragraph. Of a change, kind and key of what changed.
        because: Its own marking, that all it rests on is withheld, or the client's choice of parts.
        detail: The marking (`TLP:AMBER`), `LAST_ISSUE`, the ids it rested on, or the part's name.
        place: Where it was written.
        texts: Every string and number in it, as written in any language: what no byte of the edition may hold.
    """

    kind: str
    id: str
    because: Because
    detail: str
    place: Place | None = None
    texts: tuple[str, ...] = ()

    @property
    def noun(self) -> str:
        """Its kind, in words."""
        return KINDS.get(self.kind, self.kind)

    @property
    def named(self) -> Saying:
        """Its kind and id, in words."""
        sort, _, key = self.id.partition(" ") if self.kind == "change" else ("", "", self.id)
        return joined(" ", (each for each in (self.noun, KINDS.get(sort, sort), key) if each))


@dataclass(frozen=True, slots=True)
class Personal:
    """What makes a finished file one client's.

    Attributes:
        client: The client's id in the desk.
        name: The client's, as printed.
        copy: Number of its copy; None where its copies are not numbered.
        document: Id of this one document, the same whenever it is built from the same content: `4F7A-90C2-11DE`.
        watermark: Whether the client's name stands across every page.
        password: What opens the PDF; None where it is not encrypted.
        words: What is printed around it, in the edition's language: `prepared_for` ("Prepared for"), `copy` ("Copy 12").
    """

    client: str
    name: str
    document: str
    copy: int | None = None
    watermark: bool = False
    password: str | None = field(default=None, repr=False)
    words: Mapping[str, str] = field(default_factory=dict)
