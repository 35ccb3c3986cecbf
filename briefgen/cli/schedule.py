"""`schedule` and `weekly`: when reports are due, and doing what is due."""

from __future__ import annotations

import shlex
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.run_output import (
    Log,
    exit_code,
    journal,
    moment,
    put_lines,
    stoppable,
    tell_closed,
    tell_untold,
)
from briefgen.cli.settings import Settings, now, put, tell
from briefgen.model.faults import MachineError

if TYPE_CHECKING:
    from briefgen.desk import timers
    from briefgen.desk.ticking import Ticked, Ticking
    from briefgen.model.schedule import SlotEntry

schedule = typer.Typer(
    help="When reports are due: list it, do what is due, have that done by itself.", no_args_is_help=True
)

_Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
_Log = Annotated[Log, typer.Option(help="How the log on standard error is written.")]
_Dry = Annotated[bool, typer.Option("--dry-run", help="Show what would be issued and sent; record and send nothing.")]
_Jobs = Annotated[
    int | None, typer.Option(metavar="N", min=1, help="How many to print at a time. Default: one a core.")
]
_EVERY = 15
_GIVE_ONE = (
    'No report has a schedule. Give one, in its report.yaml: schedule: {cron: "0 6 * * MON", timezone: Africa/Bamako}'
)


_NO_RUN: dict[str, object] = {"run": None, "lines": []}


class Timer(StrEnum):
    """What starts a tick regularly."""

    SYSTEMD = "systemd"
    CRONTAB = "crontab"
    WINDOWS = "windows"


_KINDS: dict[Timer, timers.Kind] = {Timer.SYSTEMD: "systemd", Timer.CRONTAB: "crontab", Timer.WINDOWS: "windows"}


@schedule.command("list")
def list_schedules(ctx: typer.Context, *, as_json: _Json = False) -> None:
    """List the reports that have a schedule: when each is due next, and what became of it last time.

    The exit code is 1 where something in the desk cannot be read, and may be missing here.

    Example: briefgen schedule list
    """
    from briefgen.cli.listing import say_faulty  # noqa: PLC0415 - start-up, like the next
    from briefgen.desk.due import next_slot, schedules  # noqa: PLC0415
    from briefgen.desk.registry import registry_of  # noqa: PLC0415

    desk, at = ctx.ensure_object(Settings).open(), now()
    with registry_of(desk.workspace, create=False) as registry:
        last = registry.last_slots() if registry else {}
    found = {name: (each, next_slot(each, name, at).due) for name, each in schedules(desk).items()}
    if as_json:
        rows = [
            {
                "report": name,
                "cron": each.cron,
                "timezone": each.timezone,
                "next": due.isoformat(),
                "last": _slot_json(last.get(name)),
            }
            for name, (each, due) in found.items()
        ]
        _put_json({"schedules": rows})
    elif found:
        from briefgen.cli.diagnostics import printable  # noqa: PLC0415 - start-up, like the next
        from briefgen.cli.tables import print_table  # noqa: PLC0415

        lines = [
            tuple(map(printable, (name, each.cron, each.timezone, moment(due), _last(last.get(name)))))
            for name, (each, due) in found.items()
        ]
        print_table(("REPORT", "CRON", "TIME ZONE", "NEXT", "LAST"), lines, sys.stdout)
    else:
        tell(_GIVE_ONE)
    tell_closed(desk)
    say_faulty(desk)


def _slot_json(entry: SlotEntry | None) -> dict[str, str] | None:
    if entry is None:
        return None
    return {
        "due": entry.slot.due.isoformat(),
        "state": entry.state.value,
        "number": entry.number,
        "because": entry.because,
        "run": entry.run,
    }


def _last(entry: SlotEntry | None) -> str:
    if entry is None:
        return "none yet"
    told = entry.number or entry.because
    return f"{entry.slot.due:%Y-%m-%d %H:%M} {entry.state.value}{f': {told}' if told else ''}"


@schedule.command()
def tick(
    ctx: typer.Context, *, dry_run: _Dry = False, jobs: _Jobs = None, log: _Log = Log.TEXT, as_json: _Json = False
) -> None:
    """Do what is due now: issue, send, tell the desk.

    Where nothing is due, it is silent and over at once. It is meant to be started every few minutes; `briefgen schedule
    install` sees to that. Two at once, be it on two machines, do nothing twice.

    The exit code is 0 where all is well, 1 where something waits for somebody, 2 where the settings are at fault and 3 where
    the machine or the network is.

    Example: briefgen schedule tick
    """
    from briefgen.cli.settings import today  # noqa: PLC0415 - start-up, like the next
    from briefgen.desk.quick_tick import QuickTick  # noqa: PLC0415

    settings = ctx.ensure_object(Settings)
    if dry_run:
        _foresee(_ticking(settings, jobs, log), as_json=as_json)
        return
    quick = QuickTick(settings.start, today(), now())
    if following := quick.nothing_until():
        if as_json:
            _put_json({**_NO_RUN, "following_tick": following.isoformat()})
        return
    with stoppable():
        ticked = _ticking(settings, jobs, log).tick()
    if ticked.report is None and ticked.following:
        quick.keep(ticked.following)
    if as_json:
        _put_report(ticked)
    tell_untold(ticked)
    raise typer.Exit(exit_code(ticked))


