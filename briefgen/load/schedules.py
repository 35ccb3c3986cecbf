"""Schedules as they are written: whether the cron expression and the time zone mean anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from functools import cache
from typing import Any

from briefgen.load.codes import fault
from briefgen.load.nearest import Nearest
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.faults import MachineError
from briefgen.model.place import Place

_FIELDS = ("minute", "hour", "day of the month", "month", "weekday")
_RANGES = ("0–59", "0–23", "1–31, or L for the last", "1–12 or JAN–DEC", "0–7 or SUN–SAT, Sunday being 0 and 7")
_BY_PARSER = {"minute": 0, "hour": 1, "day-of-month": 2, "month": 3, "day-of-week": 4}
"""Position of a field, as the parser calls it."""
FIVE = 'Five fields: minute, hour, day of the month, month, weekday. "0 6 * * MON" is Mondays at 06:00.'
_ZONE = re.compile(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*")
_NO_ZONES = ("posix/", "right/", "localtime", "posixrules", "Factory")
"""Files beside the zones: what the machine happens to be set to, and clocks with leap seconds."""
_LONGEST = 1_000
_SHOWN = 60
_SOME_DAY = datetime(2025, 1, 1)  # noqa: DTZ001 - a local time, in whatever zone
_BACKWARD = re.compile(r"(?:FRI|SAT|[4-6])-(?:SUN|0)", re.IGNORECASE)


def check_schedule(raw: Any, place: Place) -> Iterator[Diagnostic]:  # noqa: ANN401 - data as read
    """What is wrong with a schedule beyond its types. Values of a wrong type are passed over.

    Args:
        raw: Its fields, as read.
        place: Of the schedule.
    """
    if not isinstance(raw, dict):
        return
    cron, zone = raw.get("cron"), raw.get("timezone")
    if isinstance(cron, str) and 0 < len(cron.strip()) <= _LONGEST:
        yield from _cron(cron.strip(), place.inside("cron"))
    if isinstance(zone, str) and 0 < len(zone.strip()) <= _LONGEST and time_zone(zone.strip()) is None:
        message = f"there is no time zone '{zone.strip()[:_SHOWN]}'"
        yield fault("unknown-timezone", place.inside("timezone"), message, _zone_hint(zone.strip()))


def time_zone(name: str) -> tzinfo | None:
    """The zone of an IANA name; None where there is none.

    Raises:
        MachineError: The machine has no zones at all.
    """
    from zoneinfo import TZPATH, ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 - most commands need no zone

    if name == "UTC":
        return UTC
    if not _ZONE.fullmatch(name) or name.startswith(_NO_ZONES):
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        if not _zones():
            message = f"this machine knows no time zones: there are none in {', '.join(TZPATH) or 'any folder'}"
            raise MachineError(message, "Install the system's tzdata, or the Python package tzdata.") from None
        return None


@cache
def _zones() -> tuple[str, ...]:
    from zoneinfo import available_timezones  # noqa: PLC0415 - reads 600 files: only for a zone that does not exist

    return tuple(sorted(name for name in available_timezones() if not name.startswith(_NO_ZONES)))


def _zone_hint(word: str) -> str:
    """The zone that is meant: by its whole name, or by its city alone."""
    folded = re.sub(r"[\s_-]+", "_", word).casefold()
    by_city = {name.rpartition("/")[2].casefold(): name for name in _zones()}
    by_name = {name.casefold(): name for name in _zones()}
    meant = by_name.get(folded) or by_city.get(folded.rpartition("/")[2])
    near = meant or by_name.get(Nearest(by_name).find(folded)) or by_city.get(Nearest(by_city).find(folded))
    if near:
        return f"Did you mean '{near}'?"
    return "Write an IANA name, continent and city: Africa/Bamako, Europe/Paris; or UTC."


def _cron(cron: str, place: Place) -> Iterator[Diagnostic]:
    from cronsim import CronSim, CronSimError  # noqa: PLC0415 - most reports have no schedule

    shown, parts = f"'{cron[:_SHOWN]}'", cron.split()
    if len(parts) != len(_FIELDS):
        message = f"{shown} is no cron expression: it has {len(parts)} field{'s' * (len(parts) != 1)}, not five"
        yield fault("malformed-cron", place, message, FIVE)
        return
    try:
        never = next(CronSim(cron, _SOME_DAY), None) is None
    except CronSimError as error:
        at = _BY_PARSER.get(str(error).removeprefix("Bad "))
        yield _bad_field(parts, at, shown, place)
        return
    if never:
        hint = "Day of the month and weekday must both fit where one of them begins with *."
        yield fault("malformed-cron", place, f"no day ever comes that {shown} means", hint)


def _bad_field(parts: list[str], at: int | None, shown: str, place: Place) -> Diagnostic:
    if at is None:
        return fault("malformed-cron", place, f"{shown} is no cron expression", FIVE)
    name, written = _FIELDS[at], parts[at][:_SHOWN]
    hint = f"The {name} is {_RANGES[at]}; *, lists 1,3, ranges 1-5 and steps */2 are understood."
    if name == "weekday" and _BACKWARD.search(parts[at]):
        hint = "The week begins with Sunday: write FRI,SAT,SUN, or 5-7."
    if name == "day of the month" and written.isdigit() and int(written[:3]) in range(1, 32):
        return fault(
            "malformed-cron", place, f"no day ever comes that {shown} means", "Choose a day that the month has."
        )
    return fault("malformed-cron", place, f"{shown} is no cron expression: '{written}' is no {name}", hint)
