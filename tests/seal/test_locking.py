"""A locked copy is written without a library: what readers have of it is what they had, and in its bytes there is nothing to read."""

from __future__ import annotations

import io
import random
import re
import subprocess
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pytest
from pdf_programs import require
from pdf_reading import read
from pypdf._encryption import AlgV5
from seal_samples import Shared, personal

from briefgen.model.faults import RenderError
from briefgen.seal import lock, locking
from briefgen.seal.lock import encrypt, reopens
from briefgen.seal.locking import locked
from briefgen.seal.locking_key import BLOCK, Lock, digest, encrypted, new_lock, padded
from briefgen.seal.locking_text import UnknownFormError, text_at, value_of
from briefgen.seal.personalise import personalise

PASSWORD = "geheim"  # noqa: S105 - a test's


@pytest.fixture(scope="module")
def made(copy: dict[str, bytes]) -> bytes:
    """A client's copy, locked."""
    found = locked(copy["pdf"], PASSWORD.encode())
    assert found is not None, "the engine writes another form than the one that is known"
    return found


def reading(program: str, *before: str, after: tuple[str, ...] = ()) -> Callable[[Path, str], str]:
    """What one of poppler's commands says of a file."""

    def told(file: Path, password: str) -> str:
        require(program)
        keys = ["-upw", password] if password else []
        return subprocess.run(
            [program, *keys, *before, file, *after], capture_output=True, check=True, text=True
        ).stdout

    return told


def by_pypdf(file: Path, password: str) -> str:
    """Text, attachments, information and metadata, as pypdf has them."""
    reader = pypdf.PdfReader(file, password=password or None)
    assert reader.metadata is not None
    xmp = reader.xmp_metadata
    assert xmp is not None
    said = [*sorted(reader.metadata.items()), xmp.stream.get_data(), sorted(reader.named_destinations)]
    return f"{[page.extract_text() for page in reader.pages]} {dict(reader.attachments)} {said}"


def by_pdfium(file: Path, password: str) -> str:
    """Text, attachments, information and contents, as pdfium has them."""
    pdf = pypdfium2.PdfDocument(file, password=password or None)
    files = [
        (each.get_name(), bytes(each.get_data())) for each in map(pdf.get_attachment, range(pdf.count_attachments()))
    ]
    contents = [each.get_title() for each in pdf.get_toc()]
    texts = [page.get_textpage().get_text_bounded() for page in pdf]
    told = f"{texts} {files} {pdf.get_metadata_dict()} {contents}"
    pdf.close()
    return told


READERS = {
    "poppler, text": reading("pdftotext", after=("-",)),
    "poppler, structure": reading("pdfinfo", "-struct"),
    "poppler, metadata": reading("pdfinfo", "-meta"),
    "poppler, files": reading("pdfdetach", "-list"),
    "poppler, links": reading("pdfinfo", "-dests"),
    "pypdf": by_pypdf,
    "pdfium": by_pdfium,
}


@pytest.mark.parametrize("reader", READERS)
def test_readers_have_what_they_had(made: bytes, copy: dict[str, bytes], reader: str, tmp_path: Path) -> None:
    """Each by its own code."""
    before, after = tmp_path / "before.pdf", tmp_path / "after.pdf"
    before.write_bytes(copy["pdf"])
    after.write_bytes(made)
    told = READERS[reader](after, PASSWORD)
    assert told
    assert told == READERS[reader](before, "")


def kids(each: object) -> dict[object, object]:
    """What is directly in an object, but for what the lock changes."""
    if isinstance(each, pikepdf.Array):
        return dict(enumerate(each))
    if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
        left_out = {"/Length"} if isinstance(each, pikepdf.Stream) else {"/Extensions"}
        return {key: each.get(key) for key in each.keys() if key not in left_out}  # noqa: SIM118 - not a mapping
    return {}


def value(each: object) -> object:
    """What an object says by itself."""
    if isinstance(each, pikepdf.Stream):
        return each.read_raw_bytes()
    if isinstance(each, pikepdf.Dictionary | pikepdf.Array):
        return type(each)
    return each.unparse() if isinstance(each, pikepdf.Object) else each


def test_every_object_is_as_it_was(made: bytes, copy: dict[str, bytes]) -> None:
    """Opened, the file is the same from its catalog to its last string and byte of a stream."""
    with (
        pikepdf.open(io.BytesIO(copy["pdf"])) as before,
        pikepdf.open(io.BytesIO(made), password=PASSWORD) as after,
    ):
        assert after.trailer.ID[0] == before.trailer.ID[0]
        assert after.trailer.ID[1] != before.trailer.ID[1]
        waiting: list[tuple[object, object]] = [(before.Root, after.Root), (before.trailer.Info, after.trailer.Info)]
        seen: set[tuple[int, int]] = set()
        while waiting:
            one, two = waiting.pop()
            if isinstance(one, pikepdf.Object) and one.is_indirect:
                if one.objgen in seen:
                    continue
                seen.add(one.objgen)
            was, now = kids(one), kids(two)
            assert value(one) == value(two)
            assert was.keys() == now.keys()
            waiting += [(was[key], now[key]) for key in was]
    assert len(seen) > 200


