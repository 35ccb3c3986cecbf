"""Figures by kind.

A new kind is a row in `model/figure_kinds.py` with its parameters, its noun in `model/figure.py`, what it selects in
`model/asked.py`, what chooses its data in a file of the compose room with a row in `compose/figures.py`, and what draws it
in a file of this room with a row in the table here.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import NamedTuple

from briefgen.draw import (
    history,
    incident_map,
    incidents,
    indicators,
    matrix,
    network,
    ratings,
    scale,
    scenarios,
    sources,
    timeline,
)
from briefgen.draw import map as locator
from briefgen.draw.lettering import clean
from briefgen.draw.mirror import mirrored
from briefgen.draw.scene import Pen, Scene
from briefgen.draw.svg import write
from briefgen.model.brand import Brand
from briefgen.model.figure import DataTable, Drawing, FigureSpec
from briefgen.model.tongue import ENGLISH, Tongue


class Figure(NamedTuple):
    """How one kind of figure is drawn.

    Attributes:
        lay_out: Its marks. Raises ValueError where the specification holds nothing of its kind to draw.
        tell: The same in words.
        tabulate: The same as a table.
    """

    lay_out: Callable[[FigureSpec, Pen], Scene]
    tell: Callable[[FigureSpec, Tongue], str]
    tabulate: Callable[[FigureSpec, Tongue], DataTable]


def _drawn_in(file: ModuleType) -> Figure:
    """What a figure's file defines, each under the name it has here."""
    return Figure(file.lay_out, file.tell, file.tabulate)


FIGURES = {
    "history": _drawn_in(history),
    "incident-map": _drawn_in(incident_map),
    "incidents": _drawn_in(incidents),
    "indicators": _drawn_in(indicators),
    "map": _drawn_in(locator),
    "matrix": _drawn_in(matrix),
    "ratings": _drawn_in(ratings),
    "network": _drawn_in(network),
    "scale": _drawn_in(scale),
    "scenarios": _drawn_in(scenarios),
    "sources": _drawn_in(sources),
    "timeline": _drawn_in(timeline),
}

_OF_GROUND = frozenset({"map", "incident-map"})
"""Kinds whose left is west, on whatever page."""


def draw(spec: FigureSpec, brand: Brand, tongue: Tongue = ENGLISH) -> Drawing:
    """Draw a figure in the brand's colours and type, for light paper.

    Args:
        spec: What it shows.
        brand: Whose colours and type.
        tongue: The language of the words in it.

    Returns:
        The SVG, and the figure in words and as a table.

    Raises:
        ValueError: If the kind is unknown, or the specification holds nothing of its kind to draw.
    """
    scene = lay_out(spec, brand, tongue)
    figure = FIGURES[spec.kind]
    table = figure.tabulate(spec, tongue)
    words = clean(figure.tell(spec, tongue))
    return Drawing(
        svg=write(scene, spec.caption, words),
        alternative=words,
        table=DataTable(table.headers, tuple(tuple(clean(cell) for cell in row) for row in table.rows)),
    )


def on_map(spec: FigureSpec) -> bool:
    """Whether the atlas has at least one of the countries that a map is to show."""
    return bool(locator.framable(spec))


def lay_out(spec: FigureSpec, brand: Brand, tongue: Tongue = ENGLISH) -> Scene:
    """The figure's marks, before they are written.

    Raises:
        ValueError: As for `draw`.
    """
    figure = FIGURES.get(spec.kind)
    if figure is None:
        raise ValueError(f"Unknown kind of figure {spec.kind!r}. Known: {', '.join(sorted(FIGURES))}.")
    scene = figure.lay_out(spec, Pen(brand, tongue))
    return mirrored(scene) if tongue.direction == "rtl" and spec.kind not in _OF_GROUND else scene
