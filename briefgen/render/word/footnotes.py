"""Analysts' footnotes as Word's own: they stand on the page, and are numbered by Word."""

from __future__ import annotations

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from briefgen.render.word.marks import mark, text_run
from briefgen.render.word.styles import style_id

SEPARATORS = (-1, 0)
"""Numbers of the two notes that hold the line above notes."""


class Footnotes:
    """The footnotes of a document; no part of the file where it has none.

    Args:
        document: Where they go.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._part: XmlPart | None = None
        self._count = 0

    @property
    def part(self) -> XmlPart:
        """Where notes are kept, made for the first of them."""
        if self._part is None:
            lines = zip(SEPARATORS, ("separator", "continuationSeparator"), strict=True)
            root = mark("footnotes", *(_line(number, kind) for number, kind in lines))
            package = self._document.part.package
            self._part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, root, package)
            self._document.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
            separators = mark("footnotePr", *(mark("footnote", id=number) for number in SEPARATORS))
            # In the order of the standard.
            self._document.settings.element.find(qn("w:compat")).addprevious(separators)
        return self._part

    def begin(self) -> BaseOxmlElement:
        """A new note, to be filled with paragraphs."""
        note = mark("footnote", id=self._count + 1)
        self.part.element.append(note)
        self._count += 1
        return note

    def end(self, note: BaseOxmlElement) -> BaseOxmlElement:
        """Put the note's number at its start, and give the run that refers to it."""
        first = note.find(qn("w:p"))
        if first is None:
            first = mark("p", mark("pPr", mark("pStyle", val=style_id("Footnote Text"))))
            note.append(first)
        sign = mark("r", mark("rPr", mark("rStyle", val=style_id("Footnote Reference"))), mark("footnoteRef"))
        first.find(qn("w:pPr")).addnext(sign)
        sign.addnext(text_run("\u00a0"))
        number = note.get(qn("w:id"))
        style = mark("rPr", mark("rStyle", val=style_id("Footnote Reference")))
        return mark("r", style, mark("footnoteReference", id=number))


def _line(number: int, kind: str) -> BaseOxmlElement:
    return mark("footnote", mark("p", mark("r", mark(kind))), id=number, type=kind)
