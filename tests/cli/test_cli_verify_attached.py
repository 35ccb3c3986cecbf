"""`verify` of a PDF that brings files along: the report's data is as much of the issue as its pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from issued_pdf import NUMBER, artefact, locked, make_pdf, record, resaved

DATA = b'{"title": "Mali now"}'


def attach(name: str, data: bytes) -> Callable[[pikepdf.Pdf], None]:
    """Attaches a file as the engine does: in the list of names, and associated with the document."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, data, filename=name)
        pdf.Root.AF = pikepdf.Array([pdf.attachments[name].obj])

    return change


def swap(pdf: pikepdf.Pdf) -> None:
    """Other data under the same name."""
    attach("mali.json", DATA.replace(b"now", b"later"))(pdf)


def swap_associated(pdf: pikepdf.Pdf) -> None:
    """Other data only where some programs look for it."""
    other = pikepdf.AttachedFileSpec(pdf, b"{}", filename="mali.json")
    pdf.Root.AF = pikepdf.Array([other.obj])


def take_away(pdf: pikepdf.Pdf) -> None:
    """As programs do that print into a new file."""
    del pdf.attachments["mali.json"]


ISSUED = resaved(make_pdf(("one", "two"), NUMBER), attach("mali.json", DATA))


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Path:
    """A desk that has issued a PDF with its data in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "briefgen.toml").write_text("")
    record(tmp_path / "registry.db", (artefact(ISSUED),))
    return tmp_path


@pytest.fixture
def verdict(desk, briefgen):
    """Verify bytes: exit code, verdict and sentence."""

    def ask(data: bytes, *options: str) -> tuple[int, str, str]:
        (desk / "file.pdf").write_bytes(data)
        ran = briefgen("verify", "file.pdf", "--json", *options)
        [found] = json.loads(ran.out)["verified"]
        return ran.code, found["verdict"], found["sentence"]

    return ask


def test_a_copy_with_the_same_data_is_a_copy(verdict):
    """Saved by another program: nothing that anybody reads differs, and yet its bytes are not those issued."""
    code, answer, sentence = verdict(resaved(ISSUED))
    assert (code, answer) == (1, "re-saved")
    assert sentence.endswith("its bytes are not those that were issued.")


@pytest.mark.parametrize("change", [swap, swap_associated], ids=["swapped", "associated"])
def test_swapped_data_is_altered(verdict, change):
    """Though every page is as it was issued."""
    code, answer, sentence = verdict(resaved(ISSUED, change))
    assert (code, answer) == (1, "altered")
    assert sentence.endswith("Its pages are those that were issued; the attached 'mali.json' is not.")


def test_an_added_file_is_altered(verdict):
    """Nobody issued it."""
    _, answer, sentence = verdict(resaved(ISSUED, attach("invoice.exe", b"MZ")))
    assert (answer, "the attached 'invoice.exe' is not" in sentence) == ("altered", True)


def test_lost_data_is_told(verdict):
    """It is no lie, so it stays a copy."""
    _, answer, sentence = verdict(resaved(ISSUED, take_away))
    assert (answer, sentence.endswith("It lacks the attached 'mali.json'.")) == ("re-saved", True)


def test_data_swapped_by_an_appended_revision_is_altered(verdict):
    """As editors append to a file: the issued bytes stand unharmed before it."""
    start = ISSUED.rindex(b"startxref")
    with pikepdf.open(BytesIO(ISSUED)) as pdf:
        number = next(iter(pdf.attachments["mali.json"].obj.EF.values())).objgen[0]
        size, root = int(pdf.trailer.Size), pdf.Root.objgen[0]
    offset = len(ISSUED)
    revision = b"%d 0 obj\n<</Type/EmbeddedFile/Length 2>>stream\n{}\nendstream\nendobj\n" % number
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        number,
        offset,
        size,
        root,
        int(ISSUED[start:].split()[1]),
        offset + len(revision),
    )
    _, answer, sentence = verdict(ISSUED + revision + table)
    assert answer != "issued"
    assert "mali.json" in sentence


@pytest.mark.parametrize("more", [b"\n", b"% a comment\n", b"\0" * 64], ids=["line", "comment", "zeros"])
def test_bytes_after_the_end_are_no_issue(verdict, more):
    """Nobody sees them, and yet the file is not the one that was issued."""
    code, answer, sentence = verdict(ISSUED + more)
    assert (code, answer) == (1, "re-saved")
    assert "its bytes are not those that were issued" in sentence


def test_the_data_of_an_encrypted_issue_is_compared_with_its_password(verdict, desk, monkeypatch):
    """Without it, nobody can tell, and that is said."""
    number = "ASA-SR-2026-0002"
    secret = locked(resaved(make_pdf(("three",), number), attach("mali.json", DATA)))
    record(desk / "registry.db", (artefact(secret, "mine.pdf", "secret"),), number)
    monkeypatch.setenv("MINE", "secret")
    bare = resaved(secret, swap, password="secret")  # noqa: S106 - a test's
    without, with_it = verdict(bare), verdict(bare, "--password", "env:MINE")
    assert without[1] == "unencrypted-copy"
    assert "cannot be told" in without[2]
    assert "--password env:NAME" in without[2]
    assert with_it[1] == "altered"


def test_a_real_issue_brings_its_data(example, briefgen):
    """What the engine attaches is read and compared; swapped in the finished file, it is found."""
    assert briefgen("review", "example", "--by", "A. Diallo").code == 0
    assert briefgen("approve", "example", "--by", "C. Mwangi").code == 0
    assert briefgen("issue", "example", "--by", "C. Mwangi").code == 0
    [pdf] = (example / "output").rglob("example.pdf")

    def forge(document: pikepdf.Pdf) -> None:
        [name] = document.attachments
        data = document.attachments[name].get_file().read_bytes()
        document.attachments[name] = pikepdf.AttachedFileSpec(document, data[:-2] + b' "x": 1}', filename=name)

    (example / "copy.pdf").write_bytes(resaved(pdf.read_bytes(), forge))
    [found] = json.loads(briefgen("verify", "copy.pdf", "--json").out)["verified"]
    assert (found["verdict"], "the attached 'example.json' is not" in found["sentence"]) == ("altered", True)
