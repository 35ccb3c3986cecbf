"""The presses of one run: processes that have the engine loaded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Protocol, Self

from briefgen.render.press import Press

if TYPE_CHECKING:
    from types import TracebackType


class Printer(Protocol):
    """What prints: presses of this machine, or a cluster's. Used as a context manager, and closed after it."""

    def ask(self, order: bytes) -> bytes:
        """What becomes of an order; waits until it is printed."""

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the processes."""


class Presses:
    """The presses of one run, the first one started at once; each prints one report after another.

    Use as a context manager, and enter it before anything heavy is imported: the engine loads meanwhile.
    """

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._idle: list[Press] = []

    def __enter__(self) -> Self:
        self._idle.append(self._stack.enter_context(Press()))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def ask(self, order: bytes) -> bytes:
        """What becomes of an order; waits until a press has printed it."""
        with self.press() as press:
            return press.ask(order)

    @contextmanager
    def press(self) -> Iterator[Press]:
        """A press that nothing else is printed on meanwhile."""
        taken = self._idle.pop() if self._idle else self._stack.enter_context(Press())
        try:
            yield taken
        finally:
            if taken.fit:
                self._idle.append(taken)
