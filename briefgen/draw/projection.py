"""From the globe to the page: an equal-area projection, thinning and clipping of lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

Point = tuple[float, float]
Ring = tuple[Point, ...]

_EDGE_STEPS = 8


@dataclass(frozen=True, slots=True)
class Projection:
    """Lambert's azimuthal equal-area projection (Snyder, Map Projections: A Working Manual, 1987, p. 185).

    Attributes:
        longitude: Of its centre, degrees.
        latitude: Of its centre, degrees.
        scale: Points of the page for each radius of the earth.
        x: Where the centre lies, pt.
        y: Likewise, downwards.
    """

    longitude: float
    latitude: float
    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def __call__(self, points: Iterable[Point]) -> list[Point]:
        """Positions on the page, pt, of longitudes and latitudes in degrees."""
        sine, cosine = sin(radians(self.latitude)), cos(radians(self.latitude))
        placed = []
        for longitude, latitude in points:
            across, up = radians(longitude - self.longitude), radians(latitude)
            sine_up, cosine_up, cosine_across = sin(up), cos(up), cos(across)
            # The very antipode has no place; nothing near it is ever drawn.
            reach = max(1 + sine * sine_up + cosine * cosine_up * cosine_across, 1e-9)
            k = self.scale * sqrt(2 / reach)
            north = cosine * sine_up - sine * cosine_up * cosine_across
            placed.append((self.x + k * cosine_up * sin(across), self.y - k * north))
        return placed

    def inverse(self, x: float, y: float) -> Point:
        """Longitude and latitude, degrees, of a place on the page (Snyder, p. 186)."""
        right, up = (x - self.x) / self.scale, (self.y - y) / self.scale
        distance = hypot(right, up)
        if distance == 0:
            return self.longitude, self.latitude
        angle = 2 * asin(min(distance / 2, 1.0))
        sine, cosine = sin(radians(self.latitude)), cos(radians(self.latitude))
        latitude = asin(cos(angle) * sine + up * sin(angle) * cosine / distance)
        beside = distance * cosine * cos(angle) - up * sine * sin(angle)
        return self.longitude + degrees(atan2(right * sin(angle), beside)), degrees(latitude)


def framed(points: Sequence[Point], width: float, height: float, room: float, least: float) -> Projection:
    """A projection that shows the points in the middle of a view, with room around them.

    Args:
        points: Longitudes and latitudes, degrees.
        width: Of the view, pt.
        height: Of the view, pt.
        room: How many times the points' extent is shown.
        least: Least extent shown, in radii of the earth.
    """
    across, up = zip(*points, strict=True)
    centre = (min(across) + max(across)) / 2, (min(up) + max(up)) / 2
    across, down = zip(*Projection(*centre)(points), strict=True)
    wide = max((max(across) - min(across)) * room, least)
    high = max((max(down) - min(down)) * room, least * height / width)
    scale = min(width / wide, height / high)
    middle = (min(across) + max(across)) / 2, (min(down) + max(down)) / 2
    return Projection(*centre, scale, width / 2 - middle[0] * scale, height / 2 - middle[1] * scale)


def shown(projection: Projection, width: float, height: float) -> tuple[float, float, float, float]:
    """West, south, east and north, degrees, of what a view shows. The view holds no pole.

    They are those of points along its edge, with a degree to spare for what bulges between them.
    """
    steps = [step / _EDGE_STEPS for step in range(_EDGE_STEPS + 1)]
    edge = [(width * step, y) for step in steps for y in (0.0, height)]
    edge += [(x, height * step) for step in steps for x in (0.0, width)]
    across, up = zip(*(projection.inverse(x, y) for x, y in edge), strict=True)
    return min(across) - 1, min(up) - 1, max(across) + 1, max(up) + 1


def thinned(points: Sequence[Point], least: float) -> list[Point]:
    """The line without points nearer than `least` to the one before, in the points' unit. Its ends stay, so that lines still meet."""
    kept = [points[0]]
    for point in points[1:-1]:
        if hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) >= least:
            kept.append(point)
    return [*kept, points[-1]]


def clipped(ring: Sequence[Point], width: float, height: float) -> Ring:
    """The part of a ring inside the view, along whose edges it is closed (Sutherland and Hodgman, 1974)."""
    points = list(ring)
    for axis, limit, sign in ((0, 0.0, 1), (0, width, -1), (1, 0.0, 1), (1, height, -1)):
        points = _cut(points, axis, limit, sign)
    return tuple(points)


def _cut(points: list[Point], axis: int, limit: float, sign: int) -> list[Point]:
    """The ring's part on the inner side of one edge, which is where `sign` points from it."""
    inside = [(point[axis] - limit) * sign >= 0 for point in points]
    if all(inside) or not any(inside):
        return points if all(inside) else []
    kept: list[Point] = []
    for index, point in enumerate(points):
        if inside[index - 1] != inside[index]:
            before = points[index - 1]
            share = (limit - before[axis]) / (point[axis] - before[axis])
            kept.append((before[0] + (point[0] - before[0]) * share, before[1] + (point[1] - before[1]) * share))
        if inside[index]:
            kept.append(point)
    return kept


def inner_spans(rings: Sequence[Sequence[Point]], y: float) -> list[tuple[float, float]]:
    """Stretches of a horizontal line that lie inside the rings, even-odd, from left to right."""
    crossings = []
    for ring in rings:
        x1, y1 = ring[-1]
        for x2, y2 in ring:
            if (y1 <= y) != (y2 <= y):
                crossings.append(x1 + (y - y1) * (x2 - x1) / (y2 - y1))
            x1, y1 = x2, y2
    crossings.sort()
    return list(zip(crossings[::2], crossings[1::2], strict=False))
