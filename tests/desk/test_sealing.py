"""Processes that seal copies: what is ended in the middle of an answer keeps nobody waiting."""

from __future__ import annotations

import os
import signal
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from briefgen.desk import sealing
from briefgen.desk.sealing import SealersHere
from briefgen.model.faults import MachineError
from briefgen.seal.edition import Dress, SealJob

PATIENCE = 30
"""Seconds until a test gives up waiting."""


def job(made: dict[str, object], brand: str = "a brand", copies: int = 3) -> SealJob:
    """As many copies as are worth a process, of a printing; what is made of them is the test's affair."""
    return SealJob(made, Dress(brand, brand), tuple(range(copies)), None, None, None)


def half_an_answer(job: SealJob) -> None:
    """In a sealer: say that a hundred bytes follow, give six, and go no further."""
    frame = sys._getframe()
    while "result_queue" not in frame.f_locals:
        frame = frame.f_back
    os.write(frame.f_locals["result_queue"]._writer.fileno(), (100).to_bytes(4, "big") + b"answer")
    job.made["told"].write_text("told")
    if job.made["ends"]:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(PATIENCE * 10)


def who_and_with_what(job: SealJob) -> tuple[int, str | None]:
    """In a sealer: which process it is, and the brand that came along; when the test says so."""
    while not job.made["go"].exists():
        time.sleep(0.01)
    return os.getpid(), job.dress.kit


@pytest.fixture
def working(monkeypatch):
    """Two processes that say who they are."""
    monkeypatch.setattr(sealing, "seal", who_and_with_what)
    with SealersHere(2) as sealers:
        yield sealers


@pytest.fixture
def sealers(monkeypatch):
    """Two processes that never give a whole answer."""
    monkeypatch.setattr(sealing, "seal", half_an_answer)
    return SealersHere(2)


def test_who_is_killed_in_the_middle_of_an_answer_is_missed(sealers, tmp_path):
    """As a system short of memory does: it ends a process when it likes."""
    with ThreadPoolExecutor(1) as pool, pytest.raises(MachineError, match="ended from outside"), sealers:
        pool.submit(sealers.seal, job({"told": tmp_path / "told", "ends": True})).result(PATIENCE)
    with pytest.raises(MachineError, match="stopped"):
        sealers.seal(job({}))


def test_an_end_in_the_middle_of_an_answer_is_one(sealers, tmp_path):
    """Ctrl-C comes when it likes, too; and who waits for a turn waits no more."""
    with ThreadPoolExecutor(8) as pool:
        waiting = [pool.submit(sealers.seal, job({"told": tmp_path / "told", "ends": False})) for _ in range(8)]
        end = time.monotonic() + PATIENCE
        while not (tmp_path / "told").exists():
            assert time.monotonic() < end
            time.sleep(0.02)
        sealers.end()
        for each in waiting:
            with pytest.raises(MachineError, match="stopped"):
                each.result(PATIENCE)


def begun(pool: ThreadPoolExecutor, sealers: SealersHere, made: dict[str, object]) -> Future[tuple[int, str | None]]:
    """A job that a process has been given."""
    before = sum(len(hand._begun) for hand in sealers._hands)
    waiting = pool.submit(sealers.seal, job(made))
    while sum(len(hand._begun) for hand in sealers._hands) == before:
        time.sleep(0.01)
    return waiting


def test_each_of_two_printings_stays_where_it_was_read(working, tmp_path):
    """A process reads a printing once, and gets its brand once."""
    go = tmp_path / "go"
    printings = [{"go": go}, {"go": go}]
    with ThreadPoolExecutor(4) as pool:
        first, second, *further = [begun(pool, working, printings[at % 2]) for at in range(4)]
        go.touch()
        (one, kit), (other, _) = first.result(PATIENCE), second.result(PATIENCE)
    assert one != other
    assert kit == "a brand"
    assert [each.result() for each in further] == [(one, None), (other, None)]
    assert working.seal(job(printings[1])) == (other, None)
    assert working.seal(job(printings[1], "another")) == (other, "another")
    assert working.seal(job(printings[1], "another")) == (other, None)


def test_a_printing_that_is_alone_has_all_processes(working, tmp_path):
    """Else many clients of one report would wait for one core."""
    made = {"go": tmp_path / "go"}
    with ThreadPoolExecutor(4) as pool:
        answers = [begun(pool, working, made) for _ in range(4)]
        made["go"].touch()
    assert len({each.result()[0] for each in answers}) == 2
