"""Word's styles, made from the brand: whoever edits the document changes a style and not five hundred paragraphs."""

from __future__ import annotations

from typing import NamedTuple

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from briefgen.model.brand import Brand
from briefgen.model.marking import Marking
from briefgen.render.word.marks import TWIPS, mark
from briefgen.render.word.numbering import BOX_BULLETS, BULLETS, NUMBERS, SMALL_BULLETS, set_numbering

_ALEF = "\u0627"
"""A font that has it is for Arabic."""
_RULE = 4
"""Points: where a box's rule stands."""


class Look(NamedTuple):
    """A paragraph style.

    Attributes:
        name: As Word lists it.
        size: Points.
        leading: Points from line to line.
        before: Points above.
        after: Points below.
        family: `text` or `heads`.
        bold: Whether it is.
        italic: Whether it is.
        colour: A token of the palette.
        keep: Whether it stays on the page of what follows it.
        indent: Points from the start, and how far the first line hangs out.
        level: 1-based level of headings.
        boxed: Whether a rule runs down its side.
        list: Numbering and its level.
        follows: The style of the paragraph after it.
    """

    name: str
    size: float
    leading: float
    before: float = 0
    after: float = 6
    family: str = "text"
    bold: bool = False
    italic: bool = False
    colour: str = "ink"
    keep: bool = False
    indent: tuple[float, float] = (0, 0)
    level: int = 0
    boxed: bool = False
    list: tuple[int, int] | None = None
    follows: str = ""


PARAGRAPHS = (
    Look("Normal", 10, 14),
    Look("Title", 30, 33, 18, 12, "heads", bold=True, follows="Standfirst"),
    Look("Heading 1", 17, 21, 26, 6, "heads", bold=True, keep=True, level=1, follows="Normal"),
    Look("Heading 2", 12, 15, 10, 3, "heads", bold=True, keep=True, level=2, follows="Normal"),
    Look("Heading 3", 10, 13, 10, 2, "heads", bold=True, colour="quiet", keep=True, level=3, follows="Normal"),
    Look("Heading 4", 9, 12, 8, 2, "heads", bold=True, colour="quiet", keep=True, level=4, follows="Normal"),
    Look("TOC Heading", 17, 21, 26, 6, "heads", bold=True, keep=True, follows="Normal"),
    Look("TOC 1", 10, 15, 0, 3, "heads"),
    Look("Series", 12, 16, 24, 0, "heads", bold=True, colour="accent"),
    Look("Standfirst", 11.5, 16, 0, 10),
    Look("Lead", 12, 16, 0, 8),
    Look("Label", 8, 11, 12, 2, "heads", colour="quiet", keep=True),
    Look("Part Label", 8, 11, 26, 0, "heads", colour="quiet", keep=True),
    Look("Part Note", 8.5, 12, 0, 6, "heads", colour="quiet", keep=True),
    Look("Note", 8.5, 12, 0, 4, "heads", colour="quiet"),
    Look("Definition", 10, 14, 0, 3, "heads", indent=(110, 110)),
    Look("Caption", 9, 12, 12, 4, "heads", keep=True),
    Look("Figure", 10, 12, 0, 4, keep=True),
    Look("Code", 8.5, 12, 6, 6),
    Look("Quote", 10, 14, 6, 6, italic=True, indent=(14, 0)),
    Look("Table Text", 8.5, 11.5, 1.5, 1.5, "heads"),
    Look("Table Heading", 8, 10.5, 2, 2, "heads", colour="quiet", keep=True),
    Look("List Bullet", 10, 14, 0, 2, indent=(14, 14), list=(BULLETS, 0)),
    Look("List Bullet 2", 10, 14, 0, 3, indent=(28, 14), list=(BULLETS, 1)),
    Look("List Bullet 3", 10, 14, 0, 3, indent=(42, 14), list=(BULLETS, 2)),
    Look("List Number", 10, 14, 0, 3, indent=(18, 18), list=(NUMBERS, 0)),
    Look("List Number 2", 10, 14, 0, 3, indent=(36, 18), list=(NUMBERS, 1)),
    Look("List Continue", 10, 14, 0, 3, indent=(14, 0)),
    Look("Compact List", 9, 12, 0, 1, "heads"),
    Look("Source Fact", 8.5, 11.5, 0, 2, "heads", indent=(14, 14), list=(SMALL_BULLETS, 0)),
    Look("Box Label", 8, 13, 10, 0, "heads", colour="accent", bold=True, keep=True, indent=(12, 0), boxed=True),
    Look("Box Statement", 11, 16, 0, 0, "heads", bold=True, keep=True, indent=(12, 0), boxed=True),
    Look("Box Text", 9.5, 14, 0, 0, "heads", indent=(12, 0), boxed=True),
    Look("Box Term", 9.5, 14, 0, 0, "heads", keep=True, indent=(12, 0), boxed=True),
    Look("Box Bullet", 9.5, 14, 0, 0, "heads", indent=(24, 12), boxed=True, list=(BOX_BULLETS, 0)),
    Look("Box Continue", 9.5, 14, 0, 0, "heads", indent=(24, 0), boxed=True),
    Look("Footnote Text", 8.5, 12, 0, 2, "heads"),
    Look("Header", 8.5, 14, 0, 0, "heads", colour="quiet"),
    Look("Footer", 8.5, 14, 0, 0, "heads", colour="quiet"),
)
TABLE = "Report Table"
_BUILT_IN = {
    *(look.name for look in PARAGRAPHS if look.name.startswith(("Foot", "Heading", "List", "TOC"))),
    *(
        "Normal",
        "Title",
        "Caption",
        "Quote",
        "Header",
        "Footer",
        "Strong",
        "Emphasis",
        "Hyperlink",
        "Footnote Reference",
    ),
}


