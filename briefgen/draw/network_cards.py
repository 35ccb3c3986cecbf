"""A network's actors as cards: who belongs to whom stands in one card, indented; all else becomes links between cards.

Most relations of a report are of belonging, and the members of a body mostly stand alike to everyone else. So belonging is
shown by place, not by lines, and what several actors of one card share is one link, not several.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.draw.lettering import fit
from briefgen.draw.scene import LABEL, Pen
from briefgen.model.figure import Network, NetworkNode, NetworkTie

BELONGING = ("part-of", "member-of", "office")
"""Kinds of ties that place decides, the closest first."""

PAD = 5.0
"""Between a card's edge and its text, pt."""
INDENT = 7.0
LEADING = 10.2
ROW_GAP = 3.0
PITCH = 7.0
"""From one link at a row to the next, pt."""
_DEEPEST = 4
_LINES = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One actor in a card.

    Attributes:
        node: Who.
        lines: Its name as set.
        depth: 0 for the actor whose card it is.
        top: Below the card's upper edge, pt.
        height: pt.
    """

    node: NetworkNode
    lines: tuple[str, ...]
    depth: int
    top: float
    height: float

    @property
    def middle(self) -> float:
        """Below the card's upper edge, pt."""
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class Card:
    """An actor with all that belongs to it."""

    rows: tuple[Row, ...]

    @property
    def height(self) -> float:
        """Pt."""
        return self.rows[-1].top + self.rows[-1].height + PAD - ROW_GAP / 2

    def middle(self, actors: Iterable[str]) -> float:
        """The mean of where these actors stand, below the card's upper edge, pt."""
        found = [row.middle for row in self.rows if row.node.id in actors]
        return sum(found) / len(found)


@dataclass(frozen=True, slots=True)
class End:
    """One end of a link: a card, and the actors in it that it is about."""

    card: int
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """What one or several actors of a card have to do with those of another, or of the same."""

    start: End
    end: End
    kind: str
    mutual: bool


def trees(network: Network) -> list[list[tuple[NetworkNode, int]]]:
    """The actors card by card, each with its depth; those with most ties first."""
    parents = _parents(network)
    children: dict[str, list[NetworkNode]] = defaultdict(list)
    for node in network.nodes:
        children[parents.get(node.id, "")].append(node)
    degree = _degrees(network.ties)

    def listed(node: NetworkNode, depth: int) -> Iterator[tuple[NetworkNode, int]]:
        yield node, depth
        # Those without a following of their own first, so that a bracket beside them stays short.
        ordered = sorted(
            children[node.id], key=lambda each: (each.kind == "person", bool(children[each.id]), each.name)
        )
        for child in ordered:
            yield from listed(child, min(depth + 1, _DEEPEST))

    cards = [list(listed(root, 0)) for root in children[""]]
    return sorted(cards, key=lambda card: (-sum(degree[node.id] for node, _ in card), card[0][0].name, card[0][0].id))


def measured(
    cards: Sequence[Sequence[tuple[NetworkNode, int]]], width: float, ports: Mapping[str, int], pen: Pen
) -> list[Card]:
    """The cards with their names set in the width, rows high enough for the links that leave them.

    Args:
        cards: As `trees` gives them.
        width: Of a card, pt.
        ports: Most links on one side, by actor.
        pen: Measures.
    """
    made = []
    for card in cards:
        rows: list[Row] = []
        top = PAD - ROW_GAP / 2
        for node, depth in card:
            lines = tuple(fit(node.name, width - 2 * PAD - depth * INDENT, pen.measured(LABEL), _LINES))
            height = max(len(lines) * LEADING, ports.get(node.id, 0) * PITCH) + ROW_GAP
            rows.append(Row(node, lines, depth, top, height))
            top += height
        made.append(Card(tuple(rows)))
    return made


def links(network: Network, cards: Sequence[Sequence[tuple[NetworkNode, int]]]) -> list[Link]:
    """What place does not say, with what several actors of a card share as one."""
    home = {node.id: number for number, card in enumerate(cards) for node, _ in card}
    row = {node.id: number for card in cards for number, (node, _) in enumerate(card)}
    parents = _parents(network)
    left = [tie for tie in network.ties if tie.kind not in BELONGING or tie.end not in _above(tie.start, parents)]
    # By the one they all lead to, then those that are left by the one that they all come from.
    gathered: dict[tuple[str, int, str, bool], list[str]] = defaultdict(list)
    for tie in left:
        gathered[tie.kind, home[tie.start], tie.end, tie.mutual].append(tie.start)
    many: list[Link] = []
    single: dict[tuple[str, str, int, bool], list[str]] = defaultdict(list)
    for (kind, card, other, mutual), starts in gathered.items():
        if len(starts) > 1 and home[other] != card:
            many.append(
                Link(End(card, tuple(sorted(starts, key=row.__getitem__))), End(home[other], (other,)), kind, mutual)
            )
        else:
            for start in starts:
                single[kind, start, home[other], mutual].append(other)
    for (kind, start, card, mutual), others in single.items():
        groups = [tuple(sorted(others, key=row.__getitem__))] if card != home[start] else [(other,) for other in others]
        many += [Link(End(home[start], (start,)), End(card, ends), kind, mutual) for ends in groups]
    return many


def _parents(network: Network) -> dict[str, str]:
    """In whose card each actor stands, never in a circle: the closest kind of tie decides, then the greater body."""
    degree = _degrees(network.ties)
    ranked = sorted(
        (tie for tie in network.ties if tie.kind in BELONGING),
        key=lambda tie: (BELONGING.index(tie.kind), -degree[tie.end], tie.start, tie.end),
    )
    parents: dict[str, str] = {}
    for tie in ranked:
        if tie.start not in parents and tie.start not in _above(tie.end, parents):
            parents[tie.start] = tie.end
    return parents


def _above(actor: str, parents: Mapping[str, str]) -> set[str]:
    """The actor, and all in whose card it stands."""
    found = {actor}
    while actor in parents:
        actor = parents[actor]
        found.add(actor)
    return found


def _degrees(ties: Iterable[NetworkTie]) -> dict[str, int]:
    """How many ties each actor has."""
    degree: dict[str, int] = defaultdict(int)
    for tie in ties:
        degree[tie.start] += 1
        degree[tie.end] += 1
    return degree
