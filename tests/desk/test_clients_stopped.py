"""Whoever stops a build, and however: no torn file, no process and no folder of its is left."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from client_desk import write_desk

MARK = "BRIEFGEN_TEST_OF_STOPPING"
PATIENCE = 30
"""Seconds until a test gives up waiting."""


@pytest.fixture(scope="module")
def many(tmp_path_factory) -> Path:
    """A desk with a dozen clients of two ceilings, so that each printing has many copies."""
    plan = write_desk(tmp_path_factory.mktemp("many") / "desk", 5, clients=12)
    clients = [
        {
            "id": name,
            "name": name,
            "ceiling": ("TLP:GREEN", "TLP:RED")[at % 2],
            "reports": ["north"],
            "formats": ["html"],
        }
        for at, name in enumerate(plan.clients)
    ]
    (plan.root / "seeds/clients/all.yaml").write_text(yaml.safe_dump(clients))
    return plan.root


@pytest.fixture
def desk(many) -> Iterator[Path]:
    """A copy of it, in which nothing is built, in a folder of a short name: sockets have names of a hundred letters."""
    with tempfile.TemporaryDirectory() as folder:
        yield shutil.copytree(many, Path(folder, "desk"))


def started(desk: Path, *words: str) -> subprocess.Popen[str]:
    """A build, in a process group of its own; all that it starts can be told by a variable."""
    temporary = desk.parent / "temporary"
    temporary.mkdir(exist_ok=True)
    marked = {**os.environ, MARK: str(desk), "TMPDIR": str(temporary)}
    command = [sys.executable, "-m", "briefgen", "--workspace", str(desk), "build", *words]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=marked, start_new_session=True
    )


def left_over(desk: Path) -> list[str]:
    """Processes that this build started and that live."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            marked = f"{MARK}={desk}".encode() in (folder / "environ").read_bytes().split(b"\0")
            if marked and "State:\tZ" not in (folder / "status").read_text():
                found.append((folder / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


def wait_for(what) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


def whole(path: Path) -> bool:
    """Whether a file is there to its end."""
    data = path.read_bytes()
    return data.rstrip().endswith({".pdf": b"%%EOF", ".html": b"</html>"}[path.suffix])


def published(desk: Path) -> list[Path]:
    """Files in the output folder, but for those that were never finished: a kill can leave such a one."""
    return [path for path in (desk / "output").rglob("*") if path.is_file() and path.suffix != ".part"]


def nothing_left(desk: Path) -> None:
    """No torn file, no process, no folder."""
    wait_for(lambda: not left_over(desk))
    assert all(map(whole, published(desk)))
    assert [*(desk.parent / "temporary").iterdir()] == []


pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="processes are told by /proc")
BUILDS = {
    "clients": ("north", "--all-clients", "--jobs", "2"),
    "reports": ("--all", "--format", "pdf,html"),
}


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("build", BUILDS)
def test_a_stopped_build_leaves_nothing_behind(desk, build, number):
    """At a terminal Ctrl-C reaches every process of the group; a scheduler's signal only the first."""
    process = started(desk, *BUILDS[build])
    wait_for(lambda: len(left_over(desk)) > 2)
    if build == "clients":
        wait_for(lambda: published(desk) and any("forkserver" in each for each in left_over(desk)))
    (os.killpg if number == signal.SIGINT else os.kill)(process.pid, number)
    _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 128 + number, errors
    assert "Stopped; nothing half-written was left." in errors
    assert "Traceback" not in errors
    nothing_left(desk)


@pytest.mark.slow
def test_a_build_that_is_killed_takes_its_processes_along(desk):
    """Nobody can tidy up then; the next build does, and makes what is missing."""
    process = started(desk, *BUILDS["clients"])
    # Of each of two printings four are written at a time: what comes after those says that one of them is on record.
    wait_for(lambda: len(published(desk)) > 8)
    process.kill()
    process.communicate(timeout=PATIENCE)
    wait_for(lambda: not left_over(desk))
    assert all(map(whole, published(desk)))
    there = len(published(desk))
    again = started(desk, *BUILDS["clients"])
    out, errors = again.communicate(timeout=10 * PATIENCE)
    assert again.returncode == 0, errors
    assert len(out.splitlines()) == len(published(desk)) == 12 >= there
    assert ": unchanged, " in errors
    nothing_left(desk)
