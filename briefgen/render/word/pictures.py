"""Figures and photographs as Word has them: drawings become pixels at the resolution of print."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from html import escape, unescape
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import resvg_py
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.story import StoryPart
from docx.shared import Pt
from PIL import Image

from briefgen.model.brand import BrandKit, FontFile
from briefgen.model.faults import RenderError
from briefgen.render.word.marks import allowed, mark
from briefgen.render.word.styles import TEXT_WIDTH

_DOTS = 300
"""A inch, in print."""
_POINTS = 72
_CSS_DOTS = 96
_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_TEXT = re.compile(r"(<text\b[^>]*>)(.*?)(</text>)", re.DOTALL)
_WORDS = re.compile(r"(?:\A|(?<=>))[^<]+")
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL)
_SIZE = re.compile(r"<svg\b[^>]*?\bviewBox=[\"'](?:[-\d.]+[ ,]+){2}([\d.]+)[ ,]+([\d.]+)")
_TALLEST = 600
"""Points: what a page takes beside a caption."""


class Shown(NamedTuple):
    """A picture on its way into the document.

    Attributes:
        data: PNG or JPEG.
        width: Points.
        height: Points.
        alternative: The same in words.
    """

    data: bytes
    width: float
    height: float
    alternative: str


class Gallery:
    """The pictures of one page.

    Args:
        assets: What the page loads: media type and bytes, by digest.
        alternatives: Figures in words, by their SVG.
        kit: The brand's fonts, which drawings are lettered in, and its logo.
        folder: An empty folder for the fonts' files.
    """

    def __init__(
        self, assets: Mapping[str, tuple[str, bytes]], alternatives: Mapping[str, str], kit: BrandKit, folder: Path
    ) -> None:
        self._assets = assets
        self._alternatives = alternatives
        self._kit = kit
        self._folder = folder
        self._drawings: list[str] = []

    def taken_out(self, html: str) -> str:
        """The page with an `<img>` in the place of each drawing: an HTML parser would spoil them."""

        def keep(match: re.Match[str]) -> str:
            self._drawings.append(match.group())
            return f'<img src="drawing:{len(self._drawings) - 1}">'

        return _SVG.sub(keep, html)

    def shown(self, address: str, alternative: str, width: str | None) -> Shown | None:
        """The picture at an address of the page; None where there is none."""
        kind, _, name = address.partition(":")
        if kind == "drawing":
            return self._drawing(self._drawings[int(name)], alternative)
        media, data = self._assets.get(name, ("", b""))
        if media == "image/svg+xml":
            return self._drawing(data.decode(), alternative)
        return _photograph(data, alternative, width) if data else None

    def put(self, part: StoryPart, shown: Shown, number: int, room: float = 0) -> BaseOxmlElement:
        """A run with the picture in it, no wider than the room in points, or else than the text."""
        scale = min(1, (room or TEXT_WIDTH) / shown.width, _TALLEST / shown.height)
        inline = part.new_pic_inline(io.BytesIO(shown.data), Pt(shown.width * scale), Pt(shown.height * scale))
        inline.docPr.set("id", str(number))
        inline.docPr.set("name", f"Picture {number}")
        inline.docPr.set("descr", allowed(shown.alternative))
        return mark("r", mark("drawing", inline))

    def _drawing(self, svg: str, alternative: str) -> Shown:
        size = _SIZE.search(svg)
        if size is None:
            raise RenderError("a drawing of the page says no size", "Give the SVG a viewBox.")
        title = _TITLE.search(svg)
        words = alternative or self._alternatives.get(svg, "") or (unescape(title[1]).strip() if title else "")
        width, height = float(size[1]), float(size[2])
        if not words:  # the logo is the only drawing that says nothing of itself
            words, width, height = self._kit.brand.meta.name.full, width / height * _LOGO, _LOGO
        return Shown(self._pixels(svg, width), width, height, words)

    def _pixels(self, svg: str, width: float) -> bytes:
        try:
            drawn = resvg_py.svg_to_bytes(
                svg_string=_TEXT.sub(lambda text: text[1] + _WORDS.sub(self._lettered, text[2]) + text[3], svg),
                width=round(width * _DOTS / _POINTS),
                dpi=_CSS_DOTS,
                background="#ffffff",
                skip_system_fonts=True,
                font_files=[path for font, path in self._fonts if font.covers(svg)],
            )
        except ValueError as fault:
            raise RenderError(f"a drawing could not be turned into a picture: {fault}", "Mend its SVG.") from None
        return _small(Image.open(io.BytesIO(bytes(drawn))).convert("RGB"))

    def _lettered(self, words: re.Match[str]) -> str:
        """Words with families named where the drawing's own lacks letters.

        Left alone, the library takes one font for the whole line and forgets its weight; so the rest of the words follows
        their first strange letter.
        """
        families = [name for name in map(self._family, words.group()) if name]
        if not families:
            return words.group()
        groups = groupby(words.group(), lambda letter: self._family(letter) or families[0])
        return "".join(f'<tspan font-family="{escape(name)}">{"".join(letters)}</tspan>' for name, letters in groups)

    def _family(self, letter: str) -> str:
        """The family of a letter that the brand has another font for; "" for all others."""
        typography = self._kit.brand.typography
        found = [font for font in typography.fonts if font.unicode_range and font.has(letter)]
        own = [font for font in found if font.supplements == typography.headings]
        return (own or found)[0].family if found else ""

    @cached_property
    def _fonts(self) -> list[tuple[FontFile, str]]:
        """The brand's fonts as files: the library reads no others.

        Where a letter is missing it sets the line in the first font that has it: the one that looks most like drawings'.
        """
        headings = self._kit.brand.typography.headings
        paths = []
        for number, (font, data) in enumerate(
            sorted(self._kit.fonts, key=lambda each: each[0].supplements != headings)
        ):
            path = self._folder / f"{number}{Path(font.file).suffix}"
            path.write_bytes(data)
            paths.append((font, str(path)))
        return paths


_LOGO = 42.5
"""Points: 15 mm."""


@contextmanager
def gallery(
    assets: Mapping[str, tuple[str, bytes]], alternatives: Mapping[str, str], kit: BrandKit
) -> Iterator[Gallery]:
    """A page's pictures, with a folder for as long as they are drawn."""
    with tempfile.TemporaryDirectory(prefix="briefgen-word-") as folder:
        yield Gallery(assets, alternatives, kit, Path(folder))


def _small(picture: Image.Image) -> bytes:
    """A drawing has few colours: with a palette it takes half the room."""
    file = io.BytesIO()
    picture.quantize(256, Image.Quantize.FASTOCTREE).save(file, "PNG", dpi=(_DOTS, _DOTS))
    return file.getvalue()


def _photograph(data: bytes, alternative: str, width: str | None) -> Shown:
    with Image.open(io.BytesIO(data)) as picture:
        pixels, rows = picture.size
    points = float(width) * _POINTS / _CSS_DOTS if width and width.isdigit() else TEXT_WIDTH
    return Shown(data, points, points * rows / pixels, alternative)
