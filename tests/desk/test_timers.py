"""Timers: what systemd, cron and Windows are given starts the right program for the right desk, whatever the folders are called."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from cronsim import CronSim

from briefgen.desk.timers import (
    EVERY_MINUTES,
    crontab_line,
    name_of,
    systemd,
    systemd_steps,
    where,
    windows_task,
)
from briefgen.model.faults import UsageError

FOLDERS = [
    "desk",
    "my desk",
    "the chief's desk",
    'a "quoted" desk',
    "50% off %d %",
    "$HOME ${x} $(touch oops) `touch oops`",
    "bureau d'été ساحل 文",
    "back\\slash \\% end\\",
    "a;b&c|d>e #f*?[x]~!",
    " -dash\u00a0wide",
]
PROGRAM = '#!/bin/sh\nprintf \'%s\\n\' "$@" >"$TOLD"\n'


def told_to(desk: Path) -> list[str]:
    """The words that the program has to hear."""
    return ["--workspace", str(desk), "schedule", "tick"]


def program_in(folder: Path) -> Path:
    """A program that writes down what it was started with."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "briefgen"
    program.write_text(PROGRAM)
    program.chmod(0o755)
    return program


@pytest.mark.parametrize("every_minutes", [1, 15, 60])
@pytest.mark.parametrize("name", FOLDERS)
def test_systemd_takes_the_units(tmp_path, name, every_minutes):
    """By its own checker, which also looks whether the program is there and can be started."""
    checker = shutil.which("systemd-analyze")
    if not checker:
        pytest.skip("there is no systemd-analyze on this machine")
    program = program_in(tmp_path / name)
    files = systemd(program, tmp_path / name, every_minutes)
    units = tmp_path / "units"
    units.mkdir()
    for file, text in files.items():
        (units / file).write_text(text)
    # It asks for a folder of a running session, which a build machine does not have.
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    paths = [str(units / file) for file in files]
    checked = subprocess.run(
        [checker, "verify", "--user", "--man=no", *paths], check=False, capture_output=True, text=True, env=environment
    )
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize("name", FOLDERS)
def test_systemd_starts_the_program_with_its_words(tmp_path, name):
    """Quotation marks and backslashes as in C, percent signs doubled, and nothing after $ replaced."""
    program = program_in(tmp_path / name)
    [service] = [text for file, text in systemd(program, tmp_path / name, 5).items() if file.endswith(".service")]
    [line] = [line for line in service.splitlines() if line.startswith("ExecStart=")]
    assert line.startswith("ExecStart=:") == ("$" in line)
    words = [word.replace("%%", "%") for word in shlex.split(line.removeprefix("ExecStart=").removeprefix(":"))]
    assert not any(sign in words[0] for sign in "\"'\\")
    subprocess.run(words, check=True, env={"TOLD": str(tmp_path / "told")})
    assert (tmp_path / "told").read_text().splitlines() == told_to(tmp_path / name)


def test_the_timer_catches_up_and_goes_on_by_itself(tmp_path):
    """After the machine was off, and at each start of the user's session."""
    files = systemd(tmp_path / "briefgen", tmp_path, 15)
    name = name_of(tmp_path)
    assert set(files) == {f"{name}.service", f"{name}.timer"}
    timer, service = files[f"{name}.timer"], files[f"{name}.service"]
    assert "OnCalendar=*-*-* *:00/15:00\n" in timer
    assert "Persistent=true\n" in timer
    assert "WantedBy=timers.target\n" in timer
    assert "Type=oneshot\n" in service
    assert systemd_steps(tmp_path)[1] == ("systemctl", "--user", "enable", "--now", f"{name}.timer")


def crons(command: str) -> dict[str, str]:
    """What different crons hand to the shell: of a backslash, and of a percent sign, each makes something else."""
    assert "\n" not in command
    plain = command.replace("\\%", "\0").split("%", maxsplit=1)[0].replace("\0", "%")
    twice = command.replace("\\\\", "\1").replace("\\%", "\0").split("%", maxsplit=1)[0]
    return {
        "debian": plain,
        "vixie": twice.replace("\0", "%").replace("\1", "\\"),
        "busybox": command,
    }


@pytest.mark.parametrize("cron", ["debian", "vixie", "busybox"])
@pytest.mark.parametrize("name", FOLDERS)
def test_a_line_of_a_crontab(tmp_path, name, cron):
    """Its shell starts the program with its words, and gives what it says to the log."""
    program = program_in(tmp_path / "bin" / name)
    program.write_text(f"{PROGRAM}echo said; echo failed >&2\n")
    logger = tmp_path / "logger"
    logger.write_text('#!/bin/sh\nprintf \'%s\\n\' "$@" >"$LOGGED"\ncat >>"$LOGGED"\n')
    logger.chmod(0o755)
    line = crontab_line(program, tmp_path / name, 10)
    assert line.endswith("\n")
    fields, command = (
        line.removesuffix("\n").split(" ", maxsplit=5)[:5],
        line.removesuffix("\n").split(" ", maxsplit=5)[5],
    )
    assert fields == ["*/10", "*", "*", "*", "*"]
    handed = crons(command)[cron]
    subprocess.run(["sh", "-n", "-c", handed], check=True)
    environment = {
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "TOLD": str(tmp_path / "told"),
        "LOGGED": str(tmp_path / "logged"),
    }
    subprocess.run(["sh", "-c", handed], check=True, env=environment, cwd=tmp_path)
    assert (tmp_path / "told").read_text().splitlines() == told_to(tmp_path / name)
    assert (tmp_path / "logged").read_text().splitlines() == ["-t", name_of(tmp_path / name), "said", "failed"]
    assert not (tmp_path / "oops").exists()


