"""The desk's signature: it holds over a plain file and an encrypted one, says nothing of the machine, and any changed byte breaks it."""

from __future__ import annotations

import asyncio
import io
import os
import random
import re
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta, timezone
from pathlib import Path

import pikepdf
import pytest
from pdf_reading import read
from seal_samples import DAY, DOCUMENT, WHEN, Shared, personal, trial_key
from verapdf import judge

from briefgen.desk.keys import TRIAL_NAME, desk_key, make_trial_key
from briefgen.load.workspace import find_workspace
from briefgen.model.faults import MachineError, UsageError
from briefgen.seal import sign as signing
from briefgen.seal.lock import encrypt
from briefgen.seal.personalise import personalise
from briefgen.seal.sign import DeskKey, open_key, sign, signature_of


@pytest.fixture(scope="module")
def signed(copy: dict[str, bytes], key: DeskKey) -> bytes:
    """A copy with the desk's signature."""
    return sign(copy["pdf"], key, WHEN)


def place(data: bytes) -> tuple[int, int]:
    """Where the signature itself stands."""
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+) \d+\]", data)
    assert found
    return int(found[1]), int(found[2])


def test_a_signed_copy(copy: dict[str, bytes], signed: bytes, key: DeskKey) -> None:
    """It is the file as it was with the signature behind it, by the desk, at the moment that was given."""
    assert signed.startswith(copy["pdf"])
    state = signature_of(signed)
    assert state.valid
    assert (state.name, state.fingerprint, state.at) == (TRIAL_NAME, key.fingerprint, WHEN)
    assert b"/ETSI.CAdES.detached" in signed
    assert not signature_of(copy["pdf"]).signed


def test_encrypted_first_signed_last(copy: dict[str, bytes], key: DeskKey) -> None:
    """The lock holds, and so does the signature; who has no password cannot ask."""
    locked = encrypt(copy["pdf"], "geheim")
    made = sign(locked, key, WHEN, "geheim")
    assert made.startswith(locked)
    assert signature_of(made, "geheim").valid
    assert not signature_of(made, "other").valid
    with pikepdf.open(io.BytesIO(made), password="geheim") as pdf:  # noqa: S106 - a test's
        assert pdf.encryption.R == 6
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(made))


def test_any_changed_byte_is_found(signed: bytes) -> None:
    """In the file, in the signature, in the empty room behind it; added or taken away at the end."""
    begins, ends = place(signed)
    source = random.Random(1)  # noqa: S311 - a test's
    places = {*range(begins - 3, begins + 260), *range(ends - 40, ends + 40, 3), *range(begins, ends, 29)}
    places |= {source.randrange(len(signed)) for _ in range(150)} | {0, len(signed) - 1}
    for at in sorted(places):
        changed = bytearray(signed)
        changed[at] ^= source.choice((1, 2, 4, 32))
        assert not signature_of(bytes(changed)).valid, f"byte {at - begins} from the signature's beginning"
    assert not signature_of(signed + b"\n").valid
    assert not signature_of(signed[:-1]).valid


def test_what_nobody_signs_is_looked_at_too(signed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without these checks of ours, a byte in the room behind the signature could be changed."""
    _, ends = place(signed)
    changed = bytearray(signed)
    changed[ends - 9] ^= 1
    assert not signature_of(bytes(changed)).valid
    monkeypatch.setattr(signing, "_covers", lambda *_: True)
    assert signature_of(bytes(changed)).valid


def test_a_signature_says_nothing_of_the_machine(signed: bytes, copy: dict[str, bytes], key: DeskKey) -> None:
    """No clock, no time zone, no program; the moment in the place's own time is the same moment."""
    added = signed[len(copy["pdf"]) :]
    assert re.search(rb"20250821093000(Z|\+00'00')", added)
    assert not re.search(rb"pyHanko|/Producer|/ModDate|xmp:", added)
    elsewhere = WHEN.astimezone(timezone(timedelta(hours=5, minutes=30)))
    again = sign(copy["pdf"], key, elsewhere)
    assert b"+05'30'" not in again
    assert signature_of(again).at == WHEN
    told = [each.encode() for each in (os.uname().nodename, str(Path.cwd()), sys.prefix) if len(each) > 4]
    assert not [each for each in told if each in added]


def test_a_signature_is_said_to_those_who_hear_the_page(signed: bytes, copy: dict[str, bytes]) -> None:
    """As one field of a form at the document's end; all else is read as before."""
    before, after = read(copy["pdf"]), read(signed)
    assert after.words == before.words
    assert [each.role for each in after.kids] == [*(each.role for each in before.kids), "Form"]
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        assert field.TU == "Signature"
        assert pdf.docinfo["/DocumentID"] == DOCUMENT


@pytest.mark.slow
def test_signed_copies_keep_the_standards(signed: bytes, copy: dict[str, bytes], key: DeskKey, tmp_path: Path) -> None:
    """PDF/UA-1 and PDF/A-3a; of an encrypted one, what a reader has that was given the password is PDF/UA-1."""
    plain, opened = tmp_path / "plain.pdf", tmp_path / "opened.pdf"
    plain.write_bytes(signed)
    with pikepdf.open(io.BytesIO(sign(encrypt(copy["pdf"], "x"), key, WHEN, "x")), password="x") as pdf:  # noqa: S106 - a test's
        pdf.save(opened)
    told = judge([plain, opened])
    assert {name: verdict.faults for name, verdict in told[plain].items()} == {"PDFUA_1": {}, "PDFA_3_A": {}}
    assert told[opened]["PDFUA_1"].faults == {}


def test_each_copy_is_signed_by_itself(shared: Shared, key: DeskKey, signed: bytes) -> None:
    """One client's signature does not hold on another's copy."""
    other = sign(personalise({"pdf": shared.made["pdf"]}, personal("Another"), shared.kit)["pdf"], key, WHEN)
    begins, ends = place(signed)
    if place(other) == (begins, ends):
        assert not signature_of(other[:begins] + signed[begins:ends] + other[ends:]).valid
    assert signature_of(other).valid


def test_a_trial_key_is_its_owners_alone(tmp_path: Path) -> None:
    """Mode 0600, named for what it is, made once, with a password of its own."""
    made = make_trial_key(tmp_path, DAY)
    assert [path.name for path in made] == ["desk.p12", "desk.password"]
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in made)
    assert stat.S_IMODE(made[0].parent.stat().st_mode) == 0o700
    before = made[0].read_bytes()
    assert make_trial_key(tmp_path, DAY) == ()
    assert made[0].read_bytes() == before
    other = tmp_path / "other"
    assert trial_key(other).fingerprint != open_key(before, made[1].read_text("utf-8").strip()).fingerprint


