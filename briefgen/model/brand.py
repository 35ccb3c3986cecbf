"""A brand: colours, type, logo, contact, legal notice and services. The shape is brand.yml's, with our parts under `defaults.briefgen`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Annotated

from pydantic import Field, StringConstraints

from briefgen.model.base import Id, Language, Line, Noun, Paragraph

_RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")

UnicodeRange = Annotated[
    str, StringConstraints(pattern=r"^U\+[0-9A-F]{1,6}(-[0-9A-F]{1,6})?(, ?U\+[0-9A-F]{1,6}(-[0-9A-F]{1,6})?)*$")
]

Hex = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]


class BrandName(Noun):
    """The name, short and full.

    Attributes:
        short: "ASA".
        full: "African Security Analysis".
    """

    short: Line
    full: Line


class BrandMeta(Noun):
    """Who the brand is.

    Attributes:
        name: Its name.
        link: Address of its site.
    """

    name: BrandName
    link: Line | None = None


class Logo(Noun):
    """Paths of the logo, relative to the brand's folder.

    Attributes:
        medium: An SVG file.
    """

    medium: Line


class Palette(Noun):
    """The brand tokens that templates and figures use.

    Attributes:
        ink: Text.
        paper: The ground.
        accent: The one colour that stands out.
        quiet: Rules and secondary text.
        tint: Light ground behind boxes.
        risk: Five steps from calm to severe.
    """

    ink: Hex
    paper: Hex
    accent: Hex
    quiet: Hex
    tint: Hex
    risk: tuple[Hex, Hex, Hex, Hex, Hex]


class Colours(Noun):
    """Light tokens, and dark ones for the screen.

    Attributes:
        palette: On light paper.
        dark: On a dark screen.
    """

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
        supplements: The family whose missing letters it is there for first of all.
    """

    family: Line
    package: Line
    file: Line
    weight: Annotated[int, Field(strict=True, ge=100, le=900)] = 400
    style: Annotated[str, StringConstraints(pattern=r"^(normal|italic)$")] = "normal"
    unicode_range: UnicodeRange | None = None
    supplements: Line | None = None

    def has(self, letter: str) -> bool:
        """Whether the file is for this character."""
        ranges = self._ranges
        return not ranges or any(first <= ord(letter) <= last for first, last in ranges)

    def covers(self, letters: Iterable[str]) -> bool:
        """Whether the file is for at least one of these characters."""
        return any(map(self.has, letters)) or not self._ranges

    @cached_property
    def _ranges(self) -> tuple[tuple[int, int], ...]:
        found = _RANGE.findall(self.unicode_range or "")
        return tuple((int(first, 16), int(last or first, 16)) for first, last in found)


class Typography(Noun):
    """Families by their work, and the files they come from.

    Attributes:
        base: Family of the text.
        headings: Family of headings, labels, tables and captions.
        fonts: The cuts of both, and of other scripts' families.
    """

    base: Line
    headings: Line
    fonts: tuple[FontFile, ...]

    def families(self, first: str) -> tuple[str, ...]:
        """A family, those that supply its missing letters, and then every other: what a letter is looked for in."""
        own = [font.family for font in self.fonts if font.supplements == first]
        return tuple(dict.fromkeys((first, *own, *(font.family for font in self.fonts))))


class Service(Noun):
    """Something the consultancy offers.

    Attributes:
        id: Its name, as reports call it.
        name: As printed.
        text: What it is, in a sentence or two.
        sectors: Sectors it fits; all where it is left out.
        regions: Regions or country codes it fits; all where it is left out.
    """

    id: Id
    name: Line
    text: Paragraph
    sectors: tuple[Line, ...] = ()
    regions: tuple[Line, ...] = ()


class House(Noun):
    """What briefgen needs beyond brand.yml.

    Attributes:
        language: BCP 47 tag of the language that a text alone is in; a text may be given in others, `{en: …, fr: …}`.
        tagline: A line under the name on the cover.
        series_prefix: Stands before the series' name and in issue numbers: "ASA".
        offer: A paragraph before the services.
        contact: Lines: an address, a telephone number, a mail address.
        legal: Paragraphs of the legal notice.
        border_policy: What maps say of the borders they draw.
        services: What it offers.
    """

    language: Language = "en"
    tagline: Line | None = None
    series_prefix: Line
    offer: Paragraph | None = None
    contact: tuple[Line, ...] = ()
    legal: tuple[Paragraph, ...] = ()
    border_policy: Line | None = None
    services: tuple[Service, ...] = ()


class Defaults(Noun):
    """Tool-specific parts of a brand.yml.

    Attributes:
        briefgen: Ours.
    """

    briefgen: House


class Brand(Noun):
    """`brand.yaml`.

    Attributes:
        meta: Who the brand is.
        logo: Its logo.
        color: Its colours.
        typography: Its type.
        defaults: What tools need beyond these.
    """

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
        spoken: The brand's data with its texts in other languages, by BCP 47 tag.
    """

    brand: Brand
    logo_svg: str
    folder: str
    fonts: tuple[tuple[FontFile, bytes], ...]
    letters: frozenset[int]
    spoken: Mapping[str, Brand] = field(default_factory=dict)

    def within(self, language: str) -> BrandKit:
        """The kit with the brand's texts in a language, where it has them. `fr-CA` takes those of `fr`."""
        own = self.spoken.get(language) or self.spoken.get(language.split("-", maxsplit=1)[0])
        return replace(self, brand=own) if own else self
