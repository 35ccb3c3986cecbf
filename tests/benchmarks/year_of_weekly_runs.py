"""A year of weekly slots, simulated: kills, outages, overlaps and holidays; what was done once, twice, wrongly or not at all.

Usage: ./run bench year [--reports N] [--clients N] [--weeks N] [--seed N] [--first DATE]

Twenty reports and thirty clients over fifty-two weeks take most of an hour. Pages are stand-ins, which take no time to
print; schedules, registry, editions, outbox, folders, mail server and store are the real ones. It ends with 1 where anything
is wrong.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "desk"))

from weekly_year import Year, simulate


def main() -> int:
    """Simulate, and tell the count."""
    parser = argparse.ArgumentParser(prog="./run bench year")
    for name, number in (("reports", 20), ("clients", 30), ("weeks", 52), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=number, help=f"default: {number}")
    parser.add_argument("--first", type=datetime.fromisoformat, default=Year.first, help="the first slot, in UTC")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        counted = simulate(
            Year(options.reports, options.clients, options.weeks, options.seed, options.first.replace(tzinfo=UTC)),
            Path(folder),
            lambda told: print(told, file=sys.stderr, flush=True),
        )
    print(counted)
    return int(bool(counted.wrong))


if __name__ == "__main__":
    sys.exit(main())
