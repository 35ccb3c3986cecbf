"""A canary in each place of a finished PDF is found there."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable

import pikepdf
import pypdf
import pytest
from canaries import NAME, RUN, STATEMENT, WITHHELD, edited, finished, found, places, wanted
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

from briefgen.model.edition import Withheld
from briefgen.seal.leaks import Seen, forbidden, leaks
from briefgen.seal.leaks.pdf_bytes import pieces


def _helvetica(_: Pdf) -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)


def _in_pdf(change: object, **options: object) -> str:
    return places("x.pdf", edited(change, **options))  # type: ignore[arg-type]


def _added(operators: bytes, page: int = 1, font: Callable[[Pdf], Dictionary] = _helvetica) -> bytes:
    """The report with operators at a page's end, and a font called Extra."""

    def change(pdf: Pdf) -> None:
        pdf.pages[page].Resources.Font.Extra = pdf.make_indirect(font(pdf))
        pdf.pages[page].contents_add(Stream(pdf, operators))

    return edited(change)


def test_a_clean_file_has_no_leak() -> None:
    """A clean file has no leak."""
    assert found("mali-flash.pdf", finished()["pdf"]) == ()


@pytest.mark.parametrize(
    "operators",
    [
        f"BT /Extra 9 Tf 40 40 Td ({STATEMENT}) Tj ET",
        "BT /Extra 9 Tf 40 40 Td [(Zer) -20 (kalo) 3 (vich)] TJ ET",
        "BT /Extra 9 Tf 40 40 Td (Zer) Tj (kalovich) Tj ET",
        f"BT /Extra 9 Tf 40 40 Td <{NAME.encode().hex()}> Tj ET",
        "BT /Extra 9 Tf 40 40 Td (Zer\\153alovich) Tj ET",
        "BT /Extra 9 Tf 40 60 Td (to the Zerka-) Tj 0 -12 Td (lovich house) Tj ET",
        "BT /Extra 9 Tf 40 60 Td (moved 4,275) Tj 0 -12 Td (crates of it) Tj ET",
        f"BT /Extra 9 Tf 3 Tr 40 40 Td ({NAME}) Tj ET",
        f"/Span <</ActualText <FEFF{NAME.encode('utf-16-be').hex()}>>> BDC BT /Extra 9 Tf (x) Tj ET EMC",
    ],
)
def test_text_on_a_page_is_found_on_its_page(operators: str) -> None:
    """Text on a page is found on its page."""
    assert "page 2, text" in places("x.pdf", _added(operators.encode()))


def _glyphs(pdf: Pdf) -> Dictionary:
    """A font whose codes say nothing, and whose table of letters says what they stand for."""
    pairs = "\n".join(f"<{code:04X}> <{ord(letter):04X}>" for code, letter in enumerate(NAME, 1))
    cmap = Stream(pdf, f"begincmap\n{len(NAME)} beginbfchar\n{pairs}\nendbfchar\nendcmap".encode())
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name.Helvetica,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name.Helvetica,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([descendant]),
        ToUnicode=pdf.make_indirect(cmap),
    )


_CODES = "".join(f"<{code:04X}>" for code in range(1, len(NAME) + 1)).encode()


def test_glyphs_are_read_through_their_font_s_table() -> None:
    """Glyphs are read through their font’s table."""
    data = _added(b"BT /Extra 9 Tf 40 40 Td [" + _CODES + b"] TJ ET", font=_glyphs)
    assert "page 2, text" in places("x.pdf", data)


def test_the_operators_are_read_where_pdfium_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """The operators are read where pdfium is not."""
    monkeypatch.setattr("briefgen.seal.leaks.pdf_pages._visible", lambda *_: "")
    data = _added(b"BT /Extra 9 Tf 40 40 Td [" + _CODES + b"] TJ ET", font=_glyphs)
    assert "page 2, text" in places("x.pdf", data)


