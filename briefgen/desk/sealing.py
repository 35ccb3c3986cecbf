"""Where copies are sealed: in processes of this machine, one a core, or on a cluster."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from threading import Lock
from typing import TYPE_CHECKING, Protocol, Self

from briefgen.model.faults import MachineError
from briefgen.seal.edition import Sealed, SealJob, seal

if TYPE_CHECKING:
    from types import TracebackType

    from briefgen.desk.cluster import Cluster

_AT_ONCE = 2
"""Copies that are sealed right here: for so few, no process is worth its start."""


class Sealer(Protocol):
    """What seals copies."""

    def seal(self, job: SealJob) -> tuple[Sealed, ...]:
        """Seal all copies of a job; waits until they are."""


class SealersHere:
    """Processes of this machine, started when there is enough to do for them. Use as a context manager.

    Args:
        processes: How many at most.
    """

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._lock = Lock()
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is None:
            return
        workers = list((self._pool._processes or {}).values()) if kind else []  # noqa: SLF001 - nothing else ends them
        self._pool.shutdown(wait=not kind, cancel_futures=True)
        for worker in workers:
            worker.kill()

    def seal(self, job: SealJob) -> tuple[Sealed, ...]:
        """Seal all copies of a job; waits until they are.

        Raises:
            MachineError: A process was ended from outside.
        """
        if self._processes == 1 or len(job.copies) <= _AT_ONCE:
            return seal(job)
        try:
            return self._workers().submit(seal, job).result()
        except BrokenProcessPool as fault:
            raise MachineError(
                "a process that sealed editions was ended from outside", "Is there enough memory? Build again."
            ) from fault

    def _workers(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                # Forked from a process that has the libraries, and none of this one's threads.
                context = multiprocessing.get_context("forkserver")
                context.set_forkserver_preload(["briefgen.seal.edition"])
                self._pool = ProcessPoolExecutor(self._processes, mp_context=context)
            return self._pool


class SealersAway:
    """The workers of a cluster."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster

    def seal(self, job: SealJob) -> tuple[Sealed, ...]:
        """Seal all copies of a job; waits until they are."""
        return self._cluster.do(seal, job)


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