def test_a_key_that_does_not_open(tmp_path: Path) -> None:
    """The error names neither password nor key."""
    key, password = make_trial_key(tmp_path, DAY)
    told = password.read_text("utf-8").strip()
    for data, opens in ((key.read_bytes(), "wrong-one"), (key.read_bytes(), None), (b"no key", told), (b"", None)):
        with pytest.raises(UsageError, match="cannot be opened") as raised:
            open_key(data, opens)
        assert told not in f"{raised.value} {raised.value.hint}"
        assert "wrong-one" not in f"{raised.value}"
    assert "_signer" not in repr(open_key(key.read_bytes(), told))


def test_the_desk_names_its_key(tmp_path: Path) -> None:
    """In briefgen.toml; without it, or without the file, the error says what to do."""
    (tmp_path / "briefgen.toml").write_text('name = "Desk"\n', "utf-8")
    with pytest.raises(UsageError, match="no key") as raised:
        desk_key(find_workspace(tmp_path))
    assert "[signing]" in raised.value.hint
    settings = '[signing]\nkey = "file:keys/desk.p12"\npassword = "file:keys/desk.password"\n'
    (tmp_path / "briefgen.toml").write_text(settings, "utf-8")
    with pytest.raises(MachineError, match=r"file:keys/desk\.p12"):
        desk_key(find_workspace(tmp_path))
    make_trial_key(tmp_path, DAY)
    assert desk_key(find_workspace(tmp_path)).name == TRIAL_NAME


def test_a_key_itself_cannot_stand_in_the_settings(tmp_path: Path) -> None:
    """Nor its password."""
    (tmp_path / "briefgen.toml").write_text('[signing]\nkey = "file:k.p12"\npassword = "hunter2"\n', "utf-8")
    with pytest.raises(UsageError, match="secret itself") as raised:
        find_workspace(tmp_path)
    assert "hunter2" not in f"{raised.value} {raised.value.hint}"


def test_without_the_library(
    monkeypatch: pytest.MonkeyPatch, copy: dict[str, bytes], key: DeskKey, tmp_path: Path
) -> None:
    """The error says what to install; a new desk goes without a trial key."""
    for name in [each for each in sys.modules if each.split(".")[0] in {"pyhanko", "cryptography"}]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("pyhanko", "cryptography"):
        monkeypatch.setitem(sys.modules, name, None)
    for call in (lambda: open_key(b"", None), lambda: sign(copy["pdf"], key, WHEN), lambda: signature_of(copy["pdf"])):
        with pytest.raises(UsageError) as raised:
            call()
        assert "pip install briefgen[signing]" in raised.value.hint
    assert make_trial_key(tmp_path, DAY) == ()


def test_a_copy_is_signed_where_an_event_loop_runs(copy: dict[str, bytes], key: DeskKey) -> None:
    """As in a worker of a cluster. The loop has a thread of its own: one may run here, where a browser is driven beside it."""

    async def within() -> bytes:
        return sign(copy["pdf"], key, WHEN)

    with ThreadPoolExecutor(1) as thread:
        assert signature_of(thread.submit(asyncio.run, within()).result()).valid
