"""A client's edition: what is personal about it, and what was left out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from briefgen.model.place import Place

Because = Literal["marking", "basis", "choice"]
"""Why something is withheld: its own marking, what it rests on, or because the client's edition does without it."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """One thing that a client does not get. For the desk alone.

    Attributes:
        kind: `fact`, `evidence`, `source`, `judgement`, `rating`, `indicator`, `scenario`, `actor`, `role`, `relation`,
            `profile`, `section`, `paragraph`, `item`, `row`, `picture`, `figure`, `incident`, `part`, `report` or `change`.
        id: Its id in the desk, or what it is known by; "" for a paragraph.
        because: Its own marking, that all it rests on is withheld, or the client's choice of parts.
        detail: The marking (`TLP:AMBER`), the ids it rested on, or the part's name.
        place: Where it was written.
        texts: Every string and number in it, as written in any language: what no byte of the edition may hold.
    """

    kind: str
    id: str
    because: Because
    detail: str
    place: Place | None = None
    texts: tuple[str, ...] = ()


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
