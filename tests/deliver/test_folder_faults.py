"""Folders that fail, and runs that are stopped: an issue is whole or not there, and the next attempt puts it right."""

import errno
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from folder_faults import hidden, stopping, visible
from parcel_samples import FILES, NUMBER, changed, parcel

from briefgen.deliver import folder
from briefgen.deliver.folder import Folder
from briefgen.model.dispatch import Fate

HERE = Path(__file__).parent
NOBODY = 65_534
WHOLE = {file.name: file.data for file in FILES}

SEND = """
import resource, sys
from pathlib import Path
from parcel_samples import parcel
from briefgen.deliver.folder import Folder
if len(sys.argv) > 2:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
sys.stdin.read(1)
receipt = Folder(Path(sys.argv[1])).send(parcel("out"))
print(receipt.fate, receipt.because)
"""


def program(*arguments: object) -> list[str]:
    """A child that finds this folder's modules and the checkout's."""
    return [sys.executable, *map(str, arguments)]


def surroundings() -> dict[str, str]:
    """What that child needs to find them."""
    return os.environ | {"PYTHONPATH": f"{HERE}:{HERE.parents[1]}"}


@pytest.fixture
def open_folder():
    """A folder that everybody can reach, unlike those of pytest."""
    made = Path(tempfile.mkdtemp(prefix="briefgen-deliver-"))
    made.chmod(0o777)
    yield made
    made.chmod(0o777)
    shutil.rmtree(made)


@contextmanager
def as_an_ordinary_user():
    """Root may write whatever the mode says."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_missing_disk_is_waited_for(tmp_path):
    """Outside the desk only the last folder is made: were the disk's own made, files would go to the wrong disk."""
    desk = tmp_path / "desk"
    desk.mkdir()
    later = Folder(desk).send(parcel(str(tmp_path / "disk" / "mining")))
    assert later.fate is Fate.LATER
    assert "is its disk connected?" in later.because
    assert list(tmp_path.iterdir()) == [desk]
    (tmp_path / "disk").mkdir()
    assert Folder(desk).send(parcel(str(tmp_path / "disk" / "mining"))).fate is Fate.SENT


def test_a_file_in_the_way_is_told(tmp_path):
    """In the folder's place, and in that of one above it."""
    (tmp_path / "out").write_text("a file")
    for target in ("out", "out/mining"):
        later = Folder(tmp_path).send(parcel(target))
        assert later.fate is Fate.LATER
        assert "is not a folder, or something above it is not" in later.because


def test_a_folder_without_permission_is_told(open_folder):
    """To write, and to look into; once it is mended, the issue goes."""
    (open_folder / "out").mkdir()
    for mode in (0o555, 0o000):
        (open_folder / "out").chmod(mode)
        with as_an_ordinary_user():
            later = Folder(open_folder).send(parcel("out"))
        assert later.fate is Fate.LATER
        assert later.because == "the folder out may not be read and written: mend its permissions"
    (open_folder / "out").chmod(0o777)
    assert list((open_folder / "out").iterdir()) == []
    with as_an_ordinary_user():
        assert Folder(open_folder).send(parcel("out")).fate is Fate.SENT


def test_a_file_that_may_not_grow_leaves_nothing(tmp_path):
    """A limit of the system's own; nothing of the issue is left, seen or hidden."""
    done = subprocess.run(
        program("-c", SEND, tmp_path, 5_000), input="x", env=surroundings(), capture_output=True, text=True, check=True
    )
    assert done.stdout == "later the folder out does not take a file of this size\n"
    assert list((tmp_path / "out").iterdir()) == []


