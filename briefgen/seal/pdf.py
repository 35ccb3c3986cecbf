"""A client's PDF: a printed report with its name on the cover and in the feet, across the page, and in its mark.

What is put on is set aside from what is read, as running feet and watermarks are, but for the name on the cover: that is a
paragraph of the document, in the place that the cover's template keeps free for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from xml.sax.saxutils import escape

from briefgen.model.brand import BrandKit
from briefgen.model.edition import Personal
from briefgen.model.tongue import Tongue
from briefgen.seal.appending import appended, stream
from briefgen.seal.base import DOTS, OVER, Base, Size, base_of
from briefgen.seal.dots import CELL, COLUMNS, DIAMETER, ROWS, block
from briefgen.seal.embedding import font_objects
from briefgen.seal.lines import Lines, Placed, colour, on_cover, operators, set_lines
from briefgen.seal.watermark import watermark

_MARGIN, _FOOT_BASE = (millimetres / 25.4 * 72 for millimetres in (22, 8))
"""Points from the page's sides and from its lower edge: where personal.css leaves room under the feet."""
_FAINT, _LIGHT = 0.36, 0.085
"""How much of the brand's quiet colour is in a dot, and of its accent in the watermark."""
_DESCRIPTION = (
    '<rdf:Description rdf:about="" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">'
    "<xmpMM:DocumentID>{document}</xmpMM:DocumentID></rdf:Description>\n"
)


def stamp(data: bytes, personal: Personal, kit: BrandKit) -> bytes:
    """A PDF made one client's. The same client and the same file give the same bytes.

    Args:
        data: The rendering that clients share, with a place kept free on its cover.
        personal: Whose it becomes.
        kit: The brand, for type and colours.

    Raises:
        RenderError: The cover keeps no place free, or no font of the brand has a letter of the name.
    """
    return _Stamp(base_of(data), personal, kit).made()


class _Stamp:
    """One rendering on its way to one client."""

    def __init__(self, base: Base, personal: Personal, kit: BrandKit) -> None:
        self._base = base
        self._personal = personal
        left, bottom, right, top = base.place
        self._lines: Lines = set_lines(
            personal,
            kit,
            (right - left, top - bottom),
            base.cover[0] - 2 * _MARGIN,
            right_to_left=Tongue(base.language).direction == "rtl",
        )
        self._names = {cut: f"/Recipient{number}" for number, cut in enumerate(self._lines.programs)}

    def made(self) -> bytes:
        """The file."""
        base = self._base
        return appended(base.data, sorted(self._objects()), base.held, base.trailer, base.identifier)

    def _objects(self) -> Iterator[tuple[int, bytes]]:
        base = self._base
        yield from base.fixed
        for number, size in enumerate(base.sizes, base.over):
            yield number, stream(self._over(size).encode())
        yield base.dots, self._dots()
        yield base.name[0], stream(self._name().encode())
        fonts, free = [], base.free
        for cut, name in self._names.items():
            made = font_objects(self._lines.programs[cut], free)
            fonts.append(f"{name} {free} 0 R")
            free += len(made)
            yield from made
        number, before, after = base.resources
        yield number, before + " ".join(fonts).encode() + after
        yield from self._told()

    def _told(self) -> Iterator[tuple[int, bytes]]:
        """The file's metadata with the document's id in it."""
        document = self._personal.document
        number, before = self._base.info
        yield number, before + f"/DocumentID ({document}) >>".encode()
        place, said, end = self._base.metadata
        packet = said + _DESCRIPTION.format(document=escape(document)) + end
        entries = f"/Type /Metadata /Subtype /XML /Length {len(packet.encode())}"
        yield place, f"<< {entries} >>\nstream\n{packet}\nendstream".encode()

    def _dots(self) -> bytes:
        """A block of the recipient's mark."""
        height = ROWS * CELL
        shade = colour(_mixed(self._lines.palette.paper, self._lines.palette.quiet, _FAINT))
        dots = "\n".join(f"{x:g} {height - y:g} m {x:g} {height - y:g} l" for x, y in block(self._personal.document))
        box = f"/Type /XObject /Subtype /Form /BBox [0 0 {COLUMNS * CELL:g} {height:g}] /Resources << >>"
        return stream(f"{DIAMETER} w 1 J {shade} RG\n{dots}\nS".encode(), box)

    def _over(self, size: Size) -> str:
        """What stands on every page of a size, and is not read with its text."""
        left = _MARGIN
        if self._lines.right_to_left:
            left = size[0] - _MARGIN - self._lines.foot.width * self._lines.foot_size
        foot = Placed(self._lines.foot, self._lines.foot_size, self._lines.palette.quiet, left, _FOOT_BASE)
        printed = operators([foot], self._names, self._lines.programs)
        return (
            f"Q\n/Artifact <</Type /Pagination /Subtype /Watermark>> BDC\nq {OVER} gs\n"
            f"{''.join(self._marks(size))}Q\nEMC\n"
            f"/Artifact <</Type /Pagination /Subtype /Footer>> BDC\nq\n{printed}\nQ\nEMC"
        )

    def _marks(self, size: Size) -> Iterator[str]:
        """The watermark, and the dots on it. Both only darken what they lie on."""
        width, height = size
        if self._lines.across:
            yield f"{colour(_mixed(self._lines.palette.paper, self._lines.palette.accent, _LIGHT))} rg\n"
            yield f"{watermark(self._lines.across, width, height)}\n"
        across, down = COLUMNS * CELL, ROWS * CELL
        for row in range(ceil(height / down)):
            for column in range(ceil(width / across)):
                yield f"q 1 0 0 1 {column * across:g} {height - (row + 1) * down:g} cm {DOTS} Do Q\n"

    def _name(self) -> str:
        """The lines on the cover, and how they are read: in one go, from their first to their last letter."""
        placed = on_cover(self._lines, self._base.place, at_end=self._base.at_end)
        printed = operators(placed, self._names, self._lines.programs)
        read = f"<FEFF{self._lines.spoken.encode('utf-16-be').hex()}>"
        return f"/P <</MCID {self._base.name[1]}/ActualText {read}>> BDC\nq\n{printed}\nQ\nEMC"


def _mixed(ground: str, ink: str, share: float) -> str:
    """A colour between two: so much of the second."""
    pairs = ((int(ground[at : at + 2], 16), int(ink[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(low + (high - low) * share):02X}" for low, high in pairs)