def set_styles(document: Document, brand: Brand, marking: Marking, language: str, *, right_to_left: bool) -> None:
    """Make the document's styles, and take away all others.

    Args:
        document: A new one.
        brand: Whose colours and type.
        marking: Its label has a style of its own.
        language: BCP 47 tag of the document.
        right_to_left: Whether its text runs so.
    """
    _clear(document)
    _defaults(document, brand, language, right_to_left=right_to_left)
    for look in PARAGRAPHS:
        _paragraph_style(document, look, brand, "right" if right_to_left else "left")
    for name, properties in _characters(brand, marking).items():
        document.styles.element.append(_style("character", name, mark("rPr", *properties)))
    _table_style(document, brand)
    set_numbering(document)


def _clear(document: Document) -> None:
    """Word's template brings a hundred styles, most of them tables in colours of its own."""
    styles = document.styles.element
    kept = {"Normal Table", "No List", "Default Paragraph Font"}
    for style in list(styles.style_lst):
        if style.name_val not in kept:
            styles.remove(style)


def _defaults(document: Document, brand: Brand, language: str, *, right_to_left: bool) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    if defaults is not None:
        document.styles.element.remove(defaults)
    tag = full_tag(language)
    words = mark("lang", val=tag, bidi=tag) if right_to_left else mark("lang", val=tag)
    paragraph = mark("pPr", *([mark("bidi")] if right_to_left else []))
    run = mark("rPr", fonts(brand, "text"), words)
    document.styles.element.insert(0, mark("docDefaults", mark("rPrDefault", run), mark("pPrDefault", paragraph)))


def full_tag(language: str) -> str:
    """A language as Word knows it: with a region, which its dictionaries go by."""
    regions = {"en": "en-GB", "fr": "fr-FR", "ar": "ar-SA"}
    return regions.get(language, language)


