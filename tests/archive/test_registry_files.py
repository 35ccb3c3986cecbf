"""What goes wrong with a registry's file is told in a sentence with a remedy, and leaves the registry as it was.

Each fault is the real one: a lock that is held, a folder that is read-only, a disk that is full.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from registry_faults import told
from registry_samples import SERIES, record, sample, with_one_issue

from briefgen.archive import connection as connections
from briefgen.archive.registry import open_registry
from briefgen.model.faults import MachineError

NOBODY = 65534
HERE = Path(__file__).parent


FILL_A_DISK = """
import sys
from registry_samples import SERIES, sample
from briefgen.archive.registry import open_registry
from briefgen.model.faults import MachineError

registry, last, count = open_registry(sys.argv[1], create=True), None, 1
try:
    while True:
        each = sample(count)
        registry.record_issue(each.issue, each.content, each.judgements, each.artefacts, each.step, last)
        last, count = each.step, count + 1
except MachineError as fault:
    print(fault, fault.hint, sep="\\n")
assert registry.next_number(SERIES) == SERIES.number(count)
assert [each.number for each in registry.issues()] == [SERIES.number(each) for each in range(count - 1, 0, -1)]
assert registry.content(SERIES.number(count - 1)) == sample(count - 1).content
print(count - 1)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that everybody can reach, unlike those of pytest."""
    made = Path(tempfile.mkdtemp(prefix="briefgen-registry-"))
    made.chmod(0o755)
    yield made
    made.chmod(0o755)
    shutil.rmtree(made)


@contextmanager
def read_only(*paths: Path) -> Iterator[None]:
    """Without permission to write these, as an ordinary user: root may write whatever the mode says."""
    modes = {path: path.stat().st_mode for path in paths}
    for path, mode in modes.items():
        path.chmod(mode & 0o555)
    root = os.geteuid() == 0
    try:
        if root:
            os.seteuid(NOBODY)
        yield
    finally:
        if root:
            os.seteuid(0)
        for path, mode in modes.items():
            path.chmod(mode)


def look(url: str) -> None:
    """Read what is in a registry."""
    with open_registry(url, create=False) as registry:
        assert registry.issues()
        assert registry.content("ASA-SR-2026-0001")


def test_a_registry_that_another_process_writes_to_is_locked(url, monkeypatch):
    """The writer waits, and then says so; a reader is not kept out."""
    monkeypatch.setattr(connections, "_PATIENCE_SECONDS", 1)
    with_one_issue(url)
    with (
        open_registry(url, create=True) as registry,
        open_registry(url, create=True) as other,
        other._database.writing(),
    ):
        with pytest.raises(MachineError) as fault:
            record(registry, sample(2))
        assert "is locked: another process is writing to it" in told(fault)
        assert len(registry.issues()) == 1
    with open_registry(url, create=True) as registry:
        assert record(registry, sample(2))


def test_a_registry_in_a_read_only_folder_can_be_read(folder):
    """SQLite's own way would need to write beside the file. Nothing is left there; writing is refused."""
    url = f"sqlite:///{folder / 'registry.db'}"
    with_one_issue(url)
    for create in (False, True):
        with read_only(folder, folder / "registry.db"), open_registry(url, create=create) as registry:
            assert registry.content("ASA-SR-2026-0001") == sample(1).content
            with pytest.raises(MachineError) as fault:
                record(registry, sample(2))
            assert "cannot be written: it, or the folder it is in, is read-only" in told(fault)
            assert [each.name for each in folder.iterdir()] == ["registry.db"]


def test_what_a_killed_process_left_in_its_log_is_read_in_a_read_only_folder_too(folder):
    """The last issue stands only in the log beside the file, and is not passed over."""
    path = folder / "registry.db"
    with_one_issue(f"sqlite:///{path}")
    copy = folder / "copy.db"
    with open_registry(f"sqlite:///{path}", create=True) as registry:
        assert record(registry, sample(2))
        for suffix in ("", "-wal", "-shm"):
            shutil.copy(f"{path}{suffix}", f"{copy}{suffix}")
    copies = [Path(f"{copy}{suffix}") for suffix in ("", "-wal", "-shm")]
    with read_only(folder, *copies), open_registry(f"sqlite:///{copy}", create=False) as registry:
        assert len(registry.issues()) == 2


