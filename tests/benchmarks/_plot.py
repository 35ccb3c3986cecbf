"""A plot of lines over two logarithmic axes, as SVG: for growth over orders of magnitude, and for no more than that."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT = 720, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 190, 40, 52
_COLOURS = ("#8a3b12", "#1d5c8a", "#3f7d3a", "#7a4b8a", "#9a7b1c", "#555555")
_MARKS = ("circle", "square", "diamond")


@dataclass(frozen=True)
class Line:
    """One line: its name stands at its end.

    Attributes:
        points: Both coordinates above nought.
    """

    name: str
    points: tuple[tuple[float, float], ...]


def plot(title: str, lines: Sequence[Line], across: str, up: str) -> str:
    """The whole SVG.

    Args:
        title: What it shows.
        lines: With a point each at least.
        across: What the horizontal axis counts.
        up: What the vertical one does.
    """
    xs = [x for line in lines for x, _ in line.points]
    ys = [y for line in lines for _, y in line.points]
    wide, high = _Axis(xs, _LEFT, _WIDTH - _RIGHT), _Axis(ys, _HEIGHT - _BOTTOM, _TOP)
    body = [*_grid(wide, high, across, up), *_drawn(lines, wide, high)]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" font-family="sans-serif" font-size="12">'
    ground = f'<title>{escape(title)}</title><rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>'
    return "\n".join([head, ground, *body, "</svg>"]) + "\n"


class _Axis:
    """From values to places on paper, by whole powers of ten."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        self._first = math.floor(math.log10(min(values)) + 1e-9)
        self._last = max(math.ceil(math.log10(max(values)) - 1e-9), self._first + 1)
        self._start, self._end = start, end

    def at(self, value: float) -> float:
        share = (math.log10(value) - self._first) / (self._last - self._first)
        return self._start + share * (self._end - self._start)

    def ticks(self) -> Iterator[float]:
        return (10.0**power for power in range(self._first, self._last + 1))


def _grid(wide: _Axis, high: _Axis, across: str, up: str) -> Iterator[str]:
    bottom, right = _HEIGHT - _BOTTOM, _WIDTH - _RIGHT
    for tick in wide.ticks():
        x = wide.at(tick)
        yield f'<path d="M{x:.1f} {_TOP}V{bottom}" stroke="#ddd"/>'
        yield f'<text x="{x:.1f}" y="{bottom + 18}" text-anchor="middle">{tick:,g}</text>'
    for tick in high.ticks():
        y = high.at(tick)
        yield f'<path d="M{_LEFT} {y:.1f}H{right}" stroke="#ddd"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{tick:,g}</text>'
    yield f'<text x="{(_LEFT + right) / 2}" y="{_HEIGHT - 10}" text-anchor="middle">{escape(across)}</text>'
    yield f'<text x="{_LEFT - 48}" y="{_TOP - 16}">{escape(up)}</text>'


def _drawn(lines: Sequence[Line], wide: _Axis, high: _Axis) -> Iterator[str]:
    taken: list[float] = []
    for number, line in enumerate(lines):
        colour, mark = _COLOURS[number % len(_COLOURS)], _MARKS[number % len(_MARKS)]
        places = [(wide.at(x), high.at(y)) for x, y in line.points]
        yield f'<path d="M{" L".join(f"{x:.1f} {y:.1f}" for x, y in places)}" fill="none" stroke="{colour}" stroke-width="2"/>'
        yield from (_mark(mark, x, y, colour) for x, y in places)
        name = places[-1][1]
        while any(abs(name - other) < 14 for other in taken):
            name += 4
        taken.append(name)
        yield f'<text x="{_WIDTH - _RIGHT + 12}" y="{name + 4:.1f}" fill="{colour}">{escape(line.name)}</text>'


def _mark(shape: str, x: float, y: float, colour: str) -> str:
    """A line is known by its marks too, not by its colour alone."""
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'
    turned = f' transform="rotate(45 {x:.1f} {y:.1f})"' if shape == "diamond" else ""
    return f'<rect x="{x - 3.5:.1f}" y="{y - 3.5:.1f}" width="7" height="7" fill="{colour}"{turned}/>'
