"""Builds, issues and weekly runs that are killed, or for which a step fails: what was torn, lost or done twice.

Usage: ./run bench kills [--kills N] [--seed N] [--only TEXT]

Each is killed at every one of its steps, then several times over at random ones until there are a thousand kills; and at
each step of a weekly run the disk is full, broken or read-only. After each the same commands are left alone, and what
there is in the end is compared with what undisturbed ones leave. It takes about an hour, and ends with 1 where
anything is wrong.
"""

from __future__ import annotations

import argparse
import errno
import random
import sys
import tempfile
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "desk"))

from weekly_desk import Steps
from weekly_kills import COMMANDS, Ended, Ground, ground

FAULTS = errno.ENOSPC, errno.EIO, errno.EROFS


def cases(desk: Ground, kills: int, dice: random.Random) -> Iterator[tuple[str, str, tuple[Steps, ...]]]:
    """What is done to which command, under what it is counted."""
    for name in COMMANDS:
        for at in range(desk.whole[name][0]):
            yield f"{name} killed at each step", name, (Steps(at),)
    for name in COMMANDS:
        for fault in FAULTS:
            for at in range(desk.whole[name][0]):
                yield f"{name} with {errno.errorcode[fault]} at each step", name, (Steps(at, fault),)
    rest = kills - sum(desk.whole[name][0] for name in COMMANDS)
    for name, share in (("build", 0.2), ("issue", 0.2), ("tick", 0.6)):
        for steps in desk.chains(name, dice, int(rest * share)):
            yield f"{name} killed again and again", name, steps


def main() -> int:
    """Disturb, and tell the count."""
    parser = argparse.ArgumentParser(prog="./run bench kills")
    parser.add_argument("--kills", type=int, default=1000, help="how many in all, at least (default: 1000)")
    parser.add_argument("--seed", type=int, default=1, help="of the random ones (default: 1)")
    parser.add_argument(
        "--only", default="", help="what is counted under a name with this in it: tick, killed, EIO, again"
    )
    options = parser.parse_args()
    killed, wrong = 0, 0
    with tempfile.TemporaryDirectory() as folder, ground(Path(folder)) as desk:
        dice = random.Random(options.seed)  # noqa: S311 - no secret is made of it
        # Steps that a killed run has done already are none of the next one's, so that some kills do not happen.
        wanted = (case for case in cases(desk, int(options.kills * 1.3), dice) if options.only in case[0])
        for what, group in groupby(wanted, key=itemgetter(0)):
            ended = Ended()
            for _, name, steps in group:
                ended.add(desk.disturbed(name, steps))
            mails = dict(sorted(ended.mails.items()))
            print(f"{what:34} {ended.disturbed:5} disturbed, {len(ended.wrong)} wrong; mails {mails}", flush=True)
            print(*ended.wrong[:10], sep="\n", end="\n" if ended.wrong else "")
            killed += ended.disturbed if "killed" in what else 0
            wrong += len(ended.wrong)
    print(f"{'kills in all':34} {killed:5}")
    return int(bool(wrong) or (killed < options.kills and not options.only))


if __name__ == "__main__":
    sys.exit(main())
