"""Remembering what was searched makes the next file quick and hides nothing; and no word gets by, wherever it stands."""

from __future__ import annotations

import io
import re
from functools import cache

import pikepdf
import pypdf
import pytest
from canaries import NAME, RELEASED, STATEMENT, WITHHELD, edited, finished, rezipped, wanted
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from briefgen.model.edition import Withheld
from briefgen.seal.leaks import Seen, forbidden, leaks

_LETTERS = st.text(alphabet="bcdfghjklmnpqrstvwxzéïøßčšж", min_size=9, max_size=14)


def _stamped(name: str, base: bytes | None = None, text: str = "") -> bytes:
    """The report with a client's name at its end, as an added revision: in its information, and drawn on a page."""
    writer = pypdf.PdfWriter(io.BytesIO(base or finished()["pdf"]), incremental=True)
    writer.add_metadata({"/Recipient": name})
    if text:
        stream = pypdf.generic.DecodedStreamObject()
        stream.set_data(f"BT /Recipient0 9 Tf 40 40 Td ({text}) Tj ET".encode())
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        made = pypdf.generic.DictionaryObject(
            {pypdf.generic.NameObject(key): pypdf.generic.NameObject(value) for key, value in font.items()}
        )
        page = writer.pages[1]
        resources = page["/Resources"].get_object()
        resources["/Font"][pypdf.generic.NameObject("/Recipient0")] = writer._add_object(made)
        contents = pypdf.generic.ArrayObject([page.raw_get("/Contents"), writer._add_object(stream)])
        page[pypdf.generic.NameObject("/Contents")] = contents
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_the_same_bytes_give_the_same_verdict_again() -> None:
    """The same bytes give the same verdict again."""
    seen = Seen()
    for kind, data in finished().items():
        assert leaks(f"x.{kind}", data, wanted(), seen=seen) == ()
        assert leaks(f"x.{kind}", data, wanted(), seen=seen) == ()
    bad = edited(lambda pdf: pdf.docinfo.__setitem__("/Subject", STATEMENT))
    first = leaks("x.pdf", bad, wanted(), seen=seen)
    assert first
    assert leaks("x.pdf", bad, wanted(), seen=seen) == first == leaks("x.pdf", bad, wanted())


def test_the_same_bytes_are_searched_anew_for_other_words() -> None:
    """The same bytes are searched anew for other words."""
    seen, data = Seen(), f"<p>{NAME} and Tessalanfar</p>".encode()
    other = forbidden([Withheld("fact", "b", "marking", "TLP:RED", None, ("It is at Tessalanfar.",))], RELEASED)
    assert [hit.withheld.id for hit in leaks("x.html", data, wanted(), seen=seen) if hit.withheld] == [
        "colonel-moves-shells"
    ]
    assert {hit.withheld.id for hit in leaks("x.html", data, other, seen=seen) if hit.withheld} == {"b"}
    assert not leaks("x.html", data, forbidden([], []), seen=seen)


def test_what_is_added_is_searched_though_the_rest_was_seen() -> None:
    """What is added is searched though the rest was seen."""
    seen = Seen()
    assert not leaks("x.pdf", _stamped("Kidal Mines", text="Prepared for Kidal Mines"), wanted(), seen=seen)
    for bad in (_stamped(NAME), _stamped("Kidal Mines", text=f"By {NAME}"), _stamped("Kidal Mines", text="kvantorium")):
        assert leaks("x.pdf", bad, wanted(), seen=seen)
    places = {hit.place for hit in leaks("x.pdf", _stamped("Kidal Mines", text=f"By {NAME}"), wanted(), seen=seen)}
    assert "page 2, text" in places
    assert not leaks("x.pdf", _stamped("Arlit Mines", text="Prepared for Arlit Mines"), wanted(), seen=seen)


