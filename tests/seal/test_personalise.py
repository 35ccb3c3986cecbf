"""A client's copy: its name on cover and feet in every format, real text where it is read, and nothing else touched."""

from __future__ import annotations

import io
import json
import os
import pwd
import re
import socket
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import jsonschema
import pikepdf
import pypdfium2
import pytest
from pdf_reading import read
from seal_samples import DOCUMENT, ROOT, Shared, personal
from verapdf import judge

from briefgen.model.faults import RenderError
from briefgen.render.data_schema import report_schema
from briefgen.seal.base import base_of
from briefgen.seal.direction import stretches
from briefgen.seal.lettering import Letterer
from briefgen.seal.lines import set_lines
from briefgen.seal.personalise import personalise
from briefgen.seal.watermark import watermark

NAMES = {
    "short": "African Bank of Lomé",
    "arabic": "شركة الساحل للتعدين 2025",
    "mixed": "Orano شركة المالية",
    "rare": "Caisse du Ɓaoulé & Fils <SARL>",
    "long": "Agence internationale pour la coordination des opérations minières et pétrolières au Sahel et au Sahara",
    "endless": "Very " * 60 + "long",
}


def texts(data: bytes) -> list[str]:
    """The text of each page, as a reader without any structure takes it."""
    document = pypdfium2.PdfDocument(data)
    found = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return found


def test_cover_and_feet_name_client_copy_and_document(copy: dict[str, bytes]) -> None:
    """On every page."""
    pages = texts(copy["pdf"])
    assert len(pages) == 2
    for page in pages:
        assert f"Prepared for African Bank of Lomé · Copy 12 · {DOCUMENT}" in page
    assert pages[0].count("African Bank of Lomé") == 2
    assert pages[0].count(DOCUMENT) == 2


def test_the_name_on_the_cover_is_read_in_its_place(copy: dict[str, bytes]) -> None:
    """A paragraph of the document with its language, before the title; what is in the feet and across is not read."""
    report = read(copy["pdf"])
    said = [each for each in report.all() if DOCUMENT in each.words and each.role == "P"]
    assert [each.words for each in said] == [f"Prepared for African Bank of Lomé Copy 12 · {DOCUMENT}"]
    assert said[0].said["Lang"] == "en"
    roles = [each.role for each in report.all()]
    order = [id(each) for each in report.all()]
    assert order.index(id(said[0])) < roles.index("H1")


@pytest.mark.parametrize("name", NAMES)
def test_every_name_fits(shared: Shared, name: str) -> None:
    """In its place and within the margins, however long; the document's id is never cut."""
    base = base_of(shared.made["pdf"])
    left, bottom, right, top = base.place
    lines = set_lines(personal(NAMES[name]), shared.kit, (right - left, top - bottom), 470, right_to_left=False)
    assert all(line.width * size <= right - left for line, size, _ in lines.cover)
    assert lines.foot.width * lines.foot_size <= 470
    assert lines.foot.text.endswith(DOCUMENT)
    assert any(DOCUMENT in line.text for line, _, _ in lines.cover)


def test_arabic_is_joined_and_runs_from_right_to_left(shared: Shared) -> None:
    """In a line from left to right as in one from right to left; numbers keep their own way."""
    letterer = Letterer(shared.kit, right_to_left=True)
    joined = letterer.line("الساحل", 600)
    isolated = sum(letterer.line(letter, 600).width for letter in "الساحل")
    assert joined.width < isolated
    assert [glyph.text for glyph in joined.runs[0].glyphs][-1] == "ا"
    assert [each.text for each in stretches("شركة 24", right_to_left=True)] == ["24", "شركة "]
    assert [each.text for each in stretches("A شركة B", right_to_left=False)] == ["A ", "شركة", " B"]


def test_a_letter_that_no_font_has_is_an_error(shared: Shared) -> None:
    """Named, with its number; not an empty box."""
    with pytest.raises(RenderError, match=r"漢.*U\+6F22") as raised:
        personalise({"pdf": shared.made["pdf"]}, personal("漢 Bank"), shared.kit)
    assert raised.value.hint


def test_only_the_letters_of_the_lines_are_embedded(shared: Shared) -> None:
    """A copy is hardly larger than what it is made of."""
    own = personalise({"pdf": shared.made["pdf"]}, personal(), shared.kit)["pdf"]
    assert own.startswith(shared.made["pdf"])
    assert len(own) - len(shared.made["pdf"]) < 20_000
    bare = personalise({"pdf": shared.made["pdf"]}, personal(watermark=False), shared.kit)["pdf"]
    assert len(bare) < len(own)


def test_same_client_same_bytes(shared: Shared) -> None:
    """And another's differ in every format."""
    first, second = (personalise(shared.made, personal(), shared.kit) for _ in range(2))
    other = personalise(shared.made, personal("Another"), shared.kit)
    assert first == second
    assert all(first[name] != other[name] for name in first)
    assert all(b"African Bank" not in data for data in (other["html"], other["json"]))
    assert not any("African Bank" in page for page in texts(other["pdf"]))


def test_uncounted_copies_say_no_number(shared: Shared) -> None:
    """And a copy without a watermark has none."""
    own = personalise(shared.made, personal(copy=None, watermark=False), shared.kit)
    assert "Copy" not in "".join(texts(own["pdf"]))
    assert json.loads(own["json"])["recipient"] == {"name": "African Bank of Lomé", "copy": None, "document": DOCUMENT}
    assert b"Copy 12" not in own["html"]


