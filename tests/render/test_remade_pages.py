"""A page that is laid out again has what was handed on to it, once."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from accessible_page import in_engine, one_font

_PRINT = """
import pickle, sys
import weasyprint.layout.page as layout
from briefgen.render import engine, remade_pages
if "as-it-is" in sys.argv:
    layout.remake_page = remade_pages._engine_remake_page
if "unasked" in sys.argv:
    engine.require_notes = lambda *_: None
sys.stdout.buffer.write(engine.print_pdf(pickle.load(sys.stdin.buffer)))
"""

_HTML = """<!DOCTYPE html><html lang="en"><title>Handed on</title><style>
@font-face { font-family: Any; src: url(asset:font) } * { font-family: Any; margin: 0 } @page { size: A6; margin: 10mm }
.note { float: footnote; footnote-display: block; height: 70mm } .tall { height: 90mm } .new { break-before: page }
.half { height: 37mm } .float { float: left; width: 20mm }
.ahead::after { content: target-counter(attr(href), page) }
</style>BODY<p class="new" id="end">The end</p></html>"""

_NOTE = "<div class='tall'></div><p>Said<span class='note'>Handed-on</span></p>"
_AHEAD = "<a class='ahead' href='#end'>Ahead </a>"

BODIES = {
    "to a page that is made again": f"{_NOTE}<p class='new'>{_AHEAD}</p>",
    "by a page that is made again": f"<p>{_AHEAD}</p>{_NOTE}<p class='new'>Between</p><p class='new'>{_AHEAD}</p>",
    "by one to another": f"<p>{_AHEAD}</p>{_NOTE}<p class='new'>{_AHEAD}</p>",
}


def _text(body: str, folder: Path, *how: str) -> str:
    page = one_font(_HTML.replace("BODY", body))
    with pypdfium2.PdfDocument(in_engine(_PRINT, page, folder, *how).stdout) as pdf:
        return "\n".join(each.get_textpage().get_text_range() for each in pdf)


@pytest.mark.parametrize("how", BODIES)
def test_a_note_that_is_handed_on_is_printed_once(how, tmp_path):
    """Whichever of the two pages is laid out again."""
    assert _text(BODIES[how], tmp_path).count("Handed-on") == 1


def test_a_note_that_no_longer_fits_is_handed_on(tmp_path):
    """A number of two figures takes a line more than one of one: the page after it is laid out again for that."""
    before = f"<p style='width: 16.5mm'>{_AHEAD}</p><div class='half'></div>"
    body = f"{before}<p>Said<span class='note'>Handed-on</span></p>{'<p class=new>Between</p>' * 10}"
    assert _text(body, tmp_path).count("Handed-on") == 1


def test_the_engine_alone_would_lose_it(tmp_path):
    """Should that change, so much less is to be done here."""
    found = [_text(BODIES[how], tmp_path, "as-it-is", "unasked").count("Handed-on") for how in BODIES]
    assert found != [1, 1, 1]


def test_what_finds_no_place_is_not_left_out_in_silence(tmp_path):
    """Whatever the engine loses: there is no file, and a sentence with the note's words."""
    with pytest.raises(AssertionError, match="RenderError: “Handed-on” found no place at the foot of a page"):
        _text(BODIES["to a page that is made again"], tmp_path, "as-it-is")


def test_a_float_goes_on_where_its_page_is_made_again(tmp_path):
    """Its second half stands there, too."""
    body = f"<div class='float'>{'Float ' * 60}</div><p>{'Words ' * 150}</p><p>{_AHEAD}{'Words ' * 40}</p>"
    assert _text(body, tmp_path).count("Float") == 60
    assert _text(body, tmp_path, "as-it-is").count("Float") != 60
