"""What is written at the end of a finished PDF for one client, read without opening the whole file again."""

from __future__ import annotations

import re
import zlib
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field

from briefgen.seal.leaks.pdf_bytes import Piece, is_written, pieces, strings, unpacked
from briefgen.seal.leaks.pdf_text import Letters, drawn, letters, unshown
from briefgen.seal.leaks.reading import APART
from briefgen.seal.leaks.scan import Scan

_OBJECT = re.compile(rb"(?<!\d)(\d{1,9})\s+\d+\s+obj\b")
_FONT = re.compile(rb"/Type\s*/Font\b")
_INLINE_FONT = re.compile(rb"/[^\s/<>\[\](){}%]+\s*<<[^<>]*/Type\s*/Font\b")
_NAMED = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+(\d+)\s+\d+\s+R\b")
_TABLE = re.compile(rb"/ToUnicode\s+(\d+)\s+\d+\s+R\b")
_WIDE = re.compile(rb"/Subtype\s*/Type0\b")
_SETS = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+[-+\d.]+\s+Tf\b")
_SHOWS = re.compile(rb"\bT[Jj]\b|\)\s*['\"]|>\s*['\"]")
_UNDRAWN = re.compile(rb"/(?:ObjStm|XRef|Metadata|EmbeddedFile|Image)\b")
_COUNT, _FIRST = re.compile(rb"/N\s+(\d+)"), re.compile(rb"/First\s+(\d+)")


class Unclear(Exception):  # noqa: N818 it is no error: somebody else reads the file then
    """What was added cannot be read by itself."""


@dataclass(slots=True)
class Revision:
    """Objects by number, as they are written.

    Attributes:
        objects: All, a stream by its dictionary.
        bodies: Of streams, unpacked.
    """

    objects: dict[int, bytes] = field(default_factory=dict)
    bodies: dict[int, bytes] = field(default_factory=dict)


def read_added(scan: Scan, data: bytes, names: Container[bytes], first_free: int) -> None:
    """Search what is drawn by the objects of a later revision.

    Args:
        scan: The search.
        data: The revision.
        names: Of fonts in earlier ones.
        first_free: The first number that no earlier object has.

    Raises:
        Unclear: It draws with fonts that are not its own, or gives an older font another meaning.
    """
    revision = revision_of(data)
    fonts = _fonts(revision, names, first_free)
    for number, body in revision.bodies.items():
        if b"begincmap" in body and number < first_free:
            raise Unclear
        if not is_written(body) or _UNDRAWN.search(revision.objects[number]) or not _SHOWS.search(body):
            continue
        used = set(_SETS.findall(body))
        if not used or used - fonts.keys():
            raise Unclear
        for reading in drawn(body, fonts):
            scan.prose("", reading)
        scan.prose("", APART.join(strings(unshown(body), short=False)))


def revision_of(data: bytes) -> Revision:
    """The objects that a part of a file holds. Raises Unclear where some cannot be unpacked."""
    streams, _ = pieces(data)
    made, begin = Revision(), 0
    for after in (*streams, None):
        until = len(data) if after is None else after.start
        for match in _OBJECT.finditer(data, begin, until):
            number, end = int(match[1]), data.find(b"endobj", match.end(), until)
            made.objects[number] = data[match.end() : until if end < 0 else end]
            if end < 0 and after is not None:
                made.bodies[number] = _body(after)
                made.objects.update(_held(after, made.bodies[number]))
        begin = until + len(after.body) if after else until
    return made


def _body(piece: Piece) -> bytes:
    try:
        body = unpacked(piece)
    except (zlib.error, ValueError) as fault:
        raise Unclear from fault
    if body is None:
        raise Unclear
    return body


def _held(piece: Piece, body: bytes) -> Iterator[tuple[int, bytes]]:
    """The objects in an object stream (ISO 32000-1, 7.5.7)."""
    if b"/ObjStm" not in piece.head:
        return
    count, first = _COUNT.search(piece.head), _FIRST.search(piece.head)
    if count is None or first is None:
        raise Unclear
    told = [int(each) for each in body[: int(first[1])].split()[: 2 * int(count[1])]]
    places = [int(first[1]) + at for at in told[1::2]]
    for number, start, end in zip(told[::2], places, [*places[1:], len(body)], strict=False):
        yield number, body[start:end]


def _fonts(revision: Revision, names: Container[bytes], first_free: int) -> Mapping[bytes, Letters]:
    """The revision's fonts, by the names that its own objects give them."""
    numbers = {number for number, text in revision.objects.items() if _FONT.search(text)}
    found: dict[bytes, int] = {}
    for text in revision.objects.values():
        if _FONT.search(text) and _INLINE_FONT.search(text):
            raise Unclear
        for name, number in _NAMED.findall(text):
            if int(number) in numbers and found.setdefault(name, int(number)) != int(number):
                raise Unclear
    if any(name in names for name in found) or any(number < first_free for number in numbers):
        raise Unclear
    return {name: _letters(revision, number) for name, number in found.items()}


def _letters(revision: Revision, number: int) -> Letters:
    text = revision.objects[number]
    table, wide = _TABLE.search(text), _WIDE.search(text) is not None
    if table is None:
        if wide:
            raise Unclear
        return Letters()
    if int(table[1]) not in revision.bodies:
        raise Unclear
    return letters(revision.bodies[int(table[1])], wide=wide)
