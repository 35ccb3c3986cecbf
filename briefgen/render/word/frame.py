"""What stands on every page: the marking, head and foot, whether it is a draft, and the paper."""

from __future__ import annotations

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _BaseHeaderFooter
from docx.shared import Mm

from briefgen.model.briefing import Briefing
from briefgen.model.reserved import WORD_FOOT
from briefgen.render.word.marks import TWIPS, field, mark, text_run
from briefgen.render.word.runs import Face
from briefgen.render.word.styles import TEXT_WIDTH

_PAGE, _PAGES = "\ue000", "\ue001"


def set_frame(document: Document, briefing: Briefing) -> None:
    """Set paper, margins, heads and feet. The cover has no running head but the marking, and in a draft that it is one.

    Traffic Light Protocol 2.0: the label in head and foot of every page, to the right, 12 points or more.
    """
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(27), Mm(24)
    section.left_margin = section.right_margin = Mm(25)
    section.header_distance = section.footer_distance = Mm(12)
    section.different_first_page_header_footer = True
    if briefing.tongue.direction == "rtl":
        section._sectPr.append(mark("bidi"))  # noqa: SLF001 - python-docx has no call for it
    _fill(section.first_page_header, briefing, _draft(briefing))
    _fill(section.header, briefing, [*_draft(briefing), *_title(briefing)])
    _fill(section.first_page_footer, briefing, [])
    _fill(section.footer, briefing, _foot(briefing))
    _order(section)


def _fill(place: _BaseHeaderFooter, briefing: Briefing, runs: list[BaseOxmlElement]) -> None:
    """A line with the marking at its right end, in every language, and these runs at the other."""
    place.is_linked_to_previous = False
    paragraph = place.paragraphs[0]._p  # noqa: SLF001 - python-docx's own way in
    for child in list(paragraph):
        paragraph.remove(child)
    name = "Header" if "Header" in type(place).__name__ else "Footer"
    stop = mark("tabs", mark("tab", val="right", pos=TEXT_WIDTH * TWIPS))
    paragraph.append(mark("pPr", mark("pStyle", val=name), stop))
    tab = mark("r", mark("tab"))
    if briefing.tongue.direction == "rtl":  # a line begins on the right
        paragraph.extend([_styled(briefing.marking.value, "Marking"), tab, *runs])
    else:
        # Spaces that do not break stand for the black around the label.
        paragraph.extend([*runs, tab, _styled(f"\u00a0{briefing.marking.value}\u00a0", "Marking")])


def _styled(text: str, style: str) -> BaseOxmlElement:
    return text_run(text, *Face(style).properties(right_to_left=False))


def _draft(briefing: Briefing) -> list[BaseOxmlElement]:
    if not briefing.draft:
        return []
    tongue = briefing.tongue
    return [_styled(tongue.text("DRAFT"), "Draft"), text_run(f"  {tongue.text('Not approved')}")]


def _title(briefing: Briefing) -> list[BaseOxmlElement]:
    text = f"{briefing.short_title} · {briefing.series_number or briefing.series}"
    return [text_run(f" · {text}" if briefing.draft else text)]


def _foot(briefing: Briefing) -> list[BaseOxmlElement]:
    page = briefing.tongue.text("Page %(page)s of %(pages)s", page=_PAGE, pages=_PAGES)
    text = f"{briefing.brand.meta.name.full} · {briefing.dateline.as_of} · {page}"
    before, _, rest = text.partition(_PAGE)
    between, _, after = rest.partition(_PAGES)
    runs = [text_run(before), *field("PAGE", text_run("1")), text_run(between), *field("NUMPAGES", text_run("1"))]
    own = [text_run(f" · {WORD_FOOT}")] if briefing.personal else []
    return [*runs, *([text_run(after)] if after else []), *own]


def _order(section: Section) -> None:
    """Put the section's properties into the order of the standard."""
    order = ("headerReference", "footerReference", "type", "pgSz", "pgMar", "cols", "titlePg", "bidi", "docGrid")
    ranks = {qn(f"w:{name}"): rank for rank, name in enumerate(order)}
    properties = section._sectPr  # noqa: SLF001 - python-docx has no call for it
    properties[:] = sorted(properties, key=lambda each: ranks.get(each.tag, len(order)))
