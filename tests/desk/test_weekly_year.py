"""Some weeks over a change of the clock, with kills, outages and overlaps: everything once, and to nobody else."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

YEAR = Path(__file__).parents[1] / "benchmarks/year_of_weekly_runs.py"


@pytest.mark.slow
def test_weeks_with_kills_outages_and_overlaps():
    """Every slot done once, every delivery to folder and store once, every mail at most once, none to a wrong client.

    A whole year of twenty reports and thirty clients: ./run bench year
    """
    words = ("--reports", "3", "--clients", "6", "--weeks", "5", "--seed", "7", "--first", "2027-03-15T05:00")
    said = subprocess.run([sys.executable, str(YEAR), *words], capture_output=True, text=True, check=False)
    counts = {name: int(number) for name, number in re.findall(r"'?(\w+)'?:? +(\d+)", said.stdout)}
    assert (said.returncode, counts["wrong"]) == (0, 0), said.stdout + said.stderr
    assert counts["killed"] > 3
    assert counts["issued"] >= 9
