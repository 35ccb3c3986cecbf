"""What every noun shares: it is frozen, refuses unknown fields, and names other nouns by id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Kind = Literal["source", "fact", "actor", "country", "topic", "report", "client"]
"""The content types; each has a folder of its own in a desk."""


class Noun(BaseModel):
    """A frozen value. Lists are tuples, so a noun that was checked stays checked."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field that holds the id of another noun.

    Attributes:
        kinds: The content types that the id may belong to; the first one is named in errors.
    """

    kinds: tuple[str, ...]


ID_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=100)]
"""A kebab-case name, matched whole."""

Line = Annotated[str, StringConstraints(min_length=1, max_length=1_000)]
"""A short text: a name, a title, a statement. 1–1,000 characters."""

MAX_TITLE = 160

Title = Annotated[str, StringConstraints(min_length=1, max_length=MAX_TITLE)]
"""What stands on a cover: 1–160 characters."""

ShortTitle = Annotated[str, StringConstraints(min_length=1, max_length=70)]
"""What stands in a running header: 1–70 characters."""

LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"

Language = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
"""A BCP 47 language tag: `en`, `pt-BR`."""

Paragraph = Annotated[str, StringConstraints(min_length=1, max_length=10_000)]
"""A longer text, still one paragraph or a few. 1–10,000 characters."""

CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2, in capitals. Whether the code exists is checked while loading."""

SourceId = Annotated[Id, Ref(("source",))]
OriginId = Annotated[Id, Ref(("source", "actor"))]
"""Where information starts: another source, or an actor who spoke."""
FactId = Annotated[Id, Ref(("fact",))]
ActorId = Annotated[Id, Ref(("actor",))]
TopicId = Annotated[Id, Ref(("topic",))]
ProfileId = Annotated[Id, Ref(("country", "topic"))]
ReportId = Annotated[Id, Ref(("report",))]
CoveredCountry = Annotated[CountryCode, Ref(("country-code",))]

Step = Annotated[int, Field(strict=True, ge=1, le=5)]
"""A step on a five-step scale, 1 lowest to 5 highest."""
