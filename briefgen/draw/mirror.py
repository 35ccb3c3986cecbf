"""A figure for a page from right to left: what stood at the left stands at the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from briefgen.draw.scene import Area, Dot, Line, Mark, Rect, Scene, Text

_OTHER_END = {"start": "end", "middle": "middle", "end": "start"}


def mirrored(scene: Scene) -> Scene:
    """The scene with its sides exchanged. Words stay as they are, anchored at their other end."""
    return replace(scene, marks=tuple(_MIRRORED[type(mark)](mark, scene.width) for mark in scene.marks))


def _text(mark: Text, width: float) -> Text:
    return replace(mark, x=width - mark.x, anchor=_OTHER_END[mark.anchor])


def _rect(mark: Rect, width: float) -> Rect:
    return replace(mark, x=width - mark.x - mark.width)


def _dot(mark: Dot, width: float) -> Dot:
    return replace(mark, x=width - mark.x)


def _line(mark: Line, width: float) -> Line:
    return replace(mark, points=tuple((width - x, y) for x, y in mark.points))


def _area(mark: Area, width: float) -> Area:
    return replace(mark, rings=tuple(tuple((width - x, y) for x, y in ring) for ring in mark.rings))


_MIRRORED: dict[type[Mark], Callable[[Any, float], Mark]] = {
    Text: _text,
    Rect: _rect,
    Dot: _dot,
    Line: _line,
    Area: _area,
}
