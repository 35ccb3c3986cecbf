"""The page's HTML, block by block, as Word's paragraphs, lists, tables and pictures."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.document import DocumentPart

from briefgen.model.reserved import WORD_COVER
from briefgen.render.word.contents import contents_field
from briefgen.render.word.footnotes import Footnotes
from briefgen.render.word.marks import mark
from briefgen.render.word.numbering import NUMBERS
from briefgen.render.word.pictures import Gallery
from briefgen.render.word.runs import NOTE, Html, Names, Words, hidden
from briefgen.render.word.setting import Setting, classes, in_item, is_block, sign_of, within
from briefgen.render.word.styles import style_id
from briefgen.render.word.tables import word_table

_LONG_TERM = 18
"""Letters: what a longer term means begins on the next line."""
_AFTER_BOX = 240
"""Twentieths of a point."""
_BELOW_LABEL = 60
"""Likewise: between a part's label and its heading."""
_COVER_PICTURE = 300
"""Points: the widest picture on the cover."""
_ELSEWHERE = frozenset({"running", "marking"})
"""What the page holds for its heads and feet, which Word has of its own."""


class Body:
    """Writes a page into a document.

    Args:
        part: The document's main part.
        gallery: The page's pictures.
        names: The document's bookmarks.
        footnotes: The document's footnotes.
        right_to_left: Whether it runs so.
    """

    def __init__(
        self, part: DocumentPart, gallery: Gallery, names: Names, footnotes: Footnotes, *, right_to_left: bool
    ) -> None:
        self._part: Any = part
        self._document_part = part
        self._gallery = gallery
        self._names = names
        self._footnotes = footnotes
        self._notes: dict[str, Html] = {}
        self._right_to_left = right_to_left
        self._pictures = count(1)
        self._anchors: list[str] = []
        self._new_page = False
        self._numberings: Any = part.numbering_part.element
        self._headings: list[Html] = []

    def write(self, page: Html, into: BaseOxmlElement) -> None:
        """Write the whole page."""
        listed = (each for each in page.iter("h2") if next(each.iterancestors("nav"), None) is None)
        self._headings = [each for each in listed if not hidden(each)]
        self._notes = {f"#{each.get('id')}": each for each in page.iter("li") if f"#{each.get('id')}".startswith(NOTE)}
        self._flow(page, Setting(into))

    def _flow(self, element: Html, setting: Setting) -> None:
        """Write what is in an element: blocks as they are, and words between them as paragraphs."""
        words: Words | None = None
        texts = [(None, element.text), *((child, child.tail) for child in element)]
        for child, text in texts:
            if child is not None and isinstance(child.tag, str) and not hidden(child):
                if is_block(child):
                    words = None
                    self._block(child, setting)
                    # The sign of an item is used once.
                    setting = replace(setting, sign=None) if "".join(child.itertext()).strip() else setting
                else:
                    words, setting = self._line(words, setting)
                    words.inline(child, setting.face)
            if words is not None or (text or "").strip():
                words, setting = self._line(words, setting)
                words.write(text or "", setting.face)

    def _line(self, words: Words | None, setting: Setting) -> tuple[Words, Setting]:
        """The paragraph that words go on in, and the setting of the next one."""
        return (words, setting) if words else (self._paragraph(setting), replace(setting, sign=None))

    def _block(self, element: Html, setting: Setting) -> None:
        if anchor := element.get("id"):
            self._anchors.append(anchor)
        tag, kinds, inner = element.tag, classes(element), within(element, setting)
        self._new_page |= bool(kinds & {"summary", "contents"}) and "brief" not in kinds
        if tag == "nav":
            self._contents(element, inner)
        elif tag == "table":
            self._table(element, inner)
        elif tag in ("ul", "ol"):
            self._list(element, inner)
        elif tag == "dl":
            self._definitions(element, inner)
        elif tag == "pre":
            self._paragraph(replace(inner, style="Code")).exactly("".join(element.itertext()).rstrip("\n"), inner.face)
        elif "recipient" in kinds:
            self._paragraph(inner).write(WORD_COVER, inner.face)
        elif tag != "hr" and not kinds & _ELSEWHERE:
            self._flow(element, inner)
        if tag == "aside":
            _set_off(setting.into)
        self._new_page |= tag == "header" and "cover" in kinds

    def _paragraph(self, setting: Setting) -> Words:
        """A new paragraph in the document."""
        style, numbering = setting.sign or (setting.style, 0)
        properties = [mark("pStyle", val=style_id(style))]
        top = self._new_page and setting.into.tag == qn("w:body")
        if top:
            properties.append(mark("pageBreakBefore"))
            self._new_page = False
        if numbering:
            properties.append(mark("numPr", mark("ilvl", val=0), mark("numId", val=numbering)))
        below = style == "Heading 1" and _last_style(setting.into) == style_id("Part Label")
        if top or below:
            properties.append(mark("spacing", before=_BELOW_LABEL if below else 0))
        if setting.align:
            properties.append(mark("jc", val=setting.align))
        paragraph = mark("p", mark("pPr", *properties))
        _append(setting.into, paragraph)
        words = Words(paragraph, self._part, self._names, self._made)
        for anchor in self._anchors:
            words.bookmark(anchor)
        self._anchors = []
        return words

    def _made(self, element: Html) -> BaseOxmlElement | None:
        """The run of a picture, or of a link to a footnote."""
        if element.tag == "a":
            return self._note(element.get("href"))
        shown = self._gallery.shown(element.get("src", ""), element.get("alt", ""), element.get("width"))
        room = _COVER_PICTURE if any("cover" in classes(each) for each in element.iterancestors("header")) else 0
        return self._gallery.put(self._document_part, shown, next(self._pictures), room) if shown else None

    def _note(self, target: str) -> BaseOxmlElement | None:
        """A footnote where it is first referred to, instead of in a list at the end of its text."""
        item = self._notes.pop(target, None)
        if item is None:
            return None
        note, outer = self._footnotes.begin(), self._part
        self._part = self._footnotes.part
        self._flow(item, Setting(note, "Footnote Text"))
        self._part = outer
        return self._footnotes.end(note)

    def _contents(self, element: Html, setting: Setting) -> None:
        """The contents, which Word reckons itself; the page's other ways to move about stay on the screen."""
        kinds = classes(element)
        if "contents" not in kinds:
            return
        for title in element.iter("h2"):
            self._paragraph(replace(setting, style="TOC Heading")).contents(title, setting.face)
        for paragraph in contents_field(self._headings, self._names):
            _append(setting.into, paragraph)
        self._new_page = "brief" not in kinds

    def _table(self, element: Html, setting: Setting) -> None:
        for caption in element.iter("caption"):
            self._flow(caption, replace(setting, style="Caption"))

        def fill(into: BaseOxmlElement, cell: Html, heading: bool) -> None:  # noqa: FBT001 - called by the table
            side = cell.get("align") or ("right" if "number" in classes(cell) else "")
            style = "Table Heading" if heading else "Table Text"
            language = cell.get("lang", setting.face.language)
            face = replace(setting.face, bold=cell.tag == "th" and not heading, language=language)
            self._flow(cell, Setting(into, style, face, align=side if side in ("right", "center") else ""))

        _append(setting.into, word_table(element, fill, right_to_left=self._right_to_left))
        # Two tables one after the other would become one, and a cell must end with a paragraph.
        gap = mark("spacing", before=0, after=0, line=60, lineRule="exact")
        _append(setting.into, mark("p", mark("pPr", mark("pStyle", val="Normal"), gap)))

    def _list(self, element: Html, setting: Setting) -> None:
        style = sign_of(element, setting)
        sign = (style, self._numbering(element) if style.startswith("List Number") else 0) if style else None
        for item in element.iterchildren("li"):
            if hidden(item) or f"#{item.get('id')}".startswith(NOTE):
                continue
            if anchor := item.get("id"):
                self._anchors.append(anchor)
            self._flow(item, in_item(element, setting, sign))

    def _numbering(self, element: Html) -> int:
        """A numbering of its own for a list, so that it begins at one again."""
        number = len(self._numberings.findall(qn("w:num"))) + 1
        start = element.get("start", "1")
        first = mark("startOverride", val=start if start.isdigit() else 1)
        override = mark("lvlOverride", first, ilvl=0)
        self._numberings.append(mark("num", mark("abstractNumId", val=NUMBERS), override, numId=number))
        return number

    def _definitions(self, element: Html, setting: Setting) -> None:
        """Terms, each with what it means on the same line."""
        words: Words | None = None
        for child in element.iter("dt", "dd"):
            if child.tag == "dt" or words is None:
                words = self._paragraph(replace(setting, style="Box Text" if setting.boxed else "Definition"))
            if child.tag == "dt":
                words.contents(child, replace(setting.face, style="Quiet"))
                words.tab(below=len("".join(child.itertext())) > _LONG_TERM)
            else:
                words.contents(child, setting.face)


def _append(into: Any, element: BaseOxmlElement) -> None:  # noqa: ANN401 - lxml's
    """Add to a body or a cell; a body's last child says how its pages are."""
    last = into[-1] if len(into) else None
    if last is not None and last.tag == qn("w:sectPr"):
        last.addprevious(element)
    else:
        into.append(element)


def _last(into: Any) -> Any:  # noqa: ANN401 - lxml's
    return next((each for each in reversed(into) if each.tag == qn("w:p")), None)


def _last_style(into: Any) -> str:  # noqa: ANN401 - lxml's
    """Id of the last paragraph's style."""
    last = _last(into)
    return str(last.style or "") if last is not None else ""


def _set_off(into: Any) -> None:  # noqa: ANN401 - lxml's
    """Leave room below the last paragraph of a pull-out."""
    last = _last(into)
    if last is not None:
        last.get_or_add_pPr().get_or_add_spacing().set(qn("w:after"), str(_AFTER_BOX))
