"""What runs `briefgen schedule tick` again and again: a systemd timer, a line of a crontab, a task of Windows.

Only texts are made here; nothing is written and nothing is switched on. A tick with nothing due does nothing, so it may
come often, and what a machine that was off has missed is caught up by the tick itself, as the schedules say.
"""

from __future__ import annotations

import os
import re
import shlex
import unicodedata
from collections.abc import Mapping
from hashlib import sha256
from html import escape
from pathlib import Path
from subprocess import list2cmdline
from typing import Literal

from briefgen.model.faults import UsageError

Kind = Literal["systemd", "crontab", "windows"]
EVERY_MINUTES = (1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60)
"""How often a tick can come: what an hour can be divided into."""
_LONGEST_SLUG = 40
_LONGEST_LINE = 900
"""Bytes of a crontab's command; older crons take 1,000."""
_LONGEST_RUN_HOURS = 6
_NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"

_SERVICE = """\
[Unit]
Description=briefgen ({desk}): what is due

[Service]
Type=oneshot
ExecStart={command}
# What the settings name as env:NAME can stand here, readable by its owner alone: NAME=value
EnvironmentFile=-%E/briefgen/{name}.env
# A run that hangs must not keep the next one from coming.
TimeoutStartSec={hours}h
Nice=5
NoNewPrivileges=true
LockPersonality=true
RestrictRealtime=true
RestrictSUIDSGID=true
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
SystemCallArchitectures=native
"""
_TIMER = """\
[Unit]
Description=briefgen ({desk}): when to look what is due

[Timer]
OnCalendar=*-*-* *:{minutes}:00
# After the machine was off, at once.
Persistent=true
AccuracySec=10s

[Install]
WantedBy=timers.target
"""
_TASK = """\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="{namespace}">
  <RegistrationInfo>
    <Description>briefgen: what is due in {desk}</Description>
    <URI>\\briefgen\\{name}</URI>
  </RegistrationInfo>
  <Triggers>
    <TimeTrigger>
      <Repetition>
        <Interval>PT{every}M</Interval>
        <StopAtDurationEnd>false</StopAtDurationEnd>
      </Repetition>
      <StartBoundary>2025-01-01T00:00:00</StartBoundary>
      <Enabled>true</Enabled>
    </TimeTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>{logon}</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT{hours}H</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{command}</Command>
      <Arguments>{arguments}</Arguments>
    </Exec>
  </Actions>
</Task>
"""


def name_of(desk: Path) -> str:
    """What a desk's timer is called: after its folder, and by a digest of the folder's whole path.

    Two desks on one machine have two names, and one desk has the same name each time.
    """
    plain = unicodedata.normalize("NFKD", desk.name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_SLUG].strip("-")
    digest = sha256(os.fsencode(desk)).hexdigest()[:8]
    return "-".join(part for part in ("briefgen", slug, digest) if part)


def systemd(program: Path, desk: Path, every_minutes: int) -> Mapping[str, str]:
    """A user's service and the timer that starts it, by file name. They belong into `where("systemd", home)`.

    Args:
        program: The `briefgen` that it runs, absolute.
        desk: The desk's folder, absolute.
        every_minutes: How often; one of `EVERY_MINUTES`.

    Raises:
        UsageError: An hour cannot be divided so, or a path cannot be written down.
    """
    _check(program, desk, every_minutes)
    name, shown = name_of(desk), str(desk).replace("%", "%%")
    minutes = {1: "*", 60: "00"}.get(every_minutes, f"00/{every_minutes}")
    command = " ".join(map(_systemd_word, _for_systemd(program, desk)))
    # `:` keeps systemd from replacing what begins with $. Older ones do not know it, so it stands only where it must.
    command = f":{command}" if "$" in command else command
    service = _SERVICE.format(desk=shown, name=name, command=command, hours=_LONGEST_RUN_HOURS)
    return {f"{name}.service": service, f"{name}.timer": _TIMER.format(desk=shown, minutes=minutes)}


def systemd_steps(desk: Path) -> tuple[tuple[str, ...], ...]:
    """Commands that switch a desk's timer on, once its files are where they belong. The last lets it run while nobody is signed in."""
    systemctl = ("systemctl", "--user")
    timer = f"{name_of(desk)}.timer"
    return (*systemctl, "daemon-reload"), (*systemctl, "enable", "--now", timer), ("loginctl", "enable-linger")