@pytest.mark.parametrize("every_minutes", EVERY_MINUTES)
def test_how_often(tmp_path, every_minutes):
    """Cron, systemd and Windows mean the same moments."""
    fields = crontab_line(tmp_path / "briefgen", tmp_path, every_minutes).split(" ")[:5]
    ticks = CronSim(" ".join(fields), datetime(2026, 11, 22, 5, 59, 59))  # noqa: DTZ001 - a clock on the wall
    hour = [next(ticks).minute for _ in range(60 // every_minutes)]
    assert hour == list(range(0, 60, every_minutes))
    assert next(ticks).hour == 7
    [timer] = [
        text for file, text in systemd(tmp_path / "briefgen", tmp_path, every_minutes).items() if "timer" in file
    ]
    minutes = timer.partition("OnCalendar=*-*-* *:")[2].partition(":00\n")[0]
    assert minutes == {1: "*", 60: "00"}.get(every_minutes, f"00/{every_minutes}")
    assert f"<Interval>PT{every_minutes}M</Interval>" in windows_task(tmp_path / "briefgen", tmp_path, every_minutes)


@pytest.mark.parametrize("every_minutes", [0, -5, 7, 45, 61, 120])
def test_an_hour_that_cannot_be_divided_so(tmp_path, every_minutes):
    """`*/7` would come after 56 minutes and again after 4."""
    for make in (systemd, crontab_line, windows_task):
        with pytest.raises(UsageError) as error:
            make(tmp_path / "briefgen", tmp_path, every_minutes)
        assert "15, 20, 30, 60" in error.value.hint


@pytest.mark.parametrize(
    ("program", "desk"),
    [
        ("/opt/briefgen", "/srv/a\nb"),
        ("/opt/brief\rgen", "/srv/a"),
        ("/opt/briefgen", "/srv/\udce9"),
        ("briefgen", "/srv"),
    ],
)
def test_a_path_that_cannot_be_written_down(program, desk):
    """A line break would begin a line of its own; bytes that are no text could not be read again."""
    for make in (systemd, crontab_line, windows_task):
        with pytest.raises(UsageError) as error:
            make(Path(program), Path(desk), 5)
        assert str(error.value).isprintable()


def test_a_path_too_long_for_cron(tmp_path):
    """It would be cut off, and something else be run."""
    with pytest.raises(UsageError, match="too long"):
        crontab_line(tmp_path / "briefgen", tmp_path / ("x" * 250) / ("y" * 250) / ("z" * 250) / ("é" * 100), 5)


def test_two_desks_have_two_names():
    """Whatever they are called, and each always the same one, that every system takes."""
    desks = [
        Path("/srv/a/desk"),
        Path("/srv/b/desk"),
        Path("/srv/a/Desk"),
        Path("/"),
        Path("/ساحل"),
        Path("/srv/" + "x" * 200),
    ]
    names = [name_of(desk) for desk in desks]
    assert len(set(names)) == len(desks)
    assert names == [name_of(desk) for desk in desks]
    assert names[0].startswith("briefgen-desk-")
    assert all(len(name) <= 60 and name.isascii() and name.replace("-", "").isalnum() for name in names)


def test_a_task_of_windows():
    """Is XML whose words come out as they went in; below a slash it runs in the subsystem for Linux."""
    root = ET.fromstring(windows_task(Path("/opt/a b/briefgen"), Path('/srv/R&D <desk> "x"'), 15).partition("\n")[2])  # noqa: S314 - our own
    spaces = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}
    assert root.findtext(".//t:Command", namespaces=spaces) == "wsl.exe"
    words = shlex.split(root.findtext(".//t:Arguments", namespaces=spaces))
    assert words == ["--exec", "/opt/a b/briefgen", "--workspace", '/srv/R&D <desk> "x"', "schedule", "tick"]
    assert root.findtext(".//t:StartWhenAvailable", namespaces=spaces) == "true"
    assert root.findtext(".//t:MultipleInstancesPolicy", namespaces=spaces) == "IgnoreNew"


def test_where_units_go(monkeypatch):
    """Where XDG says, else below the home; a relative folder counts for none."""
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    home = Path("/home/ada")
    assert where("systemd", home) == home / ".config/systemd/user"
    assert where("windows", home) == home / ".config/briefgen"
    monkeypatch.setenv("XDG_CONFIG_HOME", "/etc/ada")
    assert where("systemd", home) == Path("/etc/ada/systemd/user")
    monkeypatch.setenv("XDG_CONFIG_HOME", "ada")
    assert where("systemd", home) == home / ".config/systemd/user"
