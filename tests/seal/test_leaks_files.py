"""A canary in each place of a page, a Word document, data or a picture is found there."""

from __future__ import annotations

import base64
import io
import json
import zipfile
import zlib
from urllib.parse import quote

import pytest
from canaries import NAME, RUN, STATEMENT, WITHHELD, finished, found, places, rezipped
from PIL import Image, PngImagePlugin

_SVG = f'<svg xmlns="http://www.w3.org/2000/svg"><title>{STATEMENT}</title></svg>'


def _page(old: str, new: str) -> str:
    """Where the canary is in the report's page, with some of it replaced."""
    text = finished()["html"].decode()
    assert old in text
    return places("x.html", text.replace(old, new, 1).encode())


@pytest.mark.parametrize("kind", ["html", "docx", "json"])
def test_clean_files_have_no_leak(kind: str) -> None:
    """Clean files have no leak."""
    assert found(f"mali-flash.{kind}", finished()[kind]) == ()


@pytest.mark.parametrize(
    ("written", "place"),
    [
        (f"<p>{STATEMENT}</p>", "HTML text"),
        (f"<p>{RUN}</p>", "HTML text"),
        ("<p>4&#x202f;275</p>", "HTML text"),
        ("<p>Zer<b>kalo</b>vich</p>", "HTML text"),
        ("<p>Zer<wbr>kalo&shy;vich</p>", "HTML text"),
        ("<p>&#90;erkalovich</p>", "HTML text"),
        (f"<!-- {NAME} -->", "HTML comment"),
        (f'<img alt="{NAME}">', "HTML attribute alt"),
        ("<p aria-label='about kvantorium'>", "HTML attribute aria-label"),
        (f'<p id="{NAME.lower()}">', "HTML attribute id"),
        ('<a href="https://example.org/%7Aerkalovich">', "HTML attribute href"),
        (f"<script>let who = '{NAME}'</script>", "HTML script"),
        ("<script>let who = '\\u005aerkalovich'</script>", "HTML script"),
        ("<script>// of kvantorium\n</script>", "HTML script, comment"),
        (f'<script type="application/ld+json">{{"a": ["{NAME}"]}}</script>', "HTML script, JSON /a/0"),
        (f"<style>.{NAME} {{}}</style>", "HTML style"),
        ("<style>p::after {content: '\\5a erkalovich'}</style>", "HTML style"),
        (f'<img src="data:image/svg+xml;base64,{base64.b64encode(_SVG.encode()).decode()}">', "SVG text"),
        (f'<img src="data:image/svg+xml,{quote(_SVG)}">', "SVG text"),
        (
            f'<a href="data:application/octet-stream;base64,{base64.b64encode(STATEMENT.encode()).decode()}">',
            "data: address",
        ),
        (f"<svg><desc>{NAME}</desc></svg>", "HTML text"),
        (f"<?php {NAME} ?>", "HTML"),
        (f"<template><![CDATA[{NAME}]]></template>", "HTML"),
    ],
)
def test_a_page_is_searched_wherever_it_says_something(written: str, place: str) -> None:
    """A page is searched wherever it says something."""
    assert place in _page("</main>", f"{written}</main>")


def test_a_page_is_searched_after_its_end_and_in_two_bytes_a_letter() -> None:
    """A page is searched after its end and in two bytes a letter."""
    assert places("x.html", finished()["html"] + NAME.encode())
    assert places("x.html", f"<p>{NAME}</p>".encode("utf-16"))


@pytest.mark.parametrize("name", ["x.svg", "x.xml", "page"])
def test_other_markup_is_searched_likewise(name: str) -> None:
    """Other markup is searched likewise."""
    assert places(name, _SVG.encode())
    assert places(name, f"<svg><!-- {NAME} --></svg>".encode())


def _in_word(old: str, new: str, member: str = "word/document.xml") -> str:
    """Where the canary is in the report's Word file, with some of a member replaced."""
    return places(
        "x.docx", rezipped(lambda name, data: data.replace(old.encode(), new.encode(), 1) if name == member else data)
    )


