"""What changed between two issues, by identity and not by text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Turn(StrEnum):
    """What became of one thing."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"
    REGRADED = "regraded"
    OPENED = "opened"
    SETTLED = "settled"
    MOVED = "moved"
    EXPIRED = "expired"
    RESOLVED = "resolved"
    REWRITTEN = "rewritten"


class Direction(StrEnum):
    """Which way a rating or an indicator went; CrisisWatch's three arrows."""

    DETERIORATED = "deteriorated"
    IMPROVED = "improved"
    UNCHANGED = "unchanged"

    @property
    def arrow(self) -> str:
        """As printed."""
        return {"deteriorated": "▲", "improved": "▼", "unchanged": "="}[self.value]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was.

    Attributes:
        kind: `fact`, `contradiction`, `rating`, `indicator`, `judgement`, `scenario`, `source`, `actor`, `section` or
            `report`, as in `Item.kind`.
        key: Its identity, as in `Item.key`.
        turn: What became of it.
        label: What a reader knows it by: a statement, a title, "Mali: Security".
        before: Values of the fields that changed, as they were; all that matter for something new or gone.
        after: The same as they are.
        direction: For ratings and indicators.
        reason: Why, where somebody has to say: a judgement's new band, a withdrawal, a settled contradiction.
    """

    kind: str
    key: str
    turn: Turn
    label: str
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    direction: Direction | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed, in the order of kinds and keys.

    Attributes:
        report: The report's id.
        since: Number of the issue compared with.
        since_as_of: The day which that issue speaks from.
        until: Number of the later issue; "" for the content as it stands.
        entries: What changed.
        unchanged: Ratings that were looked at and did not move, as changes with the direction `unchanged`.
    """

    report: str
    since: str
    since_as_of: date
    until: str
    entries: tuple[Change, ...]
    unchanged: tuple[Change, ...] = ()

    def of(self, kind: str) -> tuple[Change, ...]:
        """Entries of one kind."""
        return tuple(each for each in self.entries if each.kind == kind)