def test_metadata_name_the_document_and_not_the_client(copy: dict[str, bytes]) -> None:
    """In the Info dictionary and as XMP, with all that was there before."""
    with pikepdf.open(io.BytesIO(copy["pdf"])) as pdf:
        assert pdf.docinfo["/DocumentID"] == DOCUMENT
        with pdf.open_metadata() as metadata:
            assert metadata["xmpMM:DocumentID"] == DOCUMENT
            assert metadata["dc:title"] == pdf.docinfo["/Title"]
            assert metadata["pdfuaid:part"] == "1"
        assert b"African" not in pdf.Root.Metadata.read_bytes()


def test_the_page_for_the_screen_keeps_its_policy(shared: Shared) -> None:
    """Nothing but the two places is other than before, and a name is no markup."""
    own = personalise({"html": shared.made["html"]}, personal("<b>Bank & Söhne</b>"), shared.kit)["html"].decode()
    before = shared.made["html"].decode()
    policy = re.search(r'<meta http-equiv="Content-Security-Policy"[^>]*>', before)
    assert policy
    assert policy[0] in own
    assert own.count("&lt;b&gt;Bank &amp; Söhne&lt;/b&gt;") == 2
    assert [len(re.split("<style|<script", text)) for text in (own, before)] == [
        len(re.split("<style|<script", own))
    ] * 2


def test_word_and_data_name_the_client(shared: Shared) -> None:
    """Word on the cover and in the feet, the data in a field of their own, valid by their schema."""
    own = personalise(shared.made, personal("Bank & <Söhne>"), shared.kit)
    with zipfile.ZipFile(io.BytesIO(own["docx"])) as word:
        named = [name for name in word.namelist() if DOCUMENT.encode() in word.read(name)]
        assert word.testzip() is None
        assert b"Bank &amp; &lt;S\xc3\xb6hne&gt;" in word.read("word/document.xml")
    assert len(named) == 2
    told = json.loads(own["json"])
    assert told["recipient"] == {"name": "Bank & <Söhne>", "copy": 12, "document": DOCUMENT}
    jsonschema.validate(told, report_schema())
    assert json.loads(shared.made["json"])["recipient"] is None


@pytest.mark.parametrize("name", ["pdf", "html", "docx", "json"])
def test_a_file_without_a_place_is_refused(copy: dict[str, bytes], shared: Shared, name: str) -> None:
    """Nobody's copy goes out unnamed because a desk's own cover has no place for a name."""
    if name == "pdf":
        with pikepdf.open(io.BytesIO(shared.made["pdf"])) as pdf:
            del pdf.Root.StructTreeRoot.IDTree
            unplaced = io.BytesIO()
            pdf.save(unplaced)
        data = unplaced.getvalue()
    else:
        data = copy[name]
    with pytest.raises(RenderError, match="place"):
        personalise({name: data}, personal(), shared.kit)


def test_no_file_tells_of_the_machine(copy: dict[str, bytes]) -> None:
    """Neither host nor user nor folder."""
    told = {socket.gethostname(), pwd.getpwuid(os.getuid()).pw_name, str(ROOT), sys.prefix, str(Path.home())}
    told = {each.encode() for each in told if len(each) > 4}
    with pikepdf.open(io.BytesIO(copy["pdf"])) as pdf:
        plain = [
            thing.read_bytes()
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") != "/Image"
        ]
    with zipfile.ZipFile(io.BytesIO(copy["docx"])) as word:
        plain += [word.read(name) for name in word.namelist()]
    for data in (*copy.values(), *plain):
        assert not [each for each in told if each in data]


def test_the_watermark_leaves_text_legible(shared: Shared) -> None:
    """It only darkens what it lies on; of the brand's text colours each keeps WCAG's 4.5 to 1 on it."""
    from briefgen.seal.pdf import _LIGHT, _mixed  # noqa: PLC0415 - its shade is nobody else's business

    palette = shared.kit.brand.color.palette
    shade = _mixed(palette.paper, palette.accent, _LIGHT)
    for colour in (palette.ink, palette.quiet, palette.accent):
        assert _contrast(_multiplied(colour, shade), shade) >= 4.5
    assert _contrast(shade, palette.paper) > 1.08


def _levels(colour: str) -> list[float]:
    return [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def _multiplied(one: str, other: str) -> str:
    return "#" + "".join(f"{round(255 * a * b):02X}" for a, b in zip(_levels(one), _levels(other), strict=True))


def _contrast(one: str, other: str) -> float:
    """As WCAG 2.2 reckons it."""

    def light(colour: str) -> float:
        linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in _levels(colour)]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_watermark_is_outlines(shared: Shared) -> None:
    """Of the whole name, on the page; it is found by no search."""
    line = Letterer(shared.kit, right_to_left=False).line("Bank", 600)
    drawn = watermark(line, 595, 842)
    assert drawn.count(" m\n") >= 4
    assert "TJ" not in drawn
    longer = replace(line, runs=line.runs * 9)
    assert watermark(longer, 595, 842).split()[1:3] == drawn.split()[1:3]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["short", "arabic", "rare"])
def test_copies_keep_both_standards(shared: Shared, tmp_path: Path, name: str) -> None:
    """PDF/UA-1 and PDF/A-3a, says veraPDF."""
    file = tmp_path / "copy.pdf"
    file.write_bytes(personalise({"pdf": shared.made["pdf"]}, personal(NAMES[name]), shared.kit)["pdf"])
    for verdict in judge([file])[file].values():
        assert verdict.faults == {}
        assert verdict.passed
