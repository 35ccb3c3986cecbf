"""`schedule install`: what is written starts the right program for the right desk, and replaces what was there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def program(tmp_path, monkeypatch) -> Path:
    """A briefgen with which a command was started, and nothing of the person's own folders."""
    made = tmp_path / "my tools" / "briefgen"
    made.parent.mkdir()
    made.write_text("#!/bin/sh\n")
    made.chmod(0o755)
    monkeypatch.setattr(sys, "argv", [str(made)])
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return made


def desk_in(folder: Path) -> Path:
    """A folder that is a desk."""
    folder.mkdir(parents=True)
    (folder / "briefgen.toml").write_text('name = "Desk"\n')
    return folder


def written_in(tmp_path) -> list[Path]:
    """What stands in the person's folders."""
    return sorted(path for path in (tmp_path / "home").rglob("*") if path.is_file())


KINDS = [("systemd", [".service", ".timer"]), ("crontab", [".cron"]), ("windows", [".xml"])]


@pytest.mark.parametrize(("kind", "endings"), KINDS)
def test_a_timer_is_shown_or_written(program, tmp_path, briefgen, kind, endings):
    """With --show nothing is written; without it, what was shown is what is written, and what is left to do is told."""
    words = ("--workspace", desk_in(tmp_path / "my desk"), "schedule", "install", "--kind", kind)
    shown = briefgen(*words, "--show")
    assert (shown.code, shown.err) == (0, "Nothing was written.\n")
    assert not (tmp_path / "home").exists()
    done = briefgen(*words)
    assert (done.code, done.out) == (0, shown.out)
    assert done.err.startswith("Written. To switch it on:\n  ")
    files = written_in(tmp_path)
    assert [path.suffix for path in files] == endings
    encoding = "utf-16" if kind == "windows" else "utf-8"
    for path in files:
        text = path.read_text(encoding=encoding)
        assert f"# {path}\n{text.rstrip()}\n" in done.out
    told = done.out.replace("&quot;", '"')
    assert str(program) in told
    assert str(tmp_path / "my desk") in told
    assert briefgen(*words, "--every", "60").code == 0
    assert written_in(tmp_path) == files
    again = "".join(path.read_text(encoding) for path in files)
    assert {"systemd": "*:00:00", "crontab": "0 * * * * ", "windows": "PT60M"}[kind] in again


@pytest.mark.usefixtures("program")
def test_two_desks_have_two_timers(tmp_path, briefgen):
    """Also where both folders are called the same."""
    for folder in ("a/desk", "b/desk"):
        desk_in(tmp_path / folder)
        for kind, _ in KINDS:
            assert briefgen("--workspace", tmp_path / folder, "schedule", "install", "--kind", kind).code == 0
    assert len(written_in(tmp_path)) == 8


@pytest.mark.usefixtures("program")
def test_a_timer_goes_where_the_configuration_is(tmp_path, briefgen, monkeypatch):
    """XDG_CONFIG_HOME, where it is set."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "conf"))
    desk_in(tmp_path / "desk")
    assert briefgen("--workspace", tmp_path / "desk", "schedule", "install").code == 0
    assert len(list((tmp_path / "conf/systemd/user").iterdir())) == 2
    assert not (tmp_path / "home").exists()


@pytest.mark.usefixtures("program")
def test_the_crontab_keeps_one_line_for_each_desk(tmp_path, briefgen):
    """The command that is told, given twice and in a shell: other lines stay, and the desk's own is replaced."""
    tools, table = tmp_path / "bin", tmp_path / "table"
    tools.mkdir()
    (tools / "crontab").write_text(
        f"#!/bin/sh\nif [ \"$1\" = -l ]; then cat '{table}'; else cat >'{table}.new'; mv '{table}.new' '{table}'; fi\n"
    )
    (tools / "crontab").chmod(0o755)
    table.write_text("@daily echo mine\n")
    for folder, minutes in (("the chief's desk", 5), ("other", 5), ("the chief's desk", 30)):
        if not (tmp_path / folder).exists():
            desk_in(tmp_path / folder)
        words = ("--workspace", tmp_path / folder, "schedule", "install", "--kind", "crontab", "--every", str(minutes))
        step = briefgen(*words).err.splitlines()[1]
        subprocess.run(["sh", "-c", step], check=True, env={"PATH": f"{tools}:{os.environ['PATH']}"})
    lines = table.read_text().splitlines()
    assert [line.split()[0] for line in lines] == ["@daily", "*/5", "*/30"]


