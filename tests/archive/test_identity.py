"""What files say of themselves, what their digests hold on to, and what strangers' files cannot do."""

from __future__ import annotations

import random
import resource

import pikepdf
import pytest
from issued_pdf import NUMBER, bomb, draw, locked, make_pdf, resaved, saved
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Stream, StreamDecodeLevel

from briefgen.archive import identity as identity_room
from briefgen.archive.examine import Limits, examine
from briefgen.archive.identity import content_digest, examination, read_identity

PDF = "application/pdf"
ISSUED = make_pdf(("one", "two", "three"), NUMBER)
HEAD = '<!DOCTYPE html>\n<html><head><meta name="generator" content="{}"><meta name="dcterms.identifier" content="{}">'


def digest(data: bytes, password: str | None = None) -> str:
    """Of what a reader sees."""
    return content_digest(data, PDF, password)


def test_pdf_names_its_issue_and_its_maker():
    """The number stands in the Info dictionary, where the engine puts the page's own meta element."""
    found = read_identity(ISSUED)
    assert (found.media_type, found.number, found.ours, found.encrypted, found.opened) == (
        PDF,
        NUMBER,
        True,
        False,
        True,
    )


def test_number_is_found_in_xmp_too():
    """A program that moved the metadata into XMP did not take the number away."""

    def move(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:identifier"] = NUMBER
            metadata["xmp:CreatorTool"] = "briefgen"
        del pdf.trailer["/Info"]

    found = read_identity(resaved(ISSUED, move))
    assert (found.number, found.ours) == (NUMBER, True)


@pytest.mark.parametrize(
    "text", ["urn:isbn:978-3-16-148410-0", "asa-sr-2026-0001", "ASA-SR-2026-0001; x", "", "A" * 900]
)
def test_other_identifiers_are_not_numbers(text):
    """Any file may have an identifier; only one in the form of an issue's number names an issue."""
    assert read_identity(make_pdf(("one",), text)).number == ""
    assert read_identity(HEAD.format("x", text).encode()).number == ""


def test_html_names_its_issue():
    """The meta elements of the head are read, up to the body."""
    page = HEAD.format("briefgen", NUMBER)
    found = read_identity(page.encode())
    assert (found.media_type, found.number, found.ours, found.opened) == ("text/html", NUMBER, True, True)
    body = "<html><head></head><body>" + page.partition("<head>")[2]
    assert not read_identity(body.encode()).ours


def test_html_has_no_digest():
    """Any change to an HTML file is a change."""
    assert content_digest(HEAD.format("briefgen", NUMBER).encode(), "text/html") == ""


def test_encryption_is_told_apart_from_a_wrong_password():
    """Without the password nothing is known but that there is one; with it the file is read."""
    file = locked(ISSUED)
    shut, wrong, right = read_identity(file), read_identity(file, "wrong"), read_identity(file, "secret")
    assert (shut.encrypted, shut.opened, shut.number) == (True, False, "")
    assert (wrong.encrypted, wrong.opened, bool(wrong.fault)) == (True, False, True)
    assert (right.encrypted, right.opened, right.number) == (True, True, NUMBER)


def test_file_that_opens_without_password_is_not_encrypted():
    """Only an owner's password keeps nobody from reading."""
    assert not read_identity(locked(ISSUED, user=""), "secret").encrypted


SAVED_ANEW = {
    "again": {},
    "linearised": {"linearize": True},
    "packed": {"recompress_flate": True, "object_stream_mode": ObjectStreamMode.generate},
    "unpacked": {"compress_streams": False, "stream_decode_level": StreamDecodeLevel.generalized},
    "for-an-editor": {"qdf": True},
    "content-normalised": {"normalize_content": True},
}


@pytest.mark.parametrize("options", SAVED_ANEW.values(), ids=SAVED_ANEW)
def test_saving_anew_keeps_the_digest(options):
    """Linearised, packed, unpacked or tidied: the pages are the same, the bytes are not."""
    other = resaved(ISSUED, **options)
    assert other != ISSUED
    assert digest(other) == digest(ISSUED) != ""


def test_metadata_and_encryption_do_not_count():
    """Neither is on a page."""

    def bare(pdf: pikepdf.Pdf) -> None:
        del pdf.trailer["/Info"]

    assert digest(resaved(ISSUED, bare)) == digest(ISSUED)
    assert digest(locked(ISSUED), "secret") == digest(ISSUED)
    assert digest(locked(ISSUED)) == ""


def test_named_link_targets_are_followed():
    """A link by name is worth what the name stands for."""

    def named(page: int):
        def change(pdf: pikepdf.Pdf) -> None:
            target = Array([pdf.pages[page].obj, Name.XYZ, 0, 842, 0])
            pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([pikepdf.String("there"), target])))
            for each in pdf.pages:
                each.Annots[0].Dest = pikepdf.String("there")

        return change

    assert digest(resaved(ISSUED, named(0))) == digest(ISSUED)
    assert digest(resaved(ISSUED, named(1))) != digest(ISSUED)