def test_a_read_only_file_can_be_read(folder):
    """The file alone, in a folder that can be written."""
    path = folder / "registry.db"
    with_one_issue(f"sqlite:///{path}")
    with read_only(path), open_registry(f"sqlite:///{path}", create=True) as registry:
        assert len(registry.issues()) == 1
        with pytest.raises(MachineError) as fault:
            record(registry, sample(2))
        assert "read-only" in told(fault)


def test_a_registry_is_not_made_in_a_read_only_folder(folder):
    """Neither the file nor the folder for it."""
    for name in ("registry.db", "deep/registry.db"):
        with read_only(folder), pytest.raises(MachineError) as fault:
            open_registry(f"sqlite:///{folder / name}", create=True)
        assert f"the registry {folder / name} cannot be opened" in told(fault)
    assert list(folder.iterdir()) == []


def test_a_file_that_may_not_be_read_is_told(folder):
    """Its mode does not let anybody in; nor does that of a folder."""
    path = folder / "desk" / "registry.db"
    with_one_issue(f"sqlite:///{path}")
    for shut in (path, path.parent):
        shut.chmod(0)
        with read_only(folder), pytest.raises(MachineError) as fault:
            open_registry(f"sqlite:///{path}", create=False)
        assert "cannot be opened" in told(fault)
        shut.chmod(0o755)


def test_a_full_disk_leaves_the_registry_as_it_was(tmp_path):
    """A small disk of its own, filled with issues: those that were recorded are whole, and the next one is not there."""
    apart = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]
    mount = f"mount -t tmpfs -o size=4m tmpfs '{tmp_path}'"
    if not shutil.which("unshare") or subprocess.run([*apart, "sh", "-c", mount], capture_output=True).returncode:  # noqa: PLW1510
        pytest.skip("no disk can be made here")
    fill = [sys.executable, "-c", FILL_A_DISK, f"sqlite:///{tmp_path / 'registry.db'}"]
    done = subprocess.run(
        [*apart, "sh", "-c", f'{mount} && exec "$@"', "sh", *fill],
        env=os.environ | {"PYTHONPATH": f"{HERE}:{HERE.parents[1]}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    message, hint, recorded = done.stdout.splitlines()
    assert "cannot be written: the disk is full" in message
    assert "Free some space" in hint
    assert int(recorded) >= 2


def test_a_file_that_may_not_grow_leaves_the_registry_as_it_was(tmp_path):
    """The same without a disk of its own: SQLite is told a limit."""
    url = f"sqlite:///{tmp_path / 'registry.db'}"
    with_one_issue(url)
    with open_registry(url, create=True) as registry:
        with closing(registry._database._engine.raw_connection()) as pooled:
            pooled.execute("PRAGMA max_page_count = 1")
        with pytest.raises(MachineError) as fault:
            record(registry, sample(2))
        assert "cannot be written: the disk is full" in told(fault)
        assert registry.next_number(SERIES) == "ASA-SR-2026-0002"
        assert registry.record("mali", "").steps == (sample(1).step,)


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path):
    """Nothing is put into it."""
    for create in (False, True):
        with pytest.raises(MachineError) as fault:
            open_registry(f"sqlite:///{tmp_path}", create=create)
        assert told(fault) == f"the registry {tmp_path} is a folder"
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_another_kind_is_told_and_left_alone(tmp_path):
    """A text file stays as it is."""
    path = tmp_path / "registry.db"
    path.write_text("Minutes of the meeting. " * 100)
    for create in (False, True):
        with pytest.raises(MachineError) as fault:
            open_registry(f"sqlite:///{path}", create=create)
        assert "is no registry: the file is not an SQLite database" in told(fault)
    assert path.read_text() == "Minutes of the meeting. " * 100


def test_a_damaged_file_is_told(tmp_path):
    """Pages in its middle are overwritten."""
    path = tmp_path / "registry.db"
    with_one_issue(f"sqlite:///{path}")
    data = bytearray(path.read_bytes())
    data[4096 : len(data) // 2] = os.urandom(len(data) // 2 - 4096)
    path.write_bytes(data)
    with pytest.raises(MachineError) as fault:
        look(f"sqlite:///{path}")
    assert "is damaged" in told(fault)
    assert "copy" in fault.value.hint


def test_another_program_s_database_is_left_alone(tmp_path):
    """A table that is in the way: nothing is made beside it. For a reader, no registry is there."""
    path = tmp_path / "registry.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE issues (bug TEXT)")
    assert open_registry(f"sqlite:///{path}", create=False) is None
    with pytest.raises(MachineError) as fault:
        open_registry(f"sqlite:///{path}", create=True)
    assert "table issues already exists" in told(fault)
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("issues",)]
