"""Fonts cut down to a page: smaller, and nobody sees it."""

from importlib.resources import files

import pypdfium2
import pytest

from briefgen.model.brand import FontFile
from briefgen.model.page import Page
from briefgen.render import fonts
from briefgen.render.engine import print_pdf
from briefgen.render.fonts import Font, letters_in

CUT = FontFile(
    family="IBM Plex Serif",
    package="fontpkg_ibm_plex_serif",
    file="IBMPlexSerif-Regular.ttf",
    weight=400,
    style="normal",
)
TEXT = "Wagner’s “offer” – AV To fi fl Traoré, Sangaré, Niger: 1–5 % … Ouagadougou"


@pytest.fixture
def data():
    """The whole cut."""
    return (files("fontpkg_ibm_plex_serif") / "files" / CUT.file).read_bytes()


def picture(font):
    """A line of text, printed with a font."""
    html = (
        f"<!DOCTYPE html><html lang=en><title>t</title><style>{font.face} @page {{ size: 210mm 80mm }} "
        f"p {{ font: 16pt 'IBM Plex Serif'; text-transform: uppercase }} p + p {{ text-transform: none }}</style>"
        f"<p>{TEXT}<p>{TEXT}"
    )
    page = Page(html, {font.digest: font.asset}, {font.digest: font.origin})
    document = pypdfium2.PdfDocument(print_pdf(page))
    return document[0].render(scale=3).to_pil().tobytes()


def test_a_cut_down_font_prints_what_the_whole_one_prints(data, monkeypatch):
    """Kerning, ligatures, accents and capitals made by the style sheet included, pixel for pixel, at a third of the size."""
    small = Font(CUT, data, letters_in(TEXT))
    monkeypatch.setattr(fonts, "_subset", lambda whole, *_: whole)
    whole = Font(CUT, data, letters_in(TEXT))
    assert len(small.asset[1]) < len(whole.asset[1]) / 3
    assert picture(small) == picture(whole)


def test_the_same_text_gives_the_same_file(data):
    """Whatever the order of its characters."""
    assert Font(CUT, data, letters_in(TEXT)).digest == Font(CUT, data, letters_in(TEXT[::-1])).digest