def weekly(
    ctx: typer.Context, *, dry_run: _Dry = False, jobs: _Jobs = None, log: _Log = Log.NONE, as_json: _Json = False
) -> None:
    """Build, issue and deliver what is due, and sum it up.

    It does what `briefgen schedule tick` does, with the same exit codes; and it tells of it, here and to the desk, even
    where nothing was due.

    Example: briefgen weekly --dry-run
    """
    ticking = _ticking(ctx.ensure_object(Settings), jobs, log)
    if dry_run:
        _foresee(ticking, as_json=as_json)
        return
    with stoppable():
        ticked = ticking.tick(always=True)
    report = ticked.report
    assert report is not None  # noqa: S101 - it is always one
    if as_json:
        _put_report(ticked)
    else:
        put_lines(report.lines)
        told = "Nothing was due." if not report.lines else f"Run {report.run.id} is over."
        first = report.following[0] if report.following else None
        tell(f"{told} Next: {first[0]}, {moment(first[1])}." if first else f"{told} No report has a schedule.")
        if report.needs_somebody:
            tell("Something waits for somebody; see: briefgen status")
    tell_untold(ticked)
    raise typer.Exit(exit_code(ticked))


def _ticking(settings: Settings, jobs: int | None, log: Log) -> Ticking:
    from briefgen.desk.presses import Presses  # noqa: PLC0415 - start-up, like the next
    from briefgen.desk.ticking import Ticking  # noqa: PLC0415

    return Ticking(settings.open(), now, lambda run: journal(run, log), Presses, jobs)


def _foresee(ticking: Ticking, *, as_json: bool) -> None:
    lines = tuple(ticking.foreseen())
    if as_json:
        from briefgen.desk.telling import line_json  # noqa: PLC0415 - start-up

        _put_json({"would": [line_json(each) for each in lines]})
        return
    put_lines(lines)
    tell_closed(ticking.desk)
    tell("This was a dry run: nothing was issued, recorded or sent." if lines else "Nothing is due.")


def _put_report(ticked: Ticked) -> None:
    from briefgen.desk.telling import told_as_json  # noqa: PLC0415 - start-up

    told = dict(told_as_json(ticked.report)) if ticked.report else _NO_RUN
    _put_json({**told, "following_tick": ticked.following.isoformat() if ticked.following else None})


def _put_json(value: object) -> None:
    from briefgen.cli.jsonout import put_json  # noqa: PLC0415 - start-up

    put_json(value)


@schedule.command()
def install(
    ctx: typer.Context,
    *,
    kind: Annotated[Timer, typer.Option("--kind", help="What is to start it.")] = Timer.SYSTEMD,
    every: Annotated[int, typer.Option(metavar="MINUTES", help="How often; an hour is divided by it.")] = _EVERY,
    show: Annotated[bool, typer.Option("--show", help="Only print it; write nothing.")] = False,
) -> None:
    """Have `briefgen schedule tick` started every few minutes: by a systemd timer, a crontab or Windows.

    What it needs is written into your configuration folder and printed. Nothing is switched on yet: the commands that do so
    are printed too. Once more, it replaces what it wrote; each desk has a timer of its own.

    Example: briefgen schedule install --kind crontab --show
    """
    from briefgen.cli.own_program import own_program  # noqa: PLC0415 - start-up, like the next
    from briefgen.desk import timers  # noqa: PLC0415
    from briefgen.load.workspace import find_workspace  # noqa: PLC0415

    desk, program = find_workspace(ctx.ensure_object(Settings).start).root, own_program()
    folder, name = timers.where(_KINDS[kind], Path.home()), timers.name_of(desk)
    if kind is Timer.SYSTEMD:
        files = dict(timers.systemd(program, desk, every))
        steps = [" ".join(words) for words in timers.systemd_steps(desk)]
    elif kind is Timer.CRONTAB:
        files = {f"{name}.cron": timers.crontab_line(program, desk, every)}
        # The desk's line of before goes: it is known by the name under which it speaks to the log.
        before = f"crontab -l 2>/dev/null | grep -vF 'logger -t {name}'"
        steps = [f"({before}; cat {shlex.quote(str(folder / f'{name}.cron'))}) | crontab -"]
    else:
        files = {f"{name}.xml": timers.windows_task(program, desk, every)}
        steps = [f'schtasks /Create /F /TN {name} /XML "{folder / f"{name}.xml"}"']
    for file, text in files.items():
        if not show:
            _write(folder / file, text, "utf-16" if kind is Timer.WINDOWS else "utf-8")
        put(f"# {folder / file}\n{text.rstrip()}\n")
    tell("Nothing was written." if show else "Written. To switch it on:")
    for step in () if show else steps:
        tell(f"  {step}")


def _write(path: Path, text: str, encoding: str) -> None:
    from briefgen.archive.files import publish  # noqa: PLC0415 - start-up

    try:
        publish(path, text.encode(encoding))
    except MachineError as fault:
        hint = "Mend its folder, or print it with --show and put it there yourself."
        raise MachineError(str(fault), hint) from fault
