"""Secrets are read where a reference leads, and stand in no message."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen.load.secrets import LONGEST, secret, secret_bytes
from briefgen.model.faults import BriefgenError, MachineError, UsageError

TOLD = "correct horse"


def test_an_environment_variable_as_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With spaces and line ends, if it has any."""
    monkeypatch.setenv("CLIENT", f" {TOLD}\n")
    assert secret("env:CLIENT", tmp_path) == f" {TOLD}\n"


@pytest.mark.parametrize(
    ("written", "read"), [("a", "a"), ("a\n", "a"), ("a\r\n", "a"), ("a\n\n", "a\n"), (" a ", " a ")]
)
def test_a_file_without_its_last_line_end(tmp_path: Path, written: str, read: str) -> None:
    """One, and no more: what else stands there belongs to the secret."""
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys/client").write_bytes(written.encode())
    assert secret("file:keys/client", tmp_path) == read


def test_a_path_from_the_desk_or_from_the_root(tmp_path: Path) -> None:
    """Secrets need not lie in the desk."""
    (tmp_path / "secret").write_text(TOLD, "utf-8")
    assert secret(f"file:{tmp_path}/secret", tmp_path / "desk") == TOLD
    assert secret_bytes("file:secret", tmp_path) == TOLD.encode()


@pytest.mark.parametrize(
    "reference",
    [
        "env:NOT_SET",
        "file:missing",
        "file:.",
        "file:empty",
        "env:EMPTY",
        "file:long",
        "file:binary",
        "file:pipe",
        "file:a\0b",
    ],
)
def test_what_is_not_there_is_the_machines_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reference: str
) -> None:
    """Missing, empty, too long, no text, a pipe that nobody writes to: each is told by its reference, with a remedy."""
    monkeypatch.setenv("EMPTY", "")
    (tmp_path / "empty").write_text("\n", "utf-8")
    (tmp_path / "long").write_text(TOLD * LONGEST, "utf-8")
    (tmp_path / "binary").write_bytes(TOLD.encode() + b"\xff\xfe")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(MachineError) as raised:
        secret(reference, tmp_path)
    assert raised.value.hint
    assert TOLD not in _all(raised.value)


@pytest.mark.parametrize("reference", ["correct horse", "", "env:", "file:", "ENV:X", "http://x"])
def test_what_is_no_reference_is_not_told(tmp_path: Path, reference: str) -> None:
    """It may be the secret itself."""
    with pytest.raises(UsageError) as raised:
        secret(reference, tmp_path)
    assert TOLD not in _all(raised.value)


def test_a_key_is_a_file(tmp_path: Path) -> None:
    """No variable holds one."""
    with pytest.raises(UsageError, match="no file"):
        secret_bytes("env:KEY", tmp_path)


def _all(fault: BriefgenError) -> str:
    """All that a log could hold of an error, and of what led to it."""
    return f"{fault} {fault.hint} {fault!r} {fault.__cause__!r}"