def test_word_s_text_is_searched_across_its_runs() -> None:
    """Word’s text is searched across its runs."""
    runs = "<w:p><w:r><w:t>Zer</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>kalovich</w:t></w:r></w:p>"
    assert "word/document.xml, text" in _in_word("</w:body>", f"{runs}</w:body>")
    deleted = f"<w:p><w:del><w:r><w:delText>{RUN}</w:delText></w:r></w:del></w:p>"
    assert "word/document.xml" in _in_word("</w:body>", f"{deleted}</w:body>")
    assert "word/document.xml, XML attribute descr" in _in_word(
        "</w:body>", f'<wp:docPr descr="{STATEMENT}"/></w:body>'
    )
    assert "word/document.xml, XML comment" in _in_word("</w:body>", f"<!-- {NAME} --></w:body>")


def test_word_s_other_parts_are_searched() -> None:
    """Word’s other parts are searched."""
    assert "docProps/core.xml" in _in_word(
        "</cp:coreProperties>", f"<x>{RUN}</x></cp:coreProperties>", "docProps/core.xml"
    )
    assert "word/styles.xml" in _in_word("</w:styles>", f'<w:style w:styleId="{NAME}"/></w:styles>', "word/styles.xml")
    assert "word/_rels/document.xml.rels" in _in_word(
        "</Relationships>",
        f'<Relationship Target="https://example.org/{NAME}"/></Relationships>',
        "word/_rels/document.xml.rels",
    )


def _zipped(extra: object) -> str:
    return places("x.docx", rezipped(lambda _, data: data, extra))  # type: ignore[arg-type]


def test_a_zip_is_searched_around_its_members() -> None:
    """A zip is searched around its members."""
    assert "zip comment" in _zipped(lambda new: setattr(new, "comment", STATEMENT.encode()))

    def described(new: zipfile.ZipFile) -> None:
        info = zipfile.ZipInfo("word/more.bin")
        info.comment, info.extra = (
            NAME.encode(),
            b"\xca\xfe" + len(STATEMENT).to_bytes(2, "little") + STATEMENT.encode(),
        )
        new.writestr(info, b"")

    told = _zipped(described)
    assert "word/more.bin, zip comment" in told
    assert "word/more.bin, zip extra field" in told
    assert "zip member's name" in _zipped(lambda new: new.writestr(f"word/media/{NAME}.png", b""))
    assert "custom/data.json, JSON /a" in _zipped(
        lambda new: new.writestr("custom/data.json", json.dumps({"a": STATEMENT}))
    )
    assert "word/media/x.png, PNG tEXt" in _zipped(lambda new: new.writestr("word/media/x.png", _png("tEXt")))
    assert "between the zip's members" in places("x.docx", STATEMENT.encode() + finished()["docx"])


def test_data_is_searched_at_each_pointer() -> None:
    """Data is searched at each pointer."""
    data = json.loads(finished()["json"])
    data["more"] = [{"a/b": STATEMENT}, {"number": 4275}, {"number": 4275.0}, {"x": "\u005aerkalovich"}]
    told = places("x.json", json.dumps(data).encode()).splitlines()
    assert {"JSON /more/0/a~1b", "JSON /more/1/number", "JSON /more/2/number", "JSON /more/3/x"} <= set(told)
    assert places("x.json", b'{"a": "\\u005aerkalovich"}') == "JSON /a"
    assert places("x.json", json.dumps({NAME: 1}).encode()) == "JSON source"
    assert places("x.json", f'{{"a": "{NAME}", "a": "b"}}'.encode()) == "JSON /a"


def _png(chunk: str) -> bytes:
    made, told = io.BytesIO(), PngImagePlugin.PngInfo()
    if chunk in {"tEXt", "zTXt"}:
        told.add_text("Comment", STATEMENT, zip=chunk == "zTXt")
    if chunk == "iTXt":
        told.add_itxt("Comment", STATEMENT, zip=True)
    exif = Image.Exif()
    if chunk == "eXIf":
        exif[0x010E] = STATEMENT
    Image.new("RGB", (3, 3)).save(made, "PNG", pnginfo=told, exif=exif)
    return made.getvalue() + (STATEMENT.encode() if chunk == "end" else b"")


