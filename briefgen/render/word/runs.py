"""Words in a paragraph: HTML's inline elements become runs, links and bookmarks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from briefgen.render.word.marks import NO_BREAK, mark, text_run
from briefgen.render.word.styles import full_tag, style_id

Html = Any
"""An element of lxml's."""

CHARACTERS = {
    "cite": "Citation",
    "grade": "Quiet",
    "minor": "Quiet",
    "portion": "Portion Marking",
    "range": "Quiet",
    "stands": "Strong",
    "state": "Strong",
    "turn": "Strong",
    "when": "Strong",
}
"""Character styles by the class that the templates give."""

NOTE, _BACK = "#fn:", "#fnref:"
"""Where links to footnotes lead, and links back from them."""

_SPACE = re.compile(r"[ \t\r\n\f]+")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Face:
    """How a run looks.

    Attributes:
        style: Name of its character style.
        bold: Whether it is.
        italic: Whether it is.
        struck: Whether it is struck through.
        raised: `superscript` or `subscript`.
        language: BCP 47 tag, where it is another than the document's.
    """

    style: str = ""
    bold: bool = False
    italic: bool = False
    struck: bool = False
    raised: str = ""
    language: str = ""

    def properties(self, *, right_to_left: bool) -> list[BaseOxmlElement]:
        """In the order that the standard asks for."""
        made = [mark("rStyle", val=style_id(self.style))] if self.style else []
        made += [mark("b"), mark("bCs")] if self.bold else []
        made += [mark("i"), mark("iCs")] if self.italic else []
        made += [mark("strike")] if self.struck else []
        made += [mark("vertAlign", val=self.raised)] if self.raised else []
        made += [mark("rtl")] if right_to_left else []
        tag = full_tag(self.language)
        kind = "bidi" if right_to_left else "val"
        return [*made, mark("lang", **{kind: tag})] if self.language else made


class Names:
    """Bookmarks of the document: names by the ids that links lead to, and numbers.

    Args:
        wanted: Ids that some link leads to; no other gets a bookmark.
    """

    def __init__(self, wanted: set[str]) -> None:
        self._names = {
            each: f"_{number}_{re.sub(r'[^0-9A-Za-z]', '_', each)}" for number, each in enumerate(sorted(wanted))
        }
        self._set: set[str] = set()

    def name(self, anchor: str) -> str:
        """The bookmark's name; "" where nothing has that id."""
        return self._names.get(anchor, "")[:_LONGEST_NAME]

    def bookmark(self, anchor: str) -> list[BaseOxmlElement]:
        """The marks of a bookmark; none where no link leads there or it stands already."""
        if anchor not in self._names or anchor in self._set:
            return []
        self._set.add(anchor)
        number = len(self._set)
        return [mark("bookmarkStart", id=number, name=self.name(anchor)), mark("bookmarkEnd", id=number)]

    def unlink(self, body: Html) -> None:
        """Turn links to what did not come into the document into plain words."""
        kept = {self.name(each) for each in self._set}
        for link in list(body.iter(qn("w:hyperlink"))):
            anchor = link.get(qn("w:anchor"))
            if anchor and anchor not in kept:
                for run in list(link):
                    link.addprevious(run)
                link.getparent().remove(link)


