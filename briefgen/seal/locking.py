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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from secrets import token_bytes

from briefgen.seal.appending import object_stream, stream
from briefgen.seal.locking_form import FOREIGN, Section, sections_of
from briefgen.seal.locking_key import BLOCK, Lock, encrypted, new_lock, padded
from briefgen.seal.locking_text import Text, UnknownFormError, text_at, value_of

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_EXTENSION = b" /Extensions << /ADBE << /BaseVersion /1.7 /ExtensionLevel 8 >> >> >>"
"""This way of encrypting is younger than the version of the format that the file is of."""
_ROW = struct.Struct(">BIH")
_ALONE, _IN_STREAM = 1, 2
_LENGTH = re.compile(rb"/Length +(\d+)")
_STREAM, _STREAM_ENDS = b"\nstream\n", b"\nendstream"
_QUICK = 1
"""Of zlib, for the table of objects."""


@dataclass(frozen=True, slots=True)
class _Part:
    """An object as it is written.

    Attributes:
        clear: What is not encrypted, before, between and after what is.
        secret: What is, in whole blocks: strings, and last the stream.
        strings: How many strings.
        size: Bytes of the object, encrypted.
    """

    clear: tuple[bytes, ...]
    secret: tuple[bytes, ...]
    strings: int
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
    number, catalog, texts = _catalog(sections)
    packed = max(section.size for section in sections) + len(texts)
    door, own = packed + 1, packed + 2
    live, loose, table = _merged(sections, own)
    texts = {each: text for each, text in {**loose, **texts}.items() if each != number}
    live[number] = _part(number, catalog, None)
    if texts:
        live[packed] = _packed(packed, texts)
        for index, each in enumerate(texts):
            _ROW.pack_into(table, each * _ROW.size, _IN_STREAM, packed, index)
    written = b"%d 0 obj\n%b\nendobj\n" % (door, lock.dictionary)
    live[door] = _Part((written,), (), 0, len(written))
    at = len(_HEAD)
    for each, part in live.items():
        _ROW.pack_into(table, each * _ROW.size, _ALONE, at, 0)
        at += part.size
    _ROW.pack_into(table, own * _ROW.size, _ALONE, at, 0)
    last = _table(bytes(table), f"{_trailer(sections[-1].trailer)} /Encrypt {door} 0 R /Size {own + 1}", own)
    return b"".join((_HEAD, *_pieces([*live.values()], lock.key), last, b"startxref\n%d\n%%%%EOF\n" % at))


def _table(rows: bytes, entries: str, number: int) -> bytes:
    """The cross-reference stream, which alone is not encrypted (7.5.8.2)."""
    entries = f"/Type /XRef /W [1 4 2] /Index [0 {number + 1}] {entries} /Filter /FlateDecode"
    return b"%d 0 obj\n%b\nendobj\n" % (number, stream(zlib.compress(rows, _QUICK), entries, packed=True))


def _trailer(before: Text) -> str:
    """What the trailer keeps: catalog, information, and the identifier that all copies have."""
    kept = [found[0].decode() for found in re.finditer(rb"/(?:Root|Info) \d+ 0 R", before.top)]
    first = value_of(before.raw[slice(*before.strings[0])]) if before.strings else token_bytes(BLOCK)
    return f"{' '.join(kept)} /ID [<{first.hex()}> <{token_bytes(BLOCK).hex()}>]"


def _catalog(sections: Sequence[Section]) -> tuple[int, Text, dict[int, bytes]]:
    """The catalog, which stays by itself: not every reader finds that of an encrypted file in an object stream."""
    number = sections[-1].catalog[0]
    texts = [text for same, text in (section.catalog for section in sections) if same == number and text]
    if not texts:
        raise UnknownFormError
    return (number, *_emptied(texts[-1], max(section.size for section in sections)))


@lru_cache(maxsize=8)
def _emptied(catalog: Text, free: int) -> tuple[Text, dict[int, bytes]]:
    """The catalog, and what was in it with strings: lists of names, now objects of their own, to be packed."""
    if FOREIGN.search(catalog.raw):
        raise UnknownFormError
    raw = catalog.raw.removesuffix(b">>") + _EXTENSION
    moved: dict[int, bytes] = {}
    for begins, ends in reversed(catalog.inner):
        if any(begins < at < ends for at, _ in catalog.strings):
            number = free + len(moved)
            moved[number] = catalog.raw[begins:ends]
            raw = b"%b %d 0 R %b" % (raw[:begins], number, raw[ends:])
    return text_at(raw, 0), moved


def _packed(number: int, texts: Mapping[int, bytes]) -> _Part:
    """An object stream of what else would stand in the clear."""
    made = object_stream([*texts.items()])
    text = text_at(made, 0)
    return _streamed(number, text, made[len(text.raw) + len(_STREAM) : -len(_STREAM_ENDS)])


def _merged(sections: Sequence[Section], own: int) -> tuple[dict[int, _Part], dict[int, bytes], bytearray]:
    """What is valid in the last section: streams, texts of what else stands alone, and a table of what object streams hold."""
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
    return live, texts, table


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
    """A stream, with its new length."""
    found, body = _LENGTH.search(text.top), padded(data)
    if not found:
        raise UnknownFormError
    begins, ends = found.span(1)
    return _part(number, text_at(text.raw[:begins] + b"%d" % (BLOCK + len(body)) + text.raw[ends:], 0), body)


def _part(number: int, text: Text, body: bytes | None) -> _Part:
    clear, secret, last = [b"%d 0 obj\n" % number], [], 0
    for begins, ends in text.strings:
        clear[-1] += text.raw[last:begins] + b"<"
        clear.append(b">")
        secret.append(padded(value_of(text.raw[begins:ends])))
        last = ends
    clear[-1] += text.raw[last:]
    size = sum(2 * (BLOCK + len(each)) for each in secret)
    if body is not None:
        clear[-1] += _STREAM
        clear.append(_STREAM_ENDS)
        secret.append(body)
        size += BLOCK + len(body)
    clear[-1] += b"\nendobj\n"
    return _Part(tuple(clear), tuple(secret), len(text.strings), size + sum(map(len, clear)))


def _pieces(parts: Sequence[_Part], key: bytes) -> Iterator[bytes]:
    """The objects, encrypted: a random block before each secret becomes its initialisation vector."""
    secrets = [secret for part in parts for secret in part.secret]
    noise = token_bytes(BLOCK * len(secrets))
    blocks = (noise[at : at + BLOCK] for at in range(0, len(noise), BLOCK))
    made, at = encrypted(key, b"".join(chain.from_iterable(zip(blocks, secrets, strict=True)))), 0
    for part in parts:
        for index, secret in enumerate(part.secret):
            yield part.clear[index]
            piece = made[at : at + BLOCK + len(secret)]
            yield piece.hex().encode() if index < part.strings else piece
            at += len(piece)
        yield part.clear[-1]
