"""What a leak says can be said in the desk's language: the sentence, and every place in a file."""

from __future__ import annotations

import base64
import io
import json
import pickle
import re
import zipfile
from collections.abc import Callable

import pikepdf
import pytest
from brackets import outside, pseudo_tongue
from canaries import NAME, RUN, STATEMENT, WITHHELD, wanted
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

from briefgen.load.tongues import load_tongue
from briefgen.model.edition import KINDS, LAST_ISSUE, Withheld
from briefgen.model.place import Place
from briefgen.model.saying import said
from briefgen.model.tongue import Tongue
from briefgen.seal.leaks import Leak, leaks

FRENCH = load_tongue("fr")
FRAMES = ("%(place)s, %(within)s", "%(what)s, %(why)s")
"""Messages that only put others together: without their brackets, what is within them shows its own."""
OTHERS = re.compile(
    rf"\b(?:HTML|SVG|XML|JSON|PNG|JPEG|script|more|bin|word|document|xml|deep|zip|x|{NAME})\b"
    r"|(?<=JSON )/\S*|(?<=, )/\w+"
)
"""Names of formats, elements, members, pointers and keys."""


def _brackets() -> Tongue:
    tongue = pseudo_tongue()
    return Tongue("ar", {key: forms for key, forms in tongue.messages.items() if key not in FRAMES})


def _html() -> bytes:
    svg = base64.b64encode(f"<svg><title>{STATEMENT}</title></svg>".encode()).decode()
    return (
        f'<p>{STATEMENT}</p><!-- {NAME} --><img alt="{RUN}"><script>let who = "{NAME}"; // of kvantorium\n</script>'
        f'<img src="data:image/svg+xml;base64,{svg}"><?php {NAME} ?>'
    ).encode()


def _zip() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        info = zipfile.ZipInfo("more.bin")
        info.comment = NAME.encode()
        info.extra = b"\xca\xfe" + len(STATEMENT).to_bytes(2, "little") + STATEMENT.encode()
        new.writestr(info, b"")
        new.writestr(f"{NAME}.bin", b"\xff\x00" + STATEMENT.encode())
        new.writestr("word/document.xml", f"<w:p><w:t>{STATEMENT}</w:t></w:p><!-- {NAME} -->")
        new.comment = STATEMENT.encode()
    return STATEMENT.encode() + made.getvalue()


def _deep() -> bytes:
    data = b"nothing"
    for _ in range(12):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as packed:
            packed.writestr("deep.zip", data)
        data = made.getvalue()
    return data


def _jpeg() -> bytes:
    made, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = STATEMENT
    Image.new("RGB", (3, 3)).save(made, "JPEG", exif=exif, comment=STATEMENT.encode())
    return made.getvalue() + STATEMENT.encode()


def _png() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (3, 3)).save(made, "PNG")
    return made.getvalue() + STATEMENT.encode()


def _pdf() -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        page.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
        page.Contents = pdf.make_indirect(Stream(pdf, f"BT /F 9 Tf 40 40 Td ({RUN}) Tj ET".encode()))
        page.Annots = Array([pdf.make_indirect(_note(pdf))])
        pdf.docinfo["/Subject"] = STATEMENT
        pdf.Root.Lang = String(NAME)
        pdf.Root.Strange = Dictionary(Alt=String(NAME), Odd=String(NAME), ActualText=String(NAME), E=String(NAME))
        pdf.Root.Label = Dictionary(P=String(NAME), T=String(NAME), ID=String(NAME), FontName=String(NAME))
        pdf.attachments["more.json"] = pikepdf.AttachedFileSpec(
            pdf, json.dumps({"a": STATEMENT}).encode(), description=NAME
        )
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(f"On {NAME}", 0))
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:description"] = STATEMENT
        pdf.save(made)
    return made.getvalue() + f"\n{STATEMENT}".encode()


def _note(pdf: Pdf) -> Dictionary:
    look = Stream(pdf, f"BT /F 9 Tf ({STATEMENT}) Tj ET".encode())
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 50, 50])
    action = Dictionary(S=Name.URI, URI=String(f"https://example.org/{NAME}"))
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([0, 0, 9, 9]),
        A=action,
        Contents=String(RUN),
        AP=Dictionary(N=pdf.make_indirect(look)),
    )


FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a page": ("x.html", _html),
    "a zip": ("x.docx", _zip),
    "files within files": ("x.zip", _deep),
    "a picture": ("x.jpg", _jpeg),
    "another picture": ("x.png", _png),
    "no picture": ("x.png", lambda: b"GIF89a"),
    "a cut picture": ("x.png", lambda: _png()[:20]),
    "another cut picture": ("x.jpg", lambda: b"\xff\xd8\xff\xe1\xff\xff"),
    "data": ("x.json", lambda: json.dumps({"a": STATEMENT, NAME: 1}).encode()),
    "a PDF": ("x.pdf", _pdf),
    "bytes": ("x.bin", lambda: b"\xff\x00" + STATEMENT.encode()),
    "a text": ("x.txt", STATEMENT.encode),
    "a name": (f"{NAME}.txt", lambda: b"nothing"),
}


@pytest.mark.parametrize("case", FILES)
def test_every_place_and_reason_is_said_in_another_tongue(case: str) -> None:
    """But the names of formats, members, keys and elements."""
    name, made = FILES[case]
    found, tongue = leaks(name, made(), wanted()), _brackets()
    assert found
    for leak in found:
        place = said(leak.place, tongue)
        assert outside(place, OTHERS) == set(), place
        if not leak.readable:
            assert outside(said(leak.found, tongue), OTHERS) == set(), leak.found


def test_a_leak_is_said_in_the_desks_language_after_its_way_from_another_process() -> None:
    """Where it stands, what it is of, and where that was written."""
    held = Withheld("fact", "they-signed", "marking", "TLP:RED", Place("seeds/facts/all.yaml", (1,), 3, 3))
    page = Leak("mali.river.pdf", leaks("x.pdf", _pdf(), wanted())[0].place, "Tessounfat", held)
    assert str(page).startswith("mali.river.pdf, ")
    again: Leak = pickle.loads(pickle.dumps(page))  # noqa: S301 - our own
    told = again.message.within(FRENCH)
    assert told.endswith(
        "\u00a0: contient «\u00a0Tessounfat\u00a0», tiré de ce qui est retenu\u00a0: "
        "fait they-signed, TLP:RED (seeds/facts/all.yaml:3)"
    )


@pytest.mark.parametrize(
    ("leak", "english", "french"),
    [
        (
            Leak("x.pdf", "", "cut off", readable=False),
            "x.pdf: cannot be read, so it is not released: cut off",
            "x.pdf : ne peut être lu, et n’est donc pas publié : cut off",
        ),
        (
            Leak("x.pdf", "", "Sahara Gold Ltd"),
            "x.pdf: holds “Sahara Gold Ltd”, which may stand in no client's file",
            "x.pdf : contient « Sahara Gold Ltd », qui ne doit figurer dans le fichier d’aucun client",
        ),
        (
            Leak("x.pdf", "", "far", WITHHELD),
            "x.pdf: holds “far” of what is withheld: fact colonel-moves-shells, TLP:RED",
            "x.pdf : contient « far », tiré de ce qui est retenu : fait colonel-moves-shells, TLP:RED",
        ),
        (
            Leak("x.pdf", "", "far", Withheld("change", "judgement fact", "marking", LAST_ISSUE)),
            "x.pdf: holds “far” of what is withheld: change judgement fact, last issue",
            "x.pdf : contient « far », tiré de ce qui est retenu : changement jugement fact, dernier numéro",
        ),
        (
            Leak("x.pdf", "", "far", Withheld("paragraph", "", "basis", "", Place("a.md", (), 7))),
            "x.pdf: holds “far” of what is withheld: paragraph (a.md:7)",
            "x.pdf : contient « far », tiré de ce qui est retenu : paragraphe (a.md:7)",
        ),
    ],
)
def test_each_way_to_be_wrong_has_its_sentence(leak: Leak, english: str, french: str) -> None:
    """In English as text, and in the catalogue's words."""
    assert str(leak) == english
    assert leak.message.within(FRENCH).replace("\u00a0", " ") == french


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_thing_that_is_withheld_has_a_word(kind: str) -> None:
    """Its id stays as it is, also where it is a kind's name."""
    held = Withheld(kind, "fact" if kind != "change" else "rating fact", "marking", "TLP:RED")
    told = held.named.within(pseudo_tongue())
    assert outside(told, re.compile("$^")) == {"fact"}
