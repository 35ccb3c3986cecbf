"""Pictures: what is written beside their pixels."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefgen.model.saying import saying, term

if TYPE_CHECKING:
    from briefgen.seal.leaks.scan import Scan

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_MOST_TEXT = 8_000_000
_PIXELS = frozenset({b"IDAT", b"PLTE", b"tRNS", b"fdAT"})
_NO_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})
_CUT = saying("it ends too early")
_AFTER = term("place in a file", "after the picture's end")
_SCAN_START, _COMMENT, _ESCAPE = 0xDA, 0xFE, 0xFF


def scan_png(scan: Scan, data: bytes) -> None:
    """Text, EXIF and every other chunk but the pixels; and what follows the end."""
    place = len(PNG)
    while place + 8 <= len(data):
        size, kind = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        body = data[place + 8 : place + 8 + size]
        if len(body) < size:
            scan.unreadable(term("place in a file", "PNG chunk"), _CUT)
        place += size + 12
        if kind not in _PIXELS:
            noun = f"PNG {kind.decode('latin-1')}"
            _bytes(scan, noun, body)
            for text in _unpacked(body) if kind in {b"zTXt", b"iTXt", b"iCCP"} else ():
                _bytes(scan, noun, text)
        if kind == b"IEND":
            break
    _bytes(scan, _AFTER, data[place:])


def scan_jpeg(scan: Scan, data: bytes) -> None:
    """Comments, EXIF and every other segment but the pixels; and what follows the end."""
    for marker, body in _segments(scan, data):
        noun = saying("JPEG segment %(marker)s", marker=f"{marker:02X}")
        _bytes(scan, saying("%(format)s comment", format="JPEG") if marker == _COMMENT else noun, body)
    _, _, after = data.rpartition(b"\xff\xd9")
    _bytes(scan, _AFTER, after)


def _segments(scan: Scan, data: bytes) -> Iterator[tuple[int, bytes]]:
    place = 2
    while place + 4 <= len(data):
        if data[place] != _ESCAPE:
            place = data.find(b"\xff", place)
            if place < 0:
                return
            continue
        marker = data[place + 1]
        place += 2
        if marker in _NO_LENGTH or marker in {0, _ESCAPE}:
            place -= marker == _ESCAPE
            continue
        size = int.from_bytes(data[place : place + 2], "big")
        if place + size > len(data) and marker != 0xD9:  # noqa: PLR2004 the end's marker has no length
            scan.unreadable(term("place in a file", "JPEG segment"), _CUT)
            return
        if marker != 0xD9:  # noqa: PLR2004 likewise
            yield marker, data[place + 2 : place + size]
            place += size


def _bytes(scan: Scan, place: str, data: bytes) -> None:
    """Short texts of an unknown writing: as one byte a letter, as UTF-8, as two bytes a letter."""
    if not data:
        return
    scan.noise(place, data)
    if len(data) <= _MOST_TEXT and _is_text(data):
        scan.prose(place, data.decode("utf-8", "replace"))
    if b"\0" in data:
        scan.syntax(place, data.replace(b"\0", b"").decode("latin-1"))


def _is_text(data: bytes) -> bool:
    return sum(byte >= 32 or byte in {0, 9, 10, 13} for byte in data[:512]) > 0.9 * len(data[:512])  # noqa: PLR2004 letters


def _unpacked(body: bytes) -> Iterator[bytes]:
    """What a zlib stream somewhere in the chunk holds."""
    for start in range(len(body)):
        if body[start] == 0x78:  # noqa: PLR2004 how a zlib stream begins
            try:
                yield zlib.decompressobj().decompress(body[start:], _MOST_TEXT)
            except zlib.error:
                continue
            return
