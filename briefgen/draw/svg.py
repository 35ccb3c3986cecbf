"""A scene written as SVG: plain shapes with literal colours, which the engine and every browser draw alike.

No ids, so that any number of figures can stand in one page; no style sheet, because none reaches a drawing in print.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from briefgen.draw.lettering import clean, runs_right_to_left
from briefgen.draw.scene import RULE, Area, Dot, Line, Mark, Rect, Scene, Text

_SEMIBOLD = "600"


def write(scene: Scene, title: str, words: str = "") -> str:
    """The scene as one SVG element, sized in pt, with the title as its name and what it shows in words as its description.

    The same scene gives the same bytes: numbers are rounded to two decimals, attributes keep their order.
    """
    size = f"{number(scene.width)} {number(scene.height)}"
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": f"{number(scene.width)}pt",
        "height": f"{number(scene.height)}pt",
        "viewBox": f"0 0 {size}",
        "role": "img",
        "font-family": _families(scene.families),
    }
    body = "".join(_WRITERS[type(mark)](mark) for mark in scene.marks)
    described = element("desc", {}, _escaped(words)) if words else ""
    return element("svg", attributes, f"<title>{_escaped(title)}</title>{described}{body}")


def element(name: str, attributes: dict[str, str], content: str = "") -> str:
    """One element. Attribute values are escaped here; the content is markup already.

    Args:
        name: Element name.
        attributes: In the order they are to be written.
        content: Markup inside it.
    """
    written = "".join(f' {key}="{_escaped(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def number(value: float, decimals: int = 2) -> str:
    """The value with at most so many decimals (at least one), without trailing zeros or a negative zero."""
    written = f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def _escaped(text: str) -> str:
    """Text that neither ends an element nor an attribute."""
    return escape(clean(text), quote=True)


def _families(families: tuple[str, ...]) -> str:
    """A CSS font list: names quoted, a generic last."""
    names = ("".join(part for part in family if part not in "'\"\\;,") for family in families)
    return ", ".join([*(f"'{name}'" for name in names), "sans-serif"])


def _edge(stroke: str | None) -> dict[str, str]:
    """Attributes of a thin edge, none where there is no stroke."""
    return {"stroke": stroke, "stroke-width": number(RULE)} if stroke else {}


def _text(mark: Text) -> str:
    """A line of text."""
    attributes = {"x": number(mark.x), "y": number(mark.y), "font-size": number(mark.size), "fill": mark.fill}
    if mark.bold:
        attributes["font-weight"] = _SEMIBOLD
    if mark.anchor != "start":
        attributes["text-anchor"] = mark.anchor
    content = _escaped(mark.content)
    # Isolated, a line from right to left is ordered by itself, and its anchors mean what they mean elsewhere.
    return element("text", attributes, f"\u2067{content}\u2069" if runs_right_to_left(mark.content) else content)


def _rect(mark: Rect) -> str:
    """A rectangle."""
    place = {"x": number(mark.x), "y": number(mark.y), "width": number(mark.width), "height": number(mark.height)}
    return element("rect", {**place, "fill": mark.fill, **_edge(mark.stroke)})


def _dot(mark: Dot) -> str:
    """A circle."""
    place = {"cx": number(mark.x), "cy": number(mark.y), "r": number(mark.radius)}
    return element("circle", {**place, "fill": mark.fill, **_edge(mark.stroke)})


def _line(mark: Line) -> str:
    """A rule."""
    attributes = {"d": _trace(mark.points), "fill": "none", "stroke": mark.stroke, "stroke-width": number(mark.weight)}
    if mark.dash:
        attributes["stroke-dasharray"] = " ".join(map(number, mark.dash))
    return element("path", attributes)


def _area(mark: Area) -> str:
    """Filled rings."""
    trace = "".join(f"{_trace(ring, decimals=1)}Z" for ring in mark.rings)
    return element("path", {"d": trace, "fill": mark.fill, "fill-rule": "evenodd", **_edge(mark.stroke)})


def _trace(points: tuple[tuple[float, float], ...], decimals: int = 2) -> str:
    """Path data through the points."""
    return "M" + "L".join(f"{number(x, decimals)} {number(y, decimals)}" for x, y in points)


_WRITERS: dict[type[Mark], Callable[[Any], str]] = {
    Text: _text,
    Rect: _rect,
    Dot: _dot,
    Line: _line,
    Area: _area,
}
