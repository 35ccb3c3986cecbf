"""Processes that seal copies: what is ended in the middle of an answer keeps nobody waiting."""

from __future__ import annotations

import os
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefgen.desk import sealing
from briefgen.desk.sealing import SealersHere
from briefgen.model.faults import MachineError

PATIENCE = 30
"""Seconds until a test gives up waiting."""


class Job:
    """As many copies as are worth a process."""

    copies = range(3)

    def __init__(self, told: Path, *, ends: bool) -> None:
        self.ends, self.told = ends, told


def half_an_answer(job: Job) -> None:
    """In a sealer: say that a hundred bytes follow, give six, and go no further."""
    frame = sys._getframe()
    while "result_queue" not in frame.f_locals:
        frame = frame.f_back
    os.write(frame.f_locals["result_queue"]._writer.fileno(), (100).to_bytes(4, "big") + b"answer")
    job.told.write_text("told")
    if job.ends:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(PATIENCE * 10)


@pytest.fixture
def sealers(monkeypatch):
    """Two processes that never give a whole answer."""
    monkeypatch.setattr(sealing, "seal", half_an_answer)
    return SealersHere(2)


def test_who_is_killed_in_the_middle_of_an_answer_is_missed(sealers, tmp_path):
    """As a system short of memory does: it ends a process when it likes."""
    with ThreadPoolExecutor(1) as pool, pytest.raises(MachineError, match="ended from outside"), sealers:
        pool.submit(sealers.seal, Job(tmp_path / "told", ends=True)).result(PATIENCE)
    with pytest.raises(MachineError, match="stopped"):
        sealers.seal(Job(tmp_path / "told", ends=True))


def test_an_end_in_the_middle_of_an_answer_is_one(sealers, tmp_path):
    """Ctrl-C comes when it likes, too; and who waits for a turn waits no more."""
    with ThreadPoolExecutor(8) as pool:
        waiting = [pool.submit(sealers.seal, Job(tmp_path / "told", ends=False)) for _ in range(8)]
        end = time.monotonic() + PATIENCE
        while not (tmp_path / "told").exists():
            assert time.monotonic() < end
            time.sleep(0.02)
        sealers.end()
        for each in waiting:
            with pytest.raises(MachineError, match="stopped"):
                each.result(PATIENCE)
