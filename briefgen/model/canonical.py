"""The digest of a noun with all that is in it: the same for the same content, whichever process made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from hashlib import sha256
from typing import Any

from pydantic import BaseModel


def digest_of(*values: object) -> str:
    """Hex SHA-256 of nouns, and of what they are made of: dataclasses, models, mappings, lists, sets and plain values.

    Every piece is written with its kind and its length before it, so that no two contents are written alike. Mappings
    count in their own order, because that is the order in which they are printed; sets in that of their pieces' digests.

    Raises:
        TypeError: There is something in it that has no form here.
    """
    made = sha256()
    for value in values:
        for piece in _pieces(value):
            made.update(piece)
    return made.hexdigest()


def _pieces(value: object) -> Iterator[bytes]:
    if isinstance(value, Enum):
        yield from _pieces(value.value)
    elif value is None or isinstance(value, bool | int | float | date):
        yield _framed(type(value).__name__, str(value).encode())
    elif isinstance(value, str):
        yield _framed("str", value.encode("utf-8", "surrogatepass"))
    elif isinstance(value, bytes):
        yield _framed("bytes", value)
    elif is_dataclass(value) or isinstance(value, BaseModel):
        yield _framed(type(value).__name__, b"")
        kind: Any = type(value)
        for name in _names(kind):
            yield _framed("field", name.encode())
            yield from _pieces(getattr(value, name))
    elif isinstance(value, Mapping):
        yield from _several("mapping", value.items(), len(value))
    elif isinstance(value, tuple | list):
        yield from _several("list", value, len(value))
    elif isinstance(value, frozenset | set):
        yield from _several("set", sorted(digest_of(each) for each in value), len(value))
    else:
        raise TypeError(f"a {type(value).__name__} has no digest")


def _several(kind: str, values: Any, count: int) -> Iterator[bytes]:  # noqa: ANN401 - any iterable
    yield _framed(kind, str(count).encode())
    for each in values:
        yield from _pieces(each)


def _framed(kind: str, data: bytes) -> bytes:
    return f"{kind} {len(data)}:".encode() + data


@cache
def _names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - a dataclass or a model
    """Fields that say what a noun holds. Those that compare nothing, such as a catalogue's functions, do not count."""
    if issubclass(kind, BaseModel):
        return tuple(kind.model_fields)
    return tuple(each.name for each in fields(kind) if each.compare)
