"""More machines: the same jobs on Dask's workers, which share nothing with this one but the program.

A job carries all that it needs and its answer all that it made, so that a worker needs no disk and may end at any moment:
the scheduler then gives its jobs to another. Files are published here alone, so that none is there twice.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, Any, Self, TypeVar

from briefgen import __version__
from briefgen.model.faults import MachineError, UsageError

if TYPE_CHECKING:
    from types import TracebackType

    from briefgen.desk.presses import Presses

T = TypeVar("T")
_SECONDS = 10
"""To find the scheduler in."""


class Cluster:
    """A scheduler with its workers. Use as a context manager.

    Args:
        address: Like `tcp://10.0.0.1:8786`, or `tls://…`.

    Attributes:
        width: How many jobs are worth waiting for at a time.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._client: Any = None
        self.width = 1

    def __enter__(self) -> Self:
        """Find the scheduler.

        Raises:
            UsageError: The extra `cluster` is not installed, or this is no address.
            MachineError: Nobody answers there, or workers have another briefgen.
        """
        try:
            from distributed import Client  # noqa: PLC0415 - an extra
        except ImportError:
            raise UsageError(
                "--scheduler needs Dask, which is not installed", "Install it: pip install 'briefgen[cluster]'"
            ) from None
        try:
            self._client = Client(self._address, timeout=_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
            self._require_workers()
            self._require_same_program()
        except (OSError, TimeoutError) as fault:
            raise MachineError(
                f"no scheduler answers at {self._address}",
                "Start one: dask scheduler; and workers: dask worker ADDRESS",
            ) from fault
        except ValueError as fault:
            raise UsageError(
                f"'{self._address}' is no scheduler's address", "Write it like tcp://10.0.0.1:8786."
            ) from fault
        self.width = 2 * max(1, sum(self._client.nthreads().values()))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._client is not None:
            self._client.close()

    def ask(self, order: bytes) -> bytes:
        """What becomes of an order; waits until a worker has printed it."""
        return self.do(print_order, order)

    def do(self, work: Callable[..., T], *parts: object) -> T:
        """What a function gives on one of the workers.

        Raises:
            MachineError: The workers that had it ended one after the other, or the scheduler is gone.
        """
        from distributed import CancelledError, KilledWorker  # noqa: PLC0415 - an extra

        try:
            # The same work twice is two jobs: editions are never mixed up by what they have in common.
            done: T = self._client.submit(work, *parts, pure=False).result()
        except (KilledWorker, CancelledError, OSError) as fault:
            raise MachineError(
                f"the workers of {self._address} ended while they had a job", "See their logs; then build again."
            ) from fault
        return done

    def _require_workers(self) -> None:
        """Without any, the first job would wait for ever."""
        try:
            self._client.wait_for_workers(1, timeout=_SECONDS)
        except TimeoutError:
            raise MachineError(
                f"the scheduler at {self._address} has no workers", f"Start one: dask worker {self._address}"
            ) from None

    def _require_same_program(self) -> None:
        """Other code would print other bytes."""
        there = set(self._client.run(program_of_worker).values())
        if others := sorted(there - {__version__}):
            raise MachineError(
                f"a worker has briefgen {others[0]}, and this is {__version__}", "Install the same on every machine."
            )


def program_of_worker() -> str:
    """The version of briefgen where this runs."""
    return __version__


def print_order(order: bytes) -> bytes:
    """Print an order on the machine that this runs on."""
    return _presses().ask(order)


_lock = Lock()
_here: list[Presses] = []


def _presses() -> Presses:
    """The presses of a worker, which end with it."""
    from briefgen.desk.presses import Presses  # noqa: PLC0415 - the engine's process is a worker's affair

    with _lock:
        if not _here:
            _here.append(Presses().__enter__())
        return _here[0]
