"""Building clients' editions: each content printed once, each copy made its client's own, searched and published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from hashlib import pbkdf2_hmac
from itertools import chain, islice
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from briefgen.desk.build import BuildOutcome, BuildRequest
from briefgen.desk.digest import FORMATS
from briefgen.desk.editions import Guard, Printing, chosen_clients, copy_of, printings, unread_clients
from briefgen.desk.kept import Files, Kept
from briefgen.desk.keys import desk_key
from briefgen.desk.prepare import concerning
from briefgen.desk.published import folder_of, publish_files
from briefgen.desk.refusals import digest_refusals, refusals
from briefgen.load.secrets import secret, secret_bytes
from briefgen.model.canonical import digest_of
from briefgen.model.diagnostic import Diagnostic, Severity
from briefgen.model.faults import BriefgenError, MachineError, RenderError
from briefgen.render.orders import Printed, printed
from briefgen.seal.edition import Copy, KeyFile, Sealed, SealJob

if TYPE_CHECKING:
    from briefgen.desk.presses import Printer
    from briefgen.desk.sealing import Sealer
    from briefgen.desk.session import Desk
    from briefgen.model.client import Client

_COPIES = 16
"""Sealed in one job: each carries the shared files once."""
_ROUNDS = 2_000
"""Of the digest that a password is known by in the records: guessing there is no quicker than at the file itself."""

_UNREADABLE = "the report has errors, so nobody can tell; see: briefgen check"


@dataclass(frozen=True, slots=True)
class _Task:
    """A client's copy that is to be made."""

    client: Client
    copy: Copy
    folder: Path
    formats: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True)
