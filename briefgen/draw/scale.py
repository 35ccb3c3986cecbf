"""A likelihood scale as a stair of bands over a percent axis, with the judgements that stand on each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.draw.colour import mix
from briefgen.draw.lettering import sentence, wrap
from briefgen.draw.scene import FULL_WIDTH, LABEL, NOTE, Line, Mark, Pen, Rect, Scene
from briefgen.model.entries import JudgementEntry
from briefgen.model.figure import DataTable, FigureSpec, Scale
from briefgen.model.scales import Band, LikelihoodScale
from briefgen.model.tongue import Tongue
from briefgen.model.vocabulary import percent

WIDTH = FULL_WIDTH

_NEEDS = "a scale needs its bands and a judgement"

_TOP = 14.0
_LEADING = 10.6
_ROW = 15.0
_BAR = 8.0
_GUTTER = 12.0
"""Between the columns, pt."""
_TERMS_ROOM = 170.0
"""Widest column of terms, pt."""
_TICKS = range(0, 101, 10)


@dataclass(frozen=True, slots=True)
class _Row:
    """One band.

    Attributes:
        terms: Its terms, in lines.
        judged: Numbers of the judgements at it, in lines.
        top: pt.
        height: pt.
    """

    band: Band
    terms: tuple[str, ...]
    judged: tuple[str, ...]
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where things stand across the figure, pt: the printed ranges end at `ranges`, the axis runs from 0 % to 100 %."""

    ranges: float
    zero: float
    hundred: float

    def at(self, share: float) -> float:
        """Where a percentage lies, pt."""
        return self.zero + (self.hundred - self.zero) * share / 100


def lay_out(spec: FigureSpec, pen: Pen) -> Scene:
    """The scale's marks.

    Raises:
        ValueError: If there is no scale or no judgement, or a judgement's likelihood is not on the scale.
    """
    shown = spec.holding(Scale, _NEEDS)
    if not shown.judgements:
        raise ValueError(f"Figure {spec.id!r}: {_NEEDS}.")
    columns = _columns(shown.scale, pen)
    rows = _rows(shown.scale, _judged(spec, shown), columns, pen)
    bottom = rows[-1].top + rows[-1].height
    marks = list(_axis(columns, bottom, pen))
    for row in rows:
        marks += _band(row, columns, pen)
    return pen.scene(WIDTH, bottom + 4, marks)


def tell(spec: FigureSpec, tongue: Tongue) -> str:
    """The scale in words: its bands, then each judgement with its band."""
    shown = spec.holding(Scale, _NEEDS)
    bands, name = shown.scale.bands, shown.scale.name
    either = tongue.word("between two words for one thing", " or ")
    comma, semicolon = tongue.word("between the items of a list", ", "), tongue.word("between clauses", "; ")
    steps = semicolon.join(f"{either.join(band.terms)}{comma}{band.printed}" for band in bands)
    judged = (
        tongue.text(
            "%(judgement)s is %(likelihood)s, %(range)s: %(statement)s",
            judgement=_name(entry, tongue),
            likelihood=entry.likelihood,
            range=entry.range,
            statement=sentence(entry.statement),
        )
        for entry in shown.judgements
    )
    return " ".join([tongue.text("Likelihood scale %(name)s: %(steps)s.", name=name, steps=steps), *judged])


def tabulate(spec: FigureSpec, tongue: Tongue) -> DataTable:
    """The judgements with their bands."""
    shown = spec.holding(Scale, _NEEDS)
    headers = (tongue.text("No."), tongue.text("Judgement"), tongue.text("Likelihood"), tongue.text("Percent"))
    rows = tuple((_name(each, tongue), each.statement, each.likelihood, each.range) for each in shown.judgements)
    return DataTable(headers, rows)


def _name(entry: JudgementEntry, tongue: Tongue) -> str:
    """A judgement's number, short."""
    return tongue.text("J%(number)s", number=entry.number)


