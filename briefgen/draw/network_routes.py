"""Where the cards of a network stand on the figure, and which way its links take between them.

Links run level beside cards, straight through the gutters between columns, and level through the passages kept for them in
a column: so they touch no card but their own, and no name at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefgen.draw.network_cards import PITCH, Card, Link
from briefgen.draw.network_columns import PASSAGE, Columns, Slot
from briefgen.draw.network_ports import LANE, ZONE, Port, Side, Sides
from briefgen.draw.spread import spread

Point = tuple[float, float]

_GAP = 11.0
"""Between cards of a column, pt."""
_BRACKET = 4.0
"""From a card to the upright of a bracket beside it, pt."""
_SWEEPS = 6


@dataclass(frozen=True, slots=True)
class Bracket:
    """Several actors of a card joined at one side, for what they share.

    Attributes:
        x: Of its upright, pt.
        edge: Of the card, pt.
        top: Where the upright begins, pt.
        bottom: Where it ends, pt.
        rows: Heights of the actors' rows, pt.
    """

    x: float
    edge: float
    top: float
    bottom: float
    rows: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Routes:
    """Everything in its place, pt.

    Attributes:
        corners: Upper left corner of each card.
        lines: Points that each link runs through, from its start to its end.
        brackets: For ends that are several actors.
        height: Of all.
    """

    corners: tuple[Point, ...]
    lines: tuple[tuple[Point, ...], ...]
    brackets: tuple[Bracket, ...]
    height: float


class Router:
    """Finds the places.

    Args:
        cards: Measured.
        links: Between them.
        columns: Where the cards stand.
        found: Sides of the links.
        width: Of a card, pt.
        lefts: Left edge of each column, pt.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - it puts all of these together
        self,
        cards: Sequence[Card],
        links: Sequence[Link],
        columns: Columns,
        found: Sides,
        width: float,
        lefts: Sequence[float],
    ) -> None:
        self._cards = cards
        self._links = links
        self._columns = columns
        self._sides = found
        self._width = width
        self._lefts = lefts
        self._place = {slot: number for number, slots in enumerate(columns.slots) for slot in slots}
        self._tops: dict[Slot, float] = {}

    def routes(self) -> Routes:
        """Everything in its place."""
        self._stack()
        heights = self._port_heights()
        lines = [self._line(number, heights) for number in range(len(self._links))]
        reach = max((y for line in lines for _, y in line), default=0.0)
        bottom = max(self._tops[Slot(number, -1)] + card.height for number, card in enumerate(self._cards))
        corners = (self._corner(number) for number in range(len(self._cards)))
        return Routes(tuple(corners), tuple(lines), tuple(self._brackets(heights)), max(bottom, reach))

    def _corner(self, card: int) -> Point:
        return self._lefts[self._place[Slot(card, -1)]], self._tops[Slot(card, -1)]

    def _size(self, slot: Slot) -> float:
        return self._cards[slot.card].height + _GAP if slot.link < 0 else PASSAGE

    def _stack(self) -> None:
        """Slots at heights where links run as level as the others let them."""
        high = max(sum(map(self._size, slots)) for slots in self._columns.slots)
        for slots in self._columns.slots:
            top = (high - sum(map(self._size, slots))) / 2
            for slot in slots:
                self._tops[slot] = top
                top += self._size(slot)
        pulls = self._pulls()
        last = len(self._columns.slots) - 1
        for sweep in range(_SWEEPS):
            for column in range(last + 1) if sweep % 2 else range(last, -1, -1):
                slots = self._columns.slots[column]
                wanted = [self._wanted(slot, pulls[slot]) for slot in slots]
                tops = spread(wanted, [self._size(slot) for slot in slots], 0.0, high)
                self._tops.update(zip(slots, tops, strict=True))
        first = min(self._tops.values())
        self._tops = {slot: top - first + 0.5 for slot, top in self._tops.items()}

    def _wanted(self, slot: Slot, pulls: Sequence[tuple[float, Slot, float]]) -> float:
        """Where a slot would have its links level."""
        if not pulls:
            return self._tops[slot]
        return sum(self._tops[other] + there - here for here, other, there in pulls) / len(pulls)

    def _pulls(self) -> dict[Slot, list[tuple[float, Slot, float]]]:
        """For each slot its links to the next columns: how far below its edge, to which slot, how far below that one's."""
        pulls: dict[Slot, list[tuple[float, Slot, float]]] = defaultdict(list)
        for number in range(len(self._links)):
            stops = self._stops(number)
            for (one, here), (other, there) in pairwise(stops):
                if self._place[one] != self._place[other]:
                    pulls[one].append((here, other, there))
                    pulls[other].append((there, one, here))
        return pulls

    def _stops(self, number: int) -> list[tuple[Slot, float]]:
        """Slots that a link goes through from its start to its end, with how far below their edges."""
        link = self._links[number]
        passages = [(slot, PASSAGE / 2) for slot in self._place if slot.link == number]
        first, last = ((Slot(end.card, -1), self._cards[end.card].middle(end.actors)) for end in (link.start, link.end))
        return [first, *passages, last]

    def _port_heights(self) -> dict[Port, float]:
        """Height of each port, those of the same actors in the order in which their links go up or down."""
        ports = self._sides.ports(self._links)
        stations: dict[tuple[Side, tuple[str, ...]], list[Port]] = defaultdict(list)
        for port in ports:
            stations[port.side, port.actors].append(port)
        heights: dict[Port, float] = {}
        for (side, actors), here in stations.items():
            middle = self._tops[Slot(side.card, -1)] + self._cards[side.card].middle(actors)
            ordered = sorted(here, key=lambda port: (self._aim(port, ports[port]), port.kind, port.starts))
            for row, port in enumerate(ordered):
                heights[port] = middle + (row - (len(ordered) - 1) / 2) * PITCH
        return heights

    def _aim(self, port: Port, numbers: Iterable[int]) -> float:
        """The mean height of where the links of a port go next."""
        aims = []
        for number in numbers:
            stops = self._stops(number)
            slot, offset = stops[1] if port.starts else stops[-2]
            aims.append(self._tops[slot] + offset)
        return sum(aims) / len(aims)

    def _line(self, number: int, heights: dict[Port, float]) -> tuple[Point, ...]:
        link, start, end = self._links[number], self._sides.starts[number], self._sides.ends[number]
        ports = self._sides.ports_of(number, link)
        first, last = (heights[port] for port in ports)
        begin, stop = (self._reach(port) for port in ports)
        points = [(begin, first), (self._edge(start) + start.way * ZONE, first)]
        if self._place[Slot(start.card, -1)] == self._place[Slot(end.card, -1)]:
            column = self._place[Slot(start.card, -1)]
            lane = self._sides.loops[column, start.way].index(number)
            x = self._edge(start) + start.way * (ZONE + (lane + 0.6) * LANE)
            return (points[0], (x, first), (x, last), (stop, last))
        for slot, _ in self._stops(number)[1:-1]:
            y = self._tops[slot] + PASSAGE / 2
            left = self._lefts[self._place[slot]]
            through = [(left - ZONE, y), (left + self._width + ZONE, y)]
            points += through if start.way > 0 else through[::-1]
        return (*points, (self._edge(end) + end.way * ZONE, last), (stop, last))

    def _edge(self, side: Side) -> float:
        """Where a side of a card lies."""
        return self._corner(side.card)[0] + (self._width if side.way > 0 else 0.0)

    def _reach(self, port: Port) -> float:
        """Where the lines of a port begin or end: at the card, or at the bracket beside it."""
        beside = _BRACKET * port.side.way if len(port.actors) > 1 else 0.0
        return self._edge(port.side) + beside

    def _brackets(self, heights: dict[Port, float]) -> list[Bracket]:
        """One for each group of actors at each side."""
        groups: dict[tuple[Side, tuple[str, ...]], list[float]] = defaultdict(list)
        for port, height in heights.items():
            if len(port.actors) > 1:
                groups[port.side, port.actors].append(height)
        made = []
        for (side, actors), ends in groups.items():
            top = self._tops[Slot(side.card, -1)]
            rows = tuple(top + row.middle for row in self._cards[side.card].rows if row.node.id in actors)
            edge = self._edge(side)
            x = edge + side.way * _BRACKET
            made.append(Bracket(x, edge, min(*rows, *ends), max(*rows, *ends), rows))
        return made
