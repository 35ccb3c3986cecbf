"""The signs before items: bullets, numbers, and bullets in boxes and small print."""

from __future__ import annotations

from docx.document import Document

from briefgen.render.word.marks import TWIPS, mark

BULLETS, NUMBERS, BOX_BULLETS, SMALL_BULLETS = 1, 2, 3, 4
"""Numbers of the definitions."""


def set_numbering(document: Document) -> None:
    """Bullets, numbers, and bullets in boxes; each with the number of its definition."""
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    kinds = {
        BULLETS: (("bullet", "–"), 14, 0),
        NUMBERS: (("decimal", "%{}."), 18, 0),
        BOX_BULLETS: (("bullet", "–"), 12, 12),
        SMALL_BULLETS: (("bullet", "–"), 14, 0),
    }
    for number, ((form, text), step, start) in kinds.items():
        levels = []
        for level in range(3):
            left = (start + step * (level + 1)) * TWIPS
            indent = mark("pPr", mark("ind", left=left, hanging=step * TWIPS))
            shown = mark("lvlText", val=text.format(level + 1))
            parts = [mark("start", val=1), mark("numFmt", val=form), shown, mark("lvlJc", val="left"), indent]
            levels.append(mark("lvl", *parts, ilvl=level))
        numbering.append(
            mark("abstractNum", mark("multiLevelType", val="hybridMultilevel"), *levels, abstractNumId=number)
        )
    for number in kinds:
        numbering.append(mark("num", mark("abstractNumId", val=number), numId=number))
