"""A likelihood term, and one as found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A likelihood term.

    Attributes:
        words: As it is named in a message: "highly unlikely".
        pattern: The forms that count as it.
        bands: What it stands for, as scale and band: `phia/highly-unlikely`; empty where no scale has it.
    """

    words: str
    pattern: str
    bands: tuple[str, ...] = ()

    @property
    def scales(self) -> frozenset[str]:
        """Keys of the scales that have it."""
        return frozenset(band.partition("/")[0] for band in self.bands)


@dataclass(frozen=True, slots=True)
class Hit:
    """A term as found.

    Attributes:
        term: Which one.
        words: As written.
        start: Index of its first character.
    """

    term: Term
    words: str
    start: int
