"""What was scanned before: the same bytes need not be searched for the same words twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple, TypeVar

T = TypeVar("T")

_MOST = 8_000
"""Verdicts that are kept: some 2 MB. The oldest go first; what copies share is soon there again."""


class Finding(NamedTuple):
    """A hit, before it is told.

    Attributes:
        place: Where in the scanned bytes.
        pattern: Number of what was found; -1 where something could not be read.
        why: What could not be read, or the words that were found where no pattern holds them.
    """

    place: str
    pattern: int
    why: str = ""


@dataclass(slots=True)
class Seen:
    """Verdicts on streams, pages and whole files, by digest. For one process; it may live as long as that does.

    A verdict holds for the same kind of bytes and the same forbidden set, so that remembering one hides no leak. One that
    depended on whose file it was is not remembered.
    """

    verdicts: dict[bytes, tuple[Finding, ...]] = field(default_factory=dict)
    used: dict[bytes, tuple[str, ...]] = field(default_factory=dict)
    """The forms that a piece of a page draws, by their names in its resources."""

    drawn: dict[bytes, None] = field(default_factory=dict)
    """Pieces of pages that PDFium read on a page without a hit."""

    def keep(self, key: bytes, findings: tuple[Finding, ...]) -> None:
        """Remember a verdict."""
        _keep(self.verdicts, key, findings)

    def keep_used(self, key: bytes, names: tuple[str, ...]) -> None:
        """Remember what a piece draws."""
        _keep(self.used, key, names)

    def keep_drawn(self, key: bytes) -> None:
        """Remember that a piece was read on a page."""
        _keep(self.drawn, key, None)


def digest(*parts: bytes | str) -> bytes:
    """One digest of all parts, each with its length, so that no two lists share one."""
    made = blake2b(digest_size=20)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(len(data).to_bytes(8, "big"))
        made.update(data)
    return made.digest()


def _keep(kept: dict[bytes, T], key: bytes, value: T) -> None:
    if len(kept) >= _MOST:
        del kept[next(iter(kept))]
    kept[key] = value