def _judged(spec: FigureSpec, shown: Scale) -> dict[str, list[JudgementEntry]]:
    """Judgements by the key of their band: by its term, or by its bounds."""
    scale = shown.scale
    judged: dict[str, list[JudgementEntry]] = {band.key: [] for band in scale.bands}
    for entry in shown.judgements:
        bounds = entry.low, entry.high
        named = (band for band in scale.bands if entry.likelihood in {*band.terms, band.key})
        band = next(named, None) or next((band for band in scale.bands if (band.low, band.high) == bounds), None)
        if band is None:
            raise ValueError(
                f"Figure {spec.id!r}: {entry.likelihood!r} of J{entry.number} is not on the {scale.name} scale."
            )
        judged[band.key].append(entry)
    return judged


def _columns(scale: LikelihoodScale, pen: Pen) -> _Columns:
    """Columns as wide as what stands in them."""
    terms = min(max(pen.span(_terms(band), LABEL) for band in scale.bands), _TERMS_ROOM)
    ranges = terms + _GUTTER + max(pen.span(band.printed, LABEL) for band in scale.bands)
    return _Columns(ranges, ranges + _GUTTER + 6, WIDTH - pen.span(percent(_TICKS[-1], pen.tongue), NOTE) / 2)


def _terms(band: Band) -> str:
    """The terms of a band on one line."""
    return " / ".join(band.terms)


def _rows(scale: LikelihoodScale, judged: dict[str, list[JudgementEntry]], columns: _Columns, pen: Pen) -> list[_Row]:
    """Bands from the most likely at the top, each as high as what stands in it."""
    rows: list[_Row] = []
    size, top = pen.measured(LABEL), _TOP
    comma = pen.tongue.word("between the items of a list", ", ")
    for band in sorted(scale.bands, key=lambda band: -band.low):
        numbers = comma.join(_name(entry, pen.tongue) for entry in judged[band.key])
        terms = tuple(wrap(_terms(band), _TERMS_ROOM, size))
        marked = tuple(wrap(numbers, max(_sides(band, columns)) - 6, size)) if numbers else ()
        height = _ROW + (max(len(terms), len(marked), 1) - 1) * _LEADING
        rows.append(_Row(band, terms, marked, top, height))
        top += height
    return rows


def _sides(band: Band, columns: _Columns) -> tuple[float, float]:
    """Room left and right of a band, pt."""
    return columns.at(band.low) - columns.zero, columns.hundred - columns.at(band.high)


def _axis(columns: _Columns, bottom: float, pen: Pen) -> Iterator[Mark]:
    """Percentages along the top, with a hairline down from each."""
    for tick in _TICKS:
        x = columns.at(tick)
        yield Line(((x, _TOP - 2), (x, bottom)), pen.hairline)
        label = percent(tick, pen.tongue) if tick in {_TICKS[0], _TICKS[-1]} else str(tick)
        yield pen.text(x, _TOP - 6, label, size=NOTE, fill=pen.secondary, anchor="middle")


def _band(row: _Row, columns: _Columns, pen: Pen) -> Iterator[Mark]:
    """A band: terms, range, bar, and the judgements beside the bar where there is more room."""
    band, judged = row.band, bool(row.judged)
    first = row.top + _ROW / 2 + LABEL * 0.35
    for number, line in enumerate(row.terms):
        yield pen.text(0, first + number * _LEADING, line, bold=judged)
    yield pen.text(columns.ranges, first, band.printed, fill=pen.palette.ink if judged else pen.secondary, anchor="end")
    left, right = columns.at(band.low), columns.at(band.high)
    fill = pen.palette.accent if judged else mix(pen.palette.quiet, pen.palette.paper, 0.5)
    yield Rect(left, row.top + (_ROW - _BAR) / 2, right - left, _BAR, fill)
    before, after = _sides(band, columns)
    x, anchor = (right + 5, "start") if after >= before else (left - 5, "end")
    for number, line in enumerate(row.judged):
        yield from _on_paper(
            pen.text(x, first + number * _LEADING, line, fill=pen.emphasis, bold=True, anchor=anchor), pen
        )


def _on_paper(text: Mark, pen: Pen) -> Iterator[Mark]:
    """A text with the hairlines behind it broken."""
    box = text.box
    yield Rect(box.left - 1.5, box.top, box.right - box.left + 3, box.bottom - box.top, pen.palette.paper)
    yield text
