"""A source map: each origin with the outlets through which it came, and how many facts rest on it alone or with others.

Read from the left: where information starts, who passed it on, what stands on it. Outlets that go back to one origin hang
together on one bracket, so that nobody takes three of them for three confirmations.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.draw.colour import mix
from briefgen.draw.lettering import fit, wrap
from briefgen.draw.scene import FULL_WIDTH, LABEL, NOTE, Line, Mark, Pen, Rect, Scene
from briefgen.model.figure import DataTable, FigureSpec, Outlet, SourceGroup, SourceMap
from briefgen.model.tongue import Tongue

WIDTH = FULL_WIDTH

_NEEDS = "a source map needs a fact with a source"
_TOP = 15.0
_LEADING = 10.6
_GAP = 9.0
"""Between groups, pt."""
_APART = 2.0
"""Between the outlets of a group, pt."""
_ORIGIN = 16.0
"""Left edge of the origins, after their letter, pt."""
_ORIGIN_ROOM = 122.0
_STEM, _TEETH = 150.0, 160.0
"""Where the bracket's upright stands, and where its teeth end, pt."""
_NAME = 182.0
"""Left edge of the outlets, after their number, pt."""
_NAME_ROOM = 130.0
_GRADE = 326.0
_BAR = 344.0
_BAR_HEIGHT = 9.0
_ORIGIN_LINES = 5
_NAME_LINES = 2


@dataclass(frozen=True, slots=True)
class _Band:
    """One group on the figure.

    Attributes:
        origins: Its origins, in lines.
        outlets: Each with its name in lines.
        rest: What is said of outlets that are not shown, "" for none.
        top: pt.
    """

    group: SourceGroup
    origins: tuple[str, ...]
    outlets: tuple[tuple[Outlet, tuple[str, ...]], ...]
    rest: str
    top: float

    @property
    def height(self) -> float:
        """Pt."""
        lines = sum(len(lines) * _LEADING + _APART for _, lines in self.outlets) + (_LEADING if self.rest else 0.0)
        return max(len(self.origins) * _LEADING, lines - _APART, 2 * _LEADING)


def lay_out(spec: FigureSpec, pen: Pen) -> Scene:
    """The map's marks.

    Raises:
        ValueError: If there is no origin group.
    """
    bands = _bands(_map(spec), pen)
    most = max(band.group.alone + band.group.shared for band in bands)
    marks = list(_heads(pen))
    for band in bands:
        marks += _origins(band, pen)
        marks += _outlets(band, pen)
        marks += _bar(band, most, pen)
    bottom = bands[-1].top + bands[-1].height
    marks += _key(bottom + 19, pen)
    return pen.scene(WIDTH, bottom + 24, marks)


def tell(spec: FigureSpec, tongue: Tongue) -> str:
    """The map in words: each group with its origins, outlets and what rests on it."""
    shown = _map(spec)
    said = [
        tongue.count(
            "Source map of %(facts)s and %(num)d origin group.",
            "Source map of %(facts)s and %(num)d origin groups.",
            len(shown.groups),
            facts=tongue.count("%(num)d fact", "%(num)d facts", shown.facts),
        )
    ]
    said += [
        tongue.text(
            "%(origins)s, through %(outlets)s: %(facts)s.",
            origins=f"{group.letter}, {_named(group, tongue)}" if group.letter else _named(group, tongue),
            outlets=_through(group, tongue),
            facts=_resting(group, tongue),
        )
        for group in shown.groups
    ]
    return " ".join(said)


def tabulate(spec: FigureSpec, tongue: Tongue) -> DataTable:
    """The groups, one a row."""
    headers = (
        tongue.text("Origin group"),
        tongue.text("Goes back to"),
        tongue.text("Through"),
        tongue.text("Facts on it alone"),
        tongue.text("Facts with another origin"),
    )
    rows = tuple(
        (group.letter, _named(group, tongue), _through(group, tongue), str(group.alone), str(group.shared))
        for group in _map(spec).groups
    )
    return DataTable(headers, rows)


def _map(spec: FigureSpec) -> SourceMap:
    shown = spec.holding(SourceMap, _NEEDS)
    if not shown.groups:
        raise ValueError(f"Figure {spec.id!r}: {_NEEDS}.")
    return shown


def _named(group: SourceGroup, tongue: Tongue) -> str:
    return ", ".join(group.origins) or tongue.text("names no origin")


def _through(group: SourceGroup, tongue: Tongue) -> str:
    named = ", ".join(f"{outlet.name} [{outlet.number}]" for outlet in group.outlets)
    return f"{named}, {_rest(group, tongue)}" if group.more else named


def _rest(group: SourceGroup, tongue: Tongue) -> str:
    return tongue.count("and %(num)d more source", "and %(num)d more sources", group.more)


def _resting(group: SourceGroup, tongue: Tongue) -> str:
    if not group.shared:
        return tongue.text("%(alone)s alone", alone=group.alone)
    if not group.alone:
        return tongue.text("%(shared)s with others", shared=group.shared)
    return tongue.text("%(alone)s alone, %(shared)s with others", alone=group.alone, shared=group.shared)