def test_pages_are_told_apart():
    """Each has a digest of its own, so that an altered one can be named."""
    pages = examination(ISSUED).pages
    altered = examination(resaved(ISSUED, draw(1, "2"))).pages
    assert [one == other for one, other in zip(pages, altered, strict=True)] == [True, False, True]


def change_picture(pdf: pikepdf.Pdf) -> None:
    """One pixel."""
    pdf.pages[1].Resources.XObject.Im1.write(bytes(48))


def change_link(pdf: pikepdf.Pdf) -> None:
    """To another page."""
    pdf.pages[1].Annots[0].Dest[0] = pdf.pages[2].obj


def change_font(pdf: pikepdf.Pdf) -> None:
    """To another cut: the same codes may print other letters."""
    pdf.pages[1].Resources.Font.F1.BaseFont = Name("/Symbol")


def change_box(pdf: pikepdf.Pdf) -> None:
    """The lower half is cut off."""
    pdf.pages[1].CropBox = Array([0, 421, 595, 842])


def hide_layer(pdf: pikepdf.Pdf) -> None:
    """Optional content, switched off."""
    pdf.Root.OCProperties = Dictionary(D=Dictionary(BaseState=Name.OFF))


CHANGES = {
    "words": draw(1, "2"),
    "picture": change_picture,
    "link": change_link,
    "font": change_font,
    "box": change_box,
    "turned": lambda pdf: pdf.pages[1].rotate(90, relative=True),
    "layer": hide_layer,
    "lost": lambda pdf: pdf.pages.remove(p=2),
    "swapped": lambda pdf: pdf.pages.reverse(),
    "twice": lambda pdf: pdf.pages.append(pdf.pages[0]),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_a_reader_sees_counts(change):
    """Words, pictures, fonts, links, boxes, layers, and which pages there are in which order."""
    assert digest(resaved(ISSUED, change)) not in {digest(ISSUED), ""}


def test_inherited_boxes_are_those_of_the_page():
    """A program may write a page's box on the node above it."""

    def lift(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Pages.MediaBox = pdf.pages[0].MediaBox
        for page in pdf.pages:
            del page.MediaBox

    assert digest(resaved(ISSUED, lift)) == digest(ISSUED)


def test_forms_that_borrow_resources_count_with_all_of_them():
    """A form without resources of its own draws with the page's, which its names do not show."""

    def form(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.Resources.XObject.Fm1 = Stream(
                pdf, b"/Im1 Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9])
            )
            page.Contents = Stream(pdf, b"/Fm1 Do")

    borrowing = resaved(ISSUED, form)
    assert digest(resaved(borrowing, change_picture)) != digest(borrowing)


DICE = random.Random(2026)  # noqa: S311 - the same places in every run

NO_PDFS = {
    "empty": b"",
    "zip": b"PK\x03\x04" + bytes(99),
    "header-alone": b"%PDF-1.7\n",
    "torn": ISSUED[:60],
    "noise": b"%PDF-1.7\n" + DICE.randbytes(5_000),
    "no-catalogue": ISSUED.replace(b"/Catalog", b"/Catal0g").replace(b"/Root", b"/R00t"),
    "deep": b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000,
}


@pytest.mark.parametrize("data", NO_PDFS.values(), ids=NO_PDFS)
def test_what_cannot_be_read_says_so(data):
    """A sentence, and no digest."""
    found = examine(data)
    assert found.content_sha256 == ""
    assert not found.identity.opened
    assert found.identity.fault.endswith(".")


def test_too_large_a_file_is_not_looked_into(monkeypatch):
    """The limit is told."""
    monkeypatch.setattr(identity_room, "LIMIT_BYTES", 1_000)
    assert "larger" in read_identity(ISSUED).fault


def test_pdf_without_pages_has_no_digest():
    """Otherwise all empty files would show the same."""
    assert digest(saved(pikepdf.new())) == ""


def test_drawing_behind_what_the_parser_passes_over_counts():
    """The parser gives up after so many errors, without a word; what a viewer may still draw must not hide there."""

    def hide(pdf: pikepdf.Pdf) -> None:
        drawn = pdf.pages[1].Contents.read_bytes()
        pdf.pages[1].Contents = Stream(pdf, drawn + b"\n" + b") > } " * 40 + b"BT /F1 99 Tf (FORGED) Tj ET")

    assert digest(resaved(ISSUED, hide)) != digest(ISSUED)


@pytest.mark.parametrize("filters", [1, 2])
def test_bomb_is_not_unpacked(filters):
    """Who the file says it is comes first; a page that unpacks to more than the limit stays unread."""
    found = examine(bomb(40, filters), limits=Limits(unpacked_bytes=20_000_000))
    assert (found.identity.number, found.content_sha256) == (NUMBER, "")


def test_memory_of_the_child_is_limited():
    """With the limit on what unpacks taken out, the limit on memory still holds."""
    found = examine(bomb(40), limits=Limits(memory_bytes=60_000_000, unpacked_bytes=4_000_000_000))
    assert (found.identity.number, found.content_sha256) == (NUMBER, "")


@pytest.mark.slow
def test_bomb_stays_within_the_memory_that_is_promised():
    """Of 600 MB in a page, what the child took at most is told by the system; a gigabyte is its limit."""
    assert examine(bomb(600)).content_sha256 == ""
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1_100_000  # KiB


def test_time_of_the_child_is_limited():
    """A file that takes too long ends as one that cannot be read."""

    def fill(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents = pdf.make_indirect(Stream(pdf, b"0 0 m\n" * 20_000))
        for _ in range(400):
            pdf.pages.append(pdf.pages[0])

    found = examine(resaved(ISSUED, fill), limits=Limits(seconds=1))
    assert (found.identity.number, found.content_sha256) == (NUMBER, "")


def test_way_back_to_an_object_ends_there():
    """Objects that lead to themselves are read once."""

    def knot(pdf: pikepdf.Pdf) -> None:
        loop = pdf.make_indirect(Dictionary(Kind=Name.Loop))
        loop.Again = loop
        pdf.pages[0].Resources.Font.F1.Loop = loop

    assert digest(resaved(ISSUED, knot)) not in {digest(ISSUED), ""}


def test_long_chains_of_objects_end_in_a_sentence():
    """Each object in another: refused at a depth of its own, because how much stack is left depends on who calls."""

    def chain(pdf: pikepdf.Pdf) -> None:
        inner = pdf.make_indirect(Dictionary())
        for _ in range(150):
            inner = pdf.make_indirect(Dictionary(Next=inner))
        pdf.pages[0].Resources.Font.F1.Next = inner

    assert digest(resaved(ISSUED, chain)) == ""


def test_examined_and_read_here_agree():
    """The child finds what the library finds."""
    assert examine(ISSUED) == examination(ISSUED)
    assert examine(locked(ISSUED), "secret") == examination(locked(ISSUED), "secret")


def test_any_flipped_byte_is_survived():
    """At 200 places: never an exception, and never another issue's number."""
    for _ in range(200):
        data = bytearray(ISSUED)
        data[DICE.randrange(len(data))] ^= 1 << DICE.randrange(8)
        found = examination(bytes(data))
        assert found.identity.opened or found.identity.fault or found.identity.encrypted
