"""Telling of a run: a page in the output folder, a mail to the desk, a call to whom the settings name, a file for a monitor.

The run is over and on record by now. What cannot be told is told with the next run's report, and stops nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from briefgen.archive.files import publish
from briefgen.desk.channels import mail
from briefgen.desk.mailing import run_letter, run_page
from briefgen.desk.metrics import metrics_text, publish_metrics
from briefgen.desk.waiting import undelivered, waiting
from briefgen.load.secrets import secret
from briefgen.model.dispatch import Fate, Parcel
from briefgen.model.faults import BriefgenError
from briefgen.model.run import Line, Run, RunReport

if TYPE_CHECKING:
    from briefgen.archive.registry import Registry
    from briefgen.desk.journal import Journal
    from briefgen.desk.session import Desk

FOLDER = "runs"
"""Of the output folder: a page for each run that did something."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Who tells of a run.

    Attributes:
        desk: The desk.
        registry: Has the runs.
        clock: Tells the time, in UTC.
        journal: Takes what could not be told.
    """

    desk: Desk
    registry: Registry
    clock: Callable[[], datetime]
    journal: Journal

    def tell(self, report: RunReport, *, always: bool = False) -> tuple[str, ...]:
        """Record a run's end, and tell of it and of those before it that nobody was told of.

        Args:
            report: The run.
            always: Whether the desk is told even where nothing was done.

        Returns:
            What could not be told, in sentences.
        """
        ended = report.run.ended or self.clock()
        self.registry.end_run(report.run.id, ended, encoded(report), report.over)
        faults = [self._try("page", lambda: self._page(report)), self._try("webhook", lambda: self._call(report))]
        faults += self.catch_up(always=always)
        faults.append(self._try("metrics", lambda: self._measure(report)))
        return tuple(filter(None, faults))

    def catch_up(self, *, always: bool = False) -> tuple[str, ...]:
        """Tell of runs that nobody was told of, oldest first, until one cannot be told: the others could not either.

        Args:
            always: Whether the desk is told even of those that did nothing.

        Returns:
            What could not be told, in sentences.
        """
        faults = []
        for report in self._untold():
            told, fault = self._mailed(report, always=always)
            faults += [fault] if fault else []
            if not told:
                break
        return tuple(faults)

    def _untold(self) -> tuple[RunReport, ...]:
        return tuple(self._decoded(run, told) for run, told in self.registry.untold_runs())

    def _try(self, what: str, work: Callable[[], object]) -> str:
        try:
            told = work()
        except BriefgenError as fault:
            told = f"{fault}. {fault.hint}".strip()
        if isinstance(told, str) and told:
            self.journal.tell("untold", what=what, because=told)
            return f"{what}: {told}"
        return ""

    def _page(self, report: RunReport) -> None:
        if report.lines:
            folder = self.desk.workspace.output / FOLDER
            publish(folder / f"{report.run.began:%Y-%m-%dT%H%MZ}-{report.run.id}.html", run_page(self.desk, report))

    def _mailed(self, report: RunReport, *, always: bool) -> tuple[bool, str]:
        """A run's report mailed to each of the desk's own addresses.

        Returns:
            Whether that is done with, and what went wrong. It is, once one address may have it: sent anew because of the
            others, it would come to that one again and again.
        """
        tell, fates = self.desk.workspace.tell, set[Fate]()
        quiet = tell.quiet and not report.lines and not always
        fault = "" if quiet or not tell.to else self._try("mail", lambda: self._letter(report, fates))
        told = not fault or bool(fates & {Fate.SENT, Fate.UNKNOWN})
        if told:
            self.registry.run_told(report.run.id, self.clock())
        return told, fault

    def _letter(self, report: RunReport, fates: set[Fate]) -> str:
        """Send it; `fates` gets what became of it. What went wrong, in a sentence."""
        letter, server, at = run_letter(self.desk, report), mail(self.desk.workspace, self.journal.hide), self.clock()
        faults = []
        for address in self.desk.workspace.tell.to:
            key = sha256(f"{report.run.id}\0{address}".encode()).hexdigest()
            receipt = server.send(Parcel(key, address, (), letter, at))
            fates.add(receipt.fate)
            if receipt.fate is not Fate.SENT:
                faults.append(f"{address}: {receipt.because}")
        return "; ".join(faults)

    def _call(self, report: RunReport) -> str:
        reference = self.desk.workspace.tell.webhook
        if reference is None:
            return ""
        from briefgen.deliver.webhook import call  # noqa: PLC0415 - only desks that have one

        url = secret(reference, self.desk.workspace.root)
        self.journal.hide(url)
        return call(url, told_as_json(report))

    def _measure(self, report: RunReport) -> None:
        if self.desk.workspace.tell.metrics is None:
            return
        slots, dispatches = self.registry.counts()
        ok = not any(line.what == "failed" for line in report.lines)
        publish_metrics(self.desk.workspace, metrics_text(report, slots, dispatches, self.clock(), ok=ok))

    def _decoded(self, run: Run, told: str) -> RunReport:
        """A run as it told of itself, with what waits for somebody now."""
        lines = tuple(
            Line(
                **{
                    **each,
                    "due": datetime.fromisoformat(each["due"]) if each["due"] else None,
                    "clients": tuple(each["clients"]),
                }
            )
            for each in json.loads(told)["lines"]
        )
        following = tuple((name, datetime.fromisoformat(due)) for name, due in json.loads(told)["following"])
        name = self.desk.workspace.name
        return RunReport(name, run, lines, waiting(self.registry), undelivered(self.registry), following)


def told_as_json(report: RunReport) -> Mapping[str, Any]:
    """A run as programs are told of it."""
    return {
        "desk": report.desk,
        "run": report.run.id,
        "began": report.run.began.isoformat(),
        "ended": report.run.ended.isoformat() if report.run.ended else None,
        "needs_somebody": report.needs_somebody,
        "lines": [line_json(each) for each in report.lines],
        "waiting": [
            {
                "report": each.slot.report,
                "due": each.slot.due.isoformat(),
                "state": each.state.value,
                "because": each.because,
            }
            for each in report.waiting
        ],
        "undelivered": [
            {
                "id": each.id,
                "number": each.outgoing.number,
                "client": each.outgoing.client,
                "channel": each.outgoing.channel,
                "target": each.outgoing.target,
                "state": each.state.value,
                "because": each.because,
            }
            for each in report.undelivered
        ],
        "unwritten": list(report.unwritten),
        "following": [[name, due.isoformat()] for name, due in report.following],
    }


def line_json(line: Line) -> Mapping[str, Any]:
    """A line of a run as programs are told of it."""
    return {**asdict(line), "due": line.due.isoformat() if line.due else None}


def encoded(report: RunReport) -> str:
    """The same as the registry keeps it."""
    return json.dumps(told_as_json(report), ensure_ascii=False)
