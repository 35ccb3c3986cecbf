"""PDFs as the engine makes them, only smaller, and a registry that has issued one."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Encryption, Name, Stream, String

from briefgen.archive.identity import content_digest
from briefgen.archive.registry import open_registry
from briefgen.model.issue import Artefact, Frozen, Issue, frozen, item
from briefgen.model.record import Stage, Step

NUMBER = "ASA-SR-2026-0001"
AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def make_pdf(texts: Sequence[str], number: str = "", creator: str = "briefgen") -> bytes:
    """One page for each text, with a picture, a font and a link to the first page."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    picture = Stream(pdf, bytes(range(48)), Type=Name.XObject, Subtype=Name.Image, Width=4, Height=4)
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceRGB, 8
    for text in texts:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Resources = Dictionary(Font=Dictionary(F1=font), XObject=Dictionary(Im1=picture))
        drawing = f"q 40 0 0 40 50 50 cm /Im1 Do Q BT /F1 12 Tf 50 700 Td ({text}) Tj ET"
        page.Contents = Stream(pdf, drawing.encode())
        target = Array([pdf.pages[0].obj, Name.XYZ, 0, 842, 0])
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 99, 9]), Dest=target)
        page.Annots = Array([link])
    pdf.docinfo["/Creator"] = creator
    if number:
        pdf.docinfo["/dctermsidentifier"] = number
    return saved(pdf)


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    """A PDF's bytes."""
    stream = BytesIO()
    pdf.save(stream, **options)
    return stream.getvalue()


def resaved(data: bytes, change: Callable[[pikepdf.Pdf], object] = id, password: str = "", **options: object) -> bytes:
    """The file opened, changed and saved by another program."""
    with pikepdf.open(BytesIO(data), password=password) as pdf:
        change(pdf)
        return saved(pdf, **options)


def locked(data: bytes, user: str = "secret") -> bytes:
    """The file, encrypted."""
    return resaved(data, encryption=Encryption(user=user, owner="somebody-else"))


def draw(page: int, text: str) -> Callable[[pikepdf.Pdf], None]:
    """Puts another text onto a page."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[page].Contents = Stream(pdf, f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET".encode())

    return change


def bomb(megabytes: int, filters: int = 1) -> bytes:
    """A small PDF whose page unpacks to so many megabytes."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(megabytes)) + packer.flush()
    for _ in range(filters - 1):
        packed = zlib.compress(packed, 9)
    pdf = pikepdf.new()
    pdf.add_blank_page()
    content = Stream(pdf, b"")
    content.write(packed, filter=Array([Name.FlateDecode] * filters))
    pdf.pages[0].Contents = content
    pdf.docinfo["/dctermsidentifier"] = String(NUMBER)
    return saved(pdf)


def content(report: str = "mali") -> Frozen:
    """What an issue was made of: a source, two facts, a judgement, two sections and a template's bytes."""
    evidence = [{"source": "gazette", "at": "page 3", "stance": "supports", "origins": []}]
    return frozen(
        report,
        date(2026, 11, 20),
        (
            item("source", "gazette", {"id": "gazette", "title": "Cranes", "derived_from": ["wire"]}),
            item("source", "wire", {"id": "wire", "title": "Wire", "derived_from": []}),
            item("fact", "strike", {"id": "strike", "statement": "A strike began.", "evidence": evidence}),
            item("fact", "calm", {"id": "calm", "statement": "All is calm.", "evidence": []}),
            item("judgement", "goes-on", {"statement": "The strike will go on.", "basis": ["strike"]}),
            item("section", "ports", {"title": "Ports", "position": 1, "text": "It began [@strike]. Quiet [@calm]."}),
            item("section", "summary", {"title": "Summary", "position": 0, "text": "**A strike** is on [@strike]."}),
        ),
    )


def record(
    path: Path, artefacts: Sequence[Artefact], number: str = NUMBER, held: Frozen | None = None, at: datetime = AT
) -> Issue:
    """Issue files through the real registry."""
    held = held or content()
    issue = Issue(
        number=number,
        report=held.report,
        title="Mali now",
        series="Situation report",
        as_of=held.as_of,
        issued_at=at,
        issued_by="A. Diallo",
        approved_by="C. Mwangi",
        authors=("Sahel desk",),
        countries=("ML",),
        topics=("ports",),
        clients=("mine",),
        marking="TLP:CLEAR",
        digest=held.digest,
        versions=(("briefgen", "0"),),
    )
    with open_registry(f"sqlite:///{path.absolute()}", create=True) as registry:
        newest = registry.steps(held.report)[-1:] or (None,)
        step = Step(held.report, Stage.ISSUED, held.digest, "A. Diallo", at, number)
        assert registry.record_issue(issue, held, (), artefacts, step, newest[0])
    return issue


def artefact(data: bytes, name: str = "mali.pdf", password: str | None = None, **about: object) -> Artefact:
    """A finished PDF, as `issue` records it."""
    digest = content_digest(data, "application/pdf", password)
    return Artefact(name, "application/pdf", data, encrypted=password is not None, content_sha256=digest, **about)
