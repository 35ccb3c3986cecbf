"""The actor network: who stands with whom, which lines are drawn, and that they can be followed."""

from __future__ import annotations

from itertools import combinations, pairwise

import board_samples as boards
import draw_samples as samples
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.draw import network
from briefgen.draw.network_cards import links, trees
from briefgen.draw.network_columns import crossings
from briefgen.draw.scene import Box, Line, Pen, Rect, Scene, Text
from briefgen.model.figure import FigureSpec, Network
from briefgen.model.tongue import ENGLISH

Segment = tuple[tuple[float, float], tuple[float, float]]
PEN = Pen(samples.brand())
NETWORKS = {name: spec for name, spec in boards.SPECS.items() if spec.kind == "network"}
DRAWN_BY_LOT = {
    f"{actors} actors, {ties} ties, {belonging} of ten belong": (actors, ties, belonging)
    for actors, ties, belonging in ((10, 15, 3), (15, 20, 0), (20, 30, 5), (25, 30, 0), (25, 40, 4), (40, 50, 6))
}


def laid_out(spec: FigureSpec) -> Scene:
    """The marks."""
    return network.lay_out(spec, PEN)


def lines(scene: Scene) -> list[Line]:
    """Lines of ties: not the rules in cards, not the paper inside double lines, nothing in the key."""
    quiet = {PEN.lead, PEN.palette.paper}
    cards = [mark for mark in scene.marks if isinstance(mark, Rect)]
    below = max(card.box.bottom for card in cards[: -1 if cards[-1].width < 11 else None])
    return [
        mark
        for mark in scene.marks
        if isinstance(mark, Line) and mark.stroke not in quiet and mark.box.top < below and len(mark.points) > 2
    ]


def crossed(one: Line, other: Line) -> bool:
    """Whether two lines cross, rather than begin or end together."""
    near = {one.points[0], one.points[-1]} & {other.points[0], other.points[-1]}
    return not near and any(_cross(*a, *b) for a in pairwise(one.points) for b in pairwise(other.points))


def _cross(a, b, c, d) -> bool:
    def side(p, q, r) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def runs_through(line: Line, box: Box) -> bool:
    """Whether a line has a point inside a box."""
    return any(
        box.left < x + (to_x - x) * step / 20 < box.right and box.top < y + (to_y - y) * step / 20 < box.bottom
        for (x, y), (to_x, to_y) in pairwise(line.points)
        for step in range(21)
    )


@pytest.mark.parametrize("spec", NETWORKS.values(), ids=NETWORKS.keys())
def test_no_line_runs_through_a_name(spec):
    """Whatever ties whom, every name stands clear of every line, its own lines included."""
    scene = laid_out(spec)
    names = [mark.box for mark in scene.marks if isinstance(mark, Text)]
    assert not [(line, box) for line in lines(scene) for box in names if runs_through(line, box)]


@pytest.mark.parametrize("spec", NETWORKS.values(), ids=NETWORKS.keys())
def test_no_line_runs_behind_a_card(spec):
    """A line over more than one column takes the passage kept for it."""
    scene = laid_out(spec)
    cards = [mark.box for mark in scene.marks if isinstance(mark, Rect) and mark.width > 11]
    assert not [(line, card) for line in lines(scene) for card in cards if runs_through(line, card)]


def test_the_seed_desks_network_hardly_crosses():
    """Thirty ties of fifteen actors: twelve lines, at most one crossing."""
    drawn = lines(laid_out(boards.SAHEL))
    assert len(drawn) <= 14
    assert sum(crossed(*pair) for pair in combinations(drawn, 2)) <= 1


@pytest.mark.parametrize(("actors", "ties", "belonging"), DRAWN_BY_LOT.values(), ids=DRAWN_BY_LOT.keys())
def test_networks_drawn_by_lot_can_be_followed(actors, ties, belonging):
    """No real network is as tangled as one drawn by lot; even there a line crosses fewer than two others on average."""
    counts = []
    for seed in range(4):
        drawn = lines(laid_out(boards.drawn_by_lot(actors, ties, seed, belonging)))
        counts.append(sum(crossed(*pair) for pair in combinations(drawn, 2)) / len(drawn))
    assert sum(counts) / len(counts) < 2


