"""Lines of text, shaped with the brand's own fonts: Arabic joined, ligatures and kerning as the fonts have them."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

import uharfbuzz

from briefgen.model.brand import BrandKit
from briefgen.model.faults import RenderError
from briefgen.model.saying import saying
from briefgen.seal.direction import stretches

_INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\u00ad")
"""Joiners and marks of direction: they steer what is shaped, and have no form of their own."""


@dataclass(frozen=True)
class Cut:
    """One font file at one weight, ready to shape with.

    Attributes:
        data: The file.
        weight: CSS weight.
        face: The file, read.
        font: The face at 1000 units to the em.
    """

    data: bytes
    weight: int
    face: Any
    font: Any


@dataclass(frozen=True, slots=True)
class Glyph:
    """A form of a font.

    Attributes:
        number: Its number in the font.
        advance: To the next one, in thousandths of an em, as are the offsets.
        text: The letters that it stands for; "" where another form stands for them.
    """

    number: int
    advance: int
    across: int
    up: int
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one cut, from left to right."""

    cut: Cut
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A shaped line.

    Attributes:
        runs: From left to right.
        text: As it is read.
    """

    runs: tuple[Run, ...]
    text: str

    @property
    def width(self) -> float:
        """In ems."""
        return sum(glyph.advance for run in self.runs for glyph in run.glyphs) / 1000


class Letterer:
    """Shapes lines in a brand's heading family, and in its other fonts where that lacks a letter.

    Args:
        kit: The brand.
        right_to_left: Whether lines begin on the right.
    """

    def __init__(self, kit: BrandKit, *, right_to_left: bool) -> None:
        self._kit = kit
        self._right_to_left = right_to_left
        # The reports of one client have its name in common, and every name its letters with others.
        self._known = lru_cache(maxsize=4096)(self._line)
        self._with = lru_cache(maxsize=1024)(self._found)

    def line(self, text: str, weight: int) -> Line:
        """A line in one weight.

        Raises:
            RenderError: No font of the brand has one of its letters.
        """
        return self._known(" ".join(text.split()), weight)

    def _line(self, text: str, weight: int) -> Line:
        runs: list[Run] = []
        for stretch in stretches(text, right_to_left=self._right_to_left):
            pieces = [
                (cut, "".join(letters))
                for cut, letters in groupby(stretch.text, key=self._choosing(stretch.text, weight))
            ]
            for cut, piece in reversed(pieces) if stretch.right_to_left else pieces:
                runs.append(Run(cut, _shaped(cut, piece, right_to_left=stretch.right_to_left)))
        return Line(tuple(runs), text)

    def _choosing(self, text: str, weight: int) -> Any:  # noqa: ANN401 - a function for groupby
        """A function from letters to cuts: the first that has it; what has no form of its own stays with what it follows."""
        last = self._with(
            next((letter for letter in text if letter not in _INVISIBLE and not letter.isspace()), " "), weight
        )

        def chosen(letter: str) -> Cut:
            nonlocal last
            if letter not in _INVISIBLE and not (letter == " " and _draws(last, " ")):
                last = self._with(letter, weight)
            return last

        return chosen

    def _found(self, letter: str, weight: int) -> Cut:
        type_ = self._kit.brand.typography
        for family in type_.families(type_.headings):
            cuts = [(font, data) for font, data in self._kit.fonts if font.family == family and font.style == "normal"]
            for font, data in sorted(cuts, key=lambda each: abs(each[0].weight - weight)):
                if font.has(letter) or letter == " ":
                    found = cut(data, font.weight)
                    if _draws(found, letter):
                        return found
        raise RenderError(
            saying(
                "no font of the brand '%(brand)s' draws '%(letter)s' (%(code)s), which is in a client's name",
                brand=self._kit.folder,
                letter=letter,
                code=f"U+{ord(letter):04X}",
            ),
            saying("Add a font with this letter to brand.yaml under typography.fonts, or write the name without it."),
        )


_LETTERERS: deque[tuple[BrandKit, bool, Letterer]] = deque(maxlen=8)
"""The latest, with the brands that they are for: a brand is one object throughout a run, and too large to be compared."""


def letterer_of(kit: BrandKit, *, right_to_left: bool) -> Letterer:
    """The one letterer of a brand and a direction."""
    for known, way, letterer in tuple(_LETTERERS):
        if known is kit and way == right_to_left:
            return letterer
    made = Letterer(kit, right_to_left=right_to_left)
    _LETTERERS.append((kit, right_to_left, made))
    return made


@lru_cache(maxsize=32)
def cut(data: bytes, weight: int) -> Cut:
    """A font file at a weight."""
    face = uharfbuzz.Face(data)
    font = uharfbuzz.Font(face)
    if face.axis_infos:
        font.set_variations({"wght": weight})
    font.scale = (1000, 1000)
    return Cut(data, weight, face, font)


def _draws(cut: Cut, letter: str) -> bool:
    return bool(cut.font.get_nominal_glyph(ord(letter)))


def _shaped(cut: Cut, text: str, *, right_to_left: bool) -> tuple[Glyph, ...]:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if right_to_left else "ltr"
    uharfbuzz.shape(cut.font, buffer)
    letters = _letters(text, sorted({info.cluster for info in buffer.glyph_infos}))
    glyphs, told = [], set()
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        own = "" if info.cluster in told else letters[info.cluster]
        told.add(info.cluster)
        glyphs.append(_glyph(info.codepoint, position.x_advance, position.x_offset, position.y_offset, own))
    return tuple(glyphs)


@lru_cache(maxsize=4096)
def _glyph(number: int, advance: int, across: int, up: int, text: str) -> Glyph:
    """A form as it stands in a line: lines are remembered, and have most of theirs in common."""
    return Glyph(number, advance, across, up, text)


def _letters(text: str, starts: Sequence[int]) -> dict[int, str]:
    """The letters of each cluster, by where it begins."""
    ends = [*starts[1:], len(text)]
    return {start: text[start:end] for start, end in zip(starts, ends, strict=True)}