@pytest.mark.parametrize("chunk", ["tEXt", "zTXt", "iTXt", "eXIf", "end"])
def test_a_png_is_searched_beside_its_pixels(chunk: str) -> None:
    """A png is searched beside its pixels."""
    assert ("after the picture's end" if chunk == "end" else f"PNG {chunk}") in places("x.png", _png(chunk))
    assert not found("x.png", _png(""))


def test_a_jpeg_is_searched_beside_its_pixels() -> None:
    """A jpeg is searched beside its pixels."""
    made, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = STATEMENT
    Image.new("RGB", (3, 3)).save(made, "JPEG", exif=exif)
    assert "JPEG segment E1" in places("x.jpg", made.getvalue())
    made = io.BytesIO()
    Image.new("RGB", (3, 3)).save(made, "JPEG", comment=STATEMENT.encode())
    assert "JPEG comment" in places("x.jpg", made.getvalue())
    made = io.BytesIO()
    Image.new("RGB", (3, 3)).save(made, "JPEG")
    assert not found("x.jpg", made.getvalue())
    assert "after the picture's end" in places("x.jpg", made.getvalue() + STATEMENT.encode())


@pytest.mark.parametrize("codec", ["utf-8", "latin-1", "utf-16-le", "utf-16-be"])
def test_unknown_bytes_are_searched_in_each_way_of_writing(codec: str) -> None:
    """Unknown bytes are searched in each way of writing."""
    assert places("x.bin", b"\xff\x00\xfe\x01" + STATEMENT.encode(codec) + b"\x00\x80\xff")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.pdf", b"%PDF-1.7\nnothing"),
        ("x.pdf", b""),
        ("x.pdf", b"<html></html>"),
        ("x.docx", b"PK\x03\x04 nothing"),
        ("x.docx", b"no zip"),
        ("x.json", b"{"),
        ("x.json", b"[" * 100_000),
        ("x.png", b"GIF89a"),
        ("x.png", _png("tEXt")[:50]),
        ("x.jpg", b"\xff\xd8\xff\xe1\xff\xff"),
    ],
)
def test_what_cannot_be_read_is_not_released(name: str, data: bytes) -> None:
    """What cannot be read is not released."""
    hits = found(name, data)
    assert hits
    assert not hits[-1].readable
    assert "cannot be read, so it is not released" in str(hits[-1])


def test_a_pdf_that_is_cut_off_or_broken_is_not_released() -> None:
    """A pdf that is cut off or broken is not released."""
    data = finished()["pdf"]
    at = data.index(b"/FlateDecode", len(data) // 3)
    body = data.index(b"stream\n", at) + 40
    broken = data[:body] + bytes(200) + data[body + 200 :]
    for file in (data[: len(data) // 2], broken):
        assert any(not hit.readable for hit in found("x.pdf", file))


def test_a_broken_member_and_a_bomb_are_not_released() -> None:
    """A broken member and a bomb are not released."""
    data = finished()["docx"]
    at = data.index(b"word/document.xml") + 2_000
    assert any(not hit.readable for hit in found("x.docx", data[:at] + bytes(500) + data[at + 500 :]))
    bomb = zlib.compress(bytes(300_000_000), 9)
    pdf = finished()["pdf"]
    end = pdf.rindex(b"startxref")
    packed = b"9999 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream\nendobj\n" % (len(bomb), bomb)
    hits = found("x.pdf", pdf[:end] + packed + pdf[end:])
    assert [hit.found for hit in hits if not hit.readable] == ["it unpacks to more than may be read"]


def test_files_too_deep_within_files_are_not_released() -> None:
    """Files too deep within files are not released."""
    data = STATEMENT.encode()
    for _ in range(12):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as packed:
            packed.writestr("x.zip" if data != STATEMENT.encode() else "x.txt", data)
        data = made.getvalue()
    assert any(not hit.readable for hit in found("x.zip", data))


def test_all_hits_of_a_file_are_told() -> None:
    """All hits of a file are told."""
    hits = found("x.html", f"<p>{STATEMENT}</p><!-- /people/analyst/x --><img alt='Sahara Gold Ltd'>".encode())
    assert {hit.withheld for hit in hits} == {WITHHELD, None}
    assert {"/people/analyst", "Sahara Gold Ltd"} <= {hit.found for hit in hits}