def test_readers_find_no_fault_in_it(made: bytes, tmp_path: Path) -> None:
    """The table names every object where it is, and every stream opens."""
    require("qpdf")
    file = tmp_path / "made.pdf"
    file.write_bytes(made)
    done = subprocess.run(
        ["qpdf", f"--password={PASSWORD}", "--check", file], capture_output=True, check=False, text=True
    )
    assert done.returncode == 0
    assert "No syntax or stream encoding errors" in done.stdout
    assert "WARNING" not in done.stdout + done.stderr


def in_clear(data: bytes) -> Iterator[bytes]:
    """The file, and what of it can be inflated."""
    yield data
    for found in re.finditer(rb"stream\n", data):
        try:
            yield zlib.decompressobj().decompress(data[found.end() :])
        except zlib.error:
            continue


def test_there_is_nothing_to_read_in_it(made: bytes, copy: dict[str, bytes]) -> None:
    """No name, title, word, description, link or font: in no way of writing. Only the table of objects can be inflated."""
    tree = read(copy["pdf"])
    words = {word for each in tree.all() for text in (each.text, *each.said.values()) for word in text.split()}
    # Of what stands in every PDF: /Resources.
    words = {word for word in words if len(word) > 6 and word not in "Resources"}
    assert len(words) > 100
    names = {
        "African Bank",
        "Lomé",
        "Sahel desk",
        "briefgen",
        "DocumentID",
        "IBMPlex",
        "mali-flash",
        "f-mali",
        "cite_1",
        "xmpmeta",
    }
    shown = list(in_clear(made))
    assert len(shown) == 2
    assert b"ObjStm" not in shown[1]
    for text in words | names:
        for ways in (
            text.encode(),
            text.encode("utf-16-be"),
            text.encode().hex().encode(),
            text.encode("utf-16-be").hex().encode(),
        ):
            assert not any(ways in each for each in shown), text
    assert b"/Title" not in made
    # Their lengths would tell of which letters a client's name is.
    assert b"/W [1 [" not in made


def test_nothing_comes_twice(copy: dict[str, bytes]) -> None:
    """Two locks on one file have no key, no salt, no initialisation vector and no block in common."""
    files = [locked(copy["pdf"], PASSWORD.encode()) or b"" for _ in range(2)]
    keys, vectors = [], []
    for data in files:
        with pikepdf.open(io.BytesIO(data), password=PASSWORD) as pdf:
            keys.append(
                (
                    pdf.encryption.encryption_key,
                    *(bytes(pdf.trailer.Encrypt[f"/{name}"]) for name in ("U", "UE", "O", "OE", "Perms")),
                )
            )
        vectors += [
            data[found.end() : found.end() + BLOCK]
            for found in re.finditer(rb"stream\n(?!\w)", data[: data.rindex(b"/XRef")])
        ]
    assert all(one != two for one, two in zip(*keys, strict=True))
    assert len(vectors) > 30
    assert len(set(vectors)) == len(vectors)


