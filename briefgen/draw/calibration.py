"""Reliability diagrams: what the desk said across, what came true up, so that a calibrated desk follows the diagonal.

The verification of weather forecasts knows it as the reliability diagram: D. S. Wilks, "Statistical methods in the
atmospheric sciences", Academic Press 1995.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from briefgen.draw.colour import mix
from briefgen.draw.lettering import clean, fit, wrap
from briefgen.draw.scene import FULL_WIDTH, LABEL, LEAD, NOTE, Box, Dot, Line, Mark, Pen, Rect, Scene, Text
from briefgen.draw.svg import element, write
from briefgen.model.brand import Brand
from briefgen.model.calibration import FEW_IN_BAND, BandRecord, CalibrationPanel, scale_name
from briefgen.model.figure import Drawing
from briefgen.model.scales import SCALES
from briefgen.model.tongue import ENGLISH, Tongue
from briefgen.model.vocabulary import FINDINGS, SCALE_NAMES, likelihood_term, percent, range_in_words

MARGIN = 14.0
"""Around the figure, which stands alone in its file, pt."""
WIDTH = FULL_WIDTH + 2 * MARGIN

_GUTTER = 22.0
"""Between two diagrams side by side, pt."""
_LEFT = 38.0
"""Room for the labels of the upright axis, pt."""
_HEAD = 26.0
"""Room for a diagram's title, pt."""
_FOOT = 36.0
"""Room for the labels of the level axis, pt."""
_LEADING = 11.0
_LARGEST = 350.0
"""Side of a diagram that stands alone, pt."""
_TICKS = range(0, 101, 20)
_SPAN_WEIGHT = 1.6
_BAR_WEIGHT = 1.0
_SMALLEST_DOT, _LARGEST_DOT = 2.4, 7.0
_DOT_GROWTH = 0.45
"""Radius grows with the root of the count: the area tells it."""
_CAP = 2.5
"""Half the length of the cross strokes that end an interval, pt."""
_OVERHANG = 18.0
"""How far a count may stand out on the right of a diagram, pt."""
_STEPS = (0.0, 4.0, 8.0, 12.0)
"""How far a count may move up or down along its interval to find room, pt."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where one diagram stands: top left corner and side of its square, pt."""

    left: float
    top: float
    side: float

    def across(self, share: float) -> float:
        """Where a likelihood lies."""
        return self.left + self.side * share / 100

    def up(self, share: float) -> float:
        """Where a share lies."""
        return self.top + self.side * (1 - share / 100)

    def holds(self, box: Box) -> bool:
        """Whether the box lies inside, or not far out on the right."""
        across = self.left <= box.left and box.right <= self.left + self.side + _OVERHANG
        return across and self.top <= box.top and box.bottom <= self.top + self.side


def draw_calibration(
    panels: Sequence[CalibrationPanel], caption: str, brand: Brand, tongue: Tongue = ENGLISH
) -> Drawing:
    """Reliability diagrams, one for each panel, as a figure that stands alone: with its caption, key and description.

    Args:
        panels: At least one; two stand side by side.
        caption: What they show.
        brand: Whose colours and type.
        tongue: The language of the words in it.

    Raises:
        ValueError: If there is no panel.
    """
    words = tell(panels, caption, tongue)
    head, end, rest = write(lay_out(panels, caption, Pen(brand, tongue)), caption).partition("</title>")
    return Drawing(svg=head + end + element("desc", {}, _escaped(words)) + rest, alternative=words)


def lay_out(panels: Sequence[CalibrationPanel], caption: str, pen: Pen) -> Scene:
    """The marks of all panels.

    Raises:
        ValueError: If there is no panel.
    """
    if not panels:
        raise ValueError("A reliability diagram needs a resolved judgement.")
    marks: list[Mark] = []
    baseline = MARGIN + LEAD
    for line in wrap(caption, FULL_WIDTH, pen.measured(LEAD)):
        marks.append(pen.text(MARGIN, baseline, line, size=LEAD, bold=True))
        baseline += LEAD * 1.3
    bottom = baseline
    for panel, frame in zip(panels, _frames(len(panels), baseline), strict=True):
        marks += _panel(panel, frame, pen)
        bottom = frame.top + frame.side + _FOOT
    for line in wrap(_key(pen.tongue), FULL_WIDTH, pen.measured(NOTE)):
        bottom += _LEADING
        marks.append(pen.text(MARGIN, bottom, line, size=NOTE, fill=pen.secondary))
    height = bottom + MARGIN
    return pen.scene(WIDTH, height, [Rect(0, 0, WIDTH, height, pen.palette.paper), *marks])


