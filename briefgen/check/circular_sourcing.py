"""BG206 circular-sourcing: sources name each other as what they rest on, so that the way to an origin never ends.

Why it matters: an origin is where information starts. In a circle nothing starts, and no count of independent origins
means anything. Two outlets that quote each other are how a rumour becomes a "widely reported" fact.

Example: `outlet-a` has `derived_from: [outlet-b]`, and `outlet-b` has `derived_from: [outlet-a]`.

Mend: read both again and find who had it first. Take the entry out that leads back, or name the origin that both rest
on. Where only one passage rests on the other outlet, say so in the passage's `origins` and not for the whole source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.check.basis.leaning import inside
from briefgen.check.finding import Finding
from briefgen.model.assessment import Assessment
from briefgen.model.saying import saying
from briefgen.model.source import Source


def circular_sourcing(assessment: Assessment) -> Iterator[Finding]:
    """One error for each circle among the sources."""
    dossier = assessment.dossier
    for circle in _circles(dossier.sources):
        last, first = circle[-1], circle[0]
        way = " → ".join((*circle, first))
        entry = dossier.sources[last].derived_from.index(first)
        yield Finding(
            saying("the source '%(first)s' rests on itself: %(way)s", first=first, way=way)
            if len(circle) == 1
            else saying("sources rest on each other: %(way)s", way=way),
            saying("Find out who had it first, and take out the entry of `derived_from` that leads back."),
            inside(dossier.places.get(("source", last)), "derived_from", entry),
            about=first,
        )


def _circles(sources: Mapping[str, Source]) -> list[tuple[str, ...]]:
    """Circles, each begun at its first id in the alphabet: one for each way back that a walk meets.

    A walk in depth without recursion, because chains can be long. Where circles share a stretch, those that share all
    but their way back are found one by one; at least one of every knot is.
    """
    found: dict[tuple[str, ...], None] = {}
    done: set[str] = set()
    for start in sorted(sources):
        way = {start: iter(sources[start].derived_from)} if start not in done else {}
        while way:
            here = next(reversed(way))
            name = next((each for each in way[here] if each in sources and each not in done), None)
            if name is None:
                done.add(here)
                del way[here]
            elif name in way:
                found.setdefault(_turned(tuple(way)[list(way).index(name) :]))
            else:
                way[name] = iter(sources[name].derived_from)
    return list(found)


def _turned(circle: tuple[str, ...]) -> tuple[str, ...]:
    """The same circle from its first id on."""
    first = circle.index(min(circle))
    return circle[first:] + circle[:first]
