"""Publishing: the old file or the new one, whole."""

import os
import signal
import stat
import subprocess
import sys
import time

import pytest

from briefgen.archive.files import publish
from briefgen.model.faults import MachineError

WRITER = """
import sys
from pathlib import Path
from briefgen.archive.files import publish
letters = sys.argv[2:]
print("ready", flush=True)
while True:
    for letter in letters:
        publish(Path(sys.argv[1]), letter.encode() * 400_000)
"""


def test_a_file_is_made_with_its_folders_and_replaced(tmp_path):
    """Readable by others, and nothing else is left in the folder."""
    path = tmp_path / "mali" / "2025-08-20" / "mali.pdf"
    publish(path, b"one")
    publish(path, b"two")
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert [each.name for each in path.parent.iterdir()] == ["mali.pdf"]


def test_a_fault_while_writing_leaves_the_old_file(tmp_path, monkeypatch):
    """A full disk is told as such; no part of the new file stays."""
    path = tmp_path / "mali.pdf"
    publish(path, b"old")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(MachineError, match=r"cannot write .*mali\.pdf: No space left"):
        publish(path, b"new")
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["mali.pdf"]


def test_a_kill_at_any_moment_leaves_a_whole_file(tmp_path):
    """Forty kills, two writers at once: what stands there is one writer's file from its first byte to its last."""
    path = tmp_path / "mali.pdf"
    for round_number in range(20):
        writers = [
            subprocess.Popen([sys.executable, "-c", WRITER, path, *letters], stdout=subprocess.PIPE)
            for letters in ("ab", "cd")
        ]
        for writer in writers:
            writer.stdout.readline()
        time.sleep(0.003 * round_number)
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
            writer.wait()
            writer.stdout.close()
        if path.exists():
            data = path.read_bytes()
            assert len(data) == 400_000
            assert len(set(data)) == 1
