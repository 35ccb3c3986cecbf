"""Printings made clients' own: printed once, then sealed copy by copy. What is done with the files is the caller's affair."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

from briefgen.desk.copies import Task, parts_of, same_formats
from briefgen.desk.editions import Guard
from briefgen.desk.kept import Kept
from briefgen.desk.keys import SigningKey
from briefgen.desk.large_blocks import give_back
from briefgen.desk.refusals import digest_refusals, refusals
from briefgen.desk.withholding import leaking, unsealed
from briefgen.model.faults import RenderError
from briefgen.render.orders import Printed, printed
from briefgen.seal.edition import Sealed, SealJob, dress_of

if TYPE_CHECKING:
    from briefgen.desk.editions import Printing
    from briefgen.desk.presses import Printer
    from briefgen.desk.sealing import Sealer
    from briefgen.desk.session import Desk
    from briefgen.load.workspace import Workspace
    from briefgen.model.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of a copy.

    Attributes:
        task: Which.
        files: Finished files by format; none where it may not go out.
        diagnostics: Why not.
    """

    task: Task
    files: Mapping[str, bytes]
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionPress:
    """What makes editions.

    Attributes:
        desk: The desk.
        ask: Prints an order, here or elsewhere.
        sealer: Seals copies, here or elsewhere.
        kept: Has the templates, and knows brands by their digests.
        guard: Knows what no file may hold.
        signing: The desk's key.
        at: The moment that signatures name; needed where a copy is signed.
        width: Jobs that are worth having at a time.
        goes_on: Called before each printing and after each copy: a sign of life.
        under_way: Identities of printings that are being made.
    """

    desk: Desk
    ask: Callable[[bytes], bytes]
    sealer: Sealer
    kept: Kept
    guard: Guard
    signing: SigningKey
    at: datetime | None
    width: int
    goes_on: Callable[[], None] = lambda: None
    under_way: set[int] = field(default_factory=set)

    def finish(self, printing: Printing, tasks: Sequence[Task]) -> Iterator[Finished]:
        """Print once, then seal each copy. What is wrong with one stops no other.

        Raises:
            MachineError: The engine's libraries or the machine are at fault.
        """
        self.under_way.add(id(printing))
        try:
            yield from self._made(printing, tasks)
        finally:
            self.under_way.discard(id(printing))

    def _made(self, printing: Printing, tasks: Sequence[Task]) -> Iterator[Finished]:
        forme = printing.forme
        assert forme is not None  # noqa: S101 - without one there are no tasks
        formats = tuple(dict.fromkeys(chain.from_iterable(task.formats for task in tasks)))
        self.goes_on()
        try:
            made = printed(self.ask(forme.order(self.kept.shelf, formats)))
        except RenderError as fault:
            found = self._refused(printing, fault)
            yield from (Finished(task, {}, found) for task in tasks)
            return
        for part, sealing in self._sealed(self._jobs(printing, tasks, made)):
            for task, sealed in zip(part, sealing, strict=True):
                yield _finished(self.desk.workspace, printing, task, sealed)
                self.goes_on()

    def _refused(self, printing: Printing, fault: RenderError) -> tuple[Diagnostic, ...]:
        if printing.parts:
            return digest_refusals(self.desk, printing.report.removeprefix("digest-"), printing.parts, fault)
        assert printing.forme is not None  # noqa: S101 - it was printed
        return refusals(self.desk, printing.forme.dossier, fault)

    def _jobs(self, printing: Printing, tasks: Sequence[Task], made: Printed) -> Iterator[tuple[list[Task], SealJob]]:
        """What the sealer is asked, some copies at a time."""
        forme = printing.forme
        assert forme is not None  # noqa: S101 - it was printed
        forbidden, dress = self.guard.forbidden(printing), dress_of(self.kept.brand(forme.kit), forme.kit)
        for formats, same in same_formats(tasks):
            shared = {each: made.files[each] for each in formats}
            for part in parts_of(same, sum(map(len, shared.values())), self.width):
                copies = tuple(task.copy for task in part)
                key = self.signing.file if any(copy.sign for copy in copies) else None
                yield part, SealJob(shared, dress, copies, forbidden, key, self.at)

    def _sealed(self, jobs: Iterable[tuple[list[Task], SealJob]]) -> Iterator[tuple[list[Task], tuple[Sealed, ...]]]:
        """Copies sealed, in their order: while some are published, and wait for the disk, the next are being sealed.

        A printing that is alone has all cores; where others are sealed too, each keeps those that have read it.
        """
        with ThreadPoolExecutor(max_workers=2 * self.width if self.width > 1 else 1) as ahead:
            running = deque[tuple[list[Task], Future[tuple[Sealed, ...]]]]()
            for part, job in jobs:
                running.append((part, ahead.submit(self.sealer.seal, job)))
                while len(running) > max(1, 2 * self.width // len(self.under_way)):
                    done, sealing = running.popleft()
                    yield done, sealing.result()
            for done, sealing in running:
                yield done, sealing.result()


def _finished(workspace: Workspace, printing: Printing, task: Task, sealed: Sealed) -> Finished:
    report, client = printing.report, task.client.id
    if sealed.fault:
        return Finished(task, {}, unsealed(workspace, report, client, sealed.fault, sealed.hint))
    if sealed.leaks:
        return Finished(task, {}, leaking(workspace, report, client, sealed.leaks))
    return Finished(task, sealed.files)


@contextmanager
def edition_press(  # noqa: PLR0913 - what prints, when, how wide and for whom
    desk: Desk,
    printer: Printer,
    at: datetime | None,
    *,
    jobs: int | None = None,
    force: bool = False,
    goes_on: Callable[[], None] = lambda: None,
) -> Iterator[tuple[EditionPress, Callable[[], None]]]:
    """What makes a desk's editions, here or on a cluster, and what ends it when nobody wants them any more.

    Args:
        desk: The desk.
        printer: What prints.
        at: The moment that signatures name.
        jobs: Printings at a time; None for as many as are worth having.
        force: Whether everything is built again.
        goes_on: Called before each printing and after each copy.
    """
    from briefgen.desk.cluster import Cluster  # noqa: PLC0415 - only who builds for clients
    from briefgen.desk.sealing import SealersAway, SealersHere  # noqa: PLC0415

    give_back()
    width = jobs or printer.width
    with Kept(desk, force=force) as kept, SealersHere(width) as here:

        def stop() -> None:
            printer.__exit__(None, None, None)
            here.end()

        sealer: Sealer = SealersAway(printer) if isinstance(printer, Cluster) else here
        signing = SigningKey(desk.workspace)
        yield EditionPress(desk, printer.ask, sealer, kept, Guard(desk, kept), signing, at, width, goes_on), stop
