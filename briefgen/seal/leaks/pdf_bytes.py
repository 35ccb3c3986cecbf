"""A PDF as it lies on the disk: its streams and all bytes between them, whether anything refers to them or not."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

import pikepdf  # noqa: F401 registers the codec `pdfdoc`

from briefgen.seal.leaks.packed import MOST, TOO_MUCH

_KEYWORD = re.compile(rb"(?<=[>\s])stream(?:\r\n|\n|\r)")
_END = b"endstream"
_LENGTH = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R)")
_FILTER = re.compile(rb"/Filter\s*(?:\[([^\]]*)\]|/(\w+))")
_FLATE = frozenset({b"FlateDecode", b"Fl"})
_PLAIN_PICTURE = frozenset({b"DCTDecode", b"DCT"})
_HEADER = 4_000
_PRINTABLE, _UNPRINTED = bytes((9, 10, 13, *range(32, 127))), 0.15
_SAMPLE = 2_000

_LITERAL = re.compile(rb"\(((?:[^()\\]|\\[\s\S]|\((?:[^()\\]|\\[\s\S]|\((?:[^()\\]|\\[\s\S])*\))*\))*)\)")
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{2,})>")
_LONG_HEX = re.compile(rb"<([0-9A-Fa-f\s]{9,})>")
_NAME = re.compile(rb"/([^\s/<>\[\](){}%]+)")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|[\s\S]))")
_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_STAMP = re.compile(rb"D:\d{4,14}")


class Piece(NamedTuple):
    """A stream as it lies in the file.

    Attributes:
        head: Its dictionary.
        body: Its bytes, as they are packed.
        start: Where its body begins.
    """

    head: bytes
    body: bytes
    start: int


def pieces(data: bytes) -> tuple[list[Piece], bytes]:
    """Every stream in the file, and all the rest of it: no byte is in neither."""
    streams: list[Piece] = []
    rest: list[bytes] = []
    place = 0
    for match in _KEYWORD.finditer(data):
        if match.start() < place:
            continue
        start = match.end()
        head = _head(data[max(place, match.start() - _HEADER) : match.start()])
        end = _end(data, start, head)
        rest.append(data[place:start])
        streams.append(Piece(head, data[start:end], start))
        place = end
    rest.append(data[place:])
    return streams, b"\n".join(rest)


def _head(before: bytes) -> bytes:
    return before[max(before.rfind(b" obj"), 0) :]


def _end(data: bytes, start: int, head: bytes) -> int:
    """Where a stream ends: by its length if the keyword stands there, else at the next keyword."""
    length = _LENGTH.search(head)
    if length:
        end = start + int(length[1])
        if data[end : end + 20].lstrip().startswith(_END):
            return end
    end = data.find(_END, start)
    return len(data) if end < 0 else end


def filters(head: bytes) -> list[bytes]:
    """The names of a stream's filters, first first."""
    match = _FILTER.search(head)
    return [] if match is None else re.findall(rb"\w+", match[1] or match[2])


def unpacked(piece: Piece) -> bytes | None:
    """The stream's bytes, or None where its filters are others than the usual ones."""
    names = filters(piece.head)
    if not names:
        return piece.body
    if set(names) <= _FLATE:
        body = piece.body
        for _ in names:
            body = _inflated(body)
        return body
    return piece.body if set(names) <= _PLAIN_PICTURE else None


def _inflated(body: bytes) -> bytes:
    """As much as can be unpacked. Raises zlib.error where nothing can, and ValueError where it is too much."""
    unpack = zlib.decompressobj()
    data = unpack.decompress(body, MOST)
    if unpack.unconsumed_tail:
        raise ValueError(TOO_MUCH)
    return data + unpack.unused_data


def is_written(data: bytes) -> bool:
    """Whether the bytes are a text: a page's drawing, a table of letters, objects."""
    sample = data[:_SAMPLE]
    return len(sample.translate(None, _PRINTABLE)) <= _UNPRINTED * len(sample)


def strings(data: bytes, *, short: bool = True) -> Iterator[str]:
    """Each string object, in each of the ways it may be meant.

    Args:
        data: PDF syntax.
        short: Whether hexadecimal strings of a few letters count: not in a page's drawing, where they are glyphs.
    """
    for match in _LITERAL.finditer(data):
        body = _ESCAPE.sub(_escaped, match[1]) if b"\\" in match[1] else match[1]
        if not _STAMP.match(body):
            yield from meant(body)
    for match in (_HEX if short else _LONG_HEX).finditer(data):
        digits = b"".join(match[1].split())
        body = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        yield from meant(body, wide=True)


def meant(body: bytes, *, wide: bool = False) -> Iterator[str]:
    """A string's readings: by its mark, else as PDFDocEncoding and as UTF-8; wide ones as two bytes a letter too."""
    if body[:2] == b"\xfe\xff":
        yield body[2:].decode("utf-16-be", "replace")
    elif body[:2] == b"\xff\xfe":
        yield body[2:].decode("utf-16-le", "replace")
    else:
        yield body.removeprefix(b"\xef\xbb\xbf").decode("pdfdoc", "replace")
        if not body.isascii():
            yield body.decode("utf-8", "ignore")
        if wide and len(body) % 2 == 0:
            yield body.decode("utf-16-be", "replace")


def names(data: bytes) -> Iterator[str]:
    """Each name object, without its escapes."""
    for found in dict.fromkeys(_NAME.findall(data)):
        yield _NAME_ESCAPE.sub(lambda match: bytes.fromhex(match[1].decode()), found).decode("utf-8", "replace")


def _escaped(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return bytes((int(match[1], 8) & 255,))
    return _LETTERS.get(match[2], match[2])