def crontab_line(program: Path, desk: Path, every_minutes: int) -> str:
    """A line for `crontab -e`. What the program says goes to the system's log, under the name of the desk's timer.

    Cron would mail it otherwise, to an account that nobody reads; the run's own report goes to whom the settings name.

    Args:
        program: The `briefgen` that it runs, absolute.
        desk: The desk's folder, absolute.
        every_minutes: How often; one of `EVERY_MINUTES`.

    Raises:
        UsageError: An hour cannot be divided so, or a path cannot be written down or is too long.
    """
    _check(program, desk, every_minutes)
    command = " ".join(map(_cron_word, _arguments(program, desk)))
    line = f"{command} 2>&1 | logger -t {name_of(desk)}"
    if len(line.encode()) > _LONGEST_LINE:
        raise UsageError("the paths of program and desk are too long for a crontab", "Make a systemd timer instead.")
    minutes = {1: "*", 60: "0"}.get(every_minutes, f"*/{every_minutes}")
    return f"{minutes} * * * * {line}\n"


def windows_task(program: Path, desk: Path, every_minutes: int) -> str:
    """A task of Windows as XML, to be written in UTF-16 and read by `schtasks /Create /XML`.

    XML, because a command line given to schtasks is taken apart twice. A program whose path begins with a slash runs in
    the default distribution of the Windows Subsystem for Linux, which takes somebody who is signed in; another one runs
    whether somebody is or not.

    Args:
        program: The `briefgen` that it runs, absolute.
        desk: The desk's folder, absolute.
        every_minutes: How often; one of `EVERY_MINUTES`.

    Raises:
        UsageError: An hour cannot be divided so, or a path cannot be written down.
    """
    _check(program, desk, every_minutes)
    command, logon = _arguments(program, desk), "S4U"
    if command[0].startswith("/"):
        command, logon = ["wsl.exe", "--exec", *command], "InteractiveToken"
    return _TASK.format(
        namespace=_NAMESPACE,
        desk=escape(str(desk), quote=False),
        name=name_of(desk),
        every=every_minutes,
        hours=_LONGEST_RUN_HOURS,
        logon=logon,
        command=escape(command[0], quote=False),
        arguments=escape(list2cmdline(command[1:]), quote=False),
    )


def where(kind: Kind, home: Path) -> Path:
    """The folder for a timer's files: systemd's own for its units, briefgen's for what is only kept there.

    Args:
        kind: Of timer.
        home: The user's home; `XDG_CONFIG_HOME` stands for `.config` in it where it is set.
    """
    written = os.environ.get("XDG_CONFIG_HOME", "")
    # By the specification a path that is not absolute counts for none.
    config = Path(written) if written.startswith("/") else home / ".config"
    return config / "systemd" / "user" if kind == "systemd" else config / "briefgen"


def _arguments(program: Path, desk: Path) -> list[str]:
    return [str(program), "--workspace", str(desk), "schedule", "tick"]


def _check(program: Path, desk: Path, every_minutes: int) -> None:
    if every_minutes not in EVERY_MINUTES:
        listed = ", ".join(map(str, EVERY_MINUTES))
        raise UsageError(f"an hour cannot be divided into {every_minutes} minutes", f"Choose one of {listed}.")
    for path in (program, desk):
        if any(unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in str(path)):
            message = f"the path {str(path)!r} holds a character that no timer can be given"
            raise UsageError(message, "Rename the folder.")
        if not path.is_absolute():
            raise UsageError(f"'{path}' is not an absolute path", "Give it from / on.")


def _for_systemd(program: Path, desk: Path) -> list[str]:
    """Of a program systemd takes no quotation mark and no backslash in its path; a shell does."""
    command = _arguments(program, desk)
    if any(sign in command[0] for sign in "\"'\\"):
        return ["/bin/sh", "-c", 'exec "$@"', "sh", *command]
    return command


def _systemd_word(word: str) -> str:
    """One word of ExecStart, quoted as in C."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


def _cron_word(word: str) -> str:
    r"""One word for the shell, by way of cron.

    Crons differ in what they make of `\%` and of a backslash before anything else, and one ends the command at `%`. So
    neither stands there: the shell writes both by their numbers.
    """
    pieces = (_OCTAL.get(piece) or (shlex.quote(piece) if piece else "") for piece in re.split(r"([%\\])", word))
    return "".join(pieces) or "''"


_OCTAL = {"%": "\"$(printf '\\045')\"", "\\": "\"$(printf '\\134')\""}
