"""Incidents over time: a bar for each month, quarter or year, split by kind, and below it how many died.

Drawn here rather than with Vega-Lite (vl-convert-python): a bar chart of this sort needs some two hundred lines, and stands
in the brand's type as the page measures it, with hatching that survives a black-and-white printer, the same bytes on every
machine, and without a large library that every desk would have to install.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor, log10

from briefgen.draw.colour import mix
from briefgen.draw.lettering import fit, wrap
from briefgen.draw.scene import FULL_WIDTH, NOTE, RULE, Line, Mark, Pen, Rect, Scene
from briefgen.model.figure import DataTable, FigureSpec
from briefgen.model.incident import IncidentChart, Period
from briefgen.model.tongue import Tongue

WIDTH = FULL_WIDTH

_BARS, _DEATHS = 150.0, 52.0
"""Heights of the two panels, pt."""
_PANEL_GAP = 34.0
_HEAD = 9.0
_LEADING = 10.0
_SHARE = 0.72
"""Of its period's width that a bar takes."""
_WIDEST = 34.0
"""Widest bar, pt."""
_TICKS = 4
"""Rules on an axis, at most, above zero."""
_HATCH = 2.6
"""Distance of hatching lines, pt."""
_SWATCH = 9.0
_EVERY = (1, 2, 3, 4, 6, 12, 24, 60, 120, 600, 1200)
"""So many periods may go from one name on the axis to the next."""
_SEAM = 0.7
"""Between the pieces of a bar, pt."""


@dataclass(frozen=True, slots=True)
class _Panel:
    """A field with bars over a zero line.

    Attributes:
        left: Of its first period, pt.
        top: Where its highest rule lies, pt.
        bottom: The zero line, pt.
        step: Width of a period, pt.
        ticks: Values of its rules, from zero.
    """

    left: float
    top: float
    bottom: float
    step: float
    ticks: tuple[int, ...]

    def at(self, value: float) -> float:
        """Where a value lies, pt."""
        return self.bottom - (self.bottom - self.top) * value / self.ticks[-1]

    def middle(self, period: int) -> float:
        """Of a period, pt."""
        return self.left + (period + 0.5) * self.step

    @property
    def bar(self) -> float:
        """Width of a bar, pt."""
        return min(self.step * _SHARE, _WIDEST)


def lay_out(spec: FigureSpec, pen: Pen) -> Scene:
    """The chart's marks.

    Raises:
        ValueError: If there is no incident.
    """
    data = _data(spec)
    legend, top = _legend(data, pen)
    totals = _nice(max(period.total for period in data.periods))
    deaths = _nice(max(period.fatalities for period in data.periods))
    left = max(pen.span(str(value), NOTE) for value in (*totals, *(deaths if data.deaths else ()))) + 5
    step = (WIDTH - left) / len(data.periods)
    bars = _Panel(left, top + 12, top + 12 + _BARS, step, totals)
    marks = [*legend, *_rules(bars, pen)]
    for number, period in enumerate(data.periods):
        marks += _bar(bars, number, period, pen)
    bottom = bars.bottom
    if data.deaths:
        lower = _Panel(left, bottom + _PANEL_GAP, bottom + _PANEL_GAP + _DEATHS, step, deaths)
        head = pen.text(0, lower.top - 9, pen.tongue.text("Fatalities"), size=NOTE, bold=True)
        marks += [head, *_rules(lower, pen), *_stems(lower, data, pen)]
        bottom = lower.bottom
    marks += _axis(data, left, step, bottom, pen)
    bottom += 22 if any(period.year for period in data.periods) else 12
    for line in wrap(" ".join(_notes(data, pen.tongue)), WIDTH, pen.measured(NOTE)) if _notes(data, pen.tongue) else ():
        bottom += _LEADING
        marks.append(pen.text(0, bottom, line, size=NOTE, fill=pen.secondary))
    return pen.scene(WIDTH, bottom + 3, marks)


