"""Schedules: when a report is due, and what to do where it cannot simply go out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from briefgen.model.base import Line, Noun

LONGEST_WINDOW = 8_784
"""Hours: a leap year."""


class Schedule(Noun):
    """When a report is due.

    Attributes:
        cron: Minute, hour, day, month and weekday: "0 6 * * MON".
        timezone: IANA name: "Africa/Bamako".
        window_hours: How long a slot that is due stays open; until the next one where it is left out.
        catch_up: Which slots are done that closed while nobody ran: `all`, oldest first; the `latest` alone; or `none`.
        unchanged: Where the report is as it was last issued: `skip` the slot, or `issue` it once more.
        unapproved: Where nobody approved it as it stands: `hold` it and tell the desk, or send the desk a `draft`. Either
            way it is issued once somebody approves it, while the slot is open.
    """

    cron: Line
    timezone: Line = "UTC"
    window_hours: Annotated[int, Field(strict=True, ge=1, le=LONGEST_WINDOW)] | None = None
    catch_up: Literal["all", "latest", "none"] = "latest"
    unchanged: Literal["skip", "issue"] = "skip"
    unapproved: Literal["hold", "draft"] = "hold"


class SlotState(StrEnum):
    """What became of a slot.

    `claimed`: a run has it. `issued`: its issue is recorded and its deliveries are in the outbox. `skipped`: nothing had
    changed. `held`: somebody must approve or mend the report; tried again while the slot is open. `drafted`: the desk was
    sent a draft, once; issued when somebody approves it while the slot is open. `failed`: the machine was at fault; tried
    again likewise. `missed`: it closed, and catching up leaves it out.
    """

    CLAIMED = "claimed"
    ISSUED = "issued"
    DRAFTED = "drafted"
    SKIPPED = "skipped"
    HELD = "held"
    FAILED = "failed"
    MISSED = "missed"


OPEN = frozenset({SlotState.HELD, SlotState.DRAFTED, SlotState.FAILED})
"""States that another run may take a slot out of, while it is open."""

LEASE = timedelta(hours=1)
"""How long a slot is left to a run that nothing is heard of. While copies are made the lease begins anew."""

AHEAD = timedelta(hours=12)
"""What is on record for later than so long from now was recorded while a clock was ahead: nothing is put off for longer."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A moment at which a report is due.

    Attributes:
        report: The report's id.
        due: When, in UTC.
    """

    report: str
    due: datetime


@dataclass(frozen=True, slots=True)
class SlotEntry:
    """A slot as the registry has it.

    Attributes:
        slot: Which.
        state: What became of it.
        run: Id of the run that had it last.
        at: When it came into this state, in UTC.
        number: The issue's, once there is one; "" otherwise.
        because: Why it is in this state, in a sentence; "" where that needs no reason.
    """

    slot: Slot
    state: SlotState
    run: str
    at: datetime
    number: str = ""
    because: str = ""


def missed_ahead(entry: SlotEntry, now: datetime) -> bool:
    """Whether a slot was missed while a clock was ahead: it was not, and nothing was sent of it."""
    return entry.state is SlotState.MISSED and entry.at > now + AHEAD
