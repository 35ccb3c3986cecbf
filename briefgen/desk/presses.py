"""The presses of one run: processes that have the engine loaded."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Lock, current_thread, main_thread
from typing import TYPE_CHECKING, Protocol, Self

from briefgen.model.faults import MachineError
from briefgen.render.press import Press

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor
    from types import TracebackType


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Printer(Protocol):
    """What prints: presses of this machine, or a cluster's. Used as a context manager, and closed after it.

    Attributes:
        width: Orders that are worth having under way at a time.
    """

    width: int

    def ask(self, order: bytes) -> bytes:
        """What becomes of an order; waits until it is printed."""

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the processes."""


class Presses:
    """The presses of one run, the first one started at once; each prints one report after another.

    Use as a context manager, and enter it before anything heavy is imported: the engine loads meanwhile. Any thread may ask.

    Attributes:
        width: One for each core.
    """

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._idle: list[Press] = []
        self._lock = Lock()
        self._starter: ThreadPoolExecutor | None = None
        self._closed = False
        self.width = cores()

    def __enter__(self) -> Self:
        self._idle.append(self._started())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._closed = True
            self._stack.close()
            if self._starter:
                self._starter.shutdown()

    def ask(self, order: bytes) -> bytes:
        """What becomes of an order; waits until a press has printed it."""
        with self.press() as press:
            return press.ask(order)

    @contextmanager
    def press(self) -> Iterator[Press]:
        """A press that nothing else is printed on meanwhile.

        Raises:
            MachineError: They are closed.
        """
        with self._lock:
            taken = next((self._idle.pop(at) for at, each in enumerate(self._idle) if each.fit), None)
        taken = taken or self._started()
        try:
            yield taken
        finally:
            if taken.fit:
                self._idle.append(taken)

    def _started(self) -> Press:
        """One more press; none once they are closed, for nobody would end it."""
        with self._lock:
            if self._closed:
                raise MachineError("the presses are closed", "Build again.")
            if current_thread() is main_thread():
                return self._stack.enter_context(Press())
            # On Linux a child ends with the thread that started it; this one lives as long as the presses.
            self._starter = self._starter or _one_thread()
            return self._stack.enter_context(self._starter.submit(Press).result())


def _one_thread() -> ThreadPoolExecutor:
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - the first press starts before this is imported

    return ThreadPoolExecutor(max_workers=1)
