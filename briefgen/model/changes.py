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
    """Which way a rating or an indicator went, with an arrow each as CrisisWatch has them: up is more risk."""

    DETERIORATED = "deteriorated"
    IMPROVED = "improved"
    UNCHANGED = "unchanged"

    @property
    def arrow(self) -> str:
        """As printed. Plain arrows: text fonts, IBM Plex among them, have no triangles."""
        return {"deteriorated": "↑", "improved": "↓", "unchanged": "="}[self.value]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was.

    Attributes:
        kind: `fact`, `contradiction`, `rating`, `indicator`, `judgement`, `scenario`, `source`, `actor`, `section`,
            `profile` or `report`, as in `Item.kind`.
        key: Its identity, as in `Item.key`.
        turn: What became of it.
        label: What a reader knows it by: a statement, a title, "Mali: Security".
        before: Values of the fields that changed, as they were; all that matter for something new or gone. For
            something withdrawn also `printed_in`: names of the parts of the earlier issue that had it.
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


@dataclass(frozen=True, slots=True)
class Shift:
    """One value that went over into another, as printed: `Likelihood`, `likely`, `very likely`."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """A change as printed.

    Attributes:
        word: What became of it: "New", "Withdrawn", "Deteriorated".
        text: What it is: a statement, a title, a category of risk.
        facts: Ids of the facts to cite; only those that the report uses.
        arrow: For what has a direction; "" otherwise.
        shifts: From what to what.
        reason: Why, or what it said before.
        target: Anchor in the page; "" where there is none.
    """

    word: str
    text: str
    facts: tuple[str, ...] = ()
    arrow: str = ""
    shifts: tuple[Shift, ...] = ()
    reason: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes of one sort.

    Attributes:
        kind: As in `Change.kind`.
        title: For the label column: "Risk ratings".
        entries: What changed, what matters most first.
        rest: What is not listed, in words: "and 14 more facts"; "" where all are.
    """

    kind: str
    title: str
    entries: tuple[ChangeEntry, ...]
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """Something that the desk no longer stands by and that an earlier issue printed.

    Attributes:
        kind: "Fact withdrawn", "Source withdrawn".
        text: The fact's statement or the source's title.
        on: When, in words.
        because: Why.
        printed: Where it stood: "Issue ASA-SR-2026-0001 printed it in the executive summary."
    """

    kind: str
    text: str
    on: str
    because: str
    printed: str
