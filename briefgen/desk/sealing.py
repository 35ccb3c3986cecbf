"""Where copies are sealed: in processes of this machine, one a core, or on a cluster."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import replace
from multiprocessing import current_process, forkserver
from tempfile import gettempdir, mkdtemp
from threading import Lock, Thread
from typing import TYPE_CHECKING, Protocol, Self

from briefgen.desk.large_blocks import give_back
from briefgen.model.faults import MachineError
from briefgen.seal.edition import Sealed, SealJob, seal

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess
    from types import TracebackType

    from briefgen.desk.cluster import Cluster

_AT_ONCE = 2
"""Copies that are sealed right here: for so few, no process is worth its start."""

_LOOK = 0.5
"""Seconds until somebody looks whether those who seal are there."""

_STOPPED = "the sealing was stopped", "Build again."
_KILLED = "a process that sealed editions was ended from outside", "Is there enough memory? Build again."

_FOLDER = "briefgen-press-{}-"
"""What presses sweep away where a process was killed outright, and could not."""
_LONGEST = 70
"""Letters of a folder for temporary files whose sockets have a name that systems take: they take about a hundred."""


class Sealer(Protocol):
    """What seals copies."""

    def seal(self, job: SealJob) -> tuple[Sealed, ...]:
        """Seal all copies of a job; waits until they are."""


class _Hand:
    """One process that seals, one job after the other. It has read the printing of its last job already, and has its brand.

    Args:
        context: How it is started.
    """

    def __init__(self, context: BaseContext) -> None:
        self.pool = ProcessPoolExecutor(1, mp_context=context, initializer=_begin)
        self._last: SealJob | None = None
        self._begun: list[Future[tuple[Sealed, ...]]] = []

    def cost(self, job: SealJob) -> tuple[int, bool]:
        """How late a job would come to its turn here; a printing that is read already is worth one other job."""
        self._begun = [each for each in self._begun if not each.done()]
        new = self._last is None or self._last.made is not job.made
        return len(self._begun) + new, new

    def begin(self, job: SealJob) -> Future[tuple[Sealed, ...]]:
        """Give it a job."""
        known = self._last is not None and self._last.dress == job.dress
        self._begun.append(self.pool.submit(seal, replace(job, dress=replace(job.dress, kit=None)) if known else job))
        self._last = job
        return self._begun[-1]


class SealersHere:
    """Processes of this machine, started when there is enough to do for them. Use as a context manager.

    Args:
        processes: How many at most.
    """

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._lock = Lock()
        self._hands: list[_Hand] = []
        self._folder: str | None = None
        self._ended = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind or self._ended:
            self.end()
        elif self._hands:
            for hand in self._hands:
                hand.pool.shutdown()
            self._put_away()

    def end(self) -> None:
        """Seal nothing more, whatever is under way."""
        with self._lock:
            self._ended = True
            hands, self._hands = self._hands, []
            for hand in hands:
                _kill(hand.pool)
        for hand in hands:
            hand.pool.shutdown(wait=False, cancel_futures=True)
        if hands:
            self._put_away()

    def seal(self, job: SealJob) -> tuple[Sealed, ...]:
        """Seal all copies of a job; waits until they are.

        Raises:
            MachineError: A process was ended from outside.
        """
        if self._processes == 1 or len(job.copies) <= _AT_ONCE:
            return seal(job)
        try:
            return self._answer(self._begun(job))
        except (BrokenProcessPool, CancelledError) as fault:
            raise MachineError(*(_STOPPED if self._ended else _KILLED)) from fault

    def _begun(self, job: SealJob) -> Future[tuple[Sealed, ...]]:
        with self._lock:
            if self._ended:
                raise MachineError(*_STOPPED)
            self._hands = self._hands or self._started()
            return min(self._hands, key=lambda hand: hand.cost(job)).begin(job)

    def _started(self) -> list[_Hand]:
        short = None if len(os.fsencode(gettempdir())) < _LONGEST else "/tmp"  # noqa: S108 - mkdtemp's is its own
        self._folder = mkdtemp(prefix=_FOLDER.format(os.getpid()), dir=short)
        current_process()._config["tempdir"] = self._folder  # type: ignore[attr-defined]  # noqa: SLF001
        # Forked from a process that has the libraries, and none of this one's threads.
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["briefgen.seal.edition"])
        return [_Hand(context) for _ in range(self._processes)]

    def _answer(self, sealing: Future[tuple[Sealed, ...]]) -> tuple[Sealed, ...]:
        while not sealing.done():
            with suppress(TimeoutError, CancelledError):
                sealing.exception(_LOOK)
            self._look()
        return sealing.result()

    def _look(self) -> None:
        """Where a process was ended in the middle of an answer, nobody sees it: its pool waits for the answer's rest."""
        with self._lock:
            for hand in self._hands:
                if not all(each.is_alive() for each in _processes(hand.pool)):
                    _kill(hand.pool)

    def _put_away(self) -> None:
        """End the process that the others were forked from, and remove its socket: at the program's end nobody would."""
        forkserver._forkserver._stop()  # type: ignore[attr-defined]  # noqa: SLF001
        current_process()._config["tempdir"] = None  # type: ignore[attr-defined]  # noqa: SLF001
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)


def _processes(pool: ProcessPoolExecutor) -> list[BaseProcess]:
    return list((pool._processes or {}).values())  # noqa: SLF001 - nothing else tells them, or ends them


def _kill(pool: ProcessPoolExecutor) -> None:
    """End its processes. It may be reading what one of them has begun to say: what nobody can go on writing, ends."""
    pool._broken = True  # noqa: SLF001 - nothing more is begun
    answers = pool._result_queue  # noqa: SLF001 - the pool itself never closes its end
    if answers:
        answers._writer.close()  # type: ignore[attr-defined]  # noqa: SLF001
    for worker in _processes(pool):
        worker.kill()


def _begin() -> None:
    """A sealer's start: Ctrl-C is for its parent alone, and it ends with that one, even where that one was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    give_back()
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


class SealersAway:
    """The workers of a cluster."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster

    def seal(self, job: SealJob) -> tuple[Sealed, ...]:
        """Seal all copies of a job; waits until they are."""
        return self._cluster.do(seal, job)
