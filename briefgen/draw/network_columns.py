"""In which column each card of a network stands, and in which order, so that links cross as little as can be.

The layered layout of Sugiyama, Tagawa and Toda ("Methods for visual understanding of hierarchical system structures", IEEE
Transactions on Systems, Man, and Cybernetics 11, 1981): a link over more than one column keeps a passage free in those
between, so that no link ever runs behind a card. Orders are found by sifting (Matuszewski, Schönfeld and Molitor, 1999).
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefgen.draw.network_cards import Card, Link

_COLUMNS = 3
_PASSES = 4
_FEW = 160
"""Up to so many cards times links, columns are tried by what crosses: more take too long, and gain little."""
_STEP = 1e4
"""Larger than any card is high: keeps slots apart in one number."""
_LEVEL = 0.03
"""What it costs that a link is not level, by slots: next to nothing, so that it only decides between equals."""
_AROUND = 1.2
"""What it costs a link within a column to go around a slot."""
_BALANCE = 3.0
"""What a column twice as high as the others costs."""

PASSAGE = 9.0
"""Height that a link takes on its way through a column, pt."""


class Slot(NamedTuple):
    """A place in a column: a card, or the passage of a link. The other is -1."""

    card: int
    link: int


@dataclass(frozen=True, slots=True)
class Columns:
    """Slots from top to bottom, columns from left to right."""

    slots: tuple[tuple[Slot, ...], ...]


class _Thread(NamedTuple):
    """A link between two columns side by side: the slots at its ends, and how far below their upper edges, pt."""

    left: Slot
    left_offset: float
    right: Slot
    right_offset: float


def arranged(cards: Sequence[Card], links: Sequence[Link]) -> Columns:
    """Columns in which the links are short and cross little. The same input gives the same columns."""
    assignment = _Assignment(cards, links)
    columns = assignment.found()
    best, arrangement = _ordered(columns, cards, links)
    best += assignment.cost(columns)
    # Where cards are few, each may still change its column if fewer lines cross then.
    for card in range(len(cards)) if len(cards) * len(links) <= _FEW else ():
        for column in sorted(set(columns) - {columns[card]}):
            tried = _closed([*columns[:card], column, *columns[card + 1 :]])
            crossing, found = _ordered(tried, cards, links)
            cost = crossing + assignment.cost(tried)
            if cost < best - 1e-9 and max(tried) == max(columns):
                best, arrangement, columns = cost, found, tried
    return arrangement


def _ordered(columns: Sequence[int], cards: Sequence[Card], links: Sequence[Link]) -> tuple[float, Columns]:
    """The best order found within given columns, and how bad it still is."""
    slots: list[list[Slot]] = [[] for _ in range(max(columns, default=-1) + 1)]
    for card, column in enumerate(columns):
        slots[column].append(Slot(card, -1))
    threads: list[list[_Thread]] = [[] for _ in slots[1:]]
    loops: dict[int, list[tuple[Slot, Slot]]] = defaultdict(list)
    for number, link in enumerate(links):
        ends = sorted(
            (columns[end.card], Slot(end.card, -1), cards[end.card].middle(end.actors))
            for end in (link.start, link.end)
        )
        (left, here, offset), (right, there, other) = ends
        for column in range(left + 1, right):
            passage = Slot(-1, number)
            slots[column].append(passage)
            threads[column - 1].append(_Thread(here, offset, passage, PASSAGE / 2))
            here, offset = passage, PASSAGE / 2
        if left < right:
            threads[right - 1].append(_Thread(here, offset, there, other))
        elif here != there:
            loops[left].append((here, there))
    sifter = _Sifter(slots, threads, loops)
    sifter.run()
    return sifter.badness(range(len(slots))), Columns(tuple(map(tuple, slots)))


def crossings(ends: Sequence[tuple[float, float]]) -> int:
    """How many pairs of straight lines between two uprights cross, by the heights at which each begins and ends."""
    seen: list[float] = []
    count = 0
    for _, end in sorted(ends):
        count += len(seen) - bisect_right(seen, end)
        insort(seen, end)
    return count


class _Sifter:
    """Tries every slot at every place of its column, until nothing gets better."""

    def __init__(
        self,
        slots: list[list[Slot]],
        threads: Sequence[Sequence[_Thread]],
        loops: dict[int, list[tuple[Slot, Slot]]],
    ) -> None:
        self._slots = slots
        self._threads = threads
        self._loops = loops
        self._place = {slot: row * _STEP for column in slots for row, slot in enumerate(column)}

    def run(self) -> None:
        """Sift the slots in place."""
        for _ in range(_PASSES):
            moved = [self._settle(slot, column) for column, slots in enumerate(self._slots) for slot in tuple(slots)]
            if not any(moved):
                return

    def _settle(self, slot: Slot, number: int) -> bool:
        """Put one slot where it is best, and say whether that is elsewhere."""
        column = self._slots[number]
        home = chosen = column.index(slot)
        best = self._near(number)
        column.remove(slot)
        for place in range(len(column) + 1):
            if place != home:
                column.insert(place, slot)
                found = self._near(number)
                if found < best - 1e-9:
                    best, chosen = found, place
                del column[place]
        column.insert(chosen, slot)
        self._near(number)
        return chosen != home

    def _near(self, number: int) -> float:
        """Badness beside one column, once its slots are numbered anew."""
        for row, slot in enumerate(self._slots[number]):
            self._place[slot] = row * _STEP
        return self.badness((number,))

    def badness(self, columns: Sequence[int]) -> float:
        """Crossings beside these columns, and a little for links that are not level or go around something."""
        place, bad = self._place, 0.0
        for gutter in self._threads[max(columns[0] - 1, 0) : columns[-1] + 1]:
            ends = [(place[left] + here, place[right] + there) for left, here, right, there in gutter]
            bad += crossings(ends) + _LEVEL * sum([abs(left - right) for left, right in ends]) / _STEP
        for number in columns:
            for one, other in self._loops.get(number, ()):
                bad += _AROUND * (abs(place[one] - place[other]) / _STEP - 1)
        return bad


class _Assignment:
    """Finds a column for each card: short links, columns of about the same height, the first card in the middle."""

    def __init__(self, cards: Sequence[Card], links: Sequence[Link]) -> None:
        self._number = min(_COLUMNS, len(cards))
        self._heights = [card.height + PASSAGE for card in cards]
        self._others: list[list[int]] = [[] for _ in cards]
        for link in links:
            if link.start.card != link.end.card:
                self._others[link.start.card].append(link.end.card)
                self._others[link.end.card].append(link.start.card)

    def found(self) -> list[int]:
        """Each card where it costs least, until none wants to move."""
        cards, number = range(len(self._heights)), self._number
        columns = [number // 2 if card == 0 else (card % 2) * (number - 1) for card in cards]
        for _ in range(_PASSES):
            before = list(columns)
            for card in cards:
                costs = [(self._cost_at(card, column, columns), column != columns[card]) for column in range(number)]
                columns[card] = costs.index(min(costs))
            if columns == before:
                break
        return _closed(columns)

    def cost(self, columns: Sequence[int]) -> float:
        """Of all links and columns."""
        return sum(self._lengths(card, column, columns) for card, column in enumerate(columns)) / 2 + self._balance(
            columns
        )

    def _cost_at(self, card: int, column: int, columns: Sequence[int]) -> float:
        """Of a card in a column."""
        tried = [*columns[:card], column, *columns[card + 1 :]]
        return self._lengths(card, column, tried) + self._balance(tried)

    def _lengths(self, card: int, column: int, columns: Sequence[int]) -> float:
        return sum([_length(column, columns[other], self._number // 2) for other in self._others[card]])

    def _balance(self, columns: Sequence[int]) -> float:
        high = [0.0] * self._number
        for height, column in zip(self._heights, columns, strict=True):
            high[column] += height
        return _BALANCE * max(high) * self._number / sum(high)


def _closed(columns: Sequence[int]) -> list[int]:
    """The same without empty columns."""
    used = sorted(set(columns))
    return [used.index(column) for column in columns]


def _length(one: int, other: int, middle: int) -> float:
    """What a link costs by the columns of its ends: within one it must go around, over two it needs a passage."""
    if one == other:
        return 2.6 if one == middle else 1.9
    return 1.0 if abs(one - other) == 1 else 2.2