class ClientBuild:
    """One build of clients' editions.

    Attributes:
        desk: The desk.
        request: What to build.
        ask: Prints an order, here or elsewhere.
        sealer: Seals copies, here or elsewhere.
        kept: What was built before.
        width: Printings that are under way at a time.
        stop: Ends what prints and seals, when nobody wants it any more.
    """

    desk: Desk
    request: BuildRequest
    ask: Callable[[bytes], bytes]
    sealer: Sealer
    kept: Kept
    width: int
    stop: Callable[[], None] = lambda: None

    def outcomes(self) -> Iterator[BuildOutcome]:
        """One outcome for each edition; what is wrong with one stops no other.

        Raises:
            UsageError: There is no such client, or it does not get a report.
            MachineError: The disk or the engine's libraries are at fault: nothing further can be built.
        """
        request = self.request
        clients = chosen_clients(self.desk, request.clients or (), request.reports, named=request.named)
        wanted = self._printings(clients)
        yield from self._unread()
        with ThreadPoolExecutor(max_workers=self.width) as pool:
            running: list[Future[list[BuildOutcome]]] = []
            try:
                for printing in wanted:
                    done, tasks = self._sorted(printing)
                    yield from done
                    if tasks:
                        running.append(pool.submit(self._made, printing, tasks))
                    while running and (running[0].done() or len(running) > self.width):
                        yield from running.pop(0).result()
                while running:
                    yield from running.pop(0).result()
            except BaseException:
                for waiting in running:
                    waiting.cancel()
                self.stop()  # or the end would wait for what is being printed and sealed
                raise

    def _unread(self) -> Iterator[BuildOutcome]:
        """Clients that cannot be read, most often because a report that they get cannot: told, not passed over."""
        reports = self.request.reports
        for name in unread_clients(self.desk, self.request.clients or ()) if reports else ():
            cause = next((each for each in reports if not self.desk.readable(each)), reports[0])
            as_of, language = self.desk.as_of_for(cause), self.desk.workspace.language
            yield BuildOutcome(cause, name, language, as_of, "blocked", 0.0, (), concerning(self.desk, cause))

    def _printings(self, clients: Sequence[Client]) -> Iterator[Printing]:
        request = self.request
        if request.digest is None:
            return printings(self.desk, clients, request.reports, request.brand, self.kept)
        from briefgen.desk.client_digest import digest_printings  # noqa: PLC0415 - only who asks for one

        return digest_printings(self.desk, request.digest, clients, request, self.kept)

    def _sorted(self, printing: Printing) -> tuple[list[BuildOutcome], list[_Task]]:
        """Copies that need not or cannot be made, and those that are to be."""
        done, tasks = [], []
        for client in printing.clients:
            outcome = self._outcome(printing, client)
            if printing.forme is None:
                done.append(outcome)
                continue
            try:
                task = self._task(printing, client)
            except BriefgenError as fault:
                done.append(_unsealed(outcome, str(fault), fault.hint))
                continue
            there = self.kept.files(task.folder, task.copy.stem, task.formats, task.key)
            if there:
                done.append(replace(outcome, status="unchanged", files=there.files))
            else:
                tasks.append(task)
        return done, tasks

    def _outcome(self, printing: Printing, client: Client) -> BuildOutcome:
        found = printing.content.diagnostics
        return BuildOutcome(printing.report, client.id, printing.language, printing.as_of, "blocked", 0.0, (), found)

    def _task(self, printing: Printing, client: Client) -> _Task:
        copy = copy_of(self.desk, printing, client)
        folder = folder_of(self.request.output, printing.report, printing.as_of)
        formats = self.request.formats or tuple(client.formats)
        if printing.parts:
            formats = tuple(each for each in formats if each in FORMATS) or FORMATS
        password = copy.personal.password
        opens = pbkdf2_hmac("sha256", password.encode(), client.id.encode(), _ROUNDS) if password else b""
        signed = digest_of(self._key().data) if copy.sign else ""
        key = digest_of(printing.key, replace(copy.personal, password=None), opens, signed, copy.stem)
        return _Task(client, copy, folder, formats, key)

    @property
    def _signing(self) -> str:
        signing = self.desk.workspace.signing
        if signing is None:
            desk_key(self.desk.workspace)  # says what is missing
            raise MachineError("the desk has no key to sign with")
        return str(signing.key)

    def _made(self, printing: Printing, tasks: Sequence[_Task]) -> list[BuildOutcome]:
        """Print once, then seal and publish each copy."""
        started = monotonic()
        forme = printing.forme
        assert forme is not None  # noqa: S101 - without one there are no tasks
        formats = tuple(dict.fromkeys(chain.from_iterable(task.formats for task in tasks)))
        try:
            made = printed(self.ask(forme.order(self.kept.shelf, formats)))
        except RenderError as fault:
            found = (
                digest_refusals(self.desk, str(self.request.digest), printing.parts, fault)
                if printing.parts
                else refusals(self.desk, forme.dossier, fault)
            )
            return [replace(self._outcome(printing, task.client), status="failed", diagnostics=found) for task in tasks]
        outcomes = []
        for part, sealing in self._sealed(self._jobs(printing, tasks, made)):
            for task, sealed in zip(part, sealing, strict=True):
                outcome = replace(self._outcome(printing, task.client), seconds=monotonic() - started)
                outcomes.append(self._published(outcome, task, sealed, made))
        return outcomes

    def _jobs(self, printing: Printing, tasks: Sequence[_Task], made: Printed) -> Iterator[tuple[list[_Task], SealJob]]:
        """What the sealer is asked, a few copies at a time."""
        forme = printing.forme
        assert forme is not None  # noqa: S101 - it was printed
        forbidden = Guard(self.desk, self.kept).forbidden(printing)
        for formats, same in _by_formats(tasks):
            shared = {each: made.files[each] for each in formats}
            for part in _parts(same):
                copies = tuple(task.copy for task in part)
                key = self._key() if any(copy.sign for copy in copies) else None
                yield part, SealJob(shared, forme.kit, copies, forbidden, key, self.request.at)

    def _sealed(self, jobs: Iterable[tuple[list[_Task], SealJob]]) -> Iterator[tuple[list[_Task], tuple[Sealed, ...]]]:
        """Copies sealed, in their order: while some are published, and wait for the disk, the next are being sealed."""
        with ThreadPoolExecutor(max_workers=1) as ahead:
            before: tuple[list[_Task], Future[tuple[Sealed, ...]]] | None = None
            for part, job in jobs:
                begun = part, ahead.submit(self.sealer.seal, job)
                if before:
                    yield before[0], before[1].result()
                before = begun
            if before:
                yield before[0], before[1].result()

    def _key(self) -> KeyFile:
        signing, root = self.desk.workspace.signing, self.desk.workspace.root
        opens = secret(signing.password, root) if signing and signing.password else None
        return KeyFile(secret_bytes(self._signing, root), opens)

    def _published(self, outcome: BuildOutcome, task: _Task, sealed: Sealed, made: Printed) -> BuildOutcome:
        if sealed.fault:
            return _unsealed(outcome, sealed.fault, sealed.hint)
        if sealed.leaks:
            found = tuple(_leak(outcome, str(each)) for each in sealed.leaks)
            return replace(outcome, status="failed", diagnostics=(*outcome.diagnostics, *found))
        named = {f"{task.copy.stem}.{extension}": sealed.files[extension] for extension in task.formats}
        files = Files(publish_files(task.folder, named, self.desk.workspace.root), made.noticed)
        self.kept.keep(task.folder, files, task.key)
        return replace(outcome, status="built", files=files.files)


