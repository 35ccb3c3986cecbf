"""On which side of its cards each link of a network begins and ends, and which of them share a port there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from briefgen.draw.network_cards import Link
from briefgen.draw.network_columns import Columns

ZONE = 13.0
"""Beside each card, where links run level and have their heads, pt."""
LANE = 5.0
"""From one link around a card to the next, pt."""


class Side(NamedTuple):
    """One side of a card: -1 left, 1 right."""

    card: int
    way: int


class Port(NamedTuple):
    """Where links of one kind and direction leave the same actors: they begin together."""

    side: Side
    actors: tuple[str, ...]
    kind: str
    starts: bool
    mutual: bool


@dataclass(frozen=True, slots=True)
class Sides:
    """On which side of its cards each link begins and ends.

    Attributes:
        starts: By the number of the link.
        ends: Likewise.
        loops: Links within one column, by the column and the side that they run on.
    """

    starts: tuple[Side, ...]
    ends: tuple[Side, ...]
    loops: dict[tuple[int, int], list[int]] = field(default_factory=dict)

    def ports(self, links: Sequence[Link]) -> dict[Port, list[int]]:
        """Links by where they begin, and by where they end."""
        ports: dict[Port, list[int]] = defaultdict(list)
        for number, link in enumerate(links):
            for port in self.ports_of(number, link):
                ports[port].append(number)
        return ports

    def ports_of(self, number: int, link: Link) -> tuple[Port, Port]:
        """Where a link begins, and where it ends."""
        return (
            Port(self.starts[number], link.start.actors, link.kind, starts=True, mutual=link.mutual),
            Port(self.ends[number], link.end.actors, link.kind, starts=False, mutual=link.mutual),
        )


def sides(links: Sequence[Link], columns: Columns) -> Sides:
    """Links between columns leave towards each other; those within one keep to the outside."""
    last = len(columns.slots) - 1
    place = {slot.card: number for number, slots in enumerate(columns.slots) for slot in slots}
    starts: list[Side] = []
    ends: list[Side] = []
    loops: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, link in enumerate(links):
        here, there = place[link.start.card], place[link.end.card]
        way = 1 if here < there else -1
        if here == there:
            way = -1 if here == 0 and last > 0 else 1
            loops[here, way].append(number)
        starts.append(Side(link.start.card, way))
        ends.append(Side(link.end.card, way if here == there else -way))
    return Sides(tuple(starts), tuple(ends), loops)


def port_counts(links: Sequence[Link], found: Sides) -> dict[str, int]:
    """Most ports on one side, by actor: its row must be so high."""
    counts: dict[tuple[Side, str], int] = defaultdict(int)
    for port in found.ports(links):
        if len(port.actors) == 1:
            counts[port.side, port.actors[0]] += 1
    most: dict[str, int] = {}
    for (_, actor), count in counts.items():
        most[actor] = max(most.get(actor, 0), count)
    return most


def margins(found: Sides, last: int) -> tuple[float, float]:
    """Room left and right of the outer columns for the links that run there, pt."""
    left, right = found.loops.get((0, -1), ()), found.loops.get((last, 1), ())
    return (ZONE + LANE * len(left) if left else 0.5), (ZONE + LANE * len(right) if right else 0.5)
