"""Scenarios as one bar, each as long as it is likely, named directly or, where they are many, by number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.draw.colour import mix
from briefgen.draw.lettering import fit, sentence
from briefgen.draw.scene import FULL_WIDTH, LABEL, LEAD, NOTE, Line, Mark, Pen, Rect, Scene
from briefgen.draw.spread import spread
from briefgen.model.entries import ScenarioEntry
from briefgen.model.figure import DataTable, FigureSpec, ScenarioBar
from briefgen.model.tongue import Tongue
from briefgen.model.vocabulary import percent

WIDTH = FULL_WIDTH

_NEEDS = "a bar of scenarios needs a scenario"

_WHOLE = 100
_BAR_TOP = 2.0
_BAR = 26.0
_LEADING = 10.6
_DIRECT = 5
"""Up to this many scenarios are named under the bar."""
_LABEL_ROOM = 84.0
"""Narrowest label, pt."""
_GUTTER = 10.0
_LEAD_ROOM = 16.0
_DARKEST, _LIGHTEST = 1.0, 0.16
"""Shares of the accent in the most and the least likely scenario."""
_NUMBER_ROOM = 11.0
_ROW_GAP = 3.0
_NAME_LINES = 5


@dataclass(frozen=True, slots=True)
class _Segment:
    """One scenario's piece of the bar, pt."""

    number: int
    entry: ScenarioEntry
    left: float
    length: float
    fill: str

    @property
    def middle(self) -> float:
        """Its middle, pt."""
        return self.left + self.length / 2


def lay_out(spec: FigureSpec, pen: Pen) -> Scene:
    """The bar's marks.

    Raises:
        ValueError: If there is no scenario, or one has a negative probability.
    """
    entries = _entries(spec)
    if not entries:
        raise ValueError(f"Figure {spec.id!r}: {_NEEDS}.")
    if any(entry.probability_percent < 0 for entry in entries):
        raise ValueError(f"Figure {spec.id!r}: a probability is never negative.")
    segments = _segments(entries, pen)
    name = _name_directly if len(segments) <= _DIRECT else _name_by_number
    labels, bottom = name(segments, pen)
    return pen.scene(WIDTH, bottom, [*_bar(segments, pen), *labels])


def tell(spec: FigureSpec, tongue: Tongue) -> str:
    """The scenarios in words, with their probabilities and what would be left."""
    count = len(_entries(spec))
    head = tongue.count("Bar of %(num)d scenario by probability.", "Bar of %(num)d scenarios by probability.", count)
    rows = (
        tongue.text("%(number)s per cent: %(name)s", number=entry.probability_percent, name=sentence(entry.name))
        for entry in _entries(spec)
    )
    rest = _WHOLE - sum(entry.probability_percent for entry in _entries(spec))
    return " ".join(
        [head, *rows, *([tongue.text("Given to none: %(number)s per cent.", number=rest)] if rest > 0 else [])]
    )


def tabulate(spec: FigureSpec, tongue: Tongue) -> DataTable:
    """The scenarios with their probabilities."""
    rows = tuple((each.name, percent(each.probability_percent, tongue).replace(" ", "\xa0")) for each in _entries(spec))
    return DataTable((tongue.text("Scenario"), tongue.text("Probability")), rows)


def _entries(spec: FigureSpec) -> tuple[ScenarioEntry, ...]:
    return spec.holding(ScenarioBar, _NEEDS).scenarios


def _segments(entries: tuple[ScenarioEntry, ...], pen: Pen) -> list[_Segment]:
    """Pieces in the given order; the more likely, the darker. Probabilities beyond 100 % share the bar."""
    whole = max(_WHOLE, sum(entry.probability_percent for entry in entries))
    ranked = sorted(range(len(entries)), key=lambda index: -entries[index].probability_percent)
    step = (_DARKEST - _LIGHTEST) / max(len(entries) - 1, 1)
    shares = {index: _DARKEST - rank * step for rank, index in enumerate(ranked)}
    segments: list[_Segment] = []
    left = 0.0
    for index, entry in enumerate(entries):
        length = WIDTH * entry.probability_percent / whole
        fill = mix(pen.palette.accent, pen.palette.paper, shares[index])
        segments.append(_Segment(index + 1, entry, left, length, fill))
        left += length
    return segments


