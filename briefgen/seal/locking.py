"""A PDF written anew with every stream and string of it encrypted, without a reader that takes all of it apart.

A client's copy is the rendering that clients share, with an addition (`appending`). What the former is made of is read once;
for each client its pieces are put one after another, encrypted in one go under a key of the client's own, and cut again. What
stands by itself and is no stream goes into an object stream: in clear there are the catalog's keys, the streams' lengths, and
nothing that somebody wrote.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from secrets import token_bytes

from briefgen.seal.appending import object_stream, stream
from briefgen.seal.locking_form import Section, sections_of
from briefgen.seal.locking_key import BLOCK, Lock, encrypted, new_lock, padded
from briefgen.seal.locking_text import Text, UnknownFormError, text_at, value_of

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_EXTENSION = b" /Extensions << /ADBE << /BaseVersion /1.7 /ExtensionLevel 8 >> >> >>"
"""This way of encrypting is younger than the version of the format that the file is of."""
_ROW = struct.Struct(">BIH")
_WIDTHS = "[1 4 2]"
_ALONE, _IN_STREAM = 1, 2
_QUICK = 1
"""Of zlib, for the table of objects."""


@dataclass(frozen=True, slots=True)
class _Part:
    """An object as it is written.

    Attributes:
        clear: What is not encrypted, before, between and after what is.
        secret: What is, in whole blocks.
        string: Whether it is a string, and else a stream, of each.
        size: Bytes of the object, encrypted.
    """

    clear: tuple[bytes, ...]
    secret: tuple[bytes, ...]
    string: tuple[bool, ...]
    size: int


def locked(data: bytes, password: bytes) -> bytes | None:
    """A file under a new key.

    Args:
        data: The file, not encrypted.
        password: Prepared, UTF-8.

    Returns:
        None where the file is not of the form that is known here.
    """
    try:
        sections = sections_of(data)
        return _written(sections, new_lock(password))
    except UnknownFormError:
        return None


def _written(sections: Sequence[Section], lock: Lock) -> bytes:
    size = max(section.size for section in sections)
    packed, door, own = size, size + 1, size + 2
    live, table, texts = _merged(sections, own)
    number, catalog = _catalog(sections)
    texts.pop(number, None)
    live[number] = catalog
    if texts:
        live[packed] = _streamed(packed, object_stream([*texts.items()]))
        for index, each in enumerate(texts):
            _ROW.pack_into(table, each * _ROW.size, _IN_STREAM, packed, index)
    live[door] = _clear(b"%d 0 obj\n%b\nendobj\n" % (door, lock.dictionary))
    at = len(_HEAD)
    for each, part in live.items():
        _ROW.pack_into(table, each * _ROW.size, _ALONE, at, 0)
        at += part.size
    _ROW.pack_into(table, own * _ROW.size, _ALONE, at, 0)
    trailer = f"{_trailer(sections[-1].trailer)} /Encrypt {door} 0 R /Size {own + 1}"
    entries = f"/Type /XRef /W {_WIDTHS} /Index [0 {own + 1}] {trailer} /Filter /FlateDecode"
    last = stream(zlib.compress(table, _QUICK), entries, packed=True)
    end = b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (own, last, at)
    return b"".join((_HEAD, *_pieces(list(live.values()), lock.key), end))


def _merged(sections: Sequence[Section], own: int) -> tuple[dict[int, _Part], bytearray, dict[int, bytes]]:
    """What is valid in the last section: streams, the table with what object streams hold, and the texts of what stands alone."""
    live: dict[int, _Part] = {}
    texts: dict[int, bytes] = {}
    holders: set[int] = set()
    table = bytearray((own + 1) * _ROW.size)
    for section in sections:
        changed = {*section.plain, *section.held} if live else set()
        if changed & holders:
            raise UnknownFormError
        for number in changed:
            live.pop(number, None)
            texts.pop(number, None)
        prepared = _prepared(section)
        live.update(prepared.streams)
        texts.update(prepared.texts)
        holders.update(prepared.holders)
        for at, rows in prepared.rows:
            table[at : at + len(rows)] = rows
    _ROW.pack_into(table, 0, 0, 0, 0xFFFF)
    return live, table, texts


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A section as every file that has it is written.

    Attributes:
        streams: By number.
        texts: Of objects that are no streams and stand by themselves.
        holders: Numbers of the object streams.
        rows: Of the table: what is in these, in runs, with the byte where each begins.
    """

    streams: dict[int, _Part]
    texts: dict[int, bytes]
    holders: frozenset[int]
    rows: tuple[tuple[int, bytes], ...]


@lru_cache(maxsize=16)
def _prepared(section: Section) -> _Prepared:
    """Kept for the sections that many files have; those of one client are forgotten first."""
    return _Prepared(
        {
            number: _streamed(number, plain.text, plain.stream)
            for number, plain in section.plain.items()
            if plain.stream is not None
        },
        {number: plain.text.raw for number, plain in section.plain.items() if plain.stream is None},
        frozenset(holder for holder, _ in section.held.values()),
        tuple(_runs(section)),
    )


def _runs(section: Section) -> Iterator[tuple[int, bytes]]:
    begins, rows, after = 0, b"", -1
    for number in sorted(section.held):
        row = _ROW.pack(_IN_STREAM, *section.held[number])
        if number != after:
            if rows:
                yield begins, rows
            begins, rows = number * _ROW.size, b""
        rows += row
        after = number + 1
    if rows:
        yield begins, rows


def _streamed(number: int, text: Text, data: bytes) -> _Part:
    """A stream: its dictionary with the new length, its strings and itself encrypted."""
    length = len(_hole(data))
    clear, secret = _split(text, lambda part: _LENGTH.sub(b"/Length %d" % length, part))
    return _part(
        (b"%d 0 obj\n%b" % (number, clear[0]), *clear[1:-1], clear[-1] + b"\nstream\n")
        if len(clear) > 1
        else (b"%d 0 obj\n%b\nstream\n" % (number, clear[0]),),
    )
