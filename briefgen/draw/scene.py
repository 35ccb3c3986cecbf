"""What a figure is made of before it is written as SVG: marks on a plane in pt, from the top left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from briefgen.draw.colour import legible, mix
from briefgen.draw.lettering import clean, width
from briefgen.model.brand import Brand, Palette
from briefgen.model.tongue import ENGLISH, Tongue

FULL_WIDTH = 470.55
"""Text and label column together: 166 mm in pt."""
TEXT_WIDTH = 374.17
"""The text column alone: 132 mm in pt."""

NOTE = 7.5
"""Smallest type, pt."""
LABEL = 8.5
"""Captions and tables, pt."""
LEAD = 11.0
"""Figures that stand out, pt."""
RULE = 0.5
"""Weight of a rule, pt."""

ASCENT = 0.78
"""Of the type size, above the baseline."""
DESCENT = 0.24
"""Of the type size, below it."""

_CONDENSED = "Condensed"
_STRETCH = 1.3
"""A family that is not condensed is wider than the table of widths by no more than this."""


class Box(NamedTuple):
    """An upright rectangle, pt."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text.

    Attributes:
        x: Where it is anchored, pt.
        y: Its baseline, pt.
        size: Type size, pt.
        span: Measured width, pt.
        anchor: Which end stands at `x`: `start`, `middle` or `end`.
    """

    x: float
    y: float
    content: str
    size: float
    span: float
    fill: str
    bold: bool = False
    anchor: str = "start"

    @property
    def box(self) -> Box:
        """What it covers."""
        left = self.x - self.span * {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        return Box(left, self.y - ASCENT * self.size, left + self.span, self.y + DESCENT * self.size)


@dataclass(frozen=True, slots=True)
class Rect:
    """A filled rectangle, its edge drawn in `stroke` where there is one. pt."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    stroke: str | None = None

    @property
    def box(self) -> Box:
        """What it covers, without its edge."""
        return Box(self.x, self.y, self.x + self.width, self.y + self.height)


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled circle, its edge drawn in `stroke` where there is one. pt."""

    x: float
    y: float
    radius: float
    fill: str
    stroke: str | None = None

    @property
    def box(self) -> Box:
        """What it covers, without its edge."""
        return Box(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)


@dataclass(frozen=True, slots=True)
class Line:
    """A rule through two points or more. pt.

    Attributes:
        dash: Lengths of stroke and gap, in turn; () for a whole line.
    """

    points: tuple[tuple[float, float], ...]
    stroke: str
    weight: float = RULE
    dash: tuple[float, ...] = ()

    @property
    def box(self) -> Box:
        """What it runs through."""
        across, down = zip(*self.points, strict=True)
        return Box(min(across), min(down), max(across), max(down))


@dataclass(frozen=True, slots=True)
class Area:
    """Closed rings, filled by the even-odd rule. pt."""

    rings: tuple[tuple[tuple[float, float], ...], ...]
    fill: str
    stroke: str | None = None

    @property
    def box(self) -> Box:
        """What its rings run through."""
        across, down = zip(*(point for ring in self.rings for point in ring), strict=True)
        return Box(min(across), min(down), max(across), max(down))


Mark = Text | Rect | Dot | Line | Area


@dataclass(frozen=True, slots=True)
class Scene:
    """A laid-out figure: its marks in painting order.

    Attributes:
        width: pt.
        height: pt.
        families: CSS font families, first choice first.
    """

    width: float
    height: float
    marks: tuple[Mark, ...]
    families: tuple[str, ...]


class Pen:
    """What a figure is drawn with: the brand's colours and type.

    Attributes:
        palette: The brand's light tokens; the page puts drawings on light ground in the dark scheme too.
        families: CSS font families, first choice first.
        secondary: `quiet`, darkened until small type in it can be read on paper.
        emphasis: `accent`, likewise.
        lead: For lines from a thing to its name.
        hairline: For rules that only guide the eye.
        tongue: The language of the words in the figure.
    """

    def __init__(self, brand: Brand, tongue: Tongue = ENGLISH) -> None:
        """Take what is needed from the brand."""
        self.tongue = tongue
        typography = brand.typography
        self.palette: Palette = brand.color.palette
        self.families = typography.families(typography.headings)
        self.secondary = legible(self.palette.quiet, self.palette.paper, self.palette.ink)
        self.emphasis = legible(self.palette.accent, self.palette.paper, self.palette.ink)
        self.lead = mix(self.palette.quiet, self.palette.paper, 0.75)
        self.hairline = mix(self.palette.quiet, self.palette.paper, 0.55)
        self._stretch = 1.0 if _CONDENSED in typography.headings else _STRETCH

    def measured(self, size: float) -> float:
        """The type size to measure with, pt: larger than `size` where the brand's family is wide."""
        return size * self._stretch

    def span(self, content: str, size: float) -> float:
        """Width of a line, pt."""
        return width(clean(content), self.measured(size))

    def text(  # noqa: PLR0913 - a line of text has that many properties
        self,
        x: float,
        y: float,
        content: str,
        *,
        size: float = LABEL,
        fill: str | None = None,
        bold: bool = False,
        anchor: str = "start",
    ) -> Text:
        """A line of text, in ink unless told otherwise, measured in the brand's family."""
        content = clean(content)
        return Text(x, y, content, size, self.span(content, size), fill or self.palette.ink, bold, anchor)

    def scene(self, width_pt: float, height: float, marks: list[Mark]) -> Scene:
        """The finished figure."""
        return Scene(width_pt, height, tuple(marks), self.families)