class Words:
    """The words of one paragraph. White space is folded as browsers fold it.

    Args:
        paragraph: `<w:p>`, with its properties.
        part: The part of the package that it is in, which keeps the addresses of links.
        names: The document's bookmarks.
        made: Makes runs of pictures, and of links to footnotes; None where there is none for the element.
    """

    def __init__(
        self, paragraph: BaseOxmlElement, part: Part, names: Names, made: Callable[[Html], BaseOxmlElement | None]
    ) -> None:
        self.paragraph: Any = paragraph
        self._part = part
        self._names = names
        self._made = made
        self._into: Any = paragraph
        self._gap = False
        self._begun = False

    def bookmark(self, anchor: str) -> None:
        """Let links lead here."""
        self.paragraph.extend(self._names.bookmark(anchor))

    def write(self, text: str, face: Face) -> None:
        """Add text; a gap at its start or end is kept until something follows."""
        # The joiner ties citations to their word; Word breaks there only at spaces.
        folded = _SPACE.sub(" ", text.replace("\u2060", ""))
        if folded.startswith(" ") and self._begun:
            self._gap = True
        body = folded.strip(" ")
        if body:
            self._run(" " + body if self._gap else body, face)
            self._gap = folded.endswith(" ")

    def exactly(self, text: str, face: Face) -> None:
        """Add text as it is, line ends and all."""
        self._run(text, face)

    def inline(self, element: Html, face: Face) -> None:
        """Add an inline element with all that is in it."""
        if not isinstance(element.tag, str) or hidden(element):
            return
        tag, kinds = element.tag, element.get("class", "").split()
        if anchor := element.get("id"):
            self.bookmark(anchor)
        if tag == "br":
            self._into.append(mark("r", mark("br")))
            self._gap = False
        elif tag == "img" or (tag == "a" and element.get("href", "").startswith(NOTE)):
            self._show(element, face)
        elif "bar" in kinds:
            self._bar(kinds)
        elif tag == "a" and element.get("href"):
            self._link(element, face)
        else:
            self.contents(element, _faced(face, element, kinds))
        if "when" in kinds or "turn" in kinds:
            self.tab()

    def contents(self, element: Html, face: Face) -> None:
        """Add what is in an element."""
        self.write(element.text or "", face)
        for child in element:
            self.inline(child, face)
            self.write(child.tail or "", face)

    def tab(self, *, below: bool = False) -> None:
        """Go on at the next stop, or on the line below."""
        self._into.append(mark("r", mark("br" if below else "tab")))
        self._gap = False

    def _bar(self, kinds: list[str]) -> None:
        """A level's bar: as long as the level is high, in its colour. The number and the word beside it say the same."""
        level = next((int(kind[1:]) for kind in kinds if kind[:1] == "l" and kind[1:].isdigit()), 0)
        if level:
            self._into.append(text_run("\u00a0" * 2 * level, mark("rStyle", val=f"RiskLevel{level}")))
            self._begun = self._gap = True

    def _show(self, element: Html, face: Face) -> None:
        run = self._made(element)
        if run is not None:
            self._into.append(run)
            self._begun = True
        elif element.tag == "a":  # a note that was referred to before
            self.contents(element, face)

    def _link(self, element: Html, face: Face) -> None:
        target = element.get("href")
        if target.startswith(_BACK):
            return
        link = self._target(target)
        own = face if face.style else replace(face, style="" if target.startswith("#") else "Hyperlink")
        if link is None:
            self.contents(element, face)
            return
        # A gap before the link stays outside it.
        if (element.text or "").strip() and self._gap:
            self._run(" ", face)
            self._gap = False
        self._into.append(link)
        outer, self._into = self._into, link
        self.contents(element, own)
        if not len(link):
            # The page's links back to citations show a page or a letter by style alone.
            self.write(f" {_letter(element)}", replace(own, style="Hyperlink"))
        self._into = outer

    def _target(self, target: str) -> BaseOxmlElement | None:
        if target.startswith("#"):
            name = self._names.name(target[1:])
            return mark("hyperlink", anchor=name, history=1) if name else None
        if not target.startswith(("http://", "https://", "mailto:")):
            return None
        link = mark("hyperlink", history=1)
        link.set(qn("r:id"), self._part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        return link

    def _run(self, text: str, face: Face) -> None:
        self._begun, self._gap = True, False
        if face.style == "Citation":
            text = text.replace("–", NO_BREAK)  # a run of numbers stays on its line
        self._into.append(text_run(text, *face.properties(right_to_left=bool(_RIGHT_TO_LEFT.search(text)))))


def _letter(link: Html) -> str:
    """A letter for a link without words, in the order of its likes: a, b, … z, aa."""
    number = sum(1 for each in link.itersiblings("a", preceding=True) if not "".join(each.itertext()).strip())
    return chr(ord("a") + number % 26) * (number // 26 + 1)


def _faced(face: Face, element: Html, kinds: list[str]) -> Face:
    """The face of what is in an element."""
    tag = element.tag
    style = next((CHARACTERS[kind] for kind in kinds if kind in CHARACTERS), face.style)
    if tag in ("small", "code"):
        style = "Small" if tag == "small" else "Code Text"
    return Face(
        style,
        face.bold or (tag in ("b", "strong") and not style),
        face.italic or tag in ("em", "i"),
        face.struck or tag == "del",
        {"sup": "superscript", "sub": "subscript"}.get(tag, face.raised),
        element.get("lang", face.language),
    )


def hidden(element: Html) -> bool:
    """Whether readers of the page do not get it: what is for screens, for scripts, closed, or only for the eye."""
    if element.tag in ("button", "dialog", "input", "script", "select", "style", "template"):
        return True
    if element.tag == "details" and element.get("open") is None:
        return True
    return element.get("hidden") is not None or element.get("aria-hidden") == "true"
