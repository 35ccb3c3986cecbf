"""A PDF as a screen reader takes it: its structure in order, with the text that each element ties to."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
import pypdfium2
from pypdfium2 import raw


@dataclass
class Element:
    """One element of the structure, as it is stored."""

    role: str
    text: str = ""
    said: dict[str, str] = field(default_factory=dict)
    kids: list[Element] = field(default_factory=list)

    def all(self) -> Iterator[Element]:
        """It and everything in it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.all()

    @property
    def words(self) -> str:
        """All text in it."""
        return " ".join(" ".join(each.text for each in self.all()).split())

    def outline(self, depth: int = 0) -> Iterator[str]:
        """A line for each element."""
        said = "".join(f" [{name}: {value}]" for name, value in self.said.items())
        yield f"{'  ' * depth}{self.role}{said} {self.text}".rstrip()
        for kid in self.kids:
            yield from kid.outline(depth + 1)


def read(data: bytes) -> Element:
    """The document's element."""
    texts = _marked_texts(data)
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        return _element(pdf.Root.StructTreeRoot.K[0], pages, texts, None)


def _element(
    node: pikepdf.Object, pages: dict[tuple[int, int], int], texts: dict[tuple[int, int], str], page: int | None
) -> Element:
    page = pages[node.Pg.objgen] if "/Pg" in node else page
    said = {name[1:]: str(node[name]) for name in ("/Alt", "/E", "/Lang", "/ActualText") if name in node}
    if "/A" in node:
        said |= {name[1:]: str(node.A[name]) for name in ("/Scope", "/ColSpan", "/RowSpan") if name in node.A}
    made = Element(str(node.S)[1:], said=said)
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            made.kids.append(Element("text", texts.get((page, kid), "")))
        elif kid.get("/Type") == "/MCR":
            made.kids.append(Element("text", texts.get((pages[kid.Pg.objgen], int(kid.MCID)), "")))
        elif kid.get("/Type") == "/OBJR":
            made.kids.append(Element("link", said={"Contents": str(kid.Obj.get("/Contents", ""))}))
        else:
            made.kids.append(_element(kid, pages, texts, page))
    return made


def _marked_texts(data: bytes) -> dict[tuple[int, int], str]:
    """What is printed under each mark, by page and number."""
    found: dict[tuple[int, int], str] = {}
    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        for thing in page.get_objects([raw.FPDF_PAGEOBJ_TEXT], max_depth=3):
            mark = raw.FPDFPageObj_GetMarkedContentID(thing.raw)
            if mark >= 0:
                found[number, mark] = found.get((number, mark), "") + _text(thing, text)
        text.close()
        page.close()
    document.close()
    return found


def _text(thing: pypdfium2.PdfObject, page: pypdfium2.PdfTextPage) -> str:
    size = raw.FPDFTextObj_GetText(thing.raw, page.raw, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(thing.raw, page.raw, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")
