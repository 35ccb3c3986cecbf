"""Fonts in a PDF: the forms that a few lines need and nothing else, with the letters that they stand for."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

import uharfbuzz

from briefgen.seal.appending import stream
from briefgen.seal.lettering import Cut, Line

_LAYOUT = ("GSUB", "GPOS", "GDEF", "kern", "morx", "kerx", "feat", "STAT", "DSIG", "gasp", "meta", "name", "post")
"""Tables that what is shaped already does not need."""
_SYMBOLIC = 4


@dataclass(frozen=True, slots=True)
class Program:
    """A font file cut down to some forms.

    Attributes:
        name: As PDF wants the names of parts of fonts: six letters, a plus sign, the font's own.
        data: The file, deflated.
        length: Of the file before.
        outlines: Whether they are TrueType's.
        numbers: The forms' new numbers, by their old ones.
        widths: By new number, in thousandths of an em.
        letters: By new number; a form stands for the same letters wherever it is used.
        box: Left, bottom, right, top, of the whole font.
        rises: Ascent, descent and height of capitals.
    """

    name: str
    data: bytes
    length: int
    outlines: bool
    numbers: Mapping[int, int]
    widths: Mapping[int, int]
    letters: Mapping[int, str]
    box: tuple[int, int, int, int]
    rises: tuple[int, int, int]


def programs(lines: Iterable[Line]) -> dict[Cut, Program]:
    """What must be embedded to print these lines, by cut."""
    used: dict[Cut, dict[int, str]] = {}
    for line in lines:
        for run in line.runs:
            known = used.setdefault(run.cut, {})
            for glyph in run.glyphs:
                known[glyph.number] = known.get(glyph.number) or glyph.text
    return {cut: _program(cut, tuple(sorted(letters.items()))) for cut, letters in used.items()}


@lru_cache(maxsize=1024)
def _program(cut: Cut, forms: tuple[tuple[int, str], ...]) -> Program:
    """A font with some forms, by number with their letters. A client's reports have theirs in common: it is made once."""
    letters = dict(forms)
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(letters)
    wanted.flags = uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE | uharfbuzz.SubsetFlags.NO_HINTING
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _LAYOUT)
    if cut.face.axis_infos:
        wanted.pin_all_axes_to_default(cut.face)
        wanted.pin_axis_location(cut.face, "wght", cut.weight)
    plan = uharfbuzz.SubsetPlan(cut.face, wanted)
    data = bytes(plan.execute().blob.data)
    mapping = plan.old_to_new_glyph_mapping
    numbers = {old: mapping[old] for old in sorted(letters)}
    extents = cut.font.get_font_extents("ltr")
    tag = "".join(chr(65 + byte % 26) for byte in sha256(data).digest()[:6])
    own = cut.face.get_name(uharfbuzz.OTNameIdPredefined.POSTSCRIPT_NAME) or "Font"
    return Program(
        name=f"{tag}+{own}",
        data=zlib.compress(data, 9),
        length=len(data),
        outlines="glyf" in cut.face.table_tags,
        numbers=numbers,
        widths={new: cut.font.get_glyph_h_advance(old) for old, new in numbers.items()},
        letters={new: letters[old] for old, new in numbers.items()},
        box=_box(cut),
        rises=(
            extents.ascender,
            extents.descender,
            round(cut.font.get_metric_position_with_fallback(uharfbuzz.OTMetricsTag.CAP_HEIGHT)),
        ),
    )


def _box(cut: Cut) -> tuple[int, int, int, int]:
    """What the font's head says: room for any of its forms."""
    head = bytes(cut.face.reference_table("head").data)
    units = int.from_bytes(head[18:20], "big")
    edges = (int.from_bytes(head[at : at + 2], "big", signed=True) * 1000 // units for at in (36, 38, 40, 42))
    return next(edges), next(edges), next(edges), next(edges)


def font_objects(program: Program, first: int) -> list[tuple[int, bytes]]:
    """The font as objects of a file (ISO 32000-1, 9.7.6); the first of them is the font.

    Args:
        program: What to embed.
        first: Number of the first object; the others follow.
    """
    ascent, descent, capitals = program.rises
    box = " ".join(map(str, program.box))
    widths = " ".join(f"{number} [{width}]" for number, width in sorted(program.widths.items()))
    kind, file = ("CIDFontType2", "FontFile2") if program.outlines else ("CIDFontType0", "FontFile3")
    mapping = "/CIDToGIDMap /Identity " if program.outlines else ""
    told = f"/Length1 {program.length}" if program.outlines else "/Subtype /OpenType"
    bodies = (
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{program.name} /Encoding /Identity-H "
        f"/DescendantFonts [{first + 1} 0 R] /ToUnicode {first + 4} 0 R >>".encode(),
        f"<< /Type /Font /Subtype /{kind} /BaseFont /{program.name} {mapping}/DW 0 /W [{widths}] "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        f"/FontDescriptor {first + 2} 0 R >>".encode(),
        f"<< /Type /FontDescriptor /FontName /{program.name} /Flags {_SYMBOLIC} /FontBBox [{box}] /ItalicAngle 0 "
        f"/Ascent {ascent} /Descent {descent} /CapHeight {capitals} /StemV 80 /{file} {first + 3} 0 R >>".encode(),
        stream(program.data, f"{told} /Filter /FlateDecode", packed=True),
        stream(_to_unicode(program.letters)),
    )
    return list(enumerate(bodies, first))


def _to_unicode(letters: Mapping[int, str]) -> bytes:
    """Which letters each form stands for. A form that stands for none of its own, as a mark's second part, is a joiner."""
    rows = [
        f"<{number:04x}> <{(text or chr(0x2060)).encode('utf-16-be').hex()}>"
        for number, text in sorted(letters.items())
    ]
    blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    mapped = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{mapped}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()
