"""The engine: a page goes in, a PDF comes out. Only the press's child imports it, and with it WeasyPrint.

What is put in the place of WeasyPrint's own functions stands in files of its own: `sooner.py`, `page_numbers.py`, `meanwhile.py`,
`brought.py`, `remade_pages.py`, `tagging.py`, `svg_text.py` and `hyphens.py`; here they are put there.
"""

from __future__ import annotations

import ctypes.util
import logging
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from io import BytesIO

from briefgen.model.faults import RenderError
from briefgen.model.overrun import Extent, OverrunError
from briefgen.model.page import Attachment, Page
from briefgen.render.backlinks import drop_repeats
from briefgen.render.hyphen_patterns import HyphDict
from briefgen.render.hyphens import mark_hyphens, sparing_names
from briefgen.render.lasting import finish
from briefgen.render.later import later
from briefgen.render.metadata import Statement, xmp
from briefgen.render.overflow import overlong, overruns
from briefgen.render.structure import is_whole_link, read_structure
from briefgen.render.svg_text import in_one_piece
from briefgen.render.tagging import mark, set_aside, write_tags

if sys.platform == "linux":
    # WeasyPrint tries many spellings of each library; for each, find_library starts gcc and ldconfig, which costs more
    # than the rest of the import. The sonames that it tries last are found by the loader itself.
    ctypes.util.find_library = lambda name: None  # noqa: ARG005 - the signature is the library's

# It cuts fonts down with HarfBuzz, and asks fontTools only where that is missing, or for a variable font.
with later("fontTools.subset", "fontTools.varLib.instancer"):
    import weasyprint.pdf

import pyphen
import weasyprint.draw
import weasyprint.layout
import weasyprint.svg
from weasyprint import HTML, VERSION
from weasyprint.css import ColorProfile
from weasyprint.document import Document
from weasyprint.document import Page as EnginePage
from weasyprint.pdf.stream import Stream
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

# These import WeasyPrint too: its libraries are found as above.
from briefgen.render.brought import draw_stacking_context
from briefgen.render.lost_notes import require_notes
from briefgen.render.meanwhile import Fonts, Meanwhile, layout_backgrounds, make_all_pages, paint
from briefgen.render.remade_pages import remake_page
from briefgen.render.sooner import quicken

# The engine's own tags are not what a reader should hear (see structure.py); it asks for ours where it would write its own.
Stream.marked, Stream.artifact = mark, set_aside
weasyprint.pdf.add_tags = lambda pdf, document, _version, streams: write_tags(pdf, document.structure, streams)

# Its dictionaries break names and abbreviations too.
pyphen.Pyphen.iterate = sparing_names(pyphen.Pyphen.iterate)
pyphen.HyphDict = HyphDict

# Arabic in drawings, which the engine would leave unjoined (see svg_text.py). It compares the function, so all are replaced.
_letter_by_letter, _text = weasyprint.svg.text, in_one_piece(weasyprint.svg.text)
weasyprint.svg.text = _text
weasyprint.svg.TAGS.update({tag: _text for tag, draw in weasyprint.svg.TAGS.items() if draw is _letter_by_letter})

quicken()
weasyprint.layout.page.remake_page = remake_page
weasyprint.layout.make_all_pages, weasyprint.layout.layout_backgrounds = make_all_pages, layout_backgrounds
weasyprint.draw.draw_stacking_context = draw_stacking_context
EnginePage.paint = paint

_IDENTIFIER = "dcterms.identifier"
"""Name of the page's meta element that holds an issue's number; the PDF's Info dictionary has it as `dctermsidentifier`."""


class _Manifest(URLFetcher):  # type: ignore[misc]
    """Answers the page's own assets, and nothing else: no file is read and no socket opened."""

    def __init__(self, assets: Mapping[str, tuple[str, bytes]]) -> None:
        super().__init__()
        self._assets = assets
        self.refused: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 - the engine's signature
        kind, data = self._assets.get(url.removeprefix("asset:"), ("", b""))
        if not url.startswith("asset:") or not kind:
            self.refused.append(f"the page asks for {_short(url)}, which is not part of this build")
            raise FatalURLFetchingError(self.refused[-1])
        return URLFetcherResponse(url, data, {"Content-Type": kind})


