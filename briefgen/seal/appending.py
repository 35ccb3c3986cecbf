"""New and changed objects at the end of a PDF, which stays as it is before them (ISO 32000-1, 7.5.6).

Reading a long report's whole structure and writing it anew takes fifty times as long as this.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from hashlib import md5
from itertools import groupby

_QUICK = 6
"""Of zlib: what is packed for one client alone is packed once."""


def stream(data: bytes, entries: str = "", *, packed: bool = False) -> bytes:
    """A stream as it stands in a file.

    Args:
        data: What is in it.
        entries: Of its dictionary, besides length and filter.
        packed: Whether the data is deflated already, and `entries` says so.
    """
    if not packed:
        data = zlib.compress(data, _QUICK)
        entries = f"{entries} /Filter /FlateDecode"
    return f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def object_stream(objects: Sequence[tuple[int, bytes]]) -> bytes:
    """Objects that are no streams, packed together (7.5.7)."""
    head, at = [], 0
    for number, body in objects:
        head.append(f"{number} {at}")
        at += len(body) + 1
    told = " ".join(head).encode() + b"\n"
    body = b"\n".join(body for _, body in objects)
    return stream(told + body, f"/Type /ObjStm /N {len(objects)} /First {len(told)}")


def appended(
    base: bytes, objects: Iterable[tuple[int, bytes]], held: tuple[int, Sequence[int]], trailer: str, first_id: str
) -> bytes:
    """A file with objects added to it, or put in the places of older ones.

    Args:
        base: The file.
        objects: Numbers and bodies of what is written.
        held: Number of the object stream among them, and the numbers of what is in it, in its order.
        trailer: Entries of the trailer that stay: `/Root`, `/Info`, `/Prev`.
        first_id: The file's permanent identifier, hex; the other one is made of what is added.
    """
    rows: dict[int, tuple[int, int, int]] = {number: (2, held[0], index) for index, number in enumerate(held[1])}
    pieces, at, digest = [base, b"\n"], len(base) + 1, md5(usedforsecurity=False)
    highest = 0
    for number, body in objects:
        written = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        rows[number] = (1, at, 0)
        pieces.append(written)
        digest.update(written)
        at += len(written)
        highest = max(highest, number)
    own = highest + 1
    rows[own] = (1, at, 0)
    identifier = f"[<{first_id}> <{digest.hexdigest()}>]"
    entries = f"/Type /XRef /W [1 4 2] /Index [{_sections(rows)}] /Size {own + 1} /ID {identifier} {trailer}"
    table = b"".join(
        bytes((kind,)) + where.to_bytes(4, "big") + index.to_bytes(2, "big")
        for _, (kind, where, index) in sorted(rows.items())
    )
    pieces.append(b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (own, stream(table, entries), at))
    return b"".join(pieces)


def _sections(rows: Iterable[int]) -> str:
    """Numbers in runs: where each begins, and how many they are."""
    runs = [
        [number for _, number in run] for _, run in groupby(enumerate(sorted(rows)), key=lambda each: each[1] - each[0])
    ]
    return " ".join(f"{run[0]} {len(run)}" for run in runs)
