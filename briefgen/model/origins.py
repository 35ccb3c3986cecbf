"""Independence: outlets are not origins. Sources that reach the same origin count once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.model.assessment import OriginGroup
from briefgen.model.fact import Evidence
from briefgen.model.source import Source, resting_on


def reached(evidence: Evidence, sources: Mapping[str, Source]) -> frozenset[str]:
    """Ids of everything a passage rests on, directly or through others.

    A passage rests on the origins named for it, else on those of its whole source; a source that names nobody is its
    own origin. A source or actor that is not in `sources` ends the way.
    """
    source = sources.get(evidence.source)
    start = evidence.origins or (source.derived_from if source else ())
    return resting_on(start, sources) if start else frozenset((evidence.source,))


def origin_groups(passages: Iterable[Evidence], sources: Mapping[str, Source]) -> tuple[OriginGroup, ...]:
    """Passages joined wherever they reach a common origin (union-find), largest group first, then by first origin."""
    groups: list[tuple[set[str], set[str]]] = []
    for passage in passages:
        nodes, members = set(reached(passage, sources)), {passage.source}
        apart = []
        for other_nodes, other_members in groups:
            if other_nodes.isdisjoint(nodes):
                apart.append((other_nodes, other_members))
            else:
                nodes |= other_nodes
                members |= other_members
        groups = [*apart, (nodes, members)]
    made = (OriginGroup(_ends(nodes, sources), tuple(sorted(members))) for nodes, members in groups)
    return tuple(sorted(made, key=lambda group: (-len(group.sources), group.origins)))


def _ends(nodes: Iterable[str], sources: Mapping[str, Source]) -> tuple[str, ...]:
    """The origins that rest on nobody else; all of them where they only rest on each other."""
    nodes = set(nodes)
    ends = {node for node in nodes if node not in sources or not sources[node].derived_from}
    return tuple(sorted(ends or nodes))
