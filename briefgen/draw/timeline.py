"""Dated facts on a scaled axis that runs down the page, each named in a list beside it.

The axis is to scale, the list is not: a thin line leads from each day to its words, so that a crowded month spreads out
over the list and stays crowded on the axis.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from briefgen.draw.axis import TimeAxis, axis_over
from briefgen.draw.colour import mix
from briefgen.draw.lettering import fit, sentence
from briefgen.draw.scene import FULL_WIDTH, LABEL, NOTE, Dot, Line, Mark, Pen, Rect, Scene
from briefgen.draw.spread import spread
from briefgen.model.entries import TimelineEntry
from briefgen.model.figure import DataTable, FigureSpec, Timeline
from briefgen.model.tongue import Tongue

WIDTH = FULL_WIDTH

_NEEDS = "a timeline needs a dated fact"

_TOP = 6.0
_LEADING = 10.6
_GAP = 3.4
"""Between one label and the next, pt."""
_APART = 1.6
"""Between statements of one label, pt."""
_AIR = 1.06
"""Axis length for each pt of labels."""
_SHORTEST = 130.0
"""Least length of the axis, pt."""
_WHEN_ROOM = 92.0
"""Widest column of dates, pt."""
_WHEN_LINES = 3
_COLUMN_GAP = 8.0
_BAR = 4.0
"""Width of a period's bar, pt."""
_LEAST_BAR = 2.4
"""Length of a period too short for the scale, pt."""
_DOT = 2.3
_LANES_ROOM = 44.0
"""Widest band of bars, pt."""
_FAN, _WIDE_FAN = 34.0, 56.0
"""Width of the band where lines lead from the axis to the list, pt: usual, and for a crowd."""
_CROWD = 14
"""More entries than this get one line each, others two."""
_SEAM = 60
"""Periods in one lane lie apart by more than this fraction of the axis."""
_KEY_HEIGHT = 18.0


