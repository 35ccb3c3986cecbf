"""Runs: one tick of the schedule, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from briefgen.model.dispatch import Dispatch
from briefgen.model.schedule import SlotEntry


@dataclass(frozen=True, slots=True)
class Run:
    """One run as the registry has it.

    Attributes:
        id: Twelve hex digits; one goes through all that the run writes and tells.
        began: When, in UTC.
        ended: When, in UTC; None while it is under way, or where it was killed.
        told: When the desk was told of it, in UTC; None where it was not.
    """

    id: str
    began: datetime
    ended: datetime | None = None
    told: datetime | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a run did or could not do, for the desk.

    Attributes:
        what: `issued`, `drafted`, `skipped`, `held`, `failed`, `missed`, `sent`, `retried`, `refused`, `unknown`, `digest`.
        subject: What it is about: `mali`, or `ASA-SR-2026-0003 for example-mining, mail to …`.
        told: In a sentence.
        remedy: What to do; "" where there is nothing to do.
        due: The slot's moment, in UTC; None where it is about no slot.
        clients: Editions that were made, or are held back with it.
    """

    what: str
    subject: str
    told: str
    remedy: str = ""
    due: datetime | None = None
    clients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run tells the desk.

    Attributes:
        desk: The desk's name.
        run: Which.
        lines: What it did, in its order.
        waiting: Slots that wait for somebody, held or failed, of this run or an earlier one.
        undelivered: Dispatches that failed or of which nobody knows whether they arrived.
        following: Report ids and when each is due next, in UTC.
        over: Ids of runs that died, of which this one tells too.
        unwritten: Numbers of issues whose files are not all in the output folder yet.
    """

    desk: str
    run: Run
    lines: tuple[Line, ...]
    waiting: tuple[SlotEntry, ...] = ()
    undelivered: tuple[Dispatch, ...] = ()
    following: tuple[tuple[str, datetime], ...] = ()
    over: tuple[str, ...] = ()
    unwritten: tuple[str, ...] = ()

    @property
    def needs_somebody(self) -> bool:
        """Whether anything waits for a person."""
        return bool(self.waiting or self.undelivered)
