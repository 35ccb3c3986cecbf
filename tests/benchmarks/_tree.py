"""The memory of a command with all its processes, sampled while it runs."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from _measure import ROOT, environment

_EVERY = 0.2
"""Seconds between two looks."""


def peak_of(command: list[str]) -> float:
    """Run a command in the checkout to its end, and look at it meanwhile: that takes time, and a clock would count it.

    Returns:
        The most MiB that its processes had together; what several share counts once. 0 where the system does not tell.

    Raises:
        SystemExit: It failed; what it said goes first.
    """
    peak = 0.0
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as running:
        while True:
            try:
                # It says little, so that nothing is lost by reading at the end of each look only.
                _, said = running.communicate(timeout=_EVERY)
                break
            except subprocess.TimeoutExpired:
                peak = max(peak, sum(_share(process) for process in _tree(running.pid)))
    if running.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{said.decode(errors='replace')[-4000:]}")
    return peak / 2**10


def _tree(process: int) -> Iterator[int]:
    """A process and all that come from it."""
    yield process
    for task in _tasks(process):
        try:
            children = task.read_text(encoding="ascii").split()
        except OSError:
            continue
        for child in children:
            yield from _tree(int(child))


def _tasks(process: int) -> list[Path]:
    """Where the system tells what a process has started; nothing where it has just ended."""
    try:
        return list(Path(f"/proc/{process}/task").glob("*/children"))
    except OSError:
        return []


def _share(process: int) -> int:
    """Its proportional share in KiB; 0 where it has just ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
