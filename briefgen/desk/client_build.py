"""Building clients' editions: each content printed once, each copy made its client's own, searched and published."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING

from briefgen.desk.build import BuildOutcome, BuildRequest, require_brand
from briefgen.desk.chosen_clients import chosen_clients, faults_of_clients, reports_of, unread_clients
from briefgen.desk.copies import Copies, Task
from briefgen.desk.edition_press import EditionPress, Finished, edition_press
from briefgen.desk.editions import Printing, printings
from briefgen.desk.kept import Files
from briefgen.desk.prepare import concerning
from briefgen.desk.published import publish_files
from briefgen.desk.withholding import unsealed
from briefgen.model.faults import BriefgenError

if TYPE_CHECKING:
    from briefgen.desk.presses import Printer
    from briefgen.desk.session import Desk
    from briefgen.model.client import Client

_WRITERS = 4
"""Copies of one printing that wait for the disk at a time: it makes several durable as quickly as one."""


@dataclass(frozen=True, slots=True)
class ClientBuild:
    """One build of clients' editions.

    Attributes:
        desk: The desk.
        request: What to build.
        press: What makes them.
        copies: What each client's copy is.
        stop: Ends what prints and seals, when nobody wants it any more.
    """

    desk: Desk
    request: BuildRequest
    press: EditionPress
    copies: Copies
    stop: Callable[[], None] = lambda: None

    def outcomes(self) -> Iterator[BuildOutcome]:
        """One outcome for each edition; what is wrong with one stops no other.

        Raises:
            UsageError: There is no such client or brand, or it does not get a report.
            MachineError: The disk or the engine's libraries are at fault: nothing further can be built.
        """
        request = self.request
        require_brand(self.desk, request.brand)
        clients = chosen_clients(self.desk, request.clients or (), request.reports, named=request.named)
        wanted = self._printings(clients)
        yield from self._unread()
        with ThreadPoolExecutor(max_workers=self.press.width) as pool:
            running: list[Future[list[BuildOutcome]]] = []
            try:
                for printing in wanted:
                    done, tasks = self._sorted(printing)
                    yield from done
                    if tasks:
                        running.append(pool.submit(self._made, printing, tasks))
                    while running and (running[0].done() or len(running) > self.press.width):
                        yield from running.pop(0).result()
                while running:
                    yield from running.pop(0).result()
            except BaseException:
                for waiting in running:
                    waiting.cancel()
                self.stop()  # or the end would wait for what is being printed and sealed
                raise

    def _unread(self) -> Iterator[BuildOutcome]:
        """Clients that cannot be read, or whose file is faulty: told, not passed over."""
        faults = faults_of_clients(self.desk)
        for name in unread_clients(self.desk, self.request.clients or ()):
            reports = reports_of(self.desk, name, self.request.reports)
            if not reports:
                continue
            cause = next((each for each in reports if not self.desk.readable(each)), reports[0])
            told = (*concerning(self.desk, cause), *faults.get(name, ()))
            as_of, language = self.desk.as_of_for(cause), self.desk.workspace.language
            yield BuildOutcome(cause, name, language, as_of, "blocked", 0.0, (), told)

    def _printings(self, clients: Sequence[Client]) -> Iterator[Printing]:
        request = self.request
        if request.digest is None:
            return printings(self.desk, clients, request.reports, request.brand, self.press.kept)
        from briefgen.desk.client_digest import digest_printings  # noqa: PLC0415 - only who asks for one

        return digest_printings(self.desk, request.digest, clients, request, self.press.kept)

    def _sorted(self, printing: Printing) -> tuple[list[BuildOutcome], list[Task]]:
        """Copies that need not or cannot be made, and those that are to be."""
        done, tasks = [], []
        for client in printing.clients:
            outcome = self._outcome(printing, client)
            if printing.forme is None:
                done.append(outcome)
                continue
            try:
                task = self.copies.task(printing, client)
            except BriefgenError as fault:
                told = unsealed(self.desk.workspace, printing.report, client.id, fault.message, fault.hint)
                done.append(replace(outcome, status="failed", diagnostics=(*outcome.diagnostics, *told)))
                continue
            there = self.press.kept.files(task.folder, task.copy.stem, task.formats, task.key)
            if there:
                done.append(replace(outcome, status="unchanged", files=there.files))
            else:
                tasks.append(task)
        return done, tasks

    def _outcome(self, printing: Printing, client: Client) -> BuildOutcome:
        found = printing.content.diagnostics
        return BuildOutcome(printing.report, client.id, printing.language, printing.as_of, "blocked", 0.0, (), found)

    def _made(self, printing: Printing, tasks: Sequence[Task]) -> list[BuildOutcome]:
        """Print once, then seal and publish each copy."""
        started, outcomes, writing = monotonic(), [], deque[Future[BuildOutcome]]()
        with ThreadPoolExecutor(max_workers=_WRITERS) as writers:
            for finished in self.press.finish(printing, tasks):
                outcome = replace(self._outcome(printing, finished.task.client), seconds=monotonic() - started)
                writing.append(writers.submit(self._published, outcome, finished))
                if len(writing) > _WRITERS:
                    outcomes.append(writing.popleft().result())
            outcomes += [each.result() for each in writing]
        return outcomes

    def _published(self, outcome: BuildOutcome, finished: Finished) -> BuildOutcome:
        if finished.diagnostics:
            found = (*outcome.diagnostics, *finished.diagnostics)
            return replace(outcome, status="failed", diagnostics=found)
        task = finished.task
        named = {f"{task.copy.stem}.{extension}": finished.files[extension] for extension in task.formats}
        # What is too long there is told of by its words, and none of an edition's may end among the records.
        files = Files(publish_files(task.folder, named, self.desk.workspace.root))
        self.press.kept.keep(task.folder, files, task.key)
        return replace(outcome, status="built", files=files.files)


def build_for_clients(desk: Desk, request: BuildRequest, printer: Printer) -> Iterator[BuildOutcome]:
    """Build clients' editions of reports, here or on a cluster."""
    with edition_press(desk, printer, request.at, jobs=request.jobs, force=request.force) as (press, stop):
        yield from ClientBuild(desk, request, press, Copies(desk, request, press.signing), stop).outcomes()


def editions_of(desk: Desk, request: BuildRequest) -> tuple[str, ...]:
    """Names of the editions that a build makes, as progress tells of them."""
    clients = chosen_clients(desk, request.clients or (), request.reports, named=request.named)
    if request.digest is not None:
        return tuple(f"digest-{request.digest} for {each.id}" for each in clients)
    return tuple(f"{report} for {each.id}" for report in request.reports for each in clients if report in each.reports)