def build_for_clients(desk: Desk, request: BuildRequest, printer: Printer) -> Iterator[BuildOutcome]:
    """Build clients' editions of reports, here or on a cluster."""
    from briefgen.desk.cluster import Cluster  # noqa: PLC0415 - only who builds for clients
    from briefgen.desk.sealing import SealersAway, SealersHere, cores  # noqa: PLC0415

    kept = Kept(desk, force=request.force)

    def stop() -> None:
        printer.__exit__(None, None, None)
        if not isinstance(printer, Cluster):
            sealers.end()

    if isinstance(printer, Cluster):
        away = SealersAway(printer)
        yield from ClientBuild(desk, request, printer.ask, away, kept, printer.width, stop).outcomes()
        return
    width = request.jobs or cores()
    with SealersHere(width) as sealers:
        yield from ClientBuild(desk, request, printer.ask, sealers, kept, width, stop).outcomes()


def _by_formats(tasks: Iterable[_Task]) -> Iterator[tuple[tuple[str, ...], list[_Task]]]:
    found: dict[tuple[str, ...], list[_Task]] = {}
    for task in tasks:
        found.setdefault(task.formats, []).append(task)
    yield from found.items()


def _parts(tasks: Iterable[_Task]) -> Iterator[list[_Task]]:
    waiting = iter(tasks)
    while part := list(islice(waiting, _COPIES)):
        yield part


def _unsealed(outcome: BuildOutcome, message: str, hint: str) -> BuildOutcome:
    told = f"the edition of '{outcome.report}' for '{outcome.client}' was not made: {message}"
    found = Diagnostic("BG406", "unsealed-edition", Severity.ERROR, told, hint)
    return replace(outcome, status="failed", diagnostics=(*outcome.diagnostics, found))


def _leak(outcome: BuildOutcome, told: str) -> Diagnostic:
    message = f"the edition of '{outcome.report}' for '{outcome.client}' is not published: {told}"
    hint = "Say it otherwise, or mark it as the rest is; see: briefgen check --explain BG405"
    return Diagnostic("BG405", "leak", Severity.ERROR, message, hint)


def editions_of(desk: Desk, request: BuildRequest) -> tuple[str, ...]:
    """Names of the editions that a build makes, as progress tells of them."""
    clients = chosen_clients(desk, request.clients or (), request.reports, named=request.named)
    if request.digest is not None:
        return tuple(f"digest-{request.digest} for {each.id}" for each in clients)
    return tuple(f"{report} for {each.id}" for report in request.reports for each in clients if report in each.reports)


def withheld_lines(desk: Desk, request: BuildRequest) -> Iterator[tuple[str, tuple[str, ...]]]:
    """For each edition, what is left out of it and why, in words: for the desk alone."""
    from briefgen.release.explain import explain  # noqa: PLC0415 - only who asks

    kept = Kept(desk)
    clients = chosen_clients(desk, request.clients or (), request.reports, named=request.named)
    for printing in printings(desk, clients, request.reports, request.brand, kept):
        for client in printing.clients:
            told = explain(printing.content.withheld) if desk.readable(printing.report) else (_UNREADABLE,)
            yield f"{printing.report} for {client.id} ({printing.language})", told