@pytest.mark.usefixtures("program")
@pytest.mark.parametrize(("every", "code"), [("7", 2), ("0", 2), ("-5", 2), ("x", 2), ("90", 2), ("60", 0), ("1", 0)])
def test_how_often_a_timer_comes(tmp_path, briefgen, every, code):
    """What an hour cannot be divided by is refused before anything is written."""
    desk_in(tmp_path / "desk")
    ran = briefgen("--workspace", tmp_path / "desk", "schedule", "install", "--every", every)
    assert ran.code == code
    assert bool(written_in(tmp_path)) == (code == 0)
    assert "Traceback" not in ran.err


@pytest.mark.usefixtures("program")
def test_a_timer_that_cannot_be_written(tmp_path, briefgen):
    """The remedy is one that this command has."""
    desk_in(tmp_path / "desk")
    (tmp_path / "home").write_text("a file\n")
    ran = briefgen("--workspace", tmp_path / "desk", "schedule", "install")
    assert ran.code == 3
    assert "--show" in ran.err
    assert "--output" not in ran.err


@pytest.mark.usefixtures("program")
def test_no_timer_without_a_desk(tmp_path, briefgen):
    """It would look for one in vain, every quarter of an hour."""
    assert briefgen("--workspace", tmp_path, "schedule", "install").code == 2
    assert written_in(tmp_path) == []


def test_a_timer_follows_the_link_that_an_upgrade_turns(program, tmp_path, briefgen, monkeypatch):
    """And not to the version that it leads to today."""
    desk_in(tmp_path / "desk")
    link = tmp_path / "bin" / "briefgen"
    link.parent.mkdir()
    link.symlink_to(program)
    monkeypatch.setattr(sys, "argv", [str(link)])
    shown = briefgen("--workspace", tmp_path / "desk", "schedule", "install", "--show").out
    assert f'ExecStart="{link}"' in shown
    monkeypatch.chdir(link.parent)
    monkeypatch.setattr(sys, "argv", ["./briefgen"])
    assert briefgen("--workspace", tmp_path / "desk", "schedule", "install", "--show").out == shown


@pytest.mark.parametrize("started", ["briefgen/__main__.py", "-c", "pytest", "/nowhere/briefgen", "", "briefgen"])
def test_a_timer_starts_the_program_whatever_started_this_one(program, tmp_path, briefgen, monkeypatch, started):
    """`python -m briefgen` has no program of its own: the one beside this Python is started, else the one on the path."""
    desk, scripts = desk_in(tmp_path / "desk"), tmp_path / "scripts"
    monkeypatch.setattr(sys, "argv", [started])
    monkeypatch.setattr("sysconfig.get_path", lambda _: str(scripts))
    monkeypatch.setenv("PATH", str(program.parent))
    words = ("--workspace", desk, "schedule", "install", "--show")
    assert f'ExecStart="{program}"' in briefgen(*words).out
    scripts.mkdir()
    shutil.copy(program, scripts / "briefgen")
    assert f'ExecStart="{scripts / "briefgen"}"' in briefgen(*words).out
    (scripts / "briefgen").unlink()
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = briefgen(*words)
    assert (ran.code, ran.out) == (3, "")
    assert "there is no program 'briefgen' that a timer could start" in ran.err


def test_the_module_installs_the_program(tmp_path):
    """In a process of its own, as a person has it."""
    desk = desk_in(tmp_path / "desk")
    ran = subprocess.run(
        [sys.executable, "-m", "briefgen", "schedule", "install", "--show"],
        cwd=desk,
        capture_output=True,
        text=True,
        check=True,
    )
    (line,) = [line for line in ran.stdout.splitlines() if line.startswith("ExecStart=")]
    started = line.split('"')[1]
    assert Path(started).name == "briefgen"
    assert os.access(started, os.X_OK)
    assert line.endswith(f'"--workspace" "{desk}" "schedule" "tick"')
