"""What a withheld thing says, in every language at hand: what no byte of an edition may hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from briefgen.release.words import sentences

_NOT_ITS_OWN = frozenset(
    [
        "marking",
        "kind",
        "weighed",
        "at",
        "property",
        "subject",
        "state",
        "stance",
        "countries",
        "country",
        "topics",
        "actors",
        "source",
        "origins",
        "derived_from",
        "language",
        "reliability",
        "confidence",
        "likelihood",
        "to",
        "of",
        "facts",
        "basis",
        "code",
        "when",
        "during",
        "horizon",
        "against",
        "on",
        "review_by",
        "accessed",
        "published",
        "reviewed",
        "places",
        "sectors",
        "regions",
        "read",
        "likelihood_scale",
        "template",
        "schedule",
        "waivers",
        "services",
        "covers",
        "locations",
        "related",
        "brand",
    ]
)
"""Fields whose values name other things, or say what many things say."""


def texts_of(*nouns: Any) -> tuple[str, ...]:  # noqa: ANN401 - nouns, frozen values and texts
    """Every string and number that nouns have of their own, each once, in order."""
    return tuple(dict.fromkeys(text for noun in nouns for text in _strings(noun) if text.strip()))


def texts_in(markdown: str) -> tuple[str, ...]:
    """The sentences of a text, as plain words."""
    return tuple(dict.fromkeys(sentences(markdown)))


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401
    if isinstance(value, BaseModel):
        value = value.model_dump(mode="json")
    if isinstance(value, str):
        yield value
    elif isinstance(value, bool):
        return
    elif isinstance(value, int | float):
        yield str(value)
    elif isinstance(value, Mapping):
        for name, inside in value.items():
            if name not in _NOT_ITS_OWN:
                yield from _strings(inside)
    elif isinstance(value, Iterable):
        for inside in value:
            yield from _strings(inside)
