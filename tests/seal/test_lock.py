"""An encrypted file opens with its password in readers that share no code with ours, and with no other; it still reads aloud."""

from __future__ import annotations

import io
import os
import random
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pydyf
import pypdf
import pytest
from pdf_programs import require
from pdf_reading import read
from seal_samples import DOCUMENT
from verapdf import judge

from briefgen.model.faults import RenderError, UsageError
from briefgen.seal import lock
from briefgen.seal.lock import encrypt, prepared, reopens
from briefgen.seal.locking import locked as locked_quickly

LETTERS = "abcXYZ0189 !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~éÜñßøşħđłΩжЯ漢字한글ไทย✓€—“”𝄞😀"
COUNT = 200
TYPED = 32
"""Bytes: what poppler's commands take of a password; its library, as desktop readers use it, takes all."""
LONG = ["x" * 127, "é" * 63, "😀" * 31, "a long sentence that somebody can remember, with spaces, and 1 number"]


def passwords() -> list[str]:
    """Two hundred: with spaces, signs and letters of many scripts; and some as long as they may be."""
    source = random.Random(20250820)  # noqa: S311 - a test's
    found = dict.fromkeys(["a", " a ", "pass word", "كلمة", "-", "--help", "ﬁnance", "Ⅸ"])
    while len(found) < COUNT:
        password = "".join(source.choice(LETTERS) for _ in range(source.randint(1, 20)))
        if len(prepared(password).encode()) <= TYPED:
            found[password] = None
    return [*found, *LONG]


def qpdf(file: Path, password: str) -> bool:
    """Whether qpdf opens it. The password goes through a file, as bytes."""
    told = file.with_suffix(".password")
    told.write_bytes(password.encode())
    command = ["qpdf", f"--password-file={told}", "--check", file]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def poppler(file: Path, password: str) -> bool:
    """Whether poppler does."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    command = ["pdfinfo", "-upw", password, file]
    return subprocess.run(command, capture_output=True, check=False, env=environment).returncode == 0


def pypdf_(file: Path, password: str) -> bool:
    """Whether pypdf does."""
    return bool(pypdf.PdfReader(file).decrypt(password))


READERS: dict[str, tuple[str, Callable[[Path, str], bool]]] = {
    "qpdf": ("qpdf", qpdf),
    "poppler": ("pdfinfo", poppler),
    "pypdf": ("", pypdf_),
}


@pytest.fixture(scope="module")
def small() -> bytes:
    """A page, in the small, as the engine writes: the lock is the same."""
    pdf, made = pydyf.PDF(), io.BytesIO()
    pdf.add_page(
        pydyf.Dictionary({"Type": "/Page", "Parent": pdf.pages.reference, "MediaBox": pydyf.Array([0, 0, 9, 9])})
    )
    pdf.write(made, version=b"1.7", identifier=True, compress=True)
    assert locked_quickly(made.getvalue(), b"any") is not None
    return made.getvalue()


@pytest.fixture(scope="module")
def foreign(small: bytes) -> bytes:
    """The same page, by another hand."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(small)) as pdf:
        pdf.save(made)
    assert locked_quickly(made.getvalue(), b"any") is None
    return made.getvalue()


