"""PDFs: the bytes as they lie, the pages as they are read, the files within."""

from __future__ import annotations

import re
import zlib
from bisect import bisect
from collections.abc import Callable, Iterator
from io import BytesIO

import pikepdf

from briefgen.model.saying import saying, term
from briefgen.seal.leaks.markup import scan_markup
from briefgen.seal.leaks.pdf_added import Unclear, read_added
from briefgen.seal.leaks.pdf_bytes import Piece, filters, is_written, names, pieces, strings, unpacked
from briefgen.seal.leaks.pdf_pages import Pages
from briefgen.seal.leaks.pdf_places import name_places
from briefgen.seal.leaks.pdf_text import unshown
from briefgen.seal.leaks.reading import APART
from briefgen.seal.leaks.scan import Scan
from briefgen.seal.leaks.seen import Finding, digest

Inner = Callable[[Scan, str, str, bytes], None]

_END = b"%%EOF"
_STREAM = term("place in a file", "stream")
_AFTER = term("place in a file", "after the file's end")
_APPENDED = re.compile(rb"startxref\s+\d+\s+%%EOF\s*(?=\d+ \d+ obj)")
_PICTURES = frozenset({"/DCTDecode", "/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode"})


def scan_pdf(scan: Scan, data: bytes, password: str | None, inner: Inner) -> None:
    """Search a PDF. Raises PdfError where it is none or the password does not open it.

    What is written at the end of a finished file leaves its beginning as it was: that is searched once for all who share
    it, and then what was added.
    """
    if password is not None:
        _whole(scan, data, password, inner)
        return
    match = _APPENDED.search(data)
    if match is None or not _added(scan, data[: match.end()], data[match.end() :], inner):
        _base(scan, digest(data), data, inner)


def _base(scan: Scan, key: bytes, data: bytes, inner: Inner) -> bool:
    return scan.once("", "PDF", (key,), lambda part: _whole(part, data, None, inner))


def _whole(scan: Scan, data: bytes, password: str | None, inner: Inner) -> None:
    with pikepdf.open(BytesIO(data), password=password or "") as pdf:
        below = scan.part()
        if pdf.is_encrypted:
            _objects(below, pdf, inner)
            _rest(below, data, pieces(data)[1])
        elif _bytes(below, data, inner):
            for stream in pdf.objects:
                if isinstance(stream, pikepdf.Stream):
                    _decoded(below, stream, inner)
        _attachments(scan, pdf, inner)
        Pages(scan, data, password).read(pdf)
        scan.personal |= below.personal
        if below.found:
            _named(scan, pdf, below.found)


def _added(scan: Scan, base: bytes, later: bytes, inner: Inner) -> bool:
    """Search the first revision by itself, then what was added to it. False where the whole must be searched instead.

    That is so for every doubt and every hit: the whole file says where it is.
    """
    key = digest(base)
    try:
        if not _base(scan.part(), key, base, inner):
            return False
        names, first_free = _fonts_of(scan, key, base)
        part = scan.part()
        odd = _bytes(part, later, inner)
        read_added(part, later, names, first_free)
    except (pikepdf.PdfError, pikepdf.PasswordError, Unclear):
        return False
    scan.personal |= part.personal
    return not odd and not part.found


def _fonts_of(scan: Scan, key: bytes, base: bytes) -> tuple[frozenset[bytes], int]:
    """The names of the first revision's fonts, and the first number that none of its objects has."""
    key = digest("PDF fonts", key)
    known = scan.seen.used.get(key)
    if known is None:
        with pikepdf.open(BytesIO(base)) as pdf:
            fonts = {name for thing in pdf.objects for name in _font_names(thing)}
            known = (str(int(pdf.trailer.Size)), *sorted(fonts))
        scan.seen.keep_used(key, known)
    return frozenset(name.encode() for name in known[1:]), int(known[0])


def _font_names(thing: pikepdf.Object) -> Iterator[str]:
    """The names that an object gives to fonts, itself or in its resources."""
    for holder in (thing, thing.get("/Resources") if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)) else None):
        if isinstance(holder, (pikepdf.Dictionary, pikepdf.Stream)):
            fonts = holder.get("/Font")
            if isinstance(fonts, pikepdf.Dictionary):
                yield from (name[1:] for name in fonts.keys())  # noqa: SIM118 iterating over an object is not the same


def _named(scan: Scan, pdf: pikepdf.Pdf, found: list[Finding]) -> None:
    """Say where what was found below stands; what no object holds keeps its place among the bytes."""
    walk = scan.part()
    name_places(walk, pdf)
    scan.personal |= walk.personal
    scan.take("", walk.found)
    told = {(finding.pattern, finding.why) for finding in scan.found}
    scan.take("", [finding for finding in found if (finding.pattern, finding.why) not in told])


