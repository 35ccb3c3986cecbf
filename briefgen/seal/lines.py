"""The lines that name a client: shaped, in their sizes, broken where they must be, and as operators of PDF."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefgen.model.brand import BrandKit, Palette
from briefgen.model.edition import Personal
from briefgen.seal.embedding import Program, programs
from briefgen.seal.lettering import Cut, Letterer, Line, letterer_of
from briefgen.seal.wording import copy_line, foot_line, label

_SMALL, _NAME, _FOOT = 8.5, 13.0, 8.5
"""Points: sizes of the page's own scale."""
_SMALLEST = 7.5
_LEADING = {_SMALL: 11.0, _NAME: 16.0}
_REGULAR, _STRONG = 400, 600
_MORE = "…"


_ANY_ID = "0123456789ABCDEF-"
"""Forms that every copy's font has, so that all copies of a client have the same one, whatever their id."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line where it is printed.

    Attributes:
        line: What.
        size: Points.
        colour: As the brand writes it, `#RRGGBB`.
        left: Where it begins, points, likewise its baseline from below.
    """

    line: Line
    size: float
    colour: str
    left: float
    base: float


@dataclass(frozen=True, slots=True)
class Lines:
    """Everything that is printed of a client, shaped.

    Attributes:
        cover: Line, size and colour, from above.
        spoken: The cover's lines as they are read.
        foot: The line in the feet.
        across: What stands across a page; None without a watermark.
        programs: The fonts of cover and feet, by cut.
        palette: The brand's colours.
        right_to_left: Whether lines begin on the right.
    """

    cover: tuple[tuple[Line, float, str], ...]
    spoken: str
    foot: Line
    foot_size: float
    across: Line | None
    programs: Mapping[Cut, Program]
    palette: Palette
    right_to_left: bool


def set_lines(
    personal: Personal, kit: BrandKit, room: tuple[float, float], measure: float, *, right_to_left: bool
) -> Lines:
    """Shape what is printed of a client.

    Args:
        personal: Whose copy it is.
        kit: The brand.
        room: Points: width and height of the place on the cover.
        measure: Points: width of the feet.
        right_to_left: Whether the edition is.

    Raises:
        RenderError: No font of the brand has one of the letters.
    """
    letterer, palette = letterer_of(kit, right_to_left=right_to_left), kit.brand.color.palette
    small = [(letterer.line(text, _REGULAR), _SMALL, palette.quiet) for text in (label(personal), copy_line(personal))]
    names = [(line, size, palette.ink) for line, size in _name(letterer, personal.name, room)]
    cover = (*(each for each in small[:1] if each[0].text), *names, small[1])
    foot, size = _foot(letterer, foot_line(personal), measure)
    return Lines(
        cover=cover,
        spoken=" ".join(line.text for line, _, _ in cover),
        foot=foot,
        foot_size=size,
        across=letterer.line(personal.name, _STRONG) if personal.watermark else None,
        programs=programs([foot, letterer.line(_ANY_ID, _REGULAR), *(line for line, _, _ in cover)]),
        palette=palette,
        right_to_left=right_to_left,
    )


def _name(letterer: Letterer, name: str, room: tuple[float, float]) -> list[tuple[Line, float]]:
    """A name in lines that fit the place: as large as a name is, or as small as a caption where it is a long one."""
    width, height = room[0], room[1] - 2 * _LEADING[_SMALL]
    for size in (_NAME, 11.0, 9.6, _SMALL, _SMALLEST):
        lines = _broken(letterer, name, width / size)
        if len(lines) * _leading(size) <= height and all(line.width * size <= width for line in lines):
            return [(line, size) for line in lines]
    return [(_cut_short(letterer, name, width / _SMALLEST, _STRONG), _SMALLEST)]


def _leading(size: float) -> float:
    return _LEADING.get(size, size * 1.2)


def _broken(letterer: Letterer, name: str, ems: float) -> list[Line]:
    """A name broken at its spaces into as few lines as it takes."""
    lines: list[Line] = []
    for word in name.split():
        longer = letterer.line(f"{lines[-1].text} {word}", _STRONG) if lines else None
        if longer and longer.width <= ems:
            lines[-1] = longer
        else:
            lines.append(letterer.line(word, _STRONG))
    return lines


