"""A brand: colours, type, logo, contact, legal notice and services. The shape is brand.yml's, with our parts under `defaults.briefgen`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, StringConstraints

from briefgen.model.base import Id, Line, Noun, Paragraph

_RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")

UnicodeRange = Annotated[
    str, StringConstraints(pattern=r"^U\+[0-9A-F]{1,6}(-[0-9A-F]{1,6})?(, ?U\+[0-9A-F]{1,6}(-[0-9A-F]{1,6})?)*$")
]

Hex = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]


class BrandName(Noun):
    """The name, short and full."""

    short: Line
    full: Line


class BrandMeta(Noun):
    """Who the brand is."""

    name: BrandName
    link: Line | None = None


class Logo(Noun):
    """Paths of the logo, relative to the brand's folder."""

    medium: Line


class Palette(Noun):
    """The brand tokens that templates and figures use. `risk` goes from calm to severe."""

    ink: Hex
    paper: Hex
    accent: Hex
    quiet: Hex
    tint: Hex
    risk: tuple[Hex, Hex, Hex, Hex, Hex]


class Colours(Noun):
    """Light tokens, and dark ones for the screen."""

    palette: Palette
    dark: Palette


class FontFile(Noun):
    """One cut of a family, from an installed font package.

    Attributes:
        family: CSS family name.
        package: Python module that carries the files.
        file: File name in the package's `files/` folder.
        weight: CSS weight, 100–900.
        style: `normal` or `italic`.
        unicode_range: Characters it is for, as CSS writes them: "U+0600-06FF, U+0750-077F". Pages without any of these
            leave the file out. All characters where it is left out.
    """

    family: Line
    package: Line
    file: Line
    weight: Annotated[int, Field(strict=True, ge=100, le=900)] = 400
    style: Annotated[str, StringConstraints(pattern=r"^(normal|italic)$")] = "normal"
    unicode_range: UnicodeRange | None = None

    def covers(self, letters: Iterable[str]) -> bool:
        """Whether the file is for at least one of these characters."""
        ranges = [(int(first, 16), int(last or first, 16)) for first, last in _RANGE.findall(self.unicode_range or "")]
        return not ranges or any(first <= ord(letter) <= last for letter in letters for first, last in ranges)


class Typography(Noun):
    """Families by their work, and the files they come from."""

    base: Line
    headings: Line
    fonts: tuple[FontFile, ...]


class Service(Noun):
    """Something the consultancy offers.

    Attributes:
        sectors: Sectors it fits; all where it is left out.
        regions: Regions or country codes it fits; all where it is left out.
    """

    id: Id
    name: Line
    text: Paragraph
    sectors: tuple[Line, ...] = ()
    regions: tuple[Line, ...] = ()


class House(Noun):
    """What briefgen needs beyond brand.yml."""

    tagline: Line | None = None
    series_prefix: Line
    offer: Paragraph | None = None
    contact: tuple[Line, ...] = ()
    legal: tuple[Paragraph, ...] = ()
    border_policy: Line | None = None
    services: tuple[Service, ...] = ()


class Defaults(Noun):
    """Tool-specific parts of a brand.yml."""

    briefgen: House


class Brand(Noun):
    """`brand.yaml`."""

    meta: BrandMeta
    logo: Logo
    color: Colours
    typography: Typography
    defaults: Defaults


@dataclass(frozen=True, slots=True)
class BrandKit:
    """A brand with the files it needs, read and checked.

    Attributes:
        brand: Its data.
        logo_svg: The logo: a complete SVG document.
        folder: Name of its folder in `templates/brands/`, which is the brand's id.
        fonts: Each cut with the bytes of its file, in the order of `brand.typography.fonts`.
        letters: Code points that at least one of the fonts can draw.
    """

    brand: Brand
    logo_svg: str
    folder: str
    fonts: tuple[tuple[FontFile, bytes], ...]
    letters: frozenset[int]
