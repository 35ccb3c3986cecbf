"""An indicator board: what is watched, profile by profile, with a sign in the column of its state.

The further right, the nearer it is; where an indicator stood in the last issue is a ring, and a line leads from there to
where it stands now.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from briefgen.draw.colour import mix
from briefgen.draw.lettering import fit, sentence
from briefgen.draw.scene import FULL_WIDTH, LABEL, NOTE, Area, Dot, Line, Mark, Pen, Rect, Scene
from briefgen.model.changes import Direction
from briefgen.model.entries import IndicatorEntry
from briefgen.model.figure import DataTable, FigureSpec, IndicatorBoard
from briefgen.model.tongue import Tongue
from briefgen.model.vocabulary import DIRECTIONS, STATES

WIDTH = FULL_WIDTH

COLUMNS = ("not-known", "quiet", "watch", "active")
"""States from left to right, the nearest last."""

_NEEDS = "a board needs an indicator"
_WHAT_ROOM = 158.0
_FIRST = 172.0
"""Left edge of the first column of states, pt."""
_COLUMN = 39.0
_SIGNALS = _FIRST + len(COLUMNS) * _COLUMN + 12
_LEADING = 10.4
_PAD = 3.6
"""Above and below the words of a row, pt."""
_BASELINE = 9.0
"""Of the first line of the heads, pt."""
_HEAD = 9.0
"""From one line of a head to the next, pt."""
_PROFILE = 17.0
"""Height of a profile's name, pt."""
_SIGN = 3.6
"""Half the size of a sign, pt."""
_WHAT_LINES = 4
_SIGNAL_LINES = 4


@dataclass(frozen=True, slots=True)
class _Row:
    """One indicator, pt.

    Attributes:
        what: In lines.
        signals: What it would mean, in lines.
        top: Of the row.
        height: Of the row.
    """

    entry: IndicatorEntry
    what: tuple[str, ...]
    signals: tuple[str, ...]
    top: float
    height: float

    @property
    def middle(self) -> float:
        """Pt."""
        return self.top + self.height / 2


def lay_out(spec: FigureSpec, pen: Pen) -> Scene:
    """The board's marks.

    Raises:
        ValueError: If there is no indicator.
    """
    board = _board(spec)
    marks: list[Mark] = []
    heads, top = _heads(pen)
    columns: list[Mark] = []
    for profile, entries in groupby(board.indicators, key=lambda entry: entry.profile):
        for line in fit(profile, WIDTH, pen.measured(LABEL), 2):
            marks.append(pen.text(0, top + _PROFILE - 5, line, bold=True))
            top += _PROFILE if not line else _PROFILE - 3
        top += 3
        rows = _rows(list(entries), top, pen)
        for row in rows:
            marks += _row(row, pen)
        columns += _shades(rows, pen)
        top = rows[-1].top + rows[-1].height + 3
    bottom = top
    if any(entry.before for entry in board.indicators):
        bottom += 16
        marks += _key(board, bottom, pen)
    return pen.scene(WIDTH, bottom + 4, [*columns, *heads, *marks])


def tell(spec: FigureSpec, tongue: Tongue) -> str:
    """The board in words: each indicator with its state, what it would mean, and where it stood."""
    board = _board(spec)
    said = [tongue.count("Board of %(num)d indicator.", "Board of %(num)d indicators.", len(board.indicators))]
    for entry in board.indicators:
        said.append(
            tongue.text(
                "%(profile)s, %(state)s: %(what)s",
                profile=entry.profile,
                state=entry.state_word,
                what=sentence(entry.what),
            )
        )
        if entry.signals:
            said.append(sentence(tongue.text("It would mean: %(signals)s", signals=entry.signals)))
        if trend := _trend(entry, tongue):
            said.append(sentence(trend))
    return " ".join(said)


def tabulate(spec: FigureSpec, tongue: Tongue) -> DataTable:
    """The indicators, one a row."""
    board = _board(spec)
    headers = (
        tongue.text("Profile"),
        tongue.text("Indicator"),
        tongue.text("State"),
        tongue.text("What it would mean"),
        *([tongue.text("Since %(issue)s", issue=board.since)] if board.since else []),
    )
    rows = tuple(
        (each.profile, each.what, each.state_word, each.signals, *([_trend(each, tongue)] if board.since else []))
        for each in board.indicators
    )
    return DataTable(headers, rows)


def _board(spec: FigureSpec) -> IndicatorBoard:
    board = spec.holding(IndicatorBoard, _NEEDS)
    if not board.indicators:
        raise ValueError(f"Figure {spec.id!r}: {_NEEDS}.")
    return board


def _trend(entry: IndicatorEntry, tongue: Tongue) -> str:
    """Where it stood in the last issue and which way it went, "" where it did not move or is new."""
    if not entry.before:
        return ""
    before = tongue.word(*STATES[entry.before])
    if entry.direction in {None, Direction.UNCHANGED}:
        return tongue.text("was %(state)s", state=before)
    way = tongue.word(*DIRECTIONS[entry.direction or Direction.UNCHANGED])
    return tongue.text("%(way)s, was %(state)s", way=way, state=before)


