"""The room's one way through: a set page goes in, a Word document comes out.

It is made of the page's own HTML, so the words, their order and the citations are those of the PDF, in a desk's own
templates too. What only a screen or a printed page needs stays out.
"""

from __future__ import annotations

from collections.abc import Mapping

import docx
from lxml import html as lxml_html

from briefgen.model.brand import BrandKit
from briefgen.model.briefing import Briefing
from briefgen.model.figure import Drawing
from briefgen.model.page import Page
from briefgen.render.word.body import Body
from briefgen.render.word.fonts import embed_fonts
from briefgen.render.word.footnotes import Footnotes
from briefgen.render.word.frame import set_frame
from briefgen.render.word.package import describe, packed
from briefgen.render.word.pictures import gallery
from briefgen.render.word.runs import Names
from briefgen.render.word.styles import set_styles


def word_document(page: Page, briefing: Briefing, drawings: Mapping[str, Drawing], kit: BrandKit) -> bytes:
    """A page as a DOCX file, for clients that edit.

    Args:
        page: The report, set.
        briefing: What was set: what stands on every page comes from it.
        drawings: Its figures: each in words.
        kit: The brand.

    Raises:
        RenderError: A drawing cannot be turned into a picture.
    """
    right_to_left = briefing.tongue.direction == "rtl"
    document = docx.Document()
    set_styles(document, briefing.brand, briefing.marking, briefing.language, right_to_left=right_to_left)
    set_frame(document, briefing)
    describe(document, briefing)
    embed_fonts(document, kit, frozenset(page.html))
    alternatives = {drawing.svg: drawing.alternative for drawing in drawings.values()}
    with gallery(page.assets, alternatives, kit) as pictures:
        parsed = lxml_html.document_fromstring(pictures.taken_out(page.html))
        wanted = {each.get("href")[1:] for each in parsed.iter("a") if each.get("href", "").startswith("#")}
        names = Names(wanted)
        body = Body(document.part, pictures, names, Footnotes(document), right_to_left=right_to_left)
        body.write(parsed.body, document.element.body)
        names.unlink(document.element.body)
    return packed(document)
