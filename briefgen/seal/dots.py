"""The recipient's mark as dots: which document a page is of, told by faint dots that are repeated all over it.

A page is divided into cells of 12 pt. Each has one dot, in its left half for 0 and in its right half for 1; eight by ten
cells are a block, and hold a document's id (48 bits) and its CRC-32. Blocks are repeated from the page's top left corner.
The bits are mixed with fixed ones, so that the dots look even whatever the id is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from itertools import combinations
from zlib import crc32

CELL = 12.0
"""Points: the side of a cell."""
COLUMNS, ROWS = 8, 10
"""Cells of a block."""
ASIDE = CELL / 4
"""Points: how far a dot stands from the middle of its cell."""
DIAMETER = 0.55
"""Points."""

_BITS = COLUMNS * ROWS
_ID = re.compile(r"[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}")
_MASK = int.from_bytes(sha256(b"briefgen: recipient mark").digest()[: _BITS // 8], "big")
_DOUBTFUL, _WRONG = 8, 2
"""Of so many of the least certain bits, so many may be wrong. A picture is read in some 1,800 ways, and the checksum has 32
bits: about one in sixty thousand pages without a mark would be given one."""


def bits_of(document: str) -> tuple[int, ...]:
    """A block's bits, row by row.

    Args:
        document: An id such as `4F7A-90C2-11DE`.

    Raises:
        ValueError: It is no id.
    """
    if not _ID.fullmatch(document):
        raise ValueError(f"'{document}' is no document id")
    told = bytes.fromhex(document.replace("-", ""))
    word = int.from_bytes(told + crc32(told).to_bytes(4, "big"), "big") ^ _MASK
    return tuple(word >> (_BITS - 1 - place) & 1 for place in range(_BITS))


def document_of(votes: Sequence[float]) -> str | None:
    """The id that a block's bits tell; None where they tell none.

    Args:
        votes: For each bit, row by row: above 0 for 1, below for 0; the further from 0, the surer.
    """
    word = 0
    for vote in votes:
        word = word << 1 | (vote > 0)
    word ^= _MASK
    doubtful = sorted(range(_BITS), key=lambda place: abs(votes[place]))[:_DOUBTFUL]
    for wrong in range(_WRONG + 1):
        for places in combinations(doubtful, wrong):
            tried = word
            for place in places:
                tried ^= 1 << (_BITS - 1 - place)
            data = tried.to_bytes(_BITS // 8, "big")
            if crc32(data[:6]) == int.from_bytes(data[6:], "big"):
                told = data[:6].hex().upper()
                return f"{told[:4]}-{told[4:8]}-{told[8:]}"
    return None


def block(document: str) -> list[tuple[float, float]]:
    """Where a block's dots are: points from its left and from its top."""
    return [
        (
            (place % COLUMNS + 0.5) * CELL + (ASIDE if bit else -ASIDE),
            (place // COLUMNS + 0.5) * CELL,
        )
        for place, bit in enumerate(bits_of(document))
    ]