class _Complaints(logging.Handler):
    """Keeps what the engine logs: it reports a missing image in a log line and prints the page all the same."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if record.levelno >= logging.ERROR or "font" in text.lower():
            self.found.append(text)


def print_pdf(
    page: Page,
    extent: Extent | None = None,
    *,
    also: Callable[[], Sequence[Attachment]] = tuple,
    processes: int = 1,
) -> bytes:
    """Print a page.

    Args:
        page: What to print.
        extent: Takes how many pages there are, and the parts that have more than they may; printed they are all the same.
        also: Gives attachments that are being made meanwhile, when the page is painted.
        processes: How many may work on it at a time.

    Raises:
        RenderError: The engine asked for something outside the page's assets, or logged an error.
        OverrunError: Something runs out of its place or off its page.
    """
    complaints = _Complaints()
    logger = logging.getLogger("weasyprint")
    logger.handlers = [complaints]
    manifest = _Manifest(page.assets)
    pdf = b""
    try:
        document = _laid_out(page, manifest, Meanwhile() if processes > 1 else None)
        if extent is not None:
            extent.pages = len(document.pages)
            extent.noticed += overlong(document.pages)
        _tag(document)
        _describe(document)
        pdf = _written(document, lambda: (*page.attachments, *also()), processes)
    except FatalURLFetchingError:
        pass  # told below: for images in SVG the engine swallows it
    if manifest.refused:
        raise RenderError(manifest.refused[0], "Put the file into the desk and refer to it from Markdown.")
    if complaints.found:
        raise RenderError(_named(complaints.found[0], page), "No PDF was written; the last one is untouched.")
    return pdf


def _laid_out(page: Page, manifest: _Manifest, meanwhile: Meanwhile | None) -> Document:
    """The page's document, measured.

    Raises:
        RenderError: A note or a figure found no place.
        OverrunError: Something runs out of its place or off its page.
    """
    source = HTML(string=page.html, base_url="asset:page", url_fetcher=manifest)
    fonts = Fonts(meanwhile)
    document = source.render(font_config=fonts)
    pages = [each._page_box for each in document.pages]  # noqa: SLF001 - laid out
    require_notes(fonts.notes, pages)
    drop_repeats(pages)
    if found := overruns(document.pages):
        raise OverrunError(found)
    return document


def _written(document: Document, attachments: Callable[[], Sequence[Attachment]], processors: int) -> bytes:
    """The finished file of what was laid out, tagged and described."""
    document.color_profiles["srgb"] = _srgb()
    pdf = document.write_pdf(
        pdf_variant="pdf/a-3a",
        output_intent="ours",  # not by the engine's name for it: for that it opens a file, and leaves it open
        custom_metadata=True,
        finisher=lambda _, made: finish(made, attachments(), processors),
    )
    return bytes(pdf)


def rehearse(html: str, assets: Mapping[str, tuple[str, bytes]]) -> None:
    """Print a page for nobody, so that what the engine makes at its first page is there for the next.

    Args:
        html: The page; without a font of its own the engine would break.
        assets: As in `Page.assets`.
    """
    source = HTML(string=html, base_url="asset:page", url_fetcher=_Manifest(assets))
    document = source.render(font_config=Fonts())
    _tag(document)
    document.write_pdf(pdf_variant="pdf/a-3a")


def _tag(document: Document) -> None:
    """Find out in which order the pages are read, before they are painted."""
    document.structure = read_structure(page._page_box for page in document.pages)  # noqa: SLF001 - laid out
    mark_hyphens(document.structure)
    for page in document.pages:
        # The engine makes a link of every box inside a link, which is then read out once for each.
        page.links[:] = [link for link in page.links if is_whole_link(link[-1])]


def _srgb() -> ColorProfile:
    """What the page's colours mean on paper and screen: PDF/A asks that the file says so itself."""
    data = BytesIO((files("weasyprint.pdf") / "sRGB2014.icc").read_bytes())
    return ColorProfile(data, "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


def _describe(document: Document) -> None:
    """Let the file's metadata say what briefgen wants said."""
    said = document.metadata
    statement = Statement(
        title=said.title or "",
        authors=said.authors,
        description=said.description or "",
        keywords=said.keywords,
        language=said.lang or "",
        created=said.created or "",
        modified=said.modified or "",
        tool=said.generator or "",
        producer=f"WeasyPrint {VERSION}",
        identifier=said.custom.get(_IDENTIFIER, ""),
    )
    said.generate_rdf_metadata = lambda *_: xmp(statement)
    # Of what the page says of itself beyond title, author and the like, only which issue it is: the rest is for screens.
    said.custom = {name: value for name, value in said.custom.items() if name == _IDENTIFIER}


def _named(complaint: str, page: Page) -> str:
    """The complaint with assets called by the names of their files."""
    for digest, name in page.origins.items():
        complaint = complaint.replace(f"asset:{digest}", name)
    return f"the engine reports: {_short(complaint)}"


def _short(text: str) -> str:
    """A data address can be megabytes long and hold what no log should."""
    return text if len(text) <= 300 else f"{text[:300]}…"  # noqa: PLR2004 - a line or three of a terminal