def _bytes(scan: Scan, data: bytes, inner: Inner) -> bool:
    """Every byte of an unencrypted file or of a part of it: in a stream or not, in use or not.

    Gives whether it has streams that are packed in other than the usual ways, and were not read.
    """
    streams, rest = pieces(data)
    ends = [match.start() for match in re.finditer(re.escape(_END), data)]
    odd = False
    for piece in streams:
        head = piece.head.partition(b"obj")[2]
        kind = _kind(head)
        if kind != "XRef":
            odd |= not _unpackable(piece)
            work = _Work(piece, kind, inner)
            scan.once(_revision(ends, piece.start), f"PDF {kind}", (head, piece.body), work.search)
    _rest(scan, data, rest)
    return odd


def _unpackable(piece: Piece) -> bool:
    return set(filters(piece.head)) <= {b"FlateDecode", b"Fl", b"DCTDecode", b"DCT"}


def _rest(scan: Scan, data: bytes, rest: bytes) -> None:
    """What is no stream, and what follows the file's end."""
    after = data[data.rfind(_END) + len(_END) :] if _END in data else b""
    if after.strip():
        scan.noise(_AFTER, after)
        scan.prose(_AFTER, after.decode("utf-8", "replace"))
    scan.once("", "PDF objects", (rest,), lambda part: _syntax(part, "", rest, shows=False))


def _revision(ends: list[int], start: int) -> str:
    """What to call the part of the file in which a stream lies: what another end of file follows was written over."""
    return term("place in a file", "earlier revision") if len(ends) - bisect(ends, start) > 1 else ""


def _kind(head: bytes) -> str:
    for kind in ("XRef", "ObjStm", "Metadata", "EmbeddedFile", "Image"):
        if f"/{kind}".encode() in head.replace(b" ", b""):
            return kind
    return "stream"


class _Work:
    """One stream's search; the file it lies in is not part of what it depends on."""

    def __init__(self, piece: Piece, kind: str, inner: Inner) -> None:
        self.piece, self.kind, self.inner = piece, kind, inner

    def search(self, scan: Scan) -> None:
        """Search its dictionary, its bytes as they are and as they unpack."""
        try:
            body = unpacked(self.piece)
        except (zlib.error, ValueError) as fault:
            scan.noise(_STREAM, self.piece.body)
            scan.unreadable(_STREAM, fault.args[0])
            return
        scan.noise(_STREAM, self.piece.body) if body is None else _contents(scan, self.kind, body, self.inner)


def _contents(scan: Scan, kind: str, body: bytes, inner: Inner) -> None:
    if kind == "EmbeddedFile":
        inner(scan, term("place in a file", "attachment"), "", body)
    elif kind == "Metadata":
        scan_markup(scan, body, inner, noun="XML")
    elif body[:3] == b"\xff\xd8\xff":
        inner(scan, term("place in a file", "picture"), "picture.jpg", body)
    elif kind != "Image" and is_written(body):
        _syntax(scan, _STREAM, body, shows=b" Tf" in body)
    else:
        scan.noise(_STREAM, body)


def _syntax(scan: Scan, place: str, body: bytes, *, shows: bool) -> None:
    """Strings as prose, names and all the rest as syntax."""
    scan.prose(place, APART.join(strings(unshown(body) if shows else body, short=not shows)))
    scan.syntax(place, "\n".join(names(body)))
    scan.syntax(place, body.decode("latin-1"))
    if not body.isascii():
        scan.syntax(place, body.decode("utf-8", "ignore"))


def _objects(scan: Scan, pdf: pikepdf.Pdf, inner: Inner) -> None:
    """Every object of an encrypted file, as it is when it is opened."""
    plain: list[bytes] = [pdf.trailer.unparse()]
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            plain.append(pikepdf.Dictionary(dict(thing.items())).unparse())
            _decoded(scan, thing, inner)
        else:
            plain.append(thing.unparse(resolved=True))
    whole = b"\n".join(plain)
    scan.once("", "PDF objects", (whole,), lambda part: _syntax(part, "", whole, shows=False))


def _decoded(scan: Scan, stream: pikepdf.Object, inner: Inner) -> None:
    kind = _kind(f"{stream.get('/Type')}{stream.get('/Subtype')}".encode())
    if kind in {"XRef", "ObjStm"}:
        return
    packing = f"{stream.get('/Filter')!r}{stream.get('/DecodeParms')!r}"
    raw = stream.read_raw_bytes()

    def work(part: Scan) -> None:
        pictures = {each for each in _PICTURES if each in packing}
        try:
            body = raw if pictures else stream.read_bytes()
        except pikepdf.PdfError as fault:
            part.noise(_STREAM, raw)
            part.unreadable(_STREAM, str(fault))
            return
        _contents(part, kind, body, inner)

    scan.once("", f"PDF decoded {kind}", (packing, raw), work)


def _attachments(scan: Scan, pdf: pikepdf.Pdf, inner: Inner) -> None:
    """Each attached file, under its name."""
    for name, attached in pdf.attachments.items():
        data = attached.get_file().read_bytes()
        called = attached.filename or name
        inner(scan, saying("attachment %(name)s", name=called), called, data)
