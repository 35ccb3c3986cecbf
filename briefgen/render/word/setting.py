"""Which of Word's styles a block of the page has: by what it is, by the class that templates give it, and by where it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from briefgen.render.word.runs import Face, Html

_SECTIONS = {
    "address",
    "article",
    "aside",
    "body",
    "details",
    "div",
    "footer",
    "form",
    "header",
    "main",
    "nav",
    "section",
}
_TEXTS = {
    "blockquote",
    "caption",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "p",
    "pre",
    "summary",
}
_LISTS = {"dd", "dl", "dt", "li", "ol", "table", "ul"}
BLOCKS = frozenset(_SECTIONS | _TEXTS | _LISTS)
_TAGS = {
    "blockquote": "Quote",
    "caption": "Caption",
    "figcaption": "Caption",
    "figure": "Figure",
    "h1": "Title",
    "h2": "Heading 1",
    "h3": "Heading 2",
    "h4": "Heading 3",
    "h5": "Heading 4",
    "h6": "Heading 4",
}
_CLASSES = {
    "aside": "Note",
    "backlinks": "Note",
    "drawing": "Figure",
    "hang": "Label",
    "imprint": "Note",
    "label": "Label",
    "lead": "Lead",
    "more": "Note",
    "origin": "Note",
    "reason": "Note",
    "recipient": "Note",
    "series": "Series",
    "source": "Note",
    "standfirst": "Standfirst",
    "statement": "Standfirst",
    "verdict": "Note",
}
"""Styles by the class that the templates give; what is in an element without one keeps the style around it."""

_BOXED = {
    "Heading 2": "Box Statement",
    "Heading 3": "Box Statement",
    "Label": "Box Label",
    "List Continue": "Box Continue",
    "Normal": "Box Text",
    "Note": "Box Text",
    "Standfirst": "Box Statement",
}
_IN_HEAD = {"Label": "Part Label", "Note": "Part Note"}
_UNSIGNED = {
    "contact": "Normal",
    "sources": "Normal",
    "strip": "Compact List",
    "terms": "Compact List",
    "timeline": "Definition",
    "turns": "Definition",
    "watch": "Compact List",
}
"""Styles of lists whose items need no sign before them."""
_SMALL = frozenset({"supports", "shifts"})
_LEVELS = 3


@dataclass(frozen=True, slots=True)
class Setting:
    """Where in the document a block stands.

    Attributes:
        into: `<w:body>` or `<w:tc>`.
        style: Style of its paragraphs.
        face: Of its words.
        depth: Of lists around it.
        sign: Style of the first paragraph of an item, and the number of its list's own numbering, 0 for the style's.
        boxed: Whether it is in a pull-out.
        align: `right`, which is the end in every language, or `center`; "" for the start.
    """

    into: Any
    style: str = "Normal"
    face: Face = Face()  # noqa: RUF009 - frozen
    depth: int = 0
    sign: tuple[str, int] | None = None
    boxed: bool = False
    align: str = ""


def classes(element: Html) -> set[str]:
    """The classes of an element."""
    return set(element.get("class", "").split())


def is_block(element: Html) -> bool:
    """Whether an element stands on lines of its own, or holds something that does."""
    return element.tag in BLOCKS or any(each.tag in BLOCKS for each in element.iterdescendants())


def within(element: Html, setting: Setting) -> Setting:
    """The setting of what is in a block.

    Args:
        element: The block.
        setting: What it stands in.
    """
    boxed = setting.boxed or element.tag == "aside"
    style = _TAGS.get(element.tag) or next(
        (_CLASSES[kind] for kind in sorted(classes(element)) if kind in _CLASSES), setting.style
    )
    if any("head" in classes(each) for each in element.iterancestors("header")):
        style = _IN_HEAD.get(style, style)
    style = _BOXED.get(style, style) if boxed else style
    language = element.get("lang", setting.face.language)
    return replace(setting, style=style, boxed=boxed, face=replace(setting.face, language=language))


def sign_of(listed: Html, setting: Setting) -> str:
    """The style of a list's items; "" where they have no sign."""
    kinds = classes(listed)
    if kinds & _UNSIGNED.keys():
        return ""
    if setting.boxed:
        return "Box Bullet"
    if kinds & _SMALL:
        return "Source Fact"
    level = min(setting.depth + 1, _LEVELS)
    if listed.tag == "ol" and not kinds:
        return "List Number" if level == 1 else "List Number 2"
    return "List Bullet" if level == 1 else f"List Bullet {level}"


def in_item(listed: Html, setting: Setting, sign: tuple[str, int] | None) -> Setting:
    """The setting of what is in an item of a list.

    Args:
        listed: The list.
        setting: What it stands in.
        sign: As in `Setting`.
    """
    kinds = classes(listed)
    if setting.style == "Table Text":
        style = "Table Text"
    elif setting.boxed:
        style = "Box Term" if "terms" in kinds else "Box Continue" if sign else "Box Text"
    elif kinds & _SMALL:
        style = "Source Fact"
    else:
        style = "List Continue" if sign else next(style for kind, style in _UNSIGNED.items() if kind in kinds)
    return replace(setting, style=style, sign=sign, depth=setting.depth + 1)
