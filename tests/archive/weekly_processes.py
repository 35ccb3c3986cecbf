"""Runs that are at the same slots and dispatches at the same moment."""

import multiprocessing
import os
from collections.abc import Callable
from contextlib import ExitStack

from registry_kills import forked

from briefgen.archive.registry import Registry, open_registry


def at_once(url: str, processes: int, work: Callable[[Registry, str, Callable[[str], None]], None]) -> list[list[str]]:
    """What each of so many processes says that begin at one moment, each with a registry of its own.

    Args:
        url: Where the registry is.
        processes: How many.
        work: Gets the registry, a name for the process, and what says something.
    """
    ready = multiprocessing.get_context("fork").Barrier(processes)

    def begin(name: str, say: Callable[[str], None]) -> None:
        registry = open_registry(url, create=False)
        assert registry
        with registry:
            ready.wait(timeout=60)
            work(registry, name, say)

    with ExitStack() as stack:
        every = [
            stack.enter_context(forked(lambda say, name=f"run {each}": begin(name, say))) for each in range(processes)
        ]
        said = [heard() for _, heard in every]
        ended = [os.waitpid(process, 0)[1] for process, _ in every]
    assert ended == [0] * processes, "\n".join(line for lines in said for line in lines)
    return said