def _bar(segments: list[_Segment], pen: Pen) -> Iterator[Mark]:
    """The pieces, with paper between them; what is given to no scenario stays open."""
    end = segments[-1].left + segments[-1].length
    if end < WIDTH - 0.01:
        inset = 0.25
        yield Rect(end, _BAR_TOP + inset, WIDTH - end - inset, _BAR - 2 * inset, pen.palette.paper, pen.hairline)
    for segment in segments:
        if segment.length:
            yield Rect(segment.left, _BAR_TOP, segment.length, _BAR, segment.fill)
    for segment in segments[1:]:
        yield Line(((segment.left, _BAR_TOP), (segment.left, _BAR_TOP + _BAR)), pen.palette.paper, 1.2)


def _name_directly(segments: list[_Segment], pen: Pen) -> tuple[list[Mark], float]:
    """Percentage and name under each piece; and where that ends, pt."""
    rooms = _rooms(segments)
    lefts = spread([segment.left for segment in segments], rooms, 0, WIDTH + _GUTTER)
    top = _BAR_TOP + _BAR
    marks: list[Mark] = []
    bottom = top
    for segment, left, room in zip(segments, lefts, rooms, strict=True):
        points = ((segment.left + 0.6, top), (segment.left + 0.6, top + 4), (left + 0.6, top + _LEAD_ROOM - 4))
        marks.append(Line((*points, (left + 0.6, top + _LEAD_ROOM)), pen.lead))
        baseline = top + _LEAD_ROOM + LEAD
        marks.append(pen.text(left, baseline, _percent(segment, pen), size=LEAD, bold=True))
        for line in fit(segment.entry.name, room - _GUTTER, pen.measured(LABEL), _NAME_LINES):
            baseline += _LEADING
            marks.append(pen.text(left, baseline, line))
        bottom = max(bottom, baseline)
    return marks, bottom + 4


def _rooms(segments: list[_Segment]) -> list[float]:
    """Widths of the labels, gutter included, pt: a piece's own where it is wide, less where others need more."""
    least = min(_LABEL_ROOM + _GUTTER, (WIDTH + _GUTTER) / len(segments))
    wanted = [max(segment.length, least) for segment in segments]
    over = sum(wanted) - WIDTH - _GUTTER
    spare = sum(want - least for want in wanted)
    share = min(over / spare, 1.0) if over > 0 and spare else 0.0
    return [want - (want - least) * share for want in wanted]


def _name_by_number(segments: list[_Segment], pen: Pen) -> tuple[list[Mark], float]:
    """Numbers under the pieces, and a list of them in two columns; and where that ends, pt."""
    top = _BAR_TOP + _BAR
    room = min(_NUMBER_ROOM, WIDTH / len(segments))
    lefts = spread([segment.middle - room / 2 for segment in segments], [room] * len(segments), 0, WIDTH)
    marks: list[Mark] = []
    for segment, left in zip(segments, lefts, strict=True):
        points = ((segment.middle, top), (segment.middle, top + 2), (left + room / 2, top + _LEAD_ROOM - 5))
        marks.append(Line(points, pen.lead))
        number = pen.text(left + room / 2, top + _LEAD_ROOM + 3, str(segment.number), size=NOTE, anchor="middle")
        marks.append(number)
    half = -(-len(segments) // 2)
    bottoms = []
    for column, listed in enumerate((segments[:half], segments[half:])):
        rows, bottom = _list(listed, column * (WIDTH + _GUTTER) / 2, top + _LEAD_ROOM + 22, pen)
        marks += rows
        bottoms.append(bottom)
    return marks, max(bottoms)


def _list(segments: list[_Segment], left: float, top: float, pen: Pen) -> tuple[list[Mark], float]:
    """One column of the list: swatch with number, percentage, name; and where it ends, pt."""
    marks: list[Mark] = []
    baseline = top
    room = (WIDTH - _GUTTER) / 2 - 56
    for segment in segments:
        marks.append(Rect(left, baseline - 6.5, 8, 7, segment.fill, pen.palette.quiet))
        marks.append(pen.text(left + 21, baseline, str(segment.number), size=NOTE, fill=pen.secondary, anchor="end"))
        marks.append(pen.text(left + 50, baseline, _percent(segment, pen), bold=True, anchor="end"))
        for line in fit(segment.entry.name, room, pen.measured(LABEL), _NAME_LINES):
            marks.append(pen.text(left + 56, baseline, line))
            baseline += _LEADING
        baseline += _ROW_GAP
    return marks, baseline - _LEADING + 2


def _percent(segment: _Segment, pen: Pen) -> str:
    """The probability as printed, on one line."""
    return percent(segment.entry.probability_percent, pen.tongue).replace(" ", "\xa0")
