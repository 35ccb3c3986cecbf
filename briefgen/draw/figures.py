"""Figures by kind. A new kind is one new file in this room and one line in the table."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from briefgen.draw import map as locator
from briefgen.draw import matrix, scale, scenarios, timeline
from briefgen.draw.lettering import clean
from briefgen.draw.scene import Pen, Scene
from briefgen.draw.svg import write
from briefgen.model.brand import Brand
from briefgen.model.figure import Drawing, FigureSpec
from briefgen.model.tongue import ENGLISH, Tongue


class Figure(NamedTuple):
    """How one kind of figure is drawn.

    Attributes:
        lay_out: Its marks. Raises ValueError where the specification holds nothing of its kind to draw.
        tell: The same in words.
    """

    lay_out: Callable[[FigureSpec, Pen], Scene]
    tell: Callable[[FigureSpec, Tongue], str]


FIGURES = {
    "map": Figure(locator.lay_out, locator.tell),
    "matrix": Figure(matrix.lay_out, matrix.tell),
    "scale": Figure(scale.lay_out, scale.tell),
    "scenarios": Figure(scenarios.lay_out, scenarios.tell),
    "timeline": Figure(timeline.lay_out, timeline.tell),
}


def draw(spec: FigureSpec, brand: Brand, tongue: Tongue = ENGLISH) -> Drawing:
    """Draw a figure in the brand's colours and type, for light paper.

    Args:
        spec: What it shows.
        brand: Whose colours and type.
        tongue: The language of the words in it.

    Returns:
        The SVG, and the figure in words.

    Raises:
        ValueError: If the kind is unknown, or the specification holds nothing of its kind to draw.
    """
    scene = lay_out(spec, brand, tongue)
    return Drawing(svg=write(scene, spec.caption), alternative=clean(FIGURES[spec.kind].tell(spec, tongue)))


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
    return figure.lay_out(spec, Pen(brand, tongue))