def test_pdfium_reads_where_the_operators_say_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pdfium reads where the operators say nothing."""
    monkeypatch.setattr("briefgen.seal.leaks.pdf_pages.drawn", lambda *_: ())
    monkeypatch.setattr("briefgen.seal.leaks.pdf_pages.strings", lambda *_, **__: ())
    data = _added(b"BT /Extra 9 Tf 40 40 Td [" + _CODES + b"] TJ ET", font=_glyphs)
    assert "page 2, text" in places("x.pdf", data)


def test_a_form_on_a_page_is_read() -> None:
    """A form on a page is read."""

    def change(pdf: Pdf) -> None:
        form = Stream(pdf, b"BT /G 9 Tf 40 40 Td [" + _CODES + b"] TJ ET")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 500, 500])
        form.Resources = Dictionary(Font=Dictionary(G=pdf.make_indirect(_glyphs(pdf))))
        pdf.pages[0].Resources.XObject = Dictionary(Sealed=pdf.make_indirect(form))
        pdf.pages[0].contents_add(Stream(pdf, b"q /Sealed Do Q"))

    assert "page 1, text" in _in_pdf(change)


def test_the_look_of_a_note_is_read_though_it_is_on_no_page() -> None:
    """The look of a note is read though it is on no page."""

    def change(pdf: Pdf) -> None:
        form = Stream(pdf, b"BT /G 9 Tf [" + _CODES + b"] TJ ET")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 50, 50])
        form.Resources = Dictionary(Font=Dictionary(G=pdf.make_indirect(_glyphs(pdf))))
        note = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([0, 0, 9, 9]), AP=Dictionary(N=form))
        pdf.pages[0].Annots = Array([pdf.make_indirect(note)])

    assert "drawing" in _in_pdf(change)


def test_information_and_metadata_are_found_under_their_names() -> None:
    """Information and metadata are found under their names."""
    assert "metadata Subject" in _in_pdf(lambda pdf: pdf.docinfo.__setitem__("/Subject", STATEMENT))
    assert "metadata Keywords" in _in_pdf(lambda pdf: pdf.docinfo.__setitem__("/Keywords", f"é {NAME}"))

    def change(pdf: Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:description"] = STATEMENT

    assert "metadata dc:description" in _in_pdf(change)


def test_an_outline_s_title_is_found() -> None:
    """An outline’s title is found."""

    def change(pdf: Pdf) -> None:
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(f"On {NAME}", 0))

    assert "outline" in _in_pdf(change)


def test_a_destination_is_found() -> None:
    """A destination is found."""

    def change(pdf: Pdf) -> None:
        pdf.Root.Names.Dests = Dictionary(
            Names=Array([String("colonel-moves-shells"), Array([pdf.pages[0].obj, Name.Fit])])
        )

    assert "destination" in _in_pdf(change)


@pytest.mark.parametrize(
    ("key", "place"),
    [("/Alt", "alternative text"), ("/ActualText", "replacement text"), ("/Lang", "language"), ("/E", "expansion")],
)
def test_what_the_structure_says_is_found(key: str, place: str) -> None:
    """What the structure says is found."""

    def change(pdf: Pdf) -> None:
        element = next(each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/S") == "/P")
        element[key] = String(f"\u2013 {NAME}")

    assert place in _in_pdf(change)


def test_notes_and_addresses_are_found_on_their_page() -> None:
    """Notes and addresses are found on their page."""

    def change(pdf: Pdf) -> None:
        action = Dictionary(S=Name.URI, URI=String("https://example.org/a?who=%5Aerkalovich"))
        note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action, Contents=String(RUN))
        pdf.pages[1].Annots = Array([pdf.make_indirect(note)])

    told = _in_pdf(change)
    assert "page 2, link" in told
    assert "page 2, annotation" in told


def test_attachments_are_files_of_their_own() -> None:
    """Attachments are files of their own."""

    def change(pdf: Pdf) -> None:
        pdf.attachments["more.json"] = pikepdf.AttachedFileSpec(
            pdf,
            b'{"facts": [{"statement": "%b"}]}' % STATEMENT.encode(),
            filename="more.json",
            mime_type="application/json",
        )

    assert "attachment more.json, JSON /facts/0/statement" in _in_pdf(change)

    def nested(pdf: Pdf) -> None:
        within = edited(lambda inner: inner.docinfo.__setitem__("/Subject", STATEMENT))
        pdf.attachments["old.pdf"] = pikepdf.AttachedFileSpec(pdf, within, filename="old.pdf")

    assert "attachment old.pdf, metadata Subject" in _in_pdf(nested)
    assert "attachment's name" in _in_pdf(lambda pdf: pdf.attachments.__setitem__(f"{NAME}.txt", b"x"))


def test_fonts_are_searched_for_names_tables_and_programs() -> None:
    """Fonts are searched for names tables and programs."""

    def named(pdf: Pdf) -> None:
        next(iter(pdf.pages[0].Resources.Font.values())).BaseFont = Name(f"/ABCDEF+{NAME}")

    def mapped(pdf: Pdf) -> None:
        font = next(each for each in pdf.pages[0].Resources.Font.values() if "/ToUnicode" in each)
        table = f"1 beginbfchar\n<0FFF> <{NAME.encode('utf-16-be').hex()}>\nendbfchar\nendcmap".encode()
        font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"endcmap", table))

    def programmed(pdf: Pdf) -> None:
        program = next(each for each in pdf.objects if isinstance(each, Stream) and b"glyf" in each.read_bytes()[:500])
        program.write(program.read_bytes() + b"\0" + STATEMENT.encode("utf-16-be"))

    assert "font" in _in_pdf(named)
    assert "font" in _in_pdf(mapped)
    assert _in_pdf(programmed) in {"font", "stream"}


def test_names_with_escapes_and_trailers_are_found() -> None:
    """Names with escapes and trailers are found."""
    assert "name" in _in_pdf(lambda pdf: pdf.Root.__setitem__(f"/X-{NAME}", 1))
    data = edited(
        lambda pdf: pdf.Root.__setitem__("/Xxxxxxxxxxx", Name("/Yy")),
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    escaped = data.replace(b"/Xxxxxxxxxxx", b"/#5aerkalovic", 1).replace(b"/#5aerkalovic /Yy", b"/#5aerkalovich/Y", 1)
    assert places("x.pdf", escaped)


def test_pictures_in_a_pdf_are_searched() -> None:
    """Pictures in a pdf are searched."""
    made = io.BytesIO()
    Image.new("RGB", (8, 8)).save(made, "JPEG", comment=STATEMENT.encode())

    def change(pdf: Pdf) -> None:
        picture = Stream(pdf, made.getvalue())
        picture.Type, picture.Subtype, picture.Width, picture.Height = Name.XObject, Name.Image, 8, 8
        picture.ColorSpace, picture.BitsPerComponent, picture.Filter = Name.DeviceRGB, 8, Name.DCTDecode
        pdf.pages[0].Resources.XObject = Dictionary(Photo=pdf.make_indirect(picture))

    assert places("x.pdf", edited(change))


@pytest.mark.parametrize(
    "filters", [["/ASCIIHexDecode"], ["/ASCII85Decode"], ["/FlateDecode", "/FlateDecode"], ["/LZWDecode"]]
)
def test_streams_are_unpacked_whatever_packs_them(filters: list[str]) -> None:
    """Streams are unpacked whatever packs them."""
    text = f"BT ({STATEMENT}) Tj ET".encode()
    packed = {
        "/ASCIIHexDecode": lambda: text.hex().encode() + b">",
        "/ASCII85Decode": lambda: __import__("base64").a85encode(text) + b"~>",
        "/FlateDecode": lambda: zlib.compress(zlib.compress(text)),
        "/LZWDecode": lambda: _lzw(text),
    }[filters[0]]()

    def change(pdf: Pdf) -> None:
        stream = Stream(pdf, b"")
        stream.write(packed, filter=Array([Name(each) for each in filters]))
        pdf.Root.Spare = pdf.make_indirect(stream)

    assert places("x.pdf", edited(change, stream_decode_level=pikepdf.StreamDecodeLevel.none))


def _lzw(text: bytes) -> bytes:
    """Every letter its own code of nine bits, the table cleared before it grows."""
    bits = "".join(f"{256:09b}{code:09b}" for code in text) + f"{257:09b}"
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits), 8))


def test_what_nothing_refers_to_is_found() -> None:
    """What nothing refers to is found."""
    data = finished()["pdf"]
    at = data.rindex(b"startxref")
    plain = b"9999 0 obj\n(" + STATEMENT.encode() + b")\nendobj\n"
    body = zlib.compress(f"BT ({STATEMENT}) Tj ET".encode())
    packed = b"9999 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream\nendobj\n" % (len(body), body)
    for unused in (plain, packed, b"% " + STATEMENT.encode() + b"\n"):
        assert places("x.pdf", data[:at] + unused + data[at:]) is not None
        assert found("x.pdf", data[:at] + unused + data[at:])


def _updated(data: bytes, **information: str) -> bytes:
    """The file with its information written anew at its end."""
    writer = pypdf.PdfWriter(io.BytesIO(data), incremental=True)
    writer.add_metadata({f"/{key}": value for key, value in information.items()})
    stream = io.BytesIO()
    writer.write(stream)
    assert stream.getvalue().startswith(data)
    return stream.getvalue()


def test_an_earlier_revision_is_searched_and_a_later_one() -> None:
    """An earlier revision is searched and a later one."""
    before = edited(lambda pdf: pdf.docinfo.__setitem__("/Subject", STATEMENT))
    hidden = _updated(before, Subject="Nothing")
    assert STATEMENT not in str(pikepdf.open(io.BytesIO(hidden)).docinfo)
    assert found("x.pdf", hidden)
    assert "metadata Subject" in places("x.pdf", _updated(finished()["pdf"], Subject=STATEMENT))
    assert not found("x.pdf", _updated(finished()["pdf"], Subject="Nothing"))


def test_what_follows_the_end_is_found() -> None:
    """What follows the end is found."""
    assert "after the file's end" in places("x.pdf", finished()["pdf"] + b"\n" + STATEMENT.encode())


def test_an_encrypted_file_is_searched_with_its_password() -> None:
    """An encrypted file is searched with its password."""
    lock = pikepdf.Encryption(user="secret", owner="other")

    def page(pdf: Pdf) -> None:
        pdf.pages[1].Resources.Font.Extra = pdf.make_indirect(_glyphs(pdf))
        pdf.pages[1].contents_add(Stream(pdf, b"BT /Extra 9 Tf 40 40 Td [" + _CODES + b"] TJ ET"))

    clean = edited(lambda _: None, encryption=lock)
    assert found("x.pdf", clean, "secret") == ()
    subject = edited(lambda pdf: pdf.docinfo.__setitem__("/Subject", STATEMENT), encryption=lock)
    assert "metadata Subject" in places("x.pdf", subject, "secret")
    assert "page 2, text" in places("x.pdf", edited(page, encryption=lock), "secret")
    assert "after the file's end" in places("x.pdf", clean + STATEMENT.encode(), "secret")


def test_a_file_that_its_password_does_not_open_is_not_released() -> None:
    """A file that its password does not open is not released."""
    locked = edited(lambda _: None, encryption=pikepdf.Encryption(user="secret", owner="other"))
    for password in (None, "", "wrong"):
        hits = found("x.pdf", locked, password)
        assert [hit.readable for hit in hits] == [False]
        assert "cannot be read, so it is not released" in str(hits[0])


def test_a_font_that_takes_another_s_name_has_the_whole_read_anew() -> None:
    """A revision can make old codes say something else without touching the page."""
    base = _added(b"BT /Extra 9 Tf 40 40 Td [" + _CODES + b"] TJ ET", font=_plain_glyphs)
    assert not found("x.pdf", base)
    writer = pypdf.PdfWriter(io.BytesIO(base), incremental=True)
    font = writer.pages[1]["/Resources"]["/Font"]["/Extra"]
    table = font["/ToUnicode"].get_object()
    pairs = "\n".join(f"<{code:04X}> <{ord(letter):04X}>" for code, letter in enumerate(NAME, 1))
    table.set_data(f"begincmap\n{len(NAME)} beginbfchar\n{pairs}\nendbfchar\nendcmap".encode())
    stream = io.BytesIO()
    writer.write(stream)
    assert stream.getvalue().startswith(base)
    seen = Seen()
    assert not leaks("x.pdf", base, wanted(), seen=seen)
    assert "page 2, text" in {hit.place for hit in leaks("x.pdf", stream.getvalue(), wanted(), seen=seen)}


def _plain_glyphs(pdf: Pdf) -> Dictionary:
    font = _glyphs(pdf)
    font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"<005A>", b"<0041>").replace(b"<006B>", b"<0042>"))
    return font


def test_every_byte_is_in_a_stream_or_between_streams() -> None:
    """Every byte is in a stream or between streams."""
    for data in (finished()["pdf"], edited(lambda _: None), b"stream\nx", b"<< >>\nstream\nabc", b""):
        streams, rest = pieces(data)
        assert sum(len(each.body) for each in streams) + len(rest.replace(b"\n", b"")) + data.count(b"\n") >= len(data)
        for piece in streams:
            assert data[piece.start : piece.start + len(piece.body)] == piece.body


def test_a_name_over_two_show_operators_and_a_change_of_font_is_one_word() -> None:
    """A name over two show operators and a change of font is one word."""
    operators = b"BT /Extra 20 Tf 40 40 Td (Z) Tj /Extra 9 Tf (erkalovich) Tj ET"
    assert "page 2, text" in places("x.pdf", _added(operators))


def test_both_ends_are_named() -> None:
    """Both ends are named."""
    hit = next(each for each in found("x.pdf", _added(f"BT /Extra 9 Tf ({STATEMENT}) Tj ET".encode())))
    assert hit.withheld is WITHHELD
    assert re.search(r"x\.pdf, .*: holds “Colonel Zerkalovich.*fact colonel-moves-shells", str(hit))


def test_a_word_s_half_at_a_line_s_end_is_no_word() -> None:
    """A word’s half at a line’s end is no word."""
    wants = forbidden([Withheld("fact", "x", "marking", "TLP:RED", None, ("It was reporting.",))], ["it was"])
    assert leaks("x.pdf", _added(b"BT /Extra 9 Tf 40 60 Td (of report-) Tj 0 -12 Td (ing) Tj ET"), wants)
    wants = forbidden([Withheld("fact", "x", "marking", "TLP:RED", None, ("It was kvant.",))], ["it was"])
    half = "kvant\u00ad".encode("utf-16-be").hex()
    spoken = f"/Span <</ActualText <FEFF{half}>>> BDC EMC ".encode()
    assert not leaks("x.pdf", _added(b"BT /Extra 9 Tf 40 60 Td (a kvant-) Tj 0 -12 Td (orium) Tj ET"), wants)
    assert not leaks("x.pdf", _added(spoken), wants)
