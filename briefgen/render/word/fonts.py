"""The brand's fonts in the file, so that it looks the same where they are not installed.

Word keeps fonts in a document in a veiled form: the first 32 bytes are mixed with a key that stands beside them (ECMA-376,
part 4, "Font embedding"). It is no protection.
"""

from __future__ import annotations

from collections import defaultdict
from hashlib import sha256
from itertools import count

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from briefgen.model.brand import BrandKit, FontFile
from briefgen.render.word.marks import mark

_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
_VEILED = 32
_BOLD = 550
"""From this weight on a cut serves as bold: Word knows only two weights of a family."""


def embed_fonts(document: Document, kit: BrandKit, letters: frozenset[str]) -> None:
    """Put the brand's cuts into the document, less those of scripts that it does not use.

    Args:
        document: What they go into.
        kit: The brand.
        letters: Characters of the document.
    """
    links = document.part.rels.values()
    table = next((each.target_part for each in links if each.reltype == RELATIONSHIP_TYPE.FONT_TABLE), None)
    if table is None:
        return
    numbers = count(1)
    families: dict[str, dict[str, BaseOxmlElement]] = defaultdict(dict)
    for font, data in kit.fonts:
        # Word takes single letters that a family lacks from fonts of its own.
        if font.supplements or not font.covers(letters):
            continue
        key = sha256(data).hexdigest()[:32].upper()
        name = PackURI(f"/word/fonts/font{next(numbers)}.odttf")
        part = Part(name, _TYPE, _veiled(data, key), document.part.package)
        families[font.family][_slot(font)] = _embedded(_slot(font), table.relate_to(part, _LINK), key)
    root = OxmlElement("w:fonts")
    for family, cuts in families.items():
        embedded = [cuts[slot] for slot in _SLOTS if slot in cuts]
        root.append(mark("font", mark("charset", val="00"), *embedded, name=family))
    table._blob = serialize_part_xml(root)  # noqa: SLF001 - python-docx keeps it as bytes


_SLOTS = ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic")


def _slot(font: FontFile) -> str:
    return _SLOTS[(font.weight >= _BOLD) + 2 * (font.style == "italic")]


def _embedded(slot: str, link: str, key: str) -> BaseOxmlElement:
    shown = f"{{{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}}}"
    made = mark(slot, fontKey=shown)
    made.set(qn("r:id"), link)
    return made


def _veiled(data: bytes, key: str) -> bytes:
    mask = bytes.fromhex(key)[::-1] * 2
    return bytes(one ^ other for one, other in zip(data[:_VEILED], mask, strict=True)) + data[_VEILED:]