def tell(panels: Sequence[CalibrationPanel], caption: str, tongue: Tongue = ENGLISH) -> str:
    """The diagrams in words: each band with its count, share and interval."""
    said = [f"{caption}."]
    semicolon = tongue.word("between clauses", "; ")
    for panel in panels:
        bands = semicolon.join(_told(band, tongue) for band in panel.bands)
        said.append(
            tongue.text(
                "%(title)s, %(scale)s, %(count)s resolved: %(bands)s.",
                title=panel.title,
                scale=_scale(panel, tongue),
                count=panel.count,
                bands=bands,
            )
        )
    return clean(" ".join(said))


def _told(band: BandRecord, tongue: Tongue) -> str:
    counted = tongue.text(
        "%(term)s (%(range)s): %(true)s of %(count)s came true",
        term=likelihood_term(band.term, tongue),
        range=range_in_words(band.range, tongue),
        true=band.came_true,
        count=band.count,
    )
    if band.too_few:
        return tongue.text("%(counted)s, too few to tell", counted=counted)
    low, high = (f"{100 * bound:.0f}" for bound in band.interval)
    return tongue.text(
        "%(counted)s, %(share)s, 95 %% interval %(interval)s, %(finding)s",
        counted=counted,
        share=percent(f"{100 * band.share:.0f}", tongue),
        interval=percent(f"{low}–{high}", tongue),
        finding=tongue.word(*FINDINGS[band.finding]),
    )


def _key(tongue: Tongue) -> str:
    """What the marks mean."""
    return tongue.text(
        "Dot: the share of a band’s judgements that came true; the number beside it says of how many. Hollow: fewer "
        "than %(few)s, too few to tell. Level bar: the band. Upright bar: 95 %% interval (Wilson). Grey boxes: where "
        "the dots of a calibrated desk lie. Diagonal: perfect calibration.",
        few=FEW_IN_BAND,
    )


def _scale(panel: CalibrationPanel, tongue: Tongue) -> str:
    return tongue.word(*SCALE_NAMES[panel.scale]) if panel.scale in SCALE_NAMES else scale_name(panel.scale)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _frames(number: int, top: float) -> Iterator[_Frame]:
    """Squares for so many diagrams: one large, or two in a row."""
    columns = min(number, 2)
    cell = (FULL_WIDTH - _GUTTER * (columns - 1)) / columns
    side = min(cell - _LEFT - 6, _LARGEST)
    for index in range(number):
        row, column = divmod(index, columns)
        left = MARGIN + column * (cell + _GUTTER) + _LEFT
        yield _Frame(left, top + row * (_HEAD + side + _FOOT) + _HEAD, side)


def _panel(panel: CalibrationPanel, frame: _Frame, pen: Pen) -> Iterator[Mark]:
    """One diagram: ground, axes, then a bar, an interval and a dot for each band, then the counts."""
    yield from _boxes(panel, frame, pen)
    yield from _axes(panel, frame, pen)
    drawn: list[Mark] = []
    for band in panel.bands:
        drawn += _band(band, frame, pen)
    yield from drawn
    taken = [_around(mark) for mark in drawn]
    for band in panel.bands:
        label = _label(band, frame, taken, pen)
        taken.append(label.box)
        yield Rect(label.box.left - 1, label.box.top, label.span + 2, label.size, pen.palette.paper)
        yield label


def _boxes(panel: CalibrationPanel, frame: _Frame, pen: Pen) -> Iterator[Mark]:
    """For each band of the scale, the shares that lie inside it."""
    scale = SCALES.get(panel.scale)
    bands = scale.bands if scale else panel.bands
    fill = mix(pen.palette.quiet, pen.palette.paper, 0.3)
    for band in bands:
        side = frame.side * (band.high - band.low) / 100
        yield Rect(frame.across(band.low), frame.up(band.high), side, side, fill)


