"""Schedules of reports: what means no moment is told where it stands, and what does is read."""

from __future__ import annotations

import pytest
from load_desk import at

from briefgen.load import schedules
from briefgen.load.schedules import time_zone
from briefgen.model.faults import MachineError

FILE = "seeds/reports/leaving/report.yaml"
REPORT = "title: Leaving\ncovers: [mali]\nschedule: {{{}}}\n"
JUDGED = "seeds/reports/leaving/summary.md"


@pytest.fixture
def scheduled(desk):
    """Gives the report a schedule; the call of its judgement goes with the judgement."""
    desk.write(JUDGED, "It left [@exit-announced; @exit-done].\n")
    return lambda fields: desk.write(FILE, REPORT.format(fields))


@pytest.mark.parametrize(
    ("cron", "said", "hint"),
    [
        ("0 6 * *", "it has 4 fields, not five", "Five fields: minute, hour"),
        ("@weekly", "it has 1 field, not five", '"0 6 * * MON" is Mondays at 06:00'),
        ("0 0 6 * * MON", "it has 6 fields, not five", ""),
        ("60 6 * * MON", "'60' is no minute", "The minute is 0–59"),
        ("0 24 * * MON", "'24' is no hour", "0–23"),
        ("0 6 32 * *", "'32' is no day of the month", "1–31, or L for the last"),
        ("0 6 * JANUARY MON", "'JANUARY' is no month", "JAN–DEC"),
        ("0 6 * * MONDAY", "'MONDAY' is no weekday", "SUN–SAT"),
        ("0 6 * * FRI-SUN", "'FRI-SUN' is no weekday", "write FRI,SAT,SUN, or 5-7"),
        ("*/0 6 * * MON", "'*/0' is no minute", ""),
        ("0 ٦ * * MON", "'٦' is no hour", ""),
        ("0 6 31 2 *", "no day ever comes", "Choose a day that the month has"),
        ("0 6 */15 * MON#2", "no day ever comes", "must both fit"),
        ("0 6 * * 9999999999999999999999999999999999999999999999999999999999999", "is no weekday", ""),
    ],
)
def test_a_cron_expression_that_means_nothing(scheduled, cron, said, hint):
    """Which of its fields, and what could stand there."""
    found = scheduled(f"cron: '{cron}'").only()
    assert at(found) == f"{FILE}:3:18 malformed-cron"
    assert said in found.message
    assert hint in found.hint


@pytest.mark.parametrize(
    ("zone", "hint"),
    [
        ("Africa/Bamaco", "Did you mean 'Africa/Bamako'?"),
        ("europe/paris", "Did you mean 'Europe/Paris'?"),
        ("Bamako", "Did you mean 'Africa/Bamako'?"),
        ("New York", "Did you mean 'America/New_York'?"),
        ("Pariss", "Did you mean 'Europe/Paris'?"),
        ("qqqqqqqq", "Write an IANA name"),
        ("UTC+1", ""),
        ("Africa", ""),
        ("../../../etc/passwd", ""),
        ("/etc/localtime", ""),
        ("localtime", ""),
        ("right/Europe/Paris", "Did you mean 'Europe/Paris'?"),
        ("x" * 900, "Write an IANA name"),
    ],
)
def test_a_time_zone_that_does_not_exist(scheduled, zone, hint):
    """With the nearest one, by its whole name or its city's. Clocks with leap seconds, and the machine's own, are none."""
    found = scheduled(f"cron: '0 6 * * MON', timezone: '{zone}'").only()
    assert at(found) == f"{FILE}:3:43 unknown-timezone"
    assert hint in found.hint


def test_both_are_told_at_once(scheduled):
    """And what validation finds besides."""
    desk = scheduled("cron: '0 6', timezone: Mars, window_hours: 0")
    assert [found.name for found in desk.check()] == ["malformed-cron", "unknown-timezone", "out-of-range"]
    assert "leaving" not in desk.library().reports


def test_values_of_a_wrong_type_are_told_once(scheduled):
    """By validation alone."""
    assert [found.name for found in scheduled("cron: [1], timezone: 5").check()] == ["wrong-type", "wrong-type"]
    assert [found.name for found in scheduled("timezone: UTC").check()] == ["missing-field"]


@pytest.mark.parametrize(
    "fields",
    [
        "cron: '0 6 * * MON', timezone: Africa/Bamako",
        "cron: ' 0  6 * * mon-fri '",
        "cron: '0 6 L * *', timezone: Etc/GMT+1",
        "cron: '0 6 * 2 MON#5', timezone: America/Argentina/Buenos_Aires",
        "cron: '0 6 29 2 *'",
        "cron: '0 6 * * 5-7', window_hours: 48, catch_up: all, unchanged: issue, unapproved: draft",
    ],
)
def test_what_a_schedule_may_say(scheduled, fields):
    """The last day of a month, the fifth Monday of a February, both Sundays."""
    desk = scheduled(fields)
    assert desk.check() == ()
    assert desk.library().reports["leaving"].schedule


def test_the_settings_name_reports_that_exist(desk):
    """A faulty one exists; what does not is told at the settings' line with the nearest that does."""
    desk.write("briefgen.toml", '[schedule]\ncron = "0 6 * * MON"\nreports = ["leaving", "leavin"]\n')
    found = desk.only()
    assert at(found) == "briefgen.toml:3:1 unknown-id"
    assert "Did you mean 'leaving'?" in found.hint
    desk.write("briefgen.toml", '[schedule]\ncron = "0 6 * * MON"\nreports = ["leaving"]\n').write(FILE, "title: 5\n")
    assert {found.place.file for found in desk.check()} == {FILE, JUDGED}


def test_a_machine_without_time_zones(monkeypatch):
    """Not every name is wrong then: something is missing, and it is said what."""
    monkeypatch.setattr(schedules, "_zones", lambda: ())
    monkeypatch.setattr("zoneinfo.ZoneInfo", _missing)
    assert str(time_zone("UTC")) == "UTC"
    with pytest.raises(MachineError) as error:
        time_zone("Europe/Paris")
    assert "tzdata" in error.value.hint


def _missing(name: str) -> None:
    raise FileNotFoundError(name)
