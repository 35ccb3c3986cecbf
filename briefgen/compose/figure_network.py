"""The actor network: which actors and ties of a report it shows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from briefgen.compose.figure_choice import Chosen, Layout
from briefgen.model.asked import Tie, ties
from briefgen.model.dossier import Call
from briefgen.model.figure import Network, NetworkNode, NetworkTie
from briefgen.model.parts import ActorsPart
from briefgen.model.typography import typographic

MOST = 25
"""Actors in a network, where the call does not say otherwise: more cannot be read."""


_LINES = 52
"""Lines that all names take together, at the most: all might stand in one card, and a figure stands on one page."""
_LETTERS = 18
"""So many letters of a name stand on a line, at least."""
_FEWEST = 3
"""Ties that a network has which nobody asked for: fewer are said in words sooner."""


def network(layout: Layout, call: Call) -> Chosen | None:
    """The report's actors and how they stand to each other, the most connected first where there are too many."""
    used = frozenset(layout.plan.cited)
    found = [tie for tie in ties(call, layout.dossier, used) if not used.isdisjoint(tie.facts)]
    part = layout.part(ActorsPart)
    if part and not call.parameters:
        listed = {entry.id for entry in part.actors}
        found = [tie for tie in found if {tie.start, tie.end} <= listed]
    asked = call in layout.plan.calls.values()
    if len(found) < (1 if asked else _FEWEST):
        return None
    most = int(dict(call.parameters).get("most", MOST))
    kept, left_out = _kept(found, most, {name: actor.name for name, actor in layout.dossier.actors.items()})
    actors = layout.dossier.actors
    language = layout.plan.report.language
    nodes = (NetworkNode(name, typographic(actors[name].name, language), actors[name].kind.value) for name in kept)
    drawn = [tie for tie in found if tie.start in kept and tie.end in kept]
    tongue = layout.tongue
    note = tongue.text("Only actors for whom the sources say how they stand to another.")
    if left_out:
        more = tongue.count(
            "%(num)d more actor with fewer ties is left out.",
            "%(num)d more actors with fewer ties are left out.",
            left_out,
        )
        note = f"{note} {more}"
    return Chosen(
        Network(
            tuple(sorted(nodes, key=lambda node: (node.name.casefold(), node.id))), _merged(drawn, layout), left_out
        ),
        tuple(dict.fromkeys(fact for tie in drawn for fact in tie.facts)),
        tongue.text("Who backs, opposes and belongs to whom"),
        note,
    )


def _kept(found: Sequence[Tie], most: int, names: Mapping[str, str]) -> tuple[frozenset[str], int]:
    """The most connected actors that have a tie among each other, and how many that leaves out."""
    degree = Counter(end for tie in found for end in (tie.start, tie.end))
    ranked = sorted(degree, key=lambda name: (-degree[name], name))
    lines = accumulate(min(-(-len(names[name]) // _LETTERS), 3) for name in ranked)
    chosen = {name for name, reached in zip(ranked[:most], lines, strict=False) if reached <= _LINES}
    joined = {end for tie in found if {tie.start, tie.end} <= chosen for end in (tie.start, tie.end)}
    return frozenset(joined), len(degree) - len(joined)


def _merged(found: Iterable[Tie], layout: Layout) -> tuple[NetworkTie, ...]:
    """Each tie once, with what both sides say of it."""
    facts: Mapping[tuple[str, str, str], list[str]] = defaultdict(list)
    for tie in found:
        facts[tie.start, tie.end, tie.kind] += tie.facts
    merged = []
    for (start, end, kind), carried in facts.items():
        back = facts.get((end, start, kind))
        if back is None or (start, end) < (end, start):
            merged.append(NetworkTie(start, end, kind, back is not None, layout.cited((*carried, *(back or ())))))
    return tuple(merged)
