"""All that a noun says: what `released` is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from pydantic import BaseModel


def texts_of(thing: object) -> Iterator[str]:
    """Every string and number in a noun, however deep, each once: a dossier, a brand, a list of templates' sources."""
    seen: set[int] = set()
    said: set[str] = set()
    stack: list[object] = [thing]
    kept: list[object] = []
    while stack:
        each = stack.pop()
        if isinstance(each, (str, int, float, Decimal, date)) and not isinstance(each, bool):
            text = str(each.value if isinstance(each, Enum) else each)
            if text not in said:
                said.add(text)
                yield text
        elif id(each) not in seen:
            seen.add(id(each))
            kept.append(each)
            stack += _parts(each)


def _parts(thing: object) -> Iterable[object]:
    if isinstance(thing, BaseModel):
        return [getattr(thing, name) for name in type(thing).model_fields]
    if is_dataclass(thing):
        return [getattr(thing, field.name) for field in fields(thing)]
    if isinstance(thing, Mapping):
        return [*thing.keys(), *thing.values()]
    if isinstance(thing, (list, tuple, set, frozenset)):
        return thing
    return (thing.value,) if isinstance(thing, Enum) else ()
