"""Figures: those that analysts call from Markdown, and those that parts carry by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefgen.compose import figures_of_parts as of_parts
from briefgen.compose import figures_of_places as of_places
from briefgen.compose import figures_of_ratings as of_ratings
from briefgen.compose.figure_choice import Choose, Layout
from briefgen.compose.figure_indicators import board
from briefgen.compose.figure_network import network
from briefgen.compose.figure_sources import sources
from briefgen.model.dossier import Call
from briefgen.model.figure import FigureSpec
from briefgen.model.parts import Part, SectionPart
from briefgen.model.place import Place
from briefgen.model.typography import typographic

FIGURES: Mapping[str, Choose] = {
    "history": of_ratings.history,
    "incident-map": of_places.incident_map,
    "incidents": of_places.incidents,
    "indicators": board,
    "map": of_places.locator,
    "matrix": of_parts.matrix,
    "ratings": of_ratings.ratings,
    "network": network,
    "scale": of_parts.scale,
    "scenarios": of_parts.scenarios,
    "sources": sources,
    "timeline": of_parts.timeline,
}
"""What chooses the data of each kind, a row of `KINDS` each."""


def figure_specs(layout: Layout) -> dict[str, FigureSpec]:
    """Every figure of the report by id, numbered in order of appearance."""
    specs: dict[str, FigureSpec] = {}
    for name in (name for part in layout.parts for name in part.figures):
        # What a part carries by itself is called by its kind.
        call = layout.plan.calls.get(name) or Call("figure", (name,), Place(""))
        kind = call.targets[0]
        chosen = FIGURES[kind](layout, call)
        if chosen:
            caption = typographic(call.caption or chosen.caption, layout.plan.report.language)
            specs[name] = FigureSpec(
                id=name,
                kind=kind,
                number=len(specs) + 1,
                caption=caption,
                data=chosen.data,
                source=tuple(sorted({*layout.cited(chosen.facts), *(layout.numbers[each] for each in chosen.sources)})),
                note=chosen.note,
            )
    return specs


def with_figures(part: Part, specs: Mapping[str, FigureSpec]) -> Part:
    """The part without figures that have nothing to show."""
    missing = {name for name in part.figures if name not in specs}
    if not missing:
        return part
    part = replace(part, figures=tuple(name for name in part.figures if name in specs))
    if isinstance(part, SectionPart):
        called = {
            address: tuple(name for name in names if name in specs) for address, names in part.body.figures.items()
        }
        part = replace(part, body=replace(part.body, figures=called))
    return part
