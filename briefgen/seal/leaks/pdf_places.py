"""Where in a PDF something was found, said as a person would: walked only after something was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import pikepdf
from lxml import etree

from briefgen.model.saying import saying, term
from briefgen.seal.leaks.pdf_bytes import is_written, meant, strings
from briefgen.seal.leaks.reading import APART
from briefgen.seal.leaks.scan import Scan, inside

_BY_KEY: Mapping[str, str] = {
    "/Alt": term("place in a file", "alternative text"),
    "/ActualText": term("place in a file", "replacement text"),
    "/E": term("place in a file", "expansion"),
    "/Lang": term("place in a file", "language"),
    "/URI": term("place in a file", "link"),
    "/Dest": term("place in a file", "destination"),
    "/D": term("place in a file", "destination"),
    "/Names": term("place in a file", "destination"),
    "/Desc": term("place in a file", "attachment's description"),
    "/F": term("place in a file", "attachment's name"),
    "/UF": term("place in a file", "attachment's name"),
    "/BaseFont": term("place in a file", "font"),
    "/FontName": term("place in a file", "font"),
    "/FontFamily": term("place in a file", "font"),
    "/P": term("place in a file", "page label"),
    "/T": term("place in a file", "title in the structure"),
    "/TU": term("place in a file", "alternative text"),
    "/ID": term("place in a file", "id in the structure"),
}
_FONT = _BY_KEY["/BaseFont"]
_DEEPEST = 30
_NAMESPACES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
    "http://purl.org/dc/terms/": "dcterms",
}
_QUALIFIED = re.compile(r"\{([^}]*)\}(.*)")
_LISTS = frozenset({"li", "Alt", "Bag", "Seq"})


def name_places(scan: Scan, pdf: pikepdf.Pdf) -> None:
    """Search every object by itself."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    notes = {
        note.objgen: number
        for number, page in enumerate(pdf.pages, 1)
        for note in page.obj.get("/Annots", ())
        if isinstance(note, pikepdf.Dictionary) and note.objgen != (0, 0)
    }
    for key, value in _strings(pdf.trailer, ""):
        scan.prose(saying("trailer %(key)s", key=key.removeprefix("/")), value)
    info = pdf.trailer.get("/Info")
    information = info.objgen if info is not None else None
    for thing in pdf.objects:
        at = thing.objgen
        page = pages.get(at) or notes.get(at)
        for key, value in _strings(thing, ""):
            place = _property(key.removeprefix("/")) if at == information else _place(key, thing)
            scan.prose(inside(saying("page %(page)s", page=page), place) if page else place, value)
        if isinstance(thing, pikepdf.Stream):
            _stream(scan, thing)


def _place(key: str, holder: pikepdf.Object) -> str:
    if key == "/Title" and isinstance(holder, pikepdf.Dictionary):
        within = "/Parent" in holder and "/S" not in holder
        return term("place in a file", "outline") if within else term("place in a file", "title")
    if key == "/Contents":
        return term("place in a file", "annotation")
    return _BY_KEY.get(key) or inside(saying("object %(number)s", number=holder.objgen[0]), key)


def _strings(thing: pikepdf.Object, key: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Each string and name of an object, with the key it stands under; other objects are not entered."""
    if isinstance(thing, pikepdf.String):
        for reading in meant(bytes(thing), wide=True):
            yield key, reading
    elif isinstance(thing, pikepdf.Name):
        yield key, str(thing)[1:]
    elif depth < _DEEPEST:
        for name, value in _entries(thing, key):
            if name != key:
                yield "name", name[1:]
            if not _elsewhere(value):
                yield from _strings(value, name, depth + 1)


def _entries(thing: pikepdf.Object, key: str) -> Iterable[tuple[str, pikepdf.Object]]:
    if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        return thing.items()
    return ((key, value) for value in thing) if isinstance(thing, pikepdf.Array) else ()


def _elsewhere(value: object) -> bool:
    return isinstance(value, pikepdf.Object) and value.is_indirect


def _stream(scan: Scan, stream: pikepdf.Object) -> None:
    if stream.get("/Type") in {"/EmbeddedFile", "/ObjStm", "/XRef"}:
        return
    try:
        data = stream.read_bytes()
    except pikepdf.PdfError:
        data = stream.read_raw_bytes()
    if stream.get("/Type") == "/Metadata" and _metadata(scan, data):
        return
    if is_written(data):
        kind = _FONT if b"begincmap" in data else saying("stream %(number)s", number=stream.objgen[0])
        scan.prose(kind, APART.join(strings(data)))
        scan.syntax(kind, data.decode("latin-1"))
    else:
        font = "/Length1" in stream or "FontFile" in str(stream.get("/Subtype"))
        scan.noise(_FONT if font else term("place in a file", "stream"), data)


def _metadata(scan: Scan, data: bytes) -> bool:
    """Each element of the metadata, by its name. False where it is no XML."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return False
    for element in root.iter():
        texts = [element.text or "", element.tail or ""]
        scan.prose(_property(_named(element)), " ".join(texts))
        if isinstance(element.tag, str):
            for name, value in element.attrib.items():
                scan.prose(_property(_short(str(name))), str(value))
    return True


def _property(name: str) -> str:
    return saying("metadata %(name)s", name=name)


def _named(element: etree._Element) -> str:
    """The name of the property that an element is, or is an item of."""
    while element.getparent() is not None:
        if isinstance(element.tag, str) and etree.QName(element).localname not in _LISTS:
            return _short(element.tag)
        element = element.getparent()
    return term("place in a file", "comment") if not isinstance(element.tag, str) else _short(element.tag)


def _short(name: str) -> str:
    match = _QUALIFIED.fullmatch(name)
    if match is None:
        return name
    prefix = _NAMESPACES.get(match[1])
    return f"{prefix}:{match[2]}" if prefix else match[2]
