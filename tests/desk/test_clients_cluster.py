"""On several machines: the same editions as on one, each once, whatever becomes of a worker."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from client_desk import write_desk

pytest.importorskip("distributed")
PATIENCE = 30
"""Seconds until a test gives up waiting."""


def command(*words: str, folder: Path) -> subprocess.Popen[str]:
    """A process of its own in a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-m", *words], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


@pytest.fixture
def cluster(tmp_path) -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """A scheduler's address and two workers, which see no file of the desk's."""
    told = tmp_path / "scheduler.json"
    words = ("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told))
    started = [command("distributed.cli.dask_scheduler", *words[1:], folder=tmp_path / "scheduler")]
    try:
        end = time.monotonic() + PATIENCE
        while not told.exists() or not told.read_text():
            assert time.monotonic() < end, "no scheduler"
            time.sleep(0.1)
        address = json.loads(told.read_text())["address"]
        for at in range(2):
            words = (address, "--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1")
            started.append(command("distributed.cli.dask_worker", *words, folder=tmp_path / f"worker{at}"))
        yield address, started[1:]
    finally:
        for process in started:
            process.kill()
            process.communicate()


def built(desk: Path, *words: str) -> subprocess.Popen[str]:
    """A build of all editions, begun."""
    whole = [sys.executable, "-m", "briefgen", "--workspace", str(desk), "build", "north", "--all-clients", *words]
    return subprocess.Popen(whole, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ})


def digests(folder: Path) -> dict[str, str]:
    """Of each file in a folder."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_with_a_worker_killed_midway_each_edition_is_there_once_and_the_same(cluster, tmp_path):
    """The scheduler gives its work to the other."""
    address, workers = cluster
    plan = write_desk(tmp_path / "desk", 5, clients=6)
    away = built(plan.root, "--json", "--output", str(tmp_path / "away"), "--scheduler", address)
    end = time.monotonic() + 2 * PATIENCE
    while not digests(tmp_path / "away"):
        assert away.poll() is None, away.communicate()
        assert time.monotonic() < end
        time.sleep(0.05)
    workers[0].kill()
    out, errors = away.communicate(timeout=4 * PATIENCE)
    told = json.loads(out)["built"]
    assert away.returncode == 1, errors  # one client's password is not there
    assert sorted(each["client"] for each in told) == sorted(plan.clients)
    here = built(plan.root, "--output", str(tmp_path / "here"), "--force")
    here.communicate(timeout=4 * PATIENCE)
    assert digests(tmp_path / "away") == digests(tmp_path / "here") != {}
    assert len(digests(tmp_path / "away")) == sum(len(each["files"]) for each in told)