@pytest.fixture(scope="module")
def locked(small: bytes, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The page under each password."""
    folder = tmp_path_factory.mktemp("locked")
    found = {}
    for number, password in enumerate(passwords()):
        found[password] = folder / f"{number}.pdf"
        found[password].write_bytes(encrypt(small, password))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("reader", READERS)
def test_two_hundred_passwords(locked: dict[str, Path], reader: str) -> None:
    """The right one opens; the empty one and a wrong one do not."""
    program, opens = READERS[reader]
    require(program)
    assert len(locked) == COUNT + len(LONG)
    for password, file in locked.items():
        right = prepared(password)
        if reader == "poppler" and len(right.encode()) > TYPED:
            continue
        assert opens(file, right), password
        assert not opens(file, ""), password
        assert not opens(file, right[:-1] + ("y" if right[-1] != "y" else "z")), password


def test_the_lock_is_aes_256_and_hides_the_metadata(copy: dict[str, bytes]) -> None:
    """Nothing of the text stands in the file; who opens it may read it aloud, and not change it."""
    made = encrypt(copy["pdf"], "geheim")
    with pikepdf.open(io.BytesIO(made), password="geheim") as pdf:  # noqa: S106 - a test's
        assert (pdf.encryption.R, pdf.encryption.V, pdf.encryption.bits) == (6, 5, 256)
        assert pdf.encryption.stream_method == pikepdf.models.encryption.EncryptionMethod.aesv3
        assert pdf.allow.accessibility
        assert pdf.allow.extract
        assert not pdf.allow.modify_other
        assert pdf.trailer.Encrypt.get("/EncryptMetadata", True)
    for secret in (DOCUMENT.encode(), b"Sahel desk", b"<rdf:RDF"):
        assert secret not in made
        assert secret in copy["pdf"] or secret == b"Sahel desk"


def test_the_owner_is_nobody(small: bytes) -> None:
    """Two files with one password have two owners, and the client's password is not the owner's."""
    for made in (encrypt(small, "same"), encrypt(small, "same")):
        with pikepdf.open(io.BytesIO(made), password="same") as pdf:  # noqa: S106 - a test's
            assert pdf.user_password_matched
            assert not pdf.owner_password_matched


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("", "empty"),
        ("\u00ad\u200b", "empty"),
        ("x" * 128, "128 bytes"),
        ("é" * 64, "128 bytes"),
        ("bell\a", "RFC 4013"),
        ("private\ue000", "RFC 4013"),
        ("اb", "right to left"),
    ],
)
def test_what_cannot_be_a_password(small: bytes, password: str, why: str) -> None:
    """The message says why, and never what it was."""
    with pytest.raises(UsageError, match=why) as raised:
        encrypt(small, password)
    assert raised.value.hint
    assert not password or password not in str(raised.value)


@pytest.mark.parametrize(
    ("written", "made"), [("Ⅸ", "IX"), ("ﬁnance", "finance"), ("a\u00adb", "ab"), ("a\u00a0b", "a b")]
)
def test_passwords_have_one_form(written: str, made: str) -> None:
    """However the client types it: SASLprep, RFC 4013."""
    assert prepared(written) == made


def test_a_file_that_anybody_can_open_is_found(small: bytes) -> None:
    """The check is not for show: it refuses an empty password, another's, and no lock at all."""

    def saved(**options: object) -> bytes:
        made = io.BytesIO()
        with pikepdf.open(io.BytesIO(small)) as pdf:
            pdf.save(made, encryption=pikepdf.Encryption(**options))
        return made.getvalue()

    reopens(saved(user="right", owner="other", R=6), "right")
    for bad in (saved(user="right", owner="", R=6), saved(user="", owner="right", R=6), small):
        with pytest.raises(RenderError):
            reopens(bad, "right")
    with pytest.raises(RenderError, match="does not open"):
        reopens(saved(user="another", owner="other", R=6), "right")


def test_without_the_check_nothing_would_be_found(
    small: bytes, foreign: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An encryption that does nothing is refused before it is handed out, whoever is at fault."""
    monkeypatch.setattr(pikepdf.Pdf, "save", lambda _, stream, **__: stream.write(foreign))
    with pytest.raises(RenderError):
        encrypt(foreign, "right")
    monkeypatch.setattr(lock, "locked", lambda data, _: data)
    with pytest.raises(RenderError):
        encrypt(small, "right")


def test_another_hand_s_file_has_the_same_lock(small: bytes, foreign: bytes) -> None:
    """It is taken apart by a library; whoever opens it may do the same with it."""
    allowed = []
    for data in (small, foreign):
        with pikepdf.open(io.BytesIO(encrypt(data, "same")), password="same") as pdf:  # noqa: S106 - a test's
            allowed.append((pdf.allow, pdf.encryption.P, pdf.encryption.R, pdf.encryption.stream_method))
            assert not pdf.owner_password_matched
            assert len(pdf.pages) == 1
    assert allowed[0] == allowed[1]


@pytest.mark.slow
def test_an_encrypted_copy_reads_aloud(copy: dict[str, bytes], tmp_path: Path) -> None:
    """VeraPDF opens no encrypted file: what it judges is what a reader has that was given the password."""
    made = encrypt(copy["pdf"], "geheim")
    file = tmp_path / "opened.pdf"
    with pikepdf.open(io.BytesIO(made), password="geheim") as pdf:  # noqa: S106 - a test's
        pdf.save(file)
    assert judge([file])[file]["PDFUA_1"].passed
    assert read(file.read_bytes()).words == read(copy["pdf"]).words
