"""A PDF of the one form that is locked quickly: as the engine prints it, and as `appending` adds to it.

The file is read byte for byte: header, objects one after another, a cross-reference stream that says the same of them, the
end; then additions of the same kind. Of anything else `UnknownFormError` says that it is another's, to be read by a library.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

from briefgen.seal.locking_text import Text, UnknownFormError, text_at

_HEAD = re.compile(rb"%PDF-1\.7\n%[^\n]*\n")
_OBJECT = re.compile(rb"([1-9]\d*) 0 obj\n(?=<<)")
_END = re.compile(rb"startxref\n(\d+)\n%%EOF\n*")
_STREAM, _STREAM_ENDS, _ENDS = b"\nstream\n", b"\nendstream\nendobj\n", b"\nendobj\n"
_FREE, _ALONE, _IN_STREAM = range(3)
"""Kinds of rows in a cross-reference stream (table 18)."""
_MOST = 0xFFFF
_LAST = 64
"""Bytes of a file's end in which its `startxref` is."""
FOREIGN = re.compile(rb"/(Crypt|ByteRange|Encrypt|FFilter|Extensions)\b")
"""What asks for more care than is taken here: a cipher, a signature, a file outside, a reader's extension."""


@dataclass(frozen=True, slots=True)
class Plain:
    """An object that stands by itself.

    Attributes:
        text: Its dictionary.
        stream: Where it has one.
        kind: Its `/Type`; empty where it says none.
    """

    text: Text
    stream: bytes | None
    kind: bytes


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """The file as it was first, or an addition.

    Attributes:
        plain: Objects by number, in their order, without the cross-reference stream.
        held: Objects in object streams: number of the stream, and the place in it.
        trailer: The cross-reference stream's dictionary.
        catalog: The catalog's number, and its text where this section has it.
        size: The first number that nothing has.
    """

    plain: Mapping[int, Plain]
    held: Mapping[int, tuple[int, int]]
    trailer: Text
    catalog: tuple[int, Text | None]
    size: int


def sections_of(data: bytes) -> list[Section]:
    """What a file is made of, first to last. What it was first is read once for all files that begin with it.

    Raises:
        UnknownFormError: It is not of this form.
    """
    try:
        cuts = [0, *_ends(data)]
        return [_first(data[: cuts[1]]), *(_section(data, at, end) for at, end in pairwise(cuts[1:]))]
    except (ValueError, IndexError, KeyError, zlib.error) as fault:
        raise UnknownFormError from fault


def _ends(data: bytes) -> list[int]:
    """Where each section ends: the last one says where the one before it has its table."""
    found = _END.search(data, max(0, len(data) - _LAST))
    if not found or found.end() != len(data):
        raise UnknownFormError
    ends, table = [len(data)], int(found[1])
    while before := re.search(rb"/Prev (\d+)\b", _object(data, table)[1].text.top):
        if int(before[1]) >= table:
            raise UnknownFormError
        table = int(before[1])
        _, _, after = _object(data, table)
        end = _END.match(data, after)
        if not end:
            raise UnknownFormError
        ends.insert(0, end.end())
    return ends


@lru_cache(maxsize=8)
def _first(data: bytes) -> Section:
    head = _HEAD.match(data)
    if not head:
        raise UnknownFormError
    return _section(data, head.end(), len(data))


def _section(data: bytes, begins: int, ends: int) -> Section:
    """What stands from one byte to another; the section says so itself."""
    places: dict[int, int] = {}
    plain: dict[int, Plain] = {}
    held: dict[int, tuple[int, int]] = {}
    number, at, found = 0, begins, _END.match(data, begins)
    while not found:
        number, read, after = _object(data, at)
        if number in places:
            raise UnknownFormError
        places[number], plain[number] = at, read
        at, found = after, _END.match(data, after)
    table = plain.pop(number)
    if table.kind != b"XRef" or int(found[1]) != places.pop(number) or found.end() != ends:
        raise UnknownFormError
    size = _number(table.text.top, b"Size")
    for each, kind, where, index in _rows(table):
        if index > _MOST or kind > _IN_STREAM or (kind == _FREE and each):
            raise UnknownFormError
        if kind == _IN_STREAM:
            held[each] = (where, index)
        elif kind == _ALONE and each != number and places.pop(each) != where:
            raise UnknownFormError
    if places or size != max(number, *plain, *held) + 1:
        raise UnknownFormError
    if any(plain[holder].kind != b"ObjStm" for holder in {holder for holder, _ in held.values()}):
        raise UnknownFormError
    return Section(plain, held, table.text, _catalog(table.text.top, plain, held), size)


def _catalog(
    trailer: bytes, plain: Mapping[int, Plain], held: Mapping[int, tuple[int, int]]
) -> tuple[int, Text | None]:
    """The catalog, wherever it is: by itself, in an object stream, in another section."""
    root = re.search(rb"/Root (\d+) 0 R", trailer)
    if not root:
        raise UnknownFormError
    number = int(root[1])
    if number in plain:
        return number, plain[number].text
    if number not in held:
        return number, None
    holder, index = held[number]
    stream = plain[holder]
    data, first = zlib.decompress(stream.stream or b""), _number(stream.text.top, b"First")
    head = [int(each) for each in data[:first].split()]
    if head[2 * index] != number:
        raise UnknownFormError
    return number, text_at(data, first + head[2 * index + 1])


def _object(data: bytes, at: int) -> tuple[int, Plain, int]:
    """An object at its place: its number, what it is, and where it ends."""
    head = _OBJECT.match(data, at)
    if not head:
        raise UnknownFormError
    text = text_at(data, head.end())
    at = head.end() + len(text.raw)
    if FOREIGN.search(text.raw):
        raise UnknownFormError
    found = re.search(rb"/Type */(\w+)", text.top)
    kind = found[1] if found else b""
    if data.startswith(_ENDS, at):
        return int(head[1]), Plain(text, None, kind), at + len(_ENDS)
    begins = at + len(_STREAM)
    ends = begins + _number(text.top, b"Length")
    if not data.startswith(_STREAM, at) or not data.startswith(_STREAM_ENDS, ends):
        raise UnknownFormError
    return int(head[1]), Plain(text, data[begins:ends], kind), ends + len(_STREAM_ENDS)


def _rows(table: Plain) -> Iterator[tuple[int, int, int, int]]:
    """Number, kind and two fields of each object, as a cross-reference stream has them (7.5.8.3)."""
    data = zlib.decompress(table.stream or b"")
    widths = [int(each) for each in _array(table.text.top, b"W")]
    runs = [int(each) for each in _array(table.text.top, b"Index")]
    kind, where, index = widths
    if len(data) != sum(runs[1::2]) * sum(widths) or kind != 1 or b"/DecodeParms" in table.text.top:
        raise UnknownFormError
    numbers = chain.from_iterable(range(first, first + count) for first, count in zip(*[iter(runs)] * 2, strict=True))
    for row, number in enumerate(numbers):
        at = row * sum(widths)
        middle = at + 1 + where
        yield number, data[at], int.from_bytes(data[at + 1 : middle]), int.from_bytes(data[middle : middle + index])


def _array(text: bytes, name: bytes) -> list[bytes]:
    found = re.search(rb"/%b *\[([\d ]+)\]" % name, text)
    if not found:
        raise UnknownFormError
    return found[1].split()


def _number(text: bytes, name: bytes) -> int:
    found = re.findall(rb"/%b +(\d+)(?! +\d+ +R)\b" % name, text)
    if len(found) != 1:
        raise UnknownFormError
    return int(found[0])
