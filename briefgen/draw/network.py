"""An actor network: who backs and opposes whom as lines, who belongs to whom by standing in one card."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from briefgen.draw.colour import tint
from briefgen.draw.network_cards import INDENT, LEADING, PAD, ROW_GAP, Card, links, measured, trees
from briefgen.draw.network_columns import arranged
from briefgen.draw.network_ports import ZONE, margins, port_counts, sides
from briefgen.draw.network_routes import Bracket, Router, Routes
from briefgen.draw.scene import FULL_WIDTH, LABEL, NOTE, Area, Dot, Line, Mark, Pen, Rect, Scene
from briefgen.model.figure import DataTable, FigureSpec, Network
from briefgen.model.tongue import Tongue, Word
from briefgen.model.vocabulary import RELATIONS

WIDTH = FULL_WIDTH

_NEEDS = "a network needs actors and what ties them"
_WIDEST = 132.0
"""Of a card, pt."""
_NARROWEST_GUTTER = 54.0
_WIDEST_GUTTER = 150.0
_SAMPLE = 27.0
"""Length of a line in the key, pt."""
_KEY_GAP = 16.0
_KEY_LEADING = 13.0
_KEY_TOP = 22.0
_HEAD = 5.2
"""Length of an arrowhead, pt."""
_BENT = 8.0
"""Stretches shorter than this stay straight, pt."""
_STEPS = 14
"""Straight pieces that an S is made of."""
_LEAD = " :\u00a0\u202f"
"""What a language may put between a relation and its object: the key names no object."""
_OFFICE = Word("relation", "holds an office in")


class Style(NamedTuple):
    """How a line is drawn.

    Attributes:
        head: What it ends with: `arrow`, `bar`, `dot`, `ring`, `open` or "" for nothing.
        weight: pt.
        tone: `ink`, `emphasis` or `secondary` of the pen.
        dash: Lengths of stroke and gap, pt.
        double: Whether it is two lines.
    """

    head: str
    weight: float
    tone: str
    dash: tuple[float, ...] = ()
    double: bool = False


STYLES = {
    "backs": Style("arrow", 1.0, "ink"),
    "opposes": Style("bar", 1.5, "emphasis"),
    "partners-with": Style("", 2.8, "ink", double=True),
    "member-of": Style("dot", 0.8, "ink"),
    "part-of": Style("dot", 0.8, "ink"),
    "office": Style("dot", 0.8, "ink"),
    "former-member-of": Style("ring", 0.9, "secondary", (4.0, 2.4)),
    "succeeds": Style("open", 0.9, "ink", (1.1, 1.9)),
    "replaces": Style("open", 0.9, "ink", (1.1, 1.9)),
}
"""Kinds of relation by how their lines differ, in the order of the key: no two rely on colour."""


def lay_out(spec: FigureSpec, pen: Pen) -> Scene:
    """The network's marks.

    Raises:
        ValueError: If nothing ties any two actors.
    """
    network = _network(spec)
    nodes = trees(network)
    ties = links(network, nodes)
    width = _card_width(network, min(len(nodes), 3), pen)
    columns = arranged(measured(nodes, width, {}, pen), ties)
    found = sides(ties, columns)
    cards = measured(nodes, width, port_counts(ties, found), pen)
    count = len(columns.slots)
    left, right = margins(found, count - 1)
    gutter = (WIDTH - left - right - count * width) / (count - 1) if count > 1 else 0.0
    lefts = [left + column * (width + min(gutter, _WIDEST_GUTTER)) for column in range(count)]
    routes = Router(cards, ties, columns, found, width, lefts).routes()
    marks: list[Mark] = []
    for card, (x, y) in zip(cards, routes.corners, strict=True):
        marks += _card(card, x, y, width, pen)
    marks += _lines(routes, [link.kind for link in ties], [link.mutual for link in ties], pen)
    for bracket in routes.brackets:
        marks += _bracket(bracket, pen)
    kinds = {link.kind for link in ties}
    key, bottom = _key(kinds, routes.height + _KEY_TOP, pen, nested=any(len(card.rows) > 1 for card in cards))
    return pen.scene(WIDTH, bottom, [*marks, *key])


def tell(spec: FigureSpec, tongue: Tongue) -> str:
    """The network in words: each actor with how it stands to the others."""
    network = _network(spec)
    names = {node.id: node.name for node in network.nodes}
    said = [tongue.count("Network of %(num)d actor.", "Network of %(num)d actors.", len(network.nodes))]
    for node in network.nodes:
        here = [f"{_word(tie.kind, tongue)} {names[tie.end]}" for tie in network.ties if tie.start == node.id]
        if here:
            said.append(tongue.text("%(name)s: %(relations)s.", name=node.name, relations="; ".join(here)))
    return " ".join(said)


def tabulate(spec: FigureSpec, tongue: Tongue) -> DataTable:
    """Each tie with what it rests on."""
    network = _network(spec)
    names = {node.id: node.name for node in network.nodes}
    headers = (tongue.text("Actor"), tongue.text("Relation"), tongue.text("To"), tongue.text("Sources"))
    rows = tuple(
        (names[tie.start], _word(tie.kind, tongue), names[tie.end], ", ".join(map(str, tie.sources)))
        for tie in network.ties
    )
    return DataTable(headers, rows)


def _network(spec: FigureSpec) -> Network:
    network = spec.holding(Network, _NEEDS)
    if not network.ties:
        raise ValueError(f"Figure {spec.id!r}: {_NEEDS}.")
    return network


def _word(kind: str, tongue: Tongue) -> str:
    return tongue.word(*(_OFFICE if kind == "office" else RELATIONS[kind]))


def _card_width(network: Network, columns: int, pen: Pen) -> float:
    """As wide as the names need and the figure has, pt."""
    natural = max(pen.span(node.name, LABEL) for node in network.nodes) * 1.08 + 2 * PAD + 2 * INDENT
    room = (WIDTH - 2 * ZONE - 10 - (columns - 1) * _NARROWEST_GUTTER) / columns
    return min(natural, room, _WIDEST)


def _card(card: Card, x: float, y: float, width: float, pen: Pen) -> Iterator[Mark]:
    """A frame with its rows; the name of the actor whose card it is is bold."""
    yield Rect(x, y, width, card.height, _ground(pen) if len(card.rows) > 1 else pen.palette.paper, pen.lead)
    for row in card.rows:
        first = y + row.middle - (len(row.lines) - 1) * LEADING / 2 + LABEL * 0.34
        for number, line in enumerate(row.lines):
            left = x + PAD + row.depth * INDENT
            yield pen.text(left, first + number * LEADING, line, bold=not row.depth)
        if not row.depth and len(card.rows) > 1:
            rule = y + row.top + row.height - ROW_GAP / 2
            yield Line(((x + PAD, rule + 1.2), (x + width - PAD, rule + 1.2)), pen.lead)


def _ground(pen: Pen) -> str:
    """Of a card that holds several actors."""
    return tint(pen.palette.quiet, pen.palette.paper, pen.palette.ink, 0.12)


def _lines(routes: Routes, kinds: list[str], mutual: list[bool], pen: Pen) -> Iterator[Mark]:
    """Lines first, their heads over them."""
    styled = [(STYLES[kind], points, both) for kind, points, both in zip(kinds, routes.lines, mutual, strict=True)]
    for style, points, _ in styled:
        yield from _line(style, points, pen)
    for style, points, both in styled:
        yield from _head(style, points[-2], points[-1], pen)
        if both:
            yield from _head(style, points[1], points[0], pen)


def _line(style: Style, points: tuple[tuple[float, float], ...], pen: Pen) -> Iterator[Mark]:
    if style.head in {"arrow", "bar", "ring"}:
        points = (*points[:-1], _short(points[-2], points[-1], 4.0 if style.head != "bar" else 3.0))
    points = _smooth(points)
    yield Line(points, _tone(style, pen), style.weight, style.dash)
    if style.double:
        yield Line(points, pen.palette.paper, style.weight * 0.42)


def _smooth(points: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], ...]:
    """The same with each slanting stretch bent into an S that leaves and arrives level."""
    made = [points[0]]
    for (x, y), (to_x, to_y) in pairwise(points):
        if abs(to_x - x) > _BENT and abs(to_y - y) > _BENT / 8:
            steps = (step / _STEPS for step in range(1, _STEPS))
            made += [(x + (to_x - x) * step, y + (to_y - y) * step * step * (3 - 2 * step)) for step in steps]
        made.append((to_x, to_y))
    return tuple(made)


def _short(start: tuple[float, float], end: tuple[float, float], by: float) -> tuple[float, float]:
    """The end of a level line, moved back."""
    return (end[0] - by if end[0] > start[0] else end[0] + by), end[1]


def _head(style: Style, start: tuple[float, float], end: tuple[float, float], pen: Pen) -> Iterator[Mark]:
    """What a level line ends with at `end`."""
    (x, y), way, tone = end, 1 if end[0] > start[0] else -1, _tone(style, pen)
    if style.head == "arrow":
        yield Area(
            (((x - way * 0.8, y), (x - way * (_HEAD + 0.8), y - 2.5), (x - way * (_HEAD + 0.8), y + 2.5)),), tone
        )
    elif style.head == "open":
        back = x - way * (_HEAD + 0.4)
        yield Line(((back, y - 2.6), (x - way * 0.8, y), (back, y + 2.6)), tone, 1.0)
    elif style.head == "bar":
        yield Line(((x - way * 3.0, y - 3.2), (x - way * 3.0, y + 3.2)), tone, 1.8)
    elif style.head == "ring":
        yield Dot(x - way * 2.6, y, 2.1, pen.palette.paper, tone)
    elif style.head == "dot":
        yield Dot(x - way * 2.2, y, 2.0, tone)


def _tone(style: Style, pen: Pen) -> str:
    return {"ink": pen.palette.ink, "emphasis": pen.emphasis, "secondary": pen.secondary}[style.tone]


def _bracket(bracket: Bracket, pen: Pen) -> Iterator[Mark]:
    """An upright with a tick to each row that it joins."""
    ink = pen.palette.ink
    yield Line(((bracket.x, bracket.top), (bracket.x, bracket.bottom)), ink, 1.0)
    for y in bracket.rows:
        yield Line(((bracket.edge, y), (bracket.x, y)), ink, 1.0)


def _key(kinds: set[str], baseline: float, pen: Pen, *, nested: bool) -> tuple[list[Mark], float]:
    """What each line means, and a card with several names; and where that ends, pt."""
    marks: list[Mark] = []
    x = 0.0
    for style in dict.fromkeys(STYLES[kind] for kind in STYLES if kind in kinds):
        words = dict.fromkeys(
            _word(kind, pen.tongue).rstrip(_LEAD) for kind in STYLES if kind in kinds and STYLES[kind] == style
        )
        label = pen.text(0, 0, " / ".join(words), size=NOTE, fill=pen.secondary)
        if x and x + _SAMPLE + 5 + label.span > WIDTH:
            x, baseline = 0.0, baseline + _KEY_LEADING
        y = baseline - NOTE * 0.35
        marks += [*_line(style, ((x, y), (x + _SAMPLE, y)), pen), *_head(style, (x, y), (x + _SAMPLE, y), pen)]
        marks.append(pen.text(x + _SAMPLE + 5, baseline, label.content, size=NOTE, fill=pen.secondary))
        x += _SAMPLE + 5 + label.span + _KEY_GAP
    if nested:
        told = pen.tongue.text("In one box: the actor at its head, and who belongs to it")
        label = pen.text(0, 0, told, size=NOTE, fill=pen.secondary)
        if x and x + 15 + label.span > WIDTH:
            x, baseline = 0.0, baseline + _KEY_LEADING
        marks.append(Rect(x + 0.5, baseline - 7, 10, 8, _ground(pen), pen.lead))
        marks.append(pen.text(x + 15, baseline, told, size=NOTE, fill=pen.secondary))
    return marks, baseline + 4
