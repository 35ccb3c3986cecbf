"""Some weeks over a change of the clock, with kills, outages and overlaps: everything once, and to nobody else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from weekly_year import Year, simulate


@pytest.mark.slow
def test_weeks_with_kills_outages_and_overlaps(tmp_path):
    """Every slot done once, every delivery to folder and store once, every mail at most once, none to a wrong client.

    A whole year of twenty reports and thirty clients: ./run bench weekly
    """
    counted = simulate(Year(3, 6, 5, seed=7, first=datetime(2027, 3, 15, 5, 0, tzinfo=UTC)), tmp_path)
    assert counted.wrong == []
    assert counted.ticks["killed"] > 3
    assert counted.slots["issued"] >= 9