@dataclass(frozen=True, slots=True)
class _Moment:
    """What happened at one time: one mark on the axis, one label."""

    first: date
    last: date
    when: tuple[str, ...]
    statements: tuple[tuple[str, ...], ...]

    @property
    def height(self) -> float:
        """Height of its label, pt, with the gap after it."""
        return max(len(self.when) * _LEADING, self.rows[-1][0] + _LEADING) + _GAP

    @property
    def rows(self) -> list[tuple[float, str]]:
        """Lines of its statements, each with its distance from the first, pt. Statements stand a little apart."""
        lines = [(number, line) for number, lines in enumerate(self.statements) for line in lines]
        return [(row * _LEADING + number * _APART, line) for row, (number, line) in enumerate(lines)]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where things stand across the figure, pt.

    Attributes:
        ticks: Right edge of the axis labels.
        axis: The axis.
        lane: Distance of the bars left of it from each other.
        when: Left edge of the dates.
        words: Left edge of the statements.
    """

    ticks: float
    axis: float
    lane: float
    when: float
    words: float


def lay_out(spec: FigureSpec, pen: Pen) -> Scene:
    """The timeline's marks.

    Raises:
        ValueError: If there is no dated fact.
    """
    entries = _ordered(spec)
    if not entries:
        raise ValueError(f"Figure {spec.id!r}: {_NEEDS}.")
    lanes = _lanes([(entry.first, entry.last) for entry in entries])
    columns = _columns(entries, max(lanes.values(), default=-1) + 1, pen)
    moments = _moments(entries, WIDTH - columns.words, pen)
    length = max(sum(moment.height for moment in moments) * _AIR, _SHORTEST)
    axis = axis_over(entries[0].first, max(entry.last for entry in entries), _TOP, length)
    bottom = _TOP + length
    marks = [*_scale(axis, columns, pen), *_labels(moments, axis, columns, lanes, pen)]
    if lanes:
        marks += _key(bottom + _KEY_HEIGHT, columns, pen)
    return pen.scene(WIDTH, bottom + (_KEY_HEIGHT if lanes else 0) + 4, marks)


def tell(spec: FigureSpec, tongue: Tongue) -> str:
    """The timeline in words: each date with its statement in full."""
    entries = _ordered(spec)
    count = len(entries)
    head = tongue.count(
        "Timeline of %(num)d dated fact, in order of time.", "Timeline of %(num)d dated facts, in order of time.", count
    )
    return " ".join(
        [
            head,
            *(
                tongue.text("%(when)s: %(statement)s", when=entry.when, statement=sentence(entry.statement))
                for entry in entries
            ),
        ]
    )


def tabulate(spec: FigureSpec, tongue: Tongue) -> DataTable:
    """The dates with their statements."""
    rows = tuple((each.when, each.statement) for each in _ordered(spec))
    return DataTable((tongue.text("Date"), tongue.text("Statement")), rows)


def _ordered(spec: FigureSpec) -> list[TimelineEntry]:
    return sorted(spec.holding(Timeline, _NEEDS).entries, key=lambda entry: (entry.first, entry.last))


def _lanes(periods: list[tuple[date, date]]) -> dict[tuple[date, date], int]:
    """The lane of each period, 0 nearest to the axis; the shortest come nearest. Single days have none."""
    lanes: dict[tuple[date, date], int] = {}
    taken: list[list[tuple[date, date]]] = []
    seam = (max(last for _, last in periods) - min(first for first, _ in periods)) / _SEAM
    spans = {period for period in periods if period[0] != period[1]}
    for first, last in sorted(spans, key=lambda period: (period[1] - period[0], period)):
        free = (
            lane for lane, others in enumerate(taken) if all(a - last > seam or first - b > seam for a, b in others)
        )
        lane = next(free, len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((first, last))
        lanes[first, last] = lane
    return lanes


def _columns(entries: list[TimelineEntry], lanes: int, pen: Pen) -> _Columns:
    """Columns as wide as what stands in them."""
    axis = axis_over(entries[0].first, max(entry.last for entry in entries), 0, _SHORTEST)
    ticks = pen.span("2025" if axis.counts_years else "22 Sept 2025", NOTE) + 1
    lane = min(_BAR + 2, _LANES_ROOM / max(lanes, 1))
    line = ticks + 10 + lanes * lane
    when = line + _DOT + (_WIDE_FAN if len(entries) > _CROWD else _FAN)
    longest = max(pen.span(entry.when, LABEL) for entry in entries)
    return _Columns(ticks, line, lane, when, when + min(longest, _WHEN_ROOM) + _COLUMN_GAP)


def _moments(entries: list[TimelineEntry], room: float, pen: Pen) -> list[_Moment]:
    """Entries by their time. What happened at one time shares a mark and a label."""
    size = pen.measured(LABEL)
    most = 1 if len(entries) > _CROWD else 2
    return [
        _Moment(
            first,
            last,
            tuple(fit(when, _WHEN_ROOM, size, _WHEN_LINES)),
            tuple(tuple(fit(entry.statement, room, size, most)) for entry in same),
        )
        for (first, last, when), same in groupby(entries, key=lambda entry: (entry.first, entry.last, entry.when))
    ]


def _scale(axis: TimeAxis, columns: _Columns, pen: Pen) -> list[Mark]:
    """The axis with its ticks."""
    marks: list[Mark] = []
    for tick in axis.ticks(pen.tongue):
        y = axis.at(tick.day.toordinal())
        fill = pen.palette.ink if tick.strong else pen.secondary
        label = pen.text(
            columns.ticks, y + NOTE * 0.36, tick.label, size=NOTE, fill=fill, bold=tick.strong, anchor="end"
        )
        marks += [Line(((columns.ticks + 4, y), (columns.axis, y)), pen.hairline), label]
    ends = ((columns.axis, axis.top), (columns.axis, axis.top + axis.length))
    return [*marks, Line(ends, pen.palette.ink)]


def _labels(
    moments: list[_Moment], axis: TimeAxis, columns: _Columns, lanes: dict[tuple[date, date], int], pen: Pen
) -> list[Mark]:
    """Leads first, then what they start from, so that a lead passes under the bars between."""
    anchors = [axis.at(moment.first.toordinal() + 0.5) for moment in moments]
    wanted = [anchor - _LEADING / 2 for anchor in anchors]
    tops = spread(
        wanted, [moment.height for moment in moments], axis.top - _LEADING / 2, axis.top + axis.length + _LEADING / 2
    )
    leads: list[Mark] = []
    signs: list[Mark] = []
    words: list[Mark] = []
    for moment, anchor, top in zip(moments, anchors, tops, strict=True):
        lane = lanes.get((moment.first, moment.last))
        leads.append(_lead(anchor, top, lane, columns, pen))
        signs.append(_sign(moment, axis, lane, columns, pen))
        words += _words(moment, top, columns, pen)
    signs.sort(key=lambda mark: isinstance(mark, Dot))
    return [*leads, *signs, *words]


def _lead(anchor: float, top: float, lane: int | None, columns: _Columns, pen: Pen) -> Line:
    """The line from a mark to the first line of its label."""
    target = top + _LEADING / 2
    start = columns.axis if lane is None else columns.axis - (lane + 0.5) * columns.lane
    knee, end = columns.axis + _DOT + 3, columns.when - 3
    return Line(((start, anchor), (knee, anchor), (end - 4, target), (end, target)), pen.lead)


def _sign(moment: _Moment, axis: TimeAxis, lane: int | None, columns: _Columns, pen: Pen) -> Mark:
    """A dot for a day, a bar for a period."""
    palette = pen.palette
    if lane is None:
        return Dot(columns.axis, axis.at(moment.first.toordinal() + 0.5), _DOT, palette.accent, palette.paper)
    top, bottom = axis.at(moment.first.toordinal()), axis.at(moment.last.toordinal() + 1)
    thickness = min(_BAR, columns.lane)
    left = columns.axis - (lane + 0.5) * columns.lane - thickness / 2
    return Rect(left, top, thickness, max(bottom - top, _LEAST_BAR), _soft(pen), palette.paper)


def _words(moment: _Moment, top: float, columns: _Columns, pen: Pen) -> list[Mark]:
    """Date and statement."""
    first = top + _LEADING * 0.5 + LABEL * 0.35
    return [
        *(pen.text(columns.when, first + row * _LEADING, line, bold=True) for row, line in enumerate(moment.when)),
        *(pen.text(columns.words, first + offset, line) for offset, line in moment.rows),
    ]


def _key(baseline: float, columns: _Columns, pen: Pen) -> list[Mark]:
    """What a dot and a bar mean."""
    on_day = pen.tongue.text("on that day")
    over_time = pen.tongue.text("at some time in that period, or throughout it")
    middle, bar = baseline - NOTE * 0.35, columns.when + max(60, 21 + pen.span(on_day, NOTE))
    return [
        Dot(columns.when + _DOT, middle, _DOT, pen.palette.accent, pen.palette.paper),
        pen.text(columns.when + 9, baseline, on_day, size=NOTE, fill=pen.secondary),
        Rect(bar, middle - 4, _BAR, 8, _soft(pen), pen.palette.paper),
        pen.text(bar + 8, baseline, over_time, size=NOTE, fill=pen.secondary),
    ]


def _soft(pen: Pen) -> str:
    """The colour of a period: the accent, less sure of itself."""
    return mix(pen.palette.accent, pen.palette.paper, 0.5)
