"""A tick that finds everything as the last one left it, and nothing due yet: it is over before anything heavy is loaded."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from briefgen.archive.builds import Builds
from briefgen.desk.ground import ground_of

_WORDS = "schedule tick"


class QuickTick:
    """What is known of a tick before it is carried out.

    Args:
        start: Where the search for the desk begins.
        today: The calendar's day: what holds a report today may not do so tomorrow.
        at: Now, in UTC.
    """

    def __init__(self, start: Path, today: date, at: datetime) -> None:
        self._start = start
        self._words = f"{_WORDS} {today}"
        self._at = at
        self._ground = ground_of(start)

    def nothing_until(self) -> datetime | None:
        """Until when there is nothing to do, if nothing has changed; None where nobody knows, or that time is over.

        What was found while the clock was ahead counts for nothing: a clock that stood in another year would otherwise
        keep this one quiet.
        """
        if self._ground is None:
            return None
        with Builds(self._ground.root) as builds:
            told = builds.command(_WORDS, self._ground.digest)
        if told is None or told["words"] != self._words:
            return None
        found, following = (datetime.fromisoformat(told[name]) for name in ("at", "following"))
        return following if found <= self._at < following else None

    def keep(self, following: datetime) -> None:
        """Remember when there is something to do again, unless anything was touched meanwhile."""
        ground = self._ground
        if ground is None or not ground.holds(self._start):
            return
        told = {"words": self._words, "at": self._at.isoformat(), "following": following.isoformat()}
        with Builds(ground.root) as builds:
            builds.keep_command(_WORDS, ground.digest, told, ())
