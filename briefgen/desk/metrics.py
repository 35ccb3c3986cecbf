"""What monitors read: a file in Prometheus' text format, for the node exporter's textfile collector.

Source: Prometheus, Exposition formats, text format 0.0.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from briefgen.archive.files import publish
from briefgen.model.dispatch import DispatchState
from briefgen.model.faults import MachineError, UsageError
from briefgen.model.schedule import OPEN, SlotState

if TYPE_CHECKING:
    from briefgen.load.workspace import Workspace
    from briefgen.model.run import RunReport

_ENDING = ".prom"
"""Of the files that the node exporter reads."""

Sample = tuple[Mapping[str, str], float]


@dataclass(frozen=True, slots=True)
class _Metric:
    """A gauge with its samples."""

    name: str
    help: str
    samples: tuple[Sample, ...]

    def lines(self, desk: str) -> Iterator[str]:
        """As the format has it."""
        yield f"# HELP {self.name} {_escaped(self.help)}"
        yield f"# TYPE {self.name} gauge"
        for labels, value in self.samples:
            told = ",".join(
                f'{name}="{_escaped(label, quoted=True)}"' for name, label in {"desk": desk, **labels}.items()
            )
            yield f"{self.name}{{{told}}} {_number(value)}"


def metrics_text(
    report: RunReport,
    slots: Mapping[SlotState, int],
    dispatches: Mapping[DispatchState, int],
    at: datetime,
    *,
    ok: bool,
) -> str:
    """The file's text.

    Args:
        report: The run that has just ended.
        slots: How many slots the registry has in each state.
        dispatches: How many dispatches the registry has in each state.
        at: The moment that it speaks of, in UTC.
        ok: Whether the run came to its end with nothing of the machine's in its way.
    """
    return "".join(
        f"{line}\n" for each in _metrics(report, slots, dispatches, at, ok=ok) for line in each.lines(report.desk)
    )


def publish_metrics(workspace: Workspace, text: str) -> None:
    """Put the text where the desk's settings say; a reader sees the old file or the new one. Nothing where they name none.

    Raises:
        UsageError: The file's name does not end as the node exporter wants it.
        MachineError: It cannot be written.
    """
    written = workspace.tell.metrics
    if written is None:
        return
    if not written.endswith(_ENDING):
        hint = "Name a .prom file in the folder that the node exporter reads."
        raise UsageError(f"'metrics' in [tell] of briefgen.toml does not end in {_ENDING}: '{written}'", hint)
    try:
        publish(workspace.root / written, text.encode())
    except MachineError as fault:
        raise MachineError(str(fault), "Mend the path 'metrics' in [tell] of briefgen.toml, or its folder.") from fault


def _metrics(
    report: RunReport,
    slots: Mapping[SlotState, int],
    dispatches: Mapping[DispatchState, int],
    at: datetime,
    *,
    ok: bool,
) -> Iterator[_Metric]:
    run, waits = report.run, [entry.slot.due for entry in report.waiting if entry.state in OPEN]
    oldest = (at - min(waits)).total_seconds() if waits else 0
    done = [line.what for line in report.lines]
    yield _one("briefgen_run_ok", "Whether the last run came to its end with nothing of the machine's in its way.", ok)
    yield _one("briefgen_run_last_start_seconds", "When the last run began, Unix time.", run.began.timestamp())
    if run.ended:
        yield _one("briefgen_run_last_end_seconds", "When the last run ended, Unix time.", run.ended.timestamp())
        took = (run.ended - run.began).total_seconds()
        yield _one("briefgen_run_duration_seconds", "How long the last run took.", max(0, took))
    kinds = ((({"what": kind}), done.count(kind)) for kind in sorted(set(done)))
    yield _many("briefgen_run_lines", "What the last run did, and could not do.", kinds)
    states = (({"state": str(state)}, slots.get(state, 0)) for state in SlotState)
    yield _many("briefgen_slots", "Slots on record, by state.", states)
    yield _one(
        "briefgen_slot_oldest_open_seconds",
        "For how long the oldest held, drafted or failed slot has been due; 0 where there is none.",
        max(0, oldest),
    )
    ways = (({"state": str(state)}, dispatches.get(state, 0)) for state in DispatchState)
    yield _many("briefgen_dispatches", "Dispatches on record, by state.", ways)
    dues = (({"report": name}, due.timestamp()) for name, due in dict(sorted(report.following, reverse=True)).items())
    yield _many("briefgen_report_next_due_seconds", "When a report is due next, Unix time.", dues)


def _one(name: str, told: str, value: float) -> _Metric:
    return _Metric(name, told, (({}, value),))


def _many(name: str, told: str, samples: Iterable[Sample]) -> _Metric:
    return _Metric(name, told, tuple(samples))


def _escaped(text: str, *, quoted: bool = False) -> str:
    """Backslashes and line feeds as the format has them, and within a label's value quotation marks.

    Carriage returns and halves of characters, which the format cannot tell, become spaces and question marks.
    """
    text = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", " ")
    text = text.replace('"', '\\"') if quoted else text
    return text.encode(errors="replace").decode()


def _number(value: float) -> str:
    """Whole numbers whole; others to the millisecond."""
    return str(int(value)) if value == int(value) else f"{value:.3f}"