def _axes(panel: CalibrationPanel, frame: _Frame, pen: Pen) -> Iterator[Mark]:
    """Title, percentages along both sides, hairlines and the diagonal."""
    right, bottom = frame.left + frame.side, frame.top + frame.side
    said = {"title": panel.title, "scale": _scale(panel, pen.tongue), "count": f"{panel.count:,}"}
    title = pen.tongue.text("%(title)s, %(scale)s, n = %(count)s", **said)
    line = fit(title, frame.side + _LEFT, pen.measured(LABEL), 1)[0]
    yield pen.text(frame.left - _LEFT, frame.top - 17, line, bold=True)
    yield pen.text(frame.left - _LEFT, frame.top - 6, pen.tongue.text("Came true"), size=NOTE, fill=pen.secondary)
    for tick in _TICKS:
        x, y = frame.across(tick), frame.up(tick)
        yield Line(((x, frame.top), (x, bottom + 3)), pen.hairline)
        yield Line(((frame.left - 3, y), (right, y)), pen.hairline)
        label = percent(tick, pen.tongue)
        yield pen.text(x, bottom + 11, label, size=NOTE, fill=pen.secondary, anchor="middle")
        yield pen.text(frame.left - 6, y + NOTE * 0.35, label, size=NOTE, fill=pen.secondary, anchor="end")
    said_on = pen.tongue.text("Likelihood said")
    yield pen.text(frame.across(50), bottom + 22, said_on, size=NOTE, fill=pen.secondary, anchor="middle")
    yield Line(((frame.left, bottom), (right, frame.top)), pen.secondary)


def _band(band: BandRecord, frame: _Frame, pen: Pen) -> Iterator[Mark]:
    """The band as a level bar, the interval as an upright one, and the dot where they cross."""
    ink = pen.palette.ink
    x, y = frame.across((band.low + band.high) / 2), frame.up(100 * band.share)
    low, high = (frame.up(100 * bound) for bound in band.interval)
    yield Line(((x, low), (x, high)), ink, _BAR_WEIGHT)
    for end in (low, high):
        yield Line(((x - _CAP, end), (x + _CAP, end)), ink, _BAR_WEIGHT)
    yield Line(((frame.across(band.low), y), (frame.across(band.high), y)), pen.emphasis, _SPAN_WEIGHT)
    yield Dot(x, y, _radius(band, frame), pen.palette.paper if band.too_few else ink, ink)


def _label(band: BandRecord, frame: _Frame, taken: list[Box], pen: Pen) -> Text:
    """How many there are, beside the dot or along its interval, where it covers the least."""
    x, y = frame.across((band.low + band.high) / 2), frame.up(100 * band.share)
    places = [
        pen.text(x + side * away, y + lift, f"{band.count:,}", size=NOTE, anchor="start" if side > 0 else "end")
        for away, lift in _offsets(_radius(band, frame))
        for side in (1, -1)
    ]
    inside = [label for label in places if frame.holds(label.box)]
    return min(inside, key=lambda label: sum(_covered(label.box, box) for box in taken))


def _offsets(radius: float) -> Iterator[tuple[float, float]]:
    """Where a count may stand from its dot: how far aside, and its baseline; the best places first. pt."""
    yield radius + 2, -3
    yield radius + 2, NOTE + 2
    for step in _STEPS:
        yield _CAP + 1.5, -(radius + 2.5 + step)
        yield _CAP + 1.5, radius + NOTE + step


def _covered(box: Box, other: Box) -> float:
    """Area that two boxes share, pt²."""
    across = min(box.right, other.right) - max(box.left, other.left)
    down = min(box.bottom, other.bottom) - max(box.top, other.top)
    return max(across, 0) * max(down, 0)


def _radius(band: BandRecord, frame: _Frame) -> float:
    """Of the dot, pt."""
    largest = _LARGEST_DOT * max(frame.side / _LARGEST, 0.6)
    return min(_SMALLEST_DOT + _DOT_GROWTH * sqrt(band.count), largest)


def _around(mark: Mark) -> Box:
    """What a mark covers, a line's weight with it."""
    box = mark.box
    return Box(box.left - 0.8, box.top - 0.8, box.right + 0.8, box.bottom + 0.8)