def fonts(brand: Brand, family: str) -> BaseOxmlElement:
    """The fonts of a style; for Arabic the brand's own family."""
    typography = brand.typography
    name = typography.base if family == "text" else typography.headings
    arabic = [font.family for font in typography.fonts if font.unicode_range and font.covers(_ALEF)]
    return mark("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=arabic[0] if arabic else name)


def _size(points: float) -> list[BaseOxmlElement]:
    return [mark("sz", val=round(points * 2)), mark("szCs", val=round(points * 2))]


def _colour(brand: Brand, token: str) -> BaseOxmlElement:
    return mark("color", val=str(getattr(brand.color.palette, token)).removeprefix("#"))


def _style(kind: str, name: str, *properties: BaseOxmlElement, based: str = "", follows: str = "") -> BaseOxmlElement:
    """A style. Word's own ones go by names in small letters, and are not marked as custom."""
    own = name in _BUILT_IN
    written = name.lower() if own and name.startswith(("Heading", "TOC 1", "Caption", "Header", "Foot")) else name
    head = [mark("name", val=written)]
    if based:
        head.append(mark("basedOn", val=style_id(based)))
    if follows:
        head.append(mark("next", val=style_id(follows)))
    more = ({} if own else {"customStyle": 1}) | ({"default": 1} if name == "Normal" else {})
    return mark("style", *head, mark("qFormat"), *properties, type=kind, styleId=style_id(name), **more)


def _shade(colour: str) -> BaseOxmlElement:
    return mark("shd", val="clear", color="auto", fill=colour.removeprefix("#"))


def _paragraph_style(document: Document, look: Look, brand: Brand, side: str) -> None:
    weight = [mark("b"), mark("bCs")] if look.bold else []
    slant = [mark("i"), mark("iCs")] if look.italic else []
    shape = [fonts(brand, look.family), *weight, *slant, _colour(brand, look.colour), *_size(look.size)]
    based = "" if look.name == "Normal" else "Normal"
    properties = (_paragraph_properties(look, brand, side), mark("rPr", *shape))
    document.styles.element.append(_style("paragraph", look.name, *properties, based=based, follows=look.follows))


def _paragraph_properties(look: Look, brand: Brand, side: str) -> BaseOxmlElement:
    """In the order that the standard asks for. Boxes have their rule on that side."""
    made = []
    if look.keep:
        made += [mark("keepNext"), mark("keepLines")]
    if look.list:
        number, level = look.list
        made.append(mark("numPr", mark("ilvl", val=level), mark("numId", val=number)))
    if look.boxed:
        colour = str(brand.color.palette.accent).removeprefix("#")
        # Every rule stands at the same place, whatever its paragraph's indent: so they make one.
        away = round(look.indent[0] - look.indent[1]) - _RULE
        made.append(mark("pBdr", mark(side, val="single", sz=18, space=away, color=colour)))
    if look.name == "Definition":
        made.append(mark("tabs", mark("tab", val="left", pos=round(look.indent[0] * TWIPS))))
    if look.name == "TOC 1":
        made.append(mark("tabs", mark("tab", val="right", leader="dot", pos=TEXT_WIDTH * TWIPS)))
    space = {"before": look.before, "after": look.after, "line": look.leading}
    # "At least", so that a raised number or a large letter is not cut off.
    made.append(mark("spacing", lineRule="atLeast", **{key: round(value * TWIPS) for key, value in space.items()}))
    if any(look.indent):
        start, hanging = (round(value * TWIPS) for value in look.indent)
        made.append(mark("ind", left=start, hanging=hanging))
    if look.level:
        made.append(mark("outlineLvl", val=look.level - 1))
    return mark("pPr", *made)


TEXT_WIDTH = 454
"""Points: A4 less margins of 25 mm."""


def _characters(brand: Brand, marking: Marking) -> dict[str, list[BaseOxmlElement]]:
    sans = fonts(brand, "heads")
    label = mark("color", val=marking.colour.removeprefix("#"))
    return {
        "Strong": [mark("b"), mark("bCs")],
        "Emphasis": [mark("i"), mark("iCs")],
        "Hyperlink": [_colour(brand, "accent"), mark("u", val="single")],
        "Citation": [sans, _colour(brand, "accent"), mark("vertAlign", val="superscript")],
        "Footnote Reference": [sans, mark("vertAlign", val="superscript")],
        "Quiet": [fonts(brand, "heads"), _colour(brand, "quiet")],
        "Small": [fonts(brand, "heads"), mark("b", val=0), mark("bCs", val=0), _colour(brand, "quiet"), *_size(8.5)],
        "Code Text": [fonts(brand, "heads")],
        # Traffic Light Protocol 2.0: 12 points or more, the label's colour on black.
        "Marking": [fonts(brand, "heads"), mark("b"), mark("bCs"), label, *_size(13), _shade("#000000")],
        "Portion Marking": [fonts(brand, "heads"), mark("b"), mark("bCs"), *_size(8)],
        **{f"Risk Level {level}": [_shade(colour)] for level, colour in enumerate(brand.color.palette.risk, 1)},
        "Draft": [fonts(brand, "heads"), mark("b"), mark("bCs"), _colour(brand, "accent"), *_size(13)],
    }


def _table_style(document: Document, brand: Brand) -> None:
    """Rules between rows, none between columns."""
    colour = str(brand.color.palette.quiet).removeprefix("#")
    rule = {"val": "single", "sz": 4, "space": 0, "color": colour}
    borders = mark("tblBorders", mark("bottom", **rule), mark("insideH", **rule))
    cells = mark("tblCellMar", mark("left", w=0, type="dxa"), mark("right", w=120, type="dxa"))
    document.styles.element.append(_style("table", TABLE, mark("tblPr", borders, cells), based="Table Normal"))


def style_id(name: str) -> str:
    """A style's id in the file, from its name."""
    return name.replace(" ", "")
