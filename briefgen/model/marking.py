"""Traffic Light Protocol 2.0 (FIRST): who may have a text."""

from __future__ import annotations

from enum import StrEnum


class Marking(StrEnum):
    """A TLP label. Ordered from free to restricted by `rank`.

    Source: FIRST, Traffic Light Protocol version 2.0; colours are the standard's, on black.
    """

    CLEAR = "TLP:CLEAR"
    GREEN = "TLP:GREEN"
    AMBER = "TLP:AMBER"
    AMBER_STRICT = "TLP:AMBER+STRICT"
    RED = "TLP:RED"

    @property
    def rank(self) -> int:
        """0 for CLEAR to 4 for RED."""
        return list(Marking).index(self)

    @property
    def colour(self) -> str:
        """The label's colour, for text on black."""
        return _COLOURS[self]

    @property
    def audience(self) -> str:
        """Who may have it, as the legal notice says it."""
        return _AUDIENCES[self]


_COLOURS = {
    Marking.CLEAR: "#FFFFFF",
    Marking.GREEN: "#33FF00",
    Marking.AMBER: "#FFC000",
    Marking.AMBER_STRICT: "#FFC000",
    Marking.RED: "#FF2B2B",
}
_AUDIENCES = {
    Marking.CLEAR: "Disclosure is not limited.",
    Marking.GREEN: "Limited to the recipient's community; not for public channels.",
    Marking.AMBER: "Limited to the recipient's organisation and its clients who need to know.",
    Marking.AMBER_STRICT: "Limited to the recipient's organisation.",
    Marking.RED: "For the named individuals only.",
}


def highest(markings: tuple[Marking, ...]) -> Marking:
    """The most restrictive of them; CLEAR where there are none."""
    return max(markings, key=lambda marking: marking.rank, default=Marking.CLEAR)
