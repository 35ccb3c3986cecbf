"""A tick that finds everything as the last one left it, and nothing due yet: it is over before anything heavy is loaded."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from briefgen.archive.builds import Builds
from briefgen.desk.ground import ground_of

_WORDS = "schedule tick"


class QuickTick:
    """What is known of a tick before it is carried out.

    Args:
        start: Where the search for the desk begins.
    """

    def __init__(self, start: Path) -> None:
        self._start = start
        self._ground = ground_of(start)

    def following(self) -> datetime | None:
        """When there is something to do again, if nothing has changed since it was known; None where nobody knows."""
        if self._ground is None:
            return None
        with Builds(self._ground.root) as builds:
            told = builds.command(_WORDS, self._ground.digest)
        return datetime.fromisoformat(told["following"]) if told else None

    def keep(self, following: datetime) -> None:
        """Remember when there is something to do again, unless anything was touched meanwhile."""
        ground = self._ground
        if ground is None or not ground.settled or ground_of(self._start) != ground:
            return
        with Builds(ground.root) as builds:
            builds.keep_command(_WORDS, ground.digest, {"following": following.isoformat()}, ())