def test_messages_in_one_call_are_messages_by_themselves() -> None:
    """With a random block before each, and that one's cipher as its vector, each opens as if it had been encrypted alone."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes  # noqa: PLC0415

    key = bytes(range(32))
    messages = [padded(b"x" * length) for length in (0, 15, 16, 40)]
    made = encrypted(key, b"".join(bytes(BLOCK) + each for each in messages))
    assert made != encrypted(key, b"".join(bytes(BLOCK) + each for each in messages))
    for message in messages:
        vector, made = made[:BLOCK], made[BLOCK:]
        opened = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor().update(made[: len(message)])
        assert opened == message
        made = made[len(message) :]


@pytest.mark.parametrize("user", [b"", bytes(range(48))])
def test_the_digest_is_the_standard_s(user: bytes) -> None:
    """As another library has it."""
    source = random.Random(7)  # noqa: S311 - a test's
    for length in (0, 1, 12, 63, 127):
        password, salt = source.randbytes(length), source.randbytes(8)
        assert digest(password, salt, user) == AlgV5.calculate_hash(6, password, salt, user)


def test_a_lock_at_fault_is_found(copy: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    """One that the empty password opens, one that no password does, and one whose key is not what the text is encrypted with."""
    other = new_lock(PASSWORD.encode())
    for bad, why in (
        (lambda _: new_lock(b""), "does not open with its password"),
        (lambda _: new_lock(b"another"), "does not open with its password"),
        (lambda told: Lock(other.key, new_lock(told).dictionary), "does not open with its password"),
    ):
        monkeypatch.setattr(locking, "new_lock", bad)
        with pytest.raises(RenderError, match=why):
            encrypt(copy["pdf"], PASSWORD)
    monkeypatch.undo()
    monkeypatch.setattr(lock, "_opens", lambda *_: True)
    monkeypatch.setattr(locking, "new_lock", lambda _: new_lock(b""))
    with pytest.raises(RenderError, match="opens without its password"):
        encrypt(copy["pdf"], PASSWORD)


def test_clients_of_one_rendering(shared: Shared) -> None:
    """What is kept of it for the next client has nothing of the one before."""
    for name, number in (("First Client", 1), ("Second Client", 2), ("First Client", 1)):
        data = personalise({"pdf": shared.made["pdf"]}, personal(name, copy=number), shared.kit)["pdf"]
        made = encrypt(data, PASSWORD)
        with pikepdf.open(io.BytesIO(made), password=PASSWORD) as pdf:
            opened = io.BytesIO()
            pdf.save(opened)
        words = read(opened.getvalue()).words
        assert words == read(data).words
        assert name in words
    reopens(encrypt(shared.made["pdf"], PASSWORD), PASSWORD)


def test_another_form_is_left_to_the_library(copy: dict[str, bytes]) -> None:
    """Whatever is not as it is known: the file is then taken apart, and locked all the same."""
    data = copy["pdf"]
    others = {
        "version": data.replace(b"%PDF-1.7", b"%PDF-1.6"),
        "comment": data.replace(b"<</N 3", b"<</%\n3", 1),
        "table": data.replace(b"/W [1 4 2]", b"/W [1 2 4]"),
        "length": data.replace(b"/Length ", b"/Length  ", 1)[:-1] + b"\n",
        "end": data + b"more",
    }
    for why, other in others.items():
        assert other != data
        assert locked(other, b"any") is None, why
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(saved)
    assert locked(saved.getvalue(), b"any") is None
    with pikepdf.open(io.BytesIO(encrypt(saved.getvalue(), PASSWORD)), password=PASSWORD) as pdf:
        assert len(pdf.pages) == 2
    twice = encrypt(data, PASSWORD)
    assert locked(twice, b"any") is None


def test_a_damaged_file_is_none_or_whole(copy: dict[str, bytes]) -> None:
    """Wherever a byte is changed or the file ends, it is not known any more, or locked as it is; nothing else happens."""
    data, source = copy["pdf"], random.Random(3)  # noqa: S311 - a test's
    added = len(data) - 16000
    for _ in range(150):
        at = source.choice((source.randrange(len(data)), source.randrange(added, len(data)), source.randrange(60)))
        changed = bytearray(data)
        changed[at] = source.choice(b"0/<>()[] \n%\\\x00\xff")
        for each in (bytes(changed), data[:at]):
            made = locked(each, b"any")
            assert made is None or made.startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (b"()", b""),
        (b"(a\\(b\\)\\\\c)", b"a(b)\\c"),
        (b"(\\n\\r\\t\\b\\f\\q)", b"\n\r\t\b\fq"),
        (b"(\\101\\7x\\0531\\8)", b"A\x07x+18"),
        (b"(one\\\ntwo\nthree)", b"onetwo\nthree"),
        (b"<>", b""),
        (b"<48 65\n6C>", b"Hel"),
        (b"<484>", b"H@"),
    ],
)
def test_a_string_s_value(written: bytes, value: bytes) -> None:
    """It is the value that is encrypted, however it was written."""
    text = text_at(b"<</A " + written + b"/B<</Length 3/C(x)>>/Length 7>> after", 0)
    assert [text.raw[slice(*each)] for each in text.strings] == [written, b"(x)"]
    assert value_of(written) == value
    assert re.findall(rb"/Length \d", text.top) == [b"/Length 7"]
    assert [text.raw[slice(*each)] for each in text.inner] == [b"<</Length 3/C(x)>>"]


@pytest.mark.parametrize(
    "text", [b"<</A (a(b)c)>>", b"<</A % x\n>>", b"<</A <xy>>>", b"<</A ", b"[<<>>]", b"", b"<</A (\r)>>"]
)
def test_more_than_is_looked_for(text: bytes) -> None:
    """Brackets within brackets, comments, what does not end: said, not guessed."""
    with pytest.raises(UnknownFormError):
        text_at(text, 0)