def tell(spec: FigureSpec, tongue: Tongue) -> str:
    """The chart in words: each period with its incidents and deaths."""
    data = _data(spec)
    total = sum(period.total for period in data.periods)
    first, last = data.periods[0].name, data.periods[-1].name
    head = tongue.count(
        "Bar chart of %(num)d incident, %(first)s to %(last)s.",
        "Bar chart of %(num)d incidents, %(first)s to %(last)s.",
        total,
        first=first,
        last=last,
    )
    return " ".join([head, *(_told(period, data, tongue) for period in data.periods), *_notes(data, tongue)])


def tabulate(spec: FigureSpec, tongue: Tongue) -> DataTable:
    """Each period with its groups, its sum and its deaths."""
    data = _data(spec)
    split = data.groups if data.split else ()
    headers = (
        tongue.text("Period"),
        *split,
        tongue.text("Incidents"),
        *([tongue.text("Fatalities")] if data.deaths else []),
    )
    rows = (
        (
            period.name,
            *(map(str, period.counts) if split else ()),
            str(period.total),
            *([str(period.fatalities)] if data.deaths else []),
        )
        for period in data.periods
    )
    return DataTable(headers, tuple(rows))


def _data(spec: FigureSpec) -> IncidentChart:
    data = spec.holding(IncidentChart, "a chart needs an incident")
    if not any(period.total for period in data.periods):
        raise ValueError(f"Figure {spec.id!r}: a chart needs an incident.")
    return data


def _told(period: Period, data: IncidentChart, tongue: Tongue) -> str:
    parts = [f"{group} {count}" for group, count in zip(data.groups, period.counts, strict=True) if count]
    split = f" ({', '.join(parts)})" if data.split and parts else ""
    deaths = tongue.text("; fatalities %(number)s", number=period.fatalities) if data.deaths else ""
    return f"{period.name}: {period.total}{split}{deaths}."


def _notes(data: IncidentChart, tongue: Tongue) -> list[str]:
    """What the bars do not show."""
    return unshown(data.unknown if data.deaths else 0, data.later, tongue)


def unshown(unknown: int, later: int, tongue: Tongue) -> list[str]:
    """Incidents without a number of deaths, and incidents left out, in words."""
    notes = []
    if unknown:
        notes.append(
            tongue.count(
                "How many died is not known of %(num)d incident, which counts as none here.",
                "How many died is not known of %(num)d incidents, which count as none here.",
                unknown,
            )
        )
    if later:
        notes.append(
            tongue.count(
                "%(num)d incident after the information cut-off is left out.",
                "%(num)d incidents after the information cut-off are left out.",
                later,
            )
        )
    return notes


