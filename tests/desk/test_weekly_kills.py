"""A command that is killed at any step, or for which any step fails: the next ones put it right, and nothing is done twice.

Here some of the steps, so that the suite is quick; all of them in `./run bench weekly`.
"""

from __future__ import annotations

import errno
import random
from collections.abc import Iterator

import pytest
from weekly_desk import Steps
from weekly_kills import COMMANDS, Ended, Ground, ground


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """A desk in which two reports are due."""
    with ground(tmp_path_factory.mktemp("weekly")) as found:
        yield found


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_killed_at_any_step_is_put_right(desk, name):
    """No issue is lost or doubled, no file torn, no mail sent twice."""
    count, _ = desk.whole[name]
    assert count > (60 if name == "tick" else 20)
    ended = Ended()
    for at in range(0, count, 5):
        ended.add(desk.disturbed(name, [Steps(at)]))
    assert ended.wrong == []
    assert ended.disturbed == len(range(0, count, 5))
    assert name != "tick" or ended.mails["sent"] > ended.mails["unknown"] > 0


@pytest.mark.slow
def test_runs_killed_one_after_the_other_are_put_right(desk):
    """At random steps, and then left alone."""
    dice = random.Random(20261123)  # noqa: S311 - no secret is made of it
    ended = Ended()
    for steps in desk.chains("tick", dice, 24):
        ended.add(desk.disturbed("tick", steps))
    assert ended.wrong == []
    assert ended.disturbed > 8  # not all have so many steps


@pytest.mark.slow
@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EIO])
def test_a_step_that_fails_ends_in_a_sentence_and_is_put_right(desk, fault):
    """A full disk and one that refuses, at a write, fsync, rename, link, connection or commit."""
    ended = Ended()
    for at in range(0, desk.whole["tick"][0], 11):
        ended.add(desk.disturbed("tick", [Steps(at, fault)]))
    assert ended.wrong == []
