"""What `./run` adds to the program's own time once everything is set up: `--version`, with it and without.

Usage: ./run bench overhead [--pairs N]

The aim is under 0.1 s.
"""

import argparse

from _measure import PROGRAMS, ROOT, print_machine, print_table, side_by_side


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="./run bench overhead")
    parser.add_argument("--pairs", type=int, default=20, help="how often each is run (default: 20)")
    pairs = parser.parse_args().pairs
    commands = {
        "./run --version": lambda: [str(ROOT / "run"), "--version"],
        "briefgen --version": lambda: [str(PROGRAMS / "briefgen"), "--version"],
    }
    with_run, without = side_by_side(commands, pairs)
    print_machine()
    print_table([with_run, without])
    print(f"added: {1000 * (with_run.median - without.median):.1f} ms")


if __name__ == "__main__":
    main()