def _nice(most: int) -> tuple[int, ...]:
    """Round values from zero to at least `most`, as few as divide the axis well."""
    most = max(most, 1)
    magnitude = 10 ** max(floor(log10(most)) - 1, 0)
    steps = (factor * magnitude * power for power in (1, 10, 100) for factor in (1, 2, 5))
    step = next(step for step in steps if -(-most // step) <= _TICKS)
    return tuple(range(0, (-(-most // step)) * step + 1, step))


def _rules(panel: _Panel, pen: Pen) -> Iterator[Mark]:
    """Values of the axis from zero, with a rule each."""
    for value in panel.ticks:
        y = panel.at(value)
        stroke = pen.palette.ink if value == 0 else pen.hairline
        yield Line(((panel.left, y), (WIDTH, y)), stroke)
        yield pen.text(panel.left - 5, y + NOTE * 0.34, str(value), size=NOTE, fill=pen.secondary, anchor="end")


def _bar(panel: _Panel, number: int, period: Period, pen: Pen) -> Iterator[Mark]:
    """The groups of a period, one on the other, with their sum above them."""
    left, below = panel.middle(number) - panel.bar / 2, 0
    for group, count in enumerate(period.counts):
        if count:
            top, bottom = panel.at(below + count), panel.at(below)
            yield from _piece(Rect(left, top, panel.bar, max(bottom - top - _SEAM, 0.4), ""), group, pen)
            below += count
    if below:
        yield from _value(panel, number, below, pen)


def _value(panel: _Panel, number: int, value: int, pen: Pen) -> Iterator[Mark]:
    """A number above its bar, clear of the rules behind it, where all the numbers beside it have room too."""
    label = pen.text(panel.middle(number), panel.at(value) - 2.6, str(value), size=NOTE, anchor="middle")
    if label.span <= panel.step - 1:
        box = label.box
        yield Rect(box.left, box.top + 1, label.span, NOTE * 0.75, pen.palette.paper)
        yield label


def _piece(box: Rect, group: int, pen: Pen) -> Iterator[Mark]:
    """A piece of a bar: dark, hatched, middle, white or grey, so that no two need their colours to be told apart."""
    fill, hatch = _style(group, pen)
    yield Rect(box.x, box.y, box.width, box.height, fill, None if fill == pen.emphasis else pen.secondary)
    if hatch:
        # One line to and fro: where it turns, it lies on the edge.
        ends = (box.x, box.x + box.width), (box.x + box.width, box.x)
        rows = range(1, int((box.height - 0.4) / _HATCH) + 1)
        points = tuple((x, box.y + row * _HATCH) for row in rows for x in ends[row % 2])
        if points:
            yield Line(points, pen.emphasis, RULE)


def _style(group: int, pen: Pen) -> tuple[str, bool]:
    """Fill of a group, dark, hatched, middle, white, grey; and whether it is hatched."""
    palette = pen.palette
    dark = pen.emphasis
    fills = (
        (dark, False),
        (mix(dark, palette.paper, 0.16), True),
        (mix(dark, palette.paper, 0.5), False),
        (palette.paper, False),
        (mix(palette.quiet, palette.paper, 0.3), False),
    )
    return fills[min(group, len(fills) - 1)]


def _stems(panel: _Panel, data: IncidentChart, pen: Pen) -> Iterator[Mark]:
    """Deaths as narrow bars in ink, each with its number where it has room."""
    width = min(panel.bar, 5.0)
    for number, period in enumerate(data.periods):
        if period.fatalities:
            x, y = panel.middle(number), panel.at(period.fatalities)
            yield Rect(x - width / 2, y, width, max(panel.bottom - y, 0.4), pen.palette.ink)
            yield from _value(panel, number, period.fatalities, pen)


def _axis(data: IncidentChart, left: float, step: float, bottom: float, pen: Pen) -> Iterator[Mark]:
    """Names of the periods, as many as have room, and the years below."""
    widest = max(pen.span(period.label, NOTE) for period in data.periods)
    every = next((each for each in _EVERY if each * step >= widest + 9), _EVERY[-1])
    free = 0.0
    for number, period in enumerate(data.periods):
        x = left + (number + 0.5) * step
        x = max(x, left + pen.span(period.label, NOTE) / 2)
        label = pen.text(x, bottom + 10, period.label, size=NOTE, fill=pen.secondary, anchor="middle")
        if number % every == 0 and label.box.right <= WIDTH and label.box.left >= 0:
            yield label
        year = pen.text(left + number * step + 1, bottom + 20, period.year, size=NOTE, bold=True)
        if period.year and year.x >= free and year.box.right <= WIDTH:
            yield year
            yield Line(((left + number * step, bottom), (left + number * step, bottom + 20)), pen.hairline)
            free = year.box.right + 6


def _legend(data: IncidentChart, pen: Pen) -> tuple[list[Mark], float]:
    """What the bars count, and the groups in the order of the pieces from below; and where that ends, pt."""
    head = pen.text(0, _HEAD, pen.tongue.text("Incidents"), size=NOTE, bold=True)
    marks: list[Mark] = [head]
    x, y = head.span + 12, _HEAD
    for group, name in enumerate(data.groups if data.split else ()):
        words = fit(name, WIDTH / 2, pen.measured(NOTE), 1)[0]
        label = pen.text(x + _SWATCH + 4, y, words, size=NOTE)
        if label.box.right > WIDTH:
            x, y = 0.0, y + _LEADING + 1
            label = pen.text(x + _SWATCH + 4, y, words, size=NOTE)
        marks += [*_piece(Rect(x, y - 6.6, _SWATCH, 7.4, ""), group, pen), label]
        x = label.box.right + 12
    return marks, y
