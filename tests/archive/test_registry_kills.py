"""A registry whose process is killed with `kill -9` at any moment holds the whole issue or none of it."""

import random

import pytest
from registry_kills import Tally, inspect, issue_for_ever, kill_while_issuing, killed

from briefgen.archive.registry import open_registry

pytestmark = pytest.mark.slow

KILLS = 60
"""As many as find a transaction that is split with certainty; `./run bench registry` strikes 200 times."""
KILLS_WHILE_MADE = 20
MAKING_SECONDS = 0.25
"""From the start of a process until it has made a registry, roughly; on a slower machine more of the kills come early."""


def test_killed_at_any_moment_an_issue_is_whole_or_not_there(url):
    """0 torn, 0 lost, 0 numbers reused. Many of the kills do strike while an issue is being recorded."""
    tally = kill_while_issuing(url, KILLS, seed=20261121)
    assert (tally.kills, tally.torn, tally.lost, tally.reused) == (KILLS, [], [], [])
    assert tally.writing > KILLS / 5
    assert tally.issues > KILLS / 5


def test_killed_while_it_is_made_a_registry_is_made_by_the_next(new_url):
    """Whatever the first process leaves is not there for a reader, or it is whole; and the next process goes on."""
    moments = random.Random(20261121)  # noqa: S311 - the same moments each time
    for _ in range(KILLS_WHILE_MADE):
        url, tally = new_url(), Tally()
        killed(lambda say, url=url: issue_for_ever(url, "the first", say, until=1), MAKING_SECONDS * moments.random())
        inspect(url, tally)
        assert (tally.torn, tally.lost, tally.reused) == ([], [], [])
        registry = open_registry(url, create=True)
        assert registry
        registry.close()
