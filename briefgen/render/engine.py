"""The engine: a page goes in, a PDF comes out. The only file that imports WeasyPrint; it runs in the press's child."""

from __future__ import annotations

import ctypes.util
import logging
import sys
from collections.abc import Mapping

from briefgen.model.faults import RenderError
from briefgen.model.page import Page

if sys.platform == "linux":
    # WeasyPrint tries many spellings of each library; for each, find_library starts gcc and ldconfig, which costs more
    # than the rest of the import. The sonames that it tries last are found by the loader itself.
    ctypes.util.find_library = lambda name: None  # noqa: ARG005 - the signature is the library's

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

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


def print_pdf(page: Page) -> bytes:
    """Print a page.

    Raises:
        RenderError: The engine asked for something outside the page's assets, or logged an error.
    """
    complaints = _Complaints()
    logger = logging.getLogger("weasyprint")
    logger.handlers = [complaints]
    manifest = _Manifest(page.assets)
    pdf = b""
    try:
        source = HTML(string=page.html, base_url="asset:page", url_fetcher=manifest)
        document = source.render(font_config=FontConfiguration())
        # Of what the page says of itself beyond title, author and the like, only which issue it is: the rest is for screens.
        document.metadata.custom = {
            name: value for name, value in document.metadata.custom.items() if name == _IDENTIFIER
        }
        pdf = document.write_pdf(custom_metadata=True)
    except FatalURLFetchingError:
        pass  # told below: for images in SVG the engine swallows it
    if manifest.refused:
        raise RenderError(manifest.refused[0], "Put the file into the desk and refer to it from Markdown.")
    if complaints.found:
        raise RenderError(_named(complaints.found[0], page), "No PDF was written; the last one is untouched.")
    return bytes(pdf)


def _named(complaint: str, page: Page) -> str:
    """The complaint with assets called by the names of their files."""
    for digest, name in page.origins.items():
        complaint = complaint.replace(f"asset:{digest}", name)
    return f"the engine reports: {_short(complaint)}"


def _short(text: str) -> str:
    """A data address can be megabytes long and hold what no log should."""
    return text if len(text) <= 300 else f"{text[:300]}…"  # noqa: PLR2004 - a line or three of a terminal
