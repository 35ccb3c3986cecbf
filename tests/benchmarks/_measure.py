"""Whole processes, timed side by side."""

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAMS = ROOT / ".venv" / "bin"


@dataclass
class Runs:
    """What the runs of one command took.

    Attributes:
        seconds: Of wall clock, run by run.
        processor_seconds: Of all its processes together, run by run; hardly changed by what else the machine does.
        peaks_mib: The largest resident size of the process or of one of its children, in MiB, run by run.
    """

    name: str
    seconds: list[float] = field(default_factory=list)
    processor_seconds: list[float] = field(default_factory=list)
    peaks_mib: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """Seconds."""
        return statistics.median(self.seconds)


def side_by_side(commands: Mapping[str, Callable[[], list[str]]], rounds: int, *, warm_up: bool = True) -> list[Runs]:
    """Run the commands in turn, A B A B, so that a busy moment of the machine falls on both.

    Args:
        commands: By name, what makes the command line of one run.
        rounds: How often each is run.
        warm_up: Whether one round goes before that is not counted and warms the file cache.
    """
    runs = {name: Runs(name) for name in commands}
    for number in range(0 if warm_up else 1, rounds + 1):
        for name, command in commands.items():
            seconds, processor_seconds, peak_mib = run_once(command())
            if number:
                runs[name].seconds.append(seconds)
                runs[name].processor_seconds.append(processor_seconds)
                runs[name].peaks_mib.append(peak_mib)
    return list(runs.values())


def run_once(command: list[str]) -> tuple[float, float, float]:
    """Run a command in the checkout to its end.

    Returns:
        Seconds of wall clock, seconds of the processor, and the peak in MiB.

    Raises:
        SystemExit: The command failed; what it said goes first.
    """
    # A process of its own between here and the command: the system counts a peak over all children there ever were.
    done = subprocess.run(
        [sys.executable, "-I", "-S", __file__, *command],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    seconds, processor_seconds, peak_mib = done.stdout.splitlines()[-1].split()
    return float(seconds), float(processor_seconds), float(peak_mib)


def environment() -> dict[str, str]:
    """As a user's: Python keeps what it compiled, so that only the first, uncounted run compiles."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def print_table(runs: list[Runs]) -> None:
    """One line a command: seconds and memory."""
    width = max(len(run.name) for run in runs)
    print(f"{'':{width}}   min s   median s   max s   processor s   peak MiB")
    for run in runs:
        row = f"{min(run.seconds):6.3f}   {run.median:8.3f}   {max(run.seconds):5.3f}"
        rest = f"{statistics.median(run.processor_seconds):11.3f}   {max(run.peaks_mib):8.0f}"
        print(f"{run.name:{width}}  {row}   {rest}")


def print_ratio(ours: Runs, theirs: Runs) -> None:
    """Both ways to take it: of the medians, and over the pairs that ran one after the other. And of the work done."""
    pairs = statistics.median(a / b for a, b in zip(ours.seconds, theirs.seconds, strict=True))
    print(f"ratio of medians {ours.median / theirs.median:.3f}, median of {len(ours.seconds)} pairs {pairs:.3f}")
    processor = statistics.median(ours.processor_seconds) / statistics.median(theirs.processor_seconds)
    print(f"ratio of processor seconds {processor:.3f}")


def print_machine() -> None:
    """What the numbers were measured on."""
    engine = version("weasyprint")
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, WeasyPrint {engine}")


def _time_alone() -> None:
    """Time the command on this process's command line, and print seconds and MiB."""
    # Only here, because the module is not there on every system that can run the rest.
    import resource  # noqa: PLC0415

    start = time.perf_counter()
    code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=False).returncode
    seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    # In bytes on macOS, elsewhere in KiB.
    peak_mib = used.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    print(seconds, used.ru_utime + used.ru_stime, peak_mib)
    sys.exit(code)


if __name__ == "__main__":
    _time_alone()
