"""How loading grows with the desk: 1,000 to 50,000 facts, each size in a fresh process.

Usage: ./run bench load [SIZE…]

"load" is finding, reading and checking the desk in a process that has imported what it needs; "briefgen check" is the
whole command. Growth is time over size, both against the line above: 1.00 is linear.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from _measure import PROGRAMS, environment, print_machine, run_once

SIZES = (1_000, 5_000, 10_000, 50_000)
FACTS_A_FILE = 500
FACTS_A_SOURCE = 25
"""And an actor for as many."""

SETTINGS = """\
name = "A desk of {size} facts"
as_of = 2025-08-20
"""
SOURCE = """\
- id: source-{number}
  title: The situation in district {number}, as the weekly review saw it
  publisher: Weekly Review
  published: 2025-07-{day:02}
  accessed: 2025-08-01
  language: en
  reliability: C
  descriptor: A regional weekly with correspondents of its own; it names its sources in most of its articles.
"""
ACTOR = """\
- id: council-{number}
  name: Council of district {number}
  kind: government-body
  country: ML
"""
FACT = """\
- id: fact-{number}
  statement: The council of district {number} met on its market and put off the vote on the budget to the autumn.
  when: 2025-07-{day:02}
  countries: [ML, BF]
  actors: [council-{source}]
  places: [District {number}]
  asserts: {{subject: council-{source}, property: budget-vote, value: autumn 2025}}
  evidence:
    - {{source: source-{source}, at: "paragraph {day}"}}
    - {{source: source-{other}, at: "page 2"}}
  review_by: 2026-01-31
"""


def main() -> None:
    """Measure and print; or, in the fresh process, load one desk and print the seconds."""
    parser = argparse.ArgumentParser(prog="./run bench load")
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="SIZE", help="numbers of facts")
    parser.add_argument("--load", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.load:
        load(options.load)
        return
    print_machine()
    print("  facts   load s   s per 1,000   growth   briefgen check s   growth   peak MiB")
    before = None
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            write_desk(Path(folder), size)
            row = (size, load_in_fresh_process(Path(folder)), *check(Path(folder)))
        print_row(row, before or row)
        before = row


def write_desk(folder: Path, size: int) -> None:
    """Write a desk of that many facts, and a source and an actor for every 25 of them."""
    (folder / "briefgen.toml").write_text(SETTINGS.format(size=size))
    sources = range(size // FACTS_A_SOURCE + 1)
    write_files(folder / "seeds/sources", [SOURCE.format(number=number, day=day(number)) for number in sources])
    write_files(folder / "seeds/actors", [ACTOR.format(number=number) for number in sources])
    facts = [
        FACT.format(number=number, day=day(number), source=number // FACTS_A_SOURCE, other=number % len(sources))
        for number in range(size)
    ]
    write_files(folder / "seeds/facts", facts)
    (folder / "seeds/reports").mkdir()


def day(number: int) -> int:
    """A day of the month."""
    return number % 28 + 1


def write_files(folder: Path, entries: list[str]) -> None:
    """Write the entries, 500 to a file."""
    folder.mkdir(parents=True)
    for start in range(0, len(entries), FACTS_A_FILE):
        (folder / f"from-{start}.yaml").write_text("".join(entries[start : start + FACTS_A_FILE]))


def load(folder: Path) -> None:
    """Load the desk in this process, and print the seconds."""
    # Imported before the clock starts: the import's time does not grow with the desk.
    from briefgen.load.library import load_library  # noqa: PLC0415
    from briefgen.load.workspace import find_workspace  # noqa: PLC0415

    start = time.perf_counter()
    loaded = load_library(find_workspace(folder))
    seconds = time.perf_counter() - start
    if loaded.diagnostics:
        # A fault makes the loader look places up, which is another measurement.
        sys.exit(f"the desk has {len(loaded.diagnostics)} faults, first {loaded.diagnostics[0]}")
    print(seconds)


def load_in_fresh_process(folder: Path) -> float:
    """Seconds, the best of two: a file that was only just written may still be on its way to the disk."""
    command = [sys.executable, __file__, "--load", str(folder)]
    return min(
        float(subprocess.run(command, env=environment(), check=True, stdout=subprocess.PIPE).stdout) for _ in range(2)
    )


def check(folder: Path) -> tuple[float, float]:
    """Seconds and MiB of `briefgen check`."""
    seconds, _, peak_mib = run_once([str(PROGRAMS / "briefgen"), "--workspace", str(folder), "check"])
    return seconds, peak_mib


def print_row(row: tuple[int, float, float, float], before: tuple[int, float, float, float]) -> None:
    """One size, and how it compares with the one before."""
    size, load_seconds, check_seconds, peak_mib = row
    grown = size / before[0]
    print(
        f"{size:7,}   {load_seconds:6.2f}   {1000 * load_seconds / size:11.3f}   {load_seconds / before[1] / grown:6.2f}"
        f"   {check_seconds:16.2f}   {check_seconds / before[2] / grown:6.2f}   {peak_mib:8.0f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
