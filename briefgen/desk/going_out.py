"""What goes out with an issue: each client's edition under its number, and where each is sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefgen.archive.identity import examination
from briefgen.desk.build import BuildRequest
from briefgen.desk.copies import Copies
from briefgen.desk.edition_press import EditionPress, Finished
from briefgen.desk.editions import Printing, of_report
from briefgen.desk.published import MEDIA_TYPES
from briefgen.desk.withholding import unsealed
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.dispatch import Enclosure, Outgoing
from briefgen.model.faults import BlockedError, BriefgenError
from briefgen.model.issue import Artefact
from briefgen.model.verification import Examination

if TYPE_CHECKING:
    from briefgen.desk.prepare import Weighing
    from briefgen.model.client import Client

_EXAMINED = ("pdf", "html")
"""Formats that name their issue where a reader can find it."""


@dataclass(slots=True)
class GoingOut:
    """What goes out.

    Attributes:
        artefacts: Clients' finished files.
        outgoing: What the outbox gets.
        kept_back: By client, why it gets none of its own.
    """

    artefacts: list[Artefact] = field(default_factory=list)
    outgoing: list[Outgoing] = field(default_factory=list)
    kept_back: dict[str, tuple[Diagnostic, ...]] = field(default_factory=dict)


def going_out(weighing: Weighing, press: EditionPress, number: str, only: str = "") -> GoingOut:
    """Make each client's edition of the issue that a report is about to become. What is wrong with one stops no other.

    A client that gets no edition now has its place in the outbox all the same, without enclosures: the edition is made
    when it is sent, or the desk is told why it cannot be.

    Args:
        weighing: The report.
        press: What makes editions.
        number: The issue's.
        only: Id of the one client whose edition is made; "" for all that get the report.

    Raises:
        BlockedError: A file does not name its issue.
        MachineError: The engine's libraries or the machine are at fault.
    """
    desk, report = weighing.desk, weighing.report_id
    clients = [each for each in desk.library.clients.values() if report in each.reports and only in {"", each.id}]
    copies = Copies(desk, BuildRequest((report,), (), desk.workspace.output), press.signing)
    made = GoingOut()
    for printing in of_report(weighing, clients, None, press.kept, number):
        if printing.forme is None:
            for client in printing.clients:
                _keep_back(made, printing, client, number, printing.content.diagnostics)
            continue
        tasks = []
        for client in printing.clients:
            try:
                tasks.append(copies.task(printing, client))
            except BriefgenError as fault:
                told = unsealed(desk.workspace, report, client.id, fault.message, fault.hint)
                _keep_back(made, printing, client, number, told)
        for finished in press.finish(printing, tasks) if tasks else ():
            _take(made, printing, finished, number)
    return made


def _take(made: GoingOut, printing: Printing, finished: Finished, number: str) -> None:
    client = finished.task.client
    if finished.diagnostics:
        _keep_back(made, printing, client, number, finished.diagnostics)
        return
    files = [_artefact(printing, finished, extension, number) for extension in finished.task.formats]
    made.artefacts += files
    made.outgoing += _outgoing(printing, client, number, tuple(_enclosure(each) for each in files))


def _keep_back(made: GoingOut, printing: Printing, client: Client, number: str, found: tuple[Diagnostic, ...]) -> None:
    made.kept_back[client.id] = found
    made.outgoing += _outgoing(printing, client, number, ())


def _artefact(printing: Printing, finished: Finished, extension: str, number: str) -> Artefact:
    """A client's finished file, known to name the issue it belongs to."""
    data, password = finished.files[extension], finished.task.copy.personal.password
    found = named(data, extension, number, password) if extension in _EXAMINED else None
    return Artefact(
        name=f"{finished.task.copy.stem}.{extension}",
        media_type=MEDIA_TYPES[extension],
        data=data,
        client=finished.task.client.id,
        language=printing.language,
        encrypted=extension == "pdf" and password is not None,
        content_sha256=found.content_sha256 if found else "",
    )


def named(data: bytes, extension: str, number: str, password: str | None = None) -> Examination:
    """What a finished file shows, which is known to name the issue it belongs to.

    Raises:
        BlockedError: It does not: a desk's own template has lost the place.
    """
    found = examination(data, password)
    if found.identity.number != number:
        raise BlockedError(
            f"the {extension.upper()} does not name its issue {number}, so that nobody could verify it later",
            "The desk's templates/report/document.html.j2 lacks <meta name=\"dcterms.identifier\">: see briefgen's own.",
        )
    return found


def _enclosure(artefact: Artefact) -> Enclosure:
    return Enclosure(artefact.name, artefact.media_type, artefact.sha256)


def _outgoing(printing: Printing, client: Client, number: str, enclosures: tuple[Enclosure, ...]) -> Iterator[Outgoing]:
    """One for each address: nobody sees who else gets it."""
    briefing = printing.forme.briefing if printing.forme else None
    for way in client.deliver:
        for target in way.targets:
            yield Outgoing(
                number=number,
                report=printing.report,
                client=client.id,
                channel=way.channel,
                target=target,
                marking=(briefing.marking if briefing else client.ceiling).value,
                language=printing.language,
                title=briefing.title if briefing else printing.report,
                enclosures=enclosures,
            )