def test_a_full_disk_leaves_nothing(tmp_path):
    """A small disk of its own: what was written of the issue is removed, and the disk is told to be full."""
    apart = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]
    mount = f"mkdir -p '{tmp_path}/out' && mount -t tmpfs -o size=16k tmpfs '{tmp_path}/out'"
    if (
        not shutil.which("unshare")
        or subprocess.run([*apart, "sh", "-c", mount], capture_output=True, check=False).returncode
    ):
        pytest.skip("no disk can be made here")
    script = f'{mount} && "$@" && ls -A "{tmp_path}/out" | wc -l'
    done = subprocess.run(
        [*apart, "sh", "-c", script, "sh", *program("-c", SEND, tmp_path)],
        input="x",
        env=surroundings(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == ["later the folder out is full: free some space", "0"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EACCES, errno.EROFS, errno.ESTALE])
def test_a_fault_at_any_call_is_tried_again(tmp_path, number):
    """At each call by which a folder is changed: never a part to be seen, a sentence, and the next attempt puts it right."""
    at, stops = 0, [""]
    while stops:
        stops = []

        def fail(name, stops=stops):
            stops.append(name)
            raise OSError(number, os.strerror(number))

        with stopping(at, fail):
            receipt = Folder(tmp_path).send(parcel("out/mining"))
        assert receipt.fate is Fate.SENT or (
            receipt.fate is Fate.LATER and receipt.because.startswith("the folder out/mining ")
        )
        place = tmp_path / "out" / "mining"
        assert not place.exists() or visible(place) in (None, WHOLE)
        assert Folder(tmp_path).send(parcel("out/mining")).fate is Fate.SENT
        assert visible(place) == WHOLE
        assert hidden(place) == []
        shutil.rmtree(tmp_path / "out")
        at += 1
    assert at > 20


def test_everything_is_on_the_disk_before_it_is_seen(tmp_path):
    """Each file, then their folder, then the name in one step, then the folder around it."""
    with stopping(-1, lambda _: None) as calls:
        Folder(tmp_path).send(parcel("out"))
    steps = [name for name in calls if name in {"mkdir", "write", "fsync", "rename"}]
    assert steps == ["mkdir", "fsync", "mkdir", *["write", "fsync"] * 3, "fsync", "rename", "fsync"]
    with stopping(-1, lambda _: None) as calls:
        Folder(tmp_path).send(parcel("out"))
    assert [name for name in calls if name in {"mkdir", "write", "fsync", "rename"}] == ["fsync", "fsync"]


def test_a_disk_that_cannot_make_folders_durable_will_do(tmp_path, monkeypatch):
    """Some network disks have no fsync for folders."""
    real = os.fsync

    def refuse(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(handle)

    monkeypatch.setattr(os, "fsync", refuse)
    assert Folder(tmp_path).send(parcel("out")).fate is Fate.SENT


def test_only_this_parcels_leftovers_are_swept(tmp_path):
    """Another client's attempt may be under way, and other hidden files are none of ours."""
    sent = parcel("out")
    place = tmp_path / "out"
    mine = place / f".{NUMBER}.{sent.key[:16]}.0123456789abcdef.part"
    others = [place / f".{NUMBER}.{'f' * 16}.0123456789abcdef.part", place / ".hidden"]
    for path in (mine, *others):
        path.mkdir(parents=True)
        (path / "a.pdf").write_text("half")
    assert Folder(tmp_path).send(sent).fate is Fate.SENT
    assert sorted(hidden(place)) == sorted(path.name for path in others)


def test_a_run_that_is_overtaken_compares(tmp_path):
    """Another one is quicker by a moment: with the same bytes it is sent, with others refused, with none yet tried later."""
    with stopping(-1, lambda _: None) as calls:
        Folder(tmp_path).send(parcel("out"))
    at = calls.index("rename")

    def overtaken(stop):
        shutil.rmtree(tmp_path / "out")
        with stopping(at, stop):
            return Folder(tmp_path).send(parcel("out"))

    same = overtaken(lambda _: Folder(tmp_path).send(parcel("out", client="other")))
    assert (same.fate, same.because) == (Fate.SENT, "it was there already")
    own = overtaken(lambda _: Folder(tmp_path).send(parcel("out")))
    assert (own.fate, own.because) == (Fate.SENT, "it was there already")
    other = overtaken(lambda _: Folder(tmp_path).send(changed(parcel("out", client="other"))))
    assert other.fate is Fate.REFUSED
    assert hidden(tmp_path / "out") == []
    none = overtaken(lambda _: folder._sweep(tmp_path / "out", f".{NUMBER}."))
    assert (none.fate, none.because) == (Fate.LATER, f"another run is putting {NUMBER} into the folder out")


@pytest.mark.slow
@pytest.mark.parametrize("what", ["kills", "overlaps"])
def test_stops_at_every_call_leave_an_issue_whole_or_absent(tmp_path, what):
    """Kills at every call of a first and a second attempt; other runs that come at every call, whole or killed."""
    done = subprocess.run(
        program(HERE / "folder_faults.py", what, tmp_path),
        env=surroundings(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert min(found.values()) > (20 if what == "kills" else 5), found


def test_runs_at_once_deliver_once(tmp_path):
    """Four processes with the same parcel, five times: somebody has sent it, nobody is refused, and it is whole."""
    for count in range(5):
        root = tmp_path / str(count)
        root.mkdir()
        runs = [
            subprocess.Popen(
                program("-c", SEND, root), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=surroundings()
            )
            for _ in range(4)
        ]
        for run in runs:
            run.stdin.write("x")
            run.stdin.flush()
        fates = [run.communicate()[0].split()[0] for run in runs]
        assert "sent" in fates
        assert set(fates) <= {"sent", "later"}
        assert visible(root / "out") == WHOLE
        assert hidden(root / "out") == []
