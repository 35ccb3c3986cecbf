"""Fonts on their way into a page: the cut's file, less what the page has no use for."""

from __future__ import annotations

from hashlib import sha256

import uharfbuzz

from briefgen.model.brand import FontFile

_ALWAYS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "\u00a0\u00ad\u2060\u2010\u2011\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u2022"
)
"""What style sheets and the engine print besides the page's own text: counters, hyphens, dashes, quotation marks."""

_BETWEEN = " \u00a0\u00ad\u2060"
"""What stands between the letters of a run and is taken from the same font."""


class Font:
    """One cut of a family, cut down to a page's characters.

    A whole cut has 110 to 240 kB, and a page carries five of them; with the characters of one report each has about 25.

    Attributes:
        digest: SHA-256 of the cut-down file, hex.
        asset: Media type and bytes.
        origin: Package and file, for errors.
        face: Its `@font-face` rule.
    """

    def __init__(self, font: FontFile, data: bytes, letters: frozenset[str]) -> None:
        small = _subset(data, frozenset((*filter(font.has, letters), *_BETWEEN)), font.weight)
        self.digest = sha256(small).hexdigest()
        self.asset = ("font/ttf", small)
        self.origin = f"{font.package}/{font.file}"
        reach = f"; unicode-range: {font.unicode_range}" if font.unicode_range else ""
        self.face = (
            f"@font-face {{ font-family: '{font.family}'; src: url('asset:{self.digest}') format('truetype'); "
            f"font-weight: {font.weight}; font-style: {font.style}{reach}; }}"
        )


def letters_in(text: str) -> frozenset[str]:
    """The characters that printing a text can need: its own in either case, and those that style sheets and the engine add."""
    own = set(text)
    return frozenset(own | set("".join(own).upper()) | set("".join(own).lower()) | set(_ALWAYS))


def _subset(data: bytes, letters: frozenset[str], weight: int) -> bytes:
    """The font with the glyphs of these characters, and all their ligatures and marks; a variable one at its weight."""
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, letters))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.invert()  # an inverted empty set: every feature
    face = uharfbuzz.Face(data)
    if face.axis_infos:
        wanted.pin_all_axes_to_default(face)
        wanted.pin_axis_location(face, "wght", weight)
    return bytes(wanted.subset(face).blob.data)