def _bands(shown: SourceMap, pen: Pen) -> list[_Band]:
    """Groups from the top, each as high as what stands in it."""
    bands: list[_Band] = []
    size, top = pen.measured(LABEL), _TOP
    for group in shown.groups:
        origins = tuple(fit(_named(group, pen.tongue), _ORIGIN_ROOM, size, _ORIGIN_LINES))
        outlets = tuple((outlet, tuple(fit(outlet.name, _NAME_ROOM, size, _NAME_LINES))) for outlet in group.outlets)
        bands.append(_Band(group, origins, outlets, _rest(group, pen.tongue) if group.more else "", top))
        top += bands[-1].height + _GAP
    return bands


def _heads(pen: Pen) -> Iterator[Mark]:
    """What the columns show."""
    heads = (
        (0.0, _STEM, pen.tongue.text("Goes back to")),
        (_TEETH + 4, _BAR - _TEETH - 8, pen.tongue.text("Came through (grade)")),
        (_BAR, WIDTH - _BAR, pen.tongue.text("Facts resting on it")),
    )
    for x, room, words in heads:
        line = fit(words, room, pen.measured(NOTE), 1)[0]
        yield pen.text(x, _TOP - 7, line, size=NOTE, fill=pen.secondary)
    yield Line(((0, _TOP - 3), (WIDTH, _TOP - 3)), pen.hairline)


def _origins(band: _Band, pen: Pen) -> Iterator[Mark]:
    """Letter and names, in the middle of the band's height; quiet where the source names none."""
    known = bool(band.group.origins)
    first = band.top + (band.height - len(band.origins) * _LEADING) / 2 + _LEADING * 0.5 + LABEL * 0.35
    yield pen.text(0, first, band.group.letter, fill=pen.emphasis, bold=True)
    for row, line in enumerate(band.origins):
        fill = pen.palette.ink if known else pen.secondary
        yield pen.text(_ORIGIN, first + row * _LEADING, line, bold=known, fill=fill)


def _outlets(band: _Band, pen: Pen) -> Iterator[Mark]:
    """Number, name and grade of each outlet, and the bracket that ties them to the origin."""
    ink, middle = pen.palette.ink, band.top + band.height / 2
    lines = sum(len(lines) * _LEADING + _APART for _, lines in band.outlets) + (_LEADING if band.rest else 0.0) - _APART
    top = band.top + max(band.height - lines - (_APART if band.rest else 0.0), 0.0) / 2
    teeth: list[float] = []
    for outlet, names in band.outlets:
        baseline = top + _LEADING * 0.5 + LABEL * 0.35
        teeth.append(top + _LEADING / 2)
        yield pen.text(_NAME - 5, baseline, str(outlet.number), fill=pen.secondary, anchor="end")
        for row, line in enumerate(names):
            yield pen.text(_NAME, baseline + row * _LEADING, line)
        yield pen.text(_GRADE, baseline, outlet.grade, fill=pen.secondary, anchor="middle")
        top += len(names) * _LEADING + _APART
    if band.rest:
        teeth.append(top + _LEADING / 2)
        line = fit(band.rest, _NAME_ROOM, pen.measured(NOTE), 1)[0]
        yield pen.text(_NAME, top + _LEADING * 0.5 + NOTE * 0.35, line, size=NOTE, fill=pen.secondary)
    yield Line(((_STEM - 8, middle), (_STEM, middle)), ink, 1.0)
    yield Line(((_STEM, min(*teeth, middle)), (_STEM, max(*teeth, middle))), ink, 1.0)
    for y in teeth:
        yield Line(((_STEM, y), (_TEETH, y)), ink, 1.0)


def _bar(band: _Band, most: int, pen: Pen) -> Iterator[Mark]:
    """A bar as long as what rests on the group: filled for what rests on it alone, open for the rest; and the numbers."""
    group = band.group
    top = band.top + band.height / 2 - _BAR_HEIGHT
    unit = (WIDTH - _BAR - 1) / most
    alone = group.alone * unit
    if group.alone:
        yield Rect(_BAR, top, alone, _BAR_HEIGHT, pen.emphasis)
    if group.shared:
        yield Rect(
            _BAR + alone + 0.25, top + 0.25, group.shared * unit - 0.5, _BAR_HEIGHT - 0.5, _soft(pen), pen.emphasis
        )
    words = fit(_resting(group, pen.tongue), WIDTH - _BAR, pen.measured(NOTE), 1)[0]
    yield pen.text(_BAR, top + _BAR_HEIGHT + NOTE + 1.5, words, size=NOTE, fill=pen.secondary)


def _soft(pen: Pen) -> str:
    """The ground of what does not rest on one origin alone."""
    return mix(pen.palette.accent, pen.palette.paper, 0.12)


def _key(baseline: float, pen: Pen) -> Iterator[Mark]:
    """What the two parts of a bar mean."""
    x = 0.0
    keys = (
        (pen.emphasis, None, pen.tongue.text("rests on this origin alone")),
        (_soft(pen), pen.emphasis, pen.tongue.text("another origin says it too")),
    )
    for fill, stroke, words in keys:
        yield Rect(x + 0.25, baseline - 6.5, 12, 7, fill, stroke)
        line = wrap(words, WIDTH / 2 - 30, pen.measured(NOTE))[0]
        text = pen.text(x + 17, baseline, line, size=NOTE, fill=pen.secondary)
        yield text
        x += 17 + text.span + 18
