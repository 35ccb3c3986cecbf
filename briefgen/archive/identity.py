"""What a finished file says of itself, and a digest of what its reader sees."""

from __future__ import annotations

import re
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO
from typing import TYPE_CHECKING

from briefgen.model.verification import Examination, Identity

if TYPE_CHECKING:
    from pikepdf import Pdf

PDF = "application/pdf"
HTML = "text/html"

LIMIT_BYTES = 100_000_000
"""Larger files are not looked into."""

_GENERATOR = "briefgen"
_IDENTIFIER = "dcterms.identifier"
_INFO_KEY = "/dctermsidentifier"
"""What WeasyPrint makes of `<meta name="dcterms.identifier">`: letters and digits alone are left of the name."""

_NUMBER = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*-[0-9]{4}-[0-9]{4,9}")
HEAD_BYTES = 65_536
"""Of an HTML file: what it says of itself stands in the first of them."""
_BEFORE_HEADER = 1_024
"""Bytes that readers allow before `%PDF-`."""

_XMP_NUMBER = re.compile(rb"<dc:identifier(?:\s[^<>]*)?>\s*(?:<rdf:\w+>\s*<rdf:li[^<>]*>)?\s*([A-Za-z0-9-]{1,200})")
_XMP_TOOL = re.compile(rb"<xmp:CreatorTool(?:\s[^<>]*)?>\s*briefgen\s*<")
_MARKUP = re.compile(rb"\s*(?:<!--[^>]{0,4000}-->\s*|<\?xml[^<>]*>\s*)?<(?:!doctype\s+html|html|head)\b", re.IGNORECASE)


def read_identity(data: bytes, password: str | None = None) -> Identity:
    """What a file says of itself. It is read in this process: for files from strangers see `examine`.

    Args:
        data: Its bytes.
        password: Opens an encrypted PDF.
    """
    return examination(data, password, pages=False).identity


def content_digest(data: bytes, media_type: str, password: str | None = None) -> str:
    """Hex digest of what a reader of a PDF sees: text, drawing, pictures, fonts, page boxes and links.

    Saving a copy anew, compressing it otherwise, taking its encryption or its metadata away does not change it.

    Args:
        data: The bytes.
        media_type: Of PDFs alone there is a digest; for others any change is a change.
        password: Opens an encrypted PDF.

    Returns:
        "" where there is none: no PDF, one without pages, or one that does not open.
    """
    return examination(data, password).content_sha256 if media_type == PDF else ""


def media_type_of(data: bytes) -> str:
    """`application/pdf`, `text/html`, or "" for anything else."""
    if b"%PDF-" in data[: _BEFORE_HEADER + 5]:
        return PDF
    return HTML if _MARKUP.match(data[:HEAD_BYTES].removeprefix(b"\xef\xbb\xbf")) else ""


def examination(data: bytes, password: str | None = None, *, pages: bool = True) -> Examination:
    """Identity and, where `pages` asks for them, digests."""
    media_type = media_type_of(data)
    if len(data) > LIMIT_BYTES:
        return Examination(Identity(media_type, fault=f"It is larger than {LIMIT_BYTES // 1_000_000} MB."))
    if media_type == PDF:
        return _examined_pdf(data, password, pages=pages)
    if media_type == HTML:
        return Examination(_read_html(data))
    return Examination(Identity(fault="It is empty." if not data else "It is neither a PDF nor an HTML file."))


def _examined_pdf(data: bytes, password: str | None, *, pages: bool) -> Examination:
    from pikepdf import PasswordError  # noqa: PLC0415 - start-up
    from pikepdf import open as open_pdf  # noqa: PLC0415

    for attempt in dict.fromkeys(("", password or "")):
        try:
            with open_pdf(BytesIO(data), password=attempt) as pdf:
                identity = _read_pdf(pdf, encrypted=bool(attempt))
                return _with_pages(pdf, identity) if pages else Examination(identity)
        except PasswordError:
            fault = "The password given does not open it." if attempt else ""
        except Exception:  # noqa: BLE001 - whatever the parser falls over, the file is to blame
            return Examination(Identity(PDF, fault="It cannot be read as a PDF."))
    return Examination(Identity(PDF, encrypted=True, fault=fault))


def _with_pages(pdf: Pdf, identity: Identity) -> Examination:
    from briefgen.archive.attached import attached_files  # noqa: PLC0415 - with pikepdf, like the next
    from briefgen.archive.pages import Pages  # noqa: PLC0415

    reader = Pages(pdf)
    digests = reader.digests()
    if not digests:
        return Examination(identity)
    whole = sha256("\n".join((*digests, reader.layers())).encode())
    return Examination(identity, whole.hexdigest(), digests, attached_files(pdf))


def _read_pdf(pdf: Pdf, *, encrypted: bool) -> Identity:
    number = creator = ""
    info = pdf.trailer.get("/Info")
    if info is not None:
        number, creator = (str(info.get(key, "")) for key in (_INFO_KEY, "/Creator"))
    xmp = _xmp(pdf)
    stated = _XMP_NUMBER.search(xmp)
    if stated and not number:
        number = stated.group(1).decode("ascii")
    ours = _made_here(creator) or bool(_XMP_TOOL.search(xmp))
    return Identity(PDF, _number(number), ours=ours, encrypted=encrypted, opened=True)


def _xmp(pdf: Pdf) -> bytes:
    from pikepdf import PdfError, Stream  # noqa: PLC0415 - start-up

    metadata = pdf.Root.get("/Metadata")
    try:
        return metadata.read_bytes()[:HEAD_BYTES] if isinstance(metadata, Stream) else b""
    except PdfError:
        return b""


def _made_here(generator: str) -> bool:
    return generator == _GENERATOR or generator.startswith(f"{_GENERATOR} ")


def _number(text: str) -> str:
    """The text where it is an issue's number; other files have identifiers of other forms."""
    return text.strip() if _NUMBER.fullmatch(text.strip()) else ""


class _Head(HTMLParser):
    """Collects the first meta tag of each name up to the body."""

    def __init__(self) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self._over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._over = self._over or tag == "body"
        values = dict(attrs)
        if tag == "meta" and not self._over:
            self.meta.setdefault((values.get("name") or "").lower(), values.get("content") or "")


def _read_html(data: bytes) -> Identity:
    head = _Head()
    head.feed(data[:HEAD_BYTES].decode("utf-8-sig", errors="replace"))
    number = _number(head.meta.get(_IDENTIFIER, ""))
    return Identity(HTML, number, ours=_made_here(head.meta.get("generator", "")), opened=True)