def test_what_is_added_to_a_leak_is_a_leak() -> None:
    """What is added to a leak is a leak."""
    bad = _stamped("Kidal Mines", edited(lambda pdf: pdf.docinfo.__setitem__("/Subject", STATEMENT)))
    seen = Seen()
    for _ in range(2):
        assert leaks("x.pdf", bad, wanted(), seen=seen)


def test_what_is_added_is_read_without_opening_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is added is read without opening the whole."""
    seen = Seen()
    assert not leaks("x.pdf", _stamped("Kidal Mines", text="for Kidal Mines"), wanted(), seen=seen)
    monkeypatch.setattr("briefgen.seal.leaks.pdf.pikepdf.open", lambda *_, **__: pytest.fail("opened"))
    assert not leaks("x.pdf", _stamped("Arlit Mines", text="for Arlit Mines"), wanted(), seen=seen)


def test_two_clients_names_are_not_mixed_up_by_what_was_seen() -> None:
    """Two clients names are not mixed up by what was seen."""
    both = forbidden([], [], ["Kidal Mines Ltd", "Arlit Mines Ltd", "kidal-mines", "arlit-mines"])
    seen = Seen()
    for _ in range(2):
        for name, client in (("Kidal Mines Ltd", "kidal-mines"), ("Arlit Mines Ltd", "arlit-mines")):
            file = _stamped(name, text=f"Prepared for {name}")
            assert not leaks("x.pdf", file, both, seen=seen, own=(name, client))
            other = "Arlit Mines Ltd" if client == "kidal-mines" else "Kidal Mines Ltd"
            assert leaks("x.pdf", file, both, seen=seen, own=(other,))
            mixed = _stamped(name, text=f"Prepared for {other}")
            assert leaks("x.pdf", mixed, both, seen=seen, own=(name, client))
            page = finished()["html"].replace(b"</main>", f"<p>{name}</p></main>".encode())
            assert not leaks("x.html", page, both, seen=seen, own=(name, client))
            assert leaks("x.html", page, both, seen=seen, own=(other,))


def test_a_page_is_read_by_pdfium_again_where_a_piece_of_it_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is read by pdfium again where a piece of it is new."""
    read: list[int] = []
    real = pytest.importorskip("briefgen.seal.leaks.pdf_pages")._visible
    monkeypatch.setattr("briefgen.seal.leaks.pdf_pages._visible", lambda pdf, at: read.append(at) or real(pdf, at))
    seen = Seen()
    assert not leaks("x.pdf", finished()["pdf"], wanted(), seen=seen)
    assert sorted(read) == [0, 1]
    read.clear()
    assert not leaks("x.pdf", edited(lambda pdf: pdf.docinfo.__setitem__("/Subject", "New")), wanted(), seen=seen)
    assert not read

    def change(pdf: Pdf) -> None:
        pdf.pages[1].Resources.Font.Extra = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        pdf.pages[1].contents_add(Stream(pdf, b"BT /Extra 9 Tf (Nothing) Tj ET"))

    assert not leaks("x.pdf", edited(change), wanted(), seen=seen)
    assert read == [1]


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory is bounded."""
    monkeypatch.setattr("briefgen.seal.leaks.seen._MOST", 10)
    seen = Seen()
    for number in range(40):
        leaks("x.html", f"<p>{number}</p>".encode(), wanted(), seen=seen)
    assert len(seen.verdicts) == 10
    assert leaks("x.html", f"<p>{NAME}</p>".encode(), wanted(), seen=seen)


@cache
def _random_places() -> dict[str, list[int]]:
    """Where in the page and the data a word may be put without breaking them: between tags, in strings."""
    html, data = finished()["html"].decode(), finished()["json"].decode()
    start, end = html.index("<main"), html.index("</main>")
    return {
        "html": [match.end() - 1 for match in re.compile(r"<[^<>]*>").finditer(html, start, end)],
        "json": [at for at in range(len(data)) if data.startswith('": "', at)],
    }


def _secret(word: str) -> Withheld:
    return Withheld("fact", "x", "marking", "TLP:RED", None, (f"On Friday {word} left.",))


_UNHURRIED = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_UNHURRIED
@given(word=_LETTERS, at=st.integers(0, 10**6), break_at=st.integers(1, 8))
def test_a_word_put_anywhere_into_a_page_is_found(word: str, at: int, break_at: int) -> None:
    """A word put anywhere into a page is found."""
    text, where = finished()["html"].decode(), _random_places()["html"]
    place = where[at % len(where)] + 1
    seen, secret = Seen(), forbidden([_secret(word)], RELEASED)
    for written in (
        word,
        word.upper(),
        f"{word[:break_at]}\u00ad{word[break_at:]}",
        f"{word[:break_at]}-\n{word[break_at:]}",
    ):
        assert leaks("x.html", f"{text[:place]} {written} {text[place:]}".encode(), secret, seen=seen)


@_UNHURRIED
@given(word=_LETTERS, at=st.integers(0, 10**6))
def test_a_word_put_anywhere_into_data_is_found(word: str, at: int) -> None:
    """A word put anywhere into data is found."""
    text, where = finished()["json"].decode(), _random_places()["json"]
    place = where[at % len(where)] + 4
    data = f"{text[:place]}{word} {text[place:]}".encode()
    assert any("JSON /" in hit.place for hit in leaks("x.json", data, forbidden([_secret(word)], RELEASED)))


@_UNHURRIED
@given(word=_LETTERS, at=st.integers(0, 10**6))
def test_a_word_put_into_any_string_of_a_pdf_is_found(word: str, at: int) -> None:
    """A word put into any string of a pdf is found."""

    def change(pdf: Pdf) -> None:
        holders = [each for each in pdf.objects if isinstance(each, Dictionary) and "/Type" in each]
        holders[at % len(holders)][Name("/Extra")] = Array([pikepdf.String(f"by {word}")])

    data = edited(change)
    assert leaks("x.pdf", data, forbidden([_secret(word)], RELEASED))


@_UNHURRIED
@given(word=_LETTERS, at=st.integers(0, 10**6))
def test_a_word_put_into_any_paragraph_of_a_word_file_is_found(word: str, at: int) -> None:
    """A word put into any paragraph of a word file is found."""

    def change(name: str, data: bytes) -> bytes:
        text = data.decode() if name == "word/document.xml" else ""
        where = [place for place in range(len(text)) if text.startswith("</w:t>", place)]
        if not where:
            return data
        place = where[at % len(where)]
        return f"{text[:place]} {word[:4]}</w:t></w:r><w:r><w:t>{word[4:]} {text[place:]}".encode()

    hits = leaks("x.docx", rezipped(change), forbidden([_secret(word)], RELEASED))
    assert any(hit.place.startswith("word/document.xml") for hit in hits)


@_UNHURRIED
@given(
    data=st.binary(max_size=400), kind=st.sampled_from(["pdf", "html", "json", "docx", "png", "jpg", "svg", "bin", ""])
)
def test_no_bytes_raise_anything(data: bytes, kind: str) -> None:
    """No bytes raise anything."""
    heads = {"pdf": b"%PDF-1.7\n", "docx": b"PK\x03\x04", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}
    for head in (b"", heads.get(kind, b"<")):
        hits = leaks(f"x.{kind}", head + data + STATEMENT.encode(), wanted())
        assert hits
        assert all(hit.withheld in {WITHHELD, None} for hit in hits)


@_UNHURRIED
@given(at=st.integers(0, 10**6), put=st.binary(min_size=1, max_size=30))
def test_a_damaged_pdf_raises_nothing(at: int, put: bytes) -> None:
    """A damaged pdf raises nothing."""
    data = finished()["pdf"]
    place = at % len(data)
    leaks("x.pdf", data[:place] + put + data[place + len(put) :], wanted())