def _rows(entries: Sequence[IndicatorEntry], top: float, pen: Pen) -> list[_Row]:
    rows: list[_Row] = []
    for entry in entries:
        what = tuple(fit(entry.what, _WHAT_ROOM, pen.measured(LABEL), _WHAT_LINES))
        told = fit(entry.signals, WIDTH - _SIGNALS, pen.measured(NOTE), _SIGNAL_LINES) if entry.signals else []
        height = max(len(what) * _LEADING, len(told) * (_LEADING - 1), 2 * _SIGN) + 2 * _PAD
        rows.append(_Row(entry, what, tuple(told), top, height))
        top += height
    return rows


def _heads(pen: Pen) -> tuple[list[Mark], float]:
    """The states over their columns, and what the words beside them are; and where that ends, pt."""
    size = pen.measured(NOTE)
    columns = [
        (0.0, "start", fit(pen.tongue.text("What to watch"), _WHAT_ROOM, size, 2)),
        (_SIGNALS, "start", fit(pen.tongue.text("What it would mean"), WIDTH - _SIGNALS, size, 2)),
        *((_across(state), "middle", fit(pen.tongue.word(*STATES[state]), _COLUMN - 1, size, 2)) for state in COLUMNS),
    ]
    lines = max(len(head) for _, _, head in columns)
    marks: list[Mark] = [
        pen.text(x, _BASELINE + (lines - len(head) + row) * _HEAD, line, size=NOTE, fill=pen.secondary, anchor=anchor)
        for x, anchor, head in columns
        for row, line in enumerate(head)
    ]
    return marks, _BASELINE + (lines - 1) * _HEAD + 5


def _shades(rows: Sequence[_Row], pen: Pen) -> Iterator[Mark]:
    """The ground of each column, darker the nearer."""
    top, bottom = rows[0].top, rows[-1].top + rows[-1].height
    for number, state in enumerate(COLUMNS[1:], 1):
        fill = mix(pen.palette.quiet, pen.palette.paper, 0.09 * number)
        yield Rect(_across(state) - _COLUMN / 2 + 0.5, top, _COLUMN - 1, bottom - top, fill)


def _row(row: _Row, pen: Pen) -> Iterator[Mark]:
    entry = row.entry
    yield Line(((0, row.top), (WIDTH, row.top)), pen.hairline)
    for x, lines, size, fill in (
        (0.0, row.what, LABEL, pen.palette.ink),
        (_SIGNALS, row.signals, NOTE, pen.secondary),
    ):
        leading = _LEADING if size == LABEL else _LEADING - 1
        first = row.middle - (len(lines) - 1) * leading / 2 + size * 0.34
        for number, line in enumerate(lines):
            yield pen.text(x, first + number * leading, line, size=size, fill=fill)
    if entry.before and entry.before != entry.state:
        yield from _way(_across(entry.before), _across(entry.state), row.middle, pen)
    yield from _sign(entry.state, _across(entry.state), row.middle, pen)


def _across(state: str) -> float:
    """The middle of a state's column, pt."""
    return _FIRST + (COLUMNS.index(state) + 0.5) * _COLUMN


def _way(start: float, end: float, y: float, pen: Pen) -> Iterator[Mark]:
    """From where it stood to where it stands."""
    way = 1 if end > start else -1
    ink, tip = pen.palette.ink, end - way * (_SIGN + 2.5)
    yield Line(((start + way * 2.6, y), (tip - way * 4, y)), ink, 0.9)
    yield Area((((tip, y), (tip - way * 4.6, y - 2.3), (tip - way * 4.6, y + 2.3)),), ink)
    yield Dot(start, y, 2.3, pen.palette.paper, ink)


def _sign(state: str, x: float, y: float, pen: Pen) -> Iterator[Mark]:
    """Each state has a shape of its own: a diamond, a half-filled square, a circle, a stroke."""
    ink, paper, size = pen.palette.ink, pen.palette.paper, _SIGN
    if state == "active":
        points = ((x, y - size - 1), (x + size + 1, y), (x, y + size + 1), (x - size - 1, y))
        yield Area((points,), pen.emphasis, paper)
    elif state == "watch":
        yield Rect(x - size + 0.4, y - size + 0.4, 2 * size - 0.8, 2 * size - 0.8, paper, ink)
        yield Rect(x - size + 0.4, y, 2 * size - 0.8, size - 0.4, ink)
    elif state == "quiet":
        yield Dot(x, y, size - 0.6, paper, ink)
    else:
        yield Line(((x - size, y), (x + size, y)), ink, 1.2)


def _key(board: IndicatorBoard, baseline: float, pen: Pen) -> Iterator[Mark]:
    """What the ring means."""
    y = baseline - NOTE * 0.35
    yield from _way(3.0, 30.0, y, pen)
    words = pen.tongue.text("moved since %(issue)s, from the ring", issue=board.since)
    line = fit(words, WIDTH - 32, pen.measured(NOTE), 1)[0]
    yield pen.text(32, baseline, line, size=NOTE, fill=pen.secondary)