def _foot(letterer: Letterer, text: str, measure: float) -> tuple[Line, float]:
    line = letterer.line(text, _REGULAR)
    if line.width * _FOOT <= measure:
        return line, _FOOT
    if line.width * _SMALLEST <= measure:
        return line, _SMALLEST
    # Which copy it is stands at the end, and is kept.
    end = text[-len(text.rpartition(" · ")[2]) :]
    room = measure / _SMALLEST - letterer.line(f" {_MORE} · {end}", _REGULAR).width
    return letterer.line(f"{_cut_short(letterer, text, room, _REGULAR).text} · {end}", _REGULAR), _SMALLEST


def _cut_short(letterer: Letterer, text: str, ems: float, weight: int) -> Line:
    """As much of a text as there is room for."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = letterer.line(text[:middle].rstrip() + _MORE, weight).width <= ems
        low, high = (middle, high) if fits else (low, middle - 1)
    return letterer.line(text[:low].rstrip() + _MORE, weight)


def on_cover(lines: Lines, place: tuple[float, float, float, float], *, at_end: bool) -> list[Placed]:
    """The cover's lines in their place, from its top.

    Args:
        lines: What is printed.
        place: Left, bottom, right, top, in points.
        at_end: Whether lines end at the place's end instead of beginning at its start.
    """
    left, _, right, base = place
    placed = []
    for line, size, colour in lines.cover:
        base -= _leading(size)
        to_right = at_end != lines.right_to_left
        start = right - line.width * size if to_right else left
        placed.append(Placed(line, size, colour, start, base))
    return placed


def operators(placed: Iterable[Placed], names: Mapping[Cut, str], programs: Mapping[Cut, Program]) -> str:
    """Operators that print lines.

    Args:
        placed: What, where.
        names: The fonts' names in the page's resources.
        programs: The fonts as they are embedded.
    """
    return "\n".join(_line(each, names, programs) for each in placed)


def _line(placed: Placed, names: Mapping[Cut, str], programs: Mapping[Cut, Program]) -> str:
    told = [f"{colour(placed.colour)} rg"]
    left = placed.left
    for run in placed.line.runs:
        program, shown = programs[run.cut], []
        told.append(f"BT {names[run.cut]} {placed.size:g} Tf")
        # A form that hangs above or below its line, or is moved in it, is placed by itself.
        for glyph in run.glyphs:
            new = program.numbers[glyph.number]
            x, y = left + glyph.across * placed.size / 1000, placed.base + glyph.up * placed.size / 1000
            shown.append((x, y, new, glyph.advance))
            left += glyph.advance * placed.size / 1000
        told += _shown(shown, program, placed.size)
        told.append("ET")
    return "\n".join(told)


def _shown(forms: list[tuple[float, float, int, int]], program: Program, size: float) -> list[str]:
    """Forms that follow each other on one line in one operator, with what is to be added between them."""
    told: list[str] = []
    pieces: list[str] = []
    expected: tuple[float, float] | None = None
    for x, y, number, _ in forms:
        gap = (x - expected[0]) * 1000 / size if expected and abs(y - expected[1]) < 0.001 else None  # noqa: PLR2004 - points
        if gap is None:
            if pieces:
                told.append(f"[{''.join(pieces)}] TJ")
            pieces = [f"<{number:04x}>"]
            told.append(f"1 0 0 1 {x:.3f} {y:.3f} Tm")
        else:
            pieces.append((f"{-gap:.0f}" if abs(gap) > 0.5 else "") + f"<{number:04x}>")  # noqa: PLR2004 - thousandths of an em
        expected = x + program.widths[number] * size / 1000, y
    return [*told, f"[{''.join(pieces)}] TJ"] if pieces else told


def colour(written: str) -> str:
    """A brand's colour as PDF's three numbers."""
    return " ".join(f"{int(written[at : at + 2], 16) / 255:.4f}" for at in (1, 3, 5))