def test_who_belongs_to_whom_stands_in_one_card():
    """The members of a body, the body's force, a state's junta and the junta's minister: one card, four depths."""
    cards = [[(node.id, depth) for node, depth in card] for card in trees(boards.SAHEL.data)]
    assert cards[0] == [
        ("aes", 0), ("force", 1), ("burkina", 1), ("niger", 1), ("mali", 1), ("junta", 2), ("camara", 3),
    ]  # fmt: skip
    assert [("russia", 0), ("ministry", 1), ("belousov", 2)] in cards


def test_what_several_share_is_one_line():
    """Three states that left one body are one line from a bracket; what a card says is no line at all."""
    nodes = trees(boards.SAHEL.data)
    drawn = [(link.kind, link.start.actors, link.end.actors) for link in links(boards.SAHEL.data, nodes)]
    states = ("burkina", "niger", "mali")
    assert ("former-member-of", states, ("ecowas",)) in drawn
    assert ("opposes", ("jihadists",), states) in drawn
    assert not [kind for kind, *_ in drawn if kind in {"member-of", "part-of", "office"}]


def test_a_circle_of_belonging_is_broken_once():
    """A part of B, B of C, C of A: one card, and the tie that would close the circle is a line."""
    spec = boards.SPECS["network that goes in a circle"]
    nodes = trees(spec.data)
    assert [len(card) for card in nodes] == [3]
    assert len(links(spec.data, nodes)) == 1


def test_styles_differ_without_colour():
    """Printed in one ink, no kind of line looks like another, except those that the key names together."""
    looks = {kind: (style.head, style.dash, style.double) for kind, style in network.STYLES.items()}
    alike = [{kind for kind, look in looks.items() if look == other} for other in looks.values()]
    together = {"member-of", "part-of", "office"}, {"succeeds", "replaces"}
    assert all(len(kinds) == 1 or kinds in together for kinds in alike)


def test_the_key_explains_what_is_drawn_and_nothing_else():
    """A network of two that oppose each other has one entry."""
    scene = laid_out(NETWORKS["network of one tie"])
    assert {mark.content for mark in scene.marks if isinstance(mark, Text)} == {"Mali", "Ukraine", "opposes"}


def test_the_table_has_every_tie_with_its_sources():
    """One row a tie, in words."""
    table = network.tabulate(boards.SAHEL, ENGLISH)
    assert len(table.rows) == len(boards.SAHEL.data.ties)
    assert ("Russia", "opposes", "Ukraine", "1, 2") in table.rows


def test_a_tie_that_both_have_is_said_once_and_heads_both_ways():
    """Mali opposes Niger and Niger Mali: one line with a bar at each end."""
    spec = boards.network({"a": "Mali", "b": "Niger"}, ("a", "opposes", "b"), ("b", "opposes", "a"))
    scene = laid_out(spec)
    bars = [mark for mark in scene.marks if isinstance(mark, Line) and mark.weight == 1.8]
    assert len(bars) == 3  # one of them in the key
    assert len(spec.data.ties) == 1


def test_actors_without_ties_are_an_error():
    """There is nothing to show."""
    with pytest.raises(ValueError, match="needs actors and what ties them"):
        laid_out(FigureSpec("x", "network", 1, "Nobody", Network(boards.SAHEL.data.nodes, ())))


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=12))
def test_crossings_are_inversions(ends):
    """Counted as by comparing every pair."""
    slow = sum((a < c and b > d) or (a > c and b < d) for (a, b), (c, d) in combinations(ends, 2))
    assert crossings(ends) == slow


@settings(max_examples=20)
@given(st.integers(2, 25), st.integers(1, 30), st.integers(0, 2**31), st.integers(0, 9))
def test_any_network_holds(actors, ties, seed, belonging):
    """Names keep apart, and nothing leaves the figure."""
    spec = boards.drawn_by_lot(actors, min(ties, actors), seed, belonging)
    scene = laid_out(spec)
    boxes = [mark.box for mark in scene.marks if isinstance(mark, Text)]
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    for mark in scene.marks:
        assert mark.box.left >= -0.3
        assert mark.box.right <= scene.width + 0.3
        assert mark.box.top + 0.3 >= 0
        assert mark.box.bottom <= scene.height + 0.3
