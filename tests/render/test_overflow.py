"""What was laid out is measured: whatever runs off its page or out of its place is found, and nothing else is."""

from importlib.resources import files

import pytest

from briefgen.model.brand import FontFile
from briefgen.model.overrun import Extent, OverrunError
from briefgen.model.page import Page
from briefgen.render.engine import print_pdf
from briefgen.render.fonts import Font, letters_in

# WeasyPrint leaves the colour profile of a lasting PDF open.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

CUT = FontFile(
    family="Serif", package="fontpkg_ibm_plex_serif", file="IBMPlexSerif-Regular.ttf", weight=400, style="normal"
)
STYLE = """
@page { size: 120mm 100mm; margin: 20mm; @top-left { content: element(head); width: 40mm } }
.head { position: running(head); margin: 0; white-space: nowrap } p, h2 { font: 10pt/14pt Serif; margin: 0 }
td { font: 10pt Serif; padding: 0 } table { width: 100%; table-layout: fixed; border-spacing: 0 }
"""
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}"><title>A chart</title><path d="M0 0h9v9z"/></svg>'
)


def page_of(body, style=""):
    """A page with one part."""
    html = f"<!DOCTYPE html><html lang=en><title>t</title><style>FONTS{STYLE}{style}</style><section class=part id=section_1><h2>Heads</h2>{body}</section>"
    data = (files("fontpkg_ibm_plex_serif") / "files" / CUT.file).read_bytes()
    font = Font(CUT, data, letters_in(html))
    return Page(html.replace("FONTS", font.face, 1), {font.digest: font.asset}, {font.digest: font.origin})


@pytest.mark.parametrize(
    ("body", "style", "kind", "said"),
    [
        (f"<p>{LONG}</p>", "", "wide", "wider than its column"),
        (f"<p style='width: 20mm'>Something {LONG[:30]}</p>", "", "wide", "wider than its column"),
        (f"<table><tr><td>a<td>{LONG[:50]}<td>b</table>", "", "wide", "wider than its cell"),
        ("<table style='width: 90mm'><tr><td>Mali<td>Niger</table>", "", "wide", "the table “Mali Niger” runs off"),
        (SQUARE.format("90mm", "9mm"), "svg { display: block }", "wide", "picture “A chart” is wider"),
        (SQUARE.format("9mm", "90mm"), "svg { display: block }", "tall", "picture “A chart” runs off the foot"),
        ("<p style='margin-left: 50mm; width: 60mm'>One or two words more than fit", "", "wide", "runs off the page"),
        (f"<p class=head>{LONG[:40]}</p>", "", "wide", "wider than the running head or foot"),
        ("<p>Underneath<p style='margin-top: -14pt'>Above", "", "over", "“Underneath” is printed over “Above”"),
    ],
    ids=["column", "narrow", "cell", "table", "wide picture", "tall picture", "page", "head", "over"],
)
def test_an_overrun_is_refused_with_its_place_and_a_remedy(body, style, kind, said):
    """Nothing is printed; the finding says what, where, and what mends it."""
    with pytest.raises(OverrunError) as caught:
        print_pdf(page_of(body, style))
    first = caught.value.overruns[0]
    page = 2 if kind == "tall" else 1  # what is too tall is moved to a page of its own first
    assert (first.kind, first.page, first.anchor, first.part) == (kind, page, "section_1", "Heads")
    assert said in first.message
    assert first.hint
    assert f"page {page}, “Heads”" in str(caught.value)


@pytest.mark.parametrize(
    "body",
    [
        "<p>Short words, and many of them, on as many lines as they take, so that some end at the edge of the column.",
        f"<p style='overflow-wrap: break-word'>{LONG}</p>",
        "<p>Raised<sup style='line-height: 0; font-size: 7pt'>1,2</sup> on a line<br>and again<sup style='line-height: 0'>3</sup>",
        "<p style='position: relative; margin-left: 30mm'><span style='position: absolute; left: -30mm; width: 28mm'>Hangs</span>Beside it",
        "<p class=head>Short</p>" + "<p>Line" * 30,
    ],
    ids=["lines", "broken", "raised", "hanging", "pages"],
)
def test_what_fits_is_printed(body):
    """No false alarm for raised citations, labels in the margin column, broken words, or several pages."""
    assert print_pdf(page_of(body)).startswith(b"%PDF")


def test_a_part_with_too_many_pages_is_noticed_and_printed():
    """A summary of two pages is a finding, not a refusal."""
    extent = Extent()
    page = page_of("<p>Line" * 30)
    longer = Page(page.html.replace("<section", "<section data-pages=1", 1), page.assets, page.origins)
    assert print_pdf(longer, extent).startswith(b"%PDF")
    (found,) = extent.noticed
    assert extent.pages == 3
    assert (found.kind, found.page, found.anchor) == ("long", 2, "section_1")
    assert "“Heads” has 3 pages, and may have 1" in found.message


def test_many_overruns_are_told_up_to_twenty():
    """Nobody reads the hundredth; the page is walked no further than that."""
    with pytest.raises(OverrunError) as caught:
        print_pdf(page_of(f"<p>{LONG}</p>" * 60))
    assert len(caught.value.overruns) == 20
    assert "(and 19 more)" in str(caught.value)
