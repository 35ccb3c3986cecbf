"""Clients' editions: who gets which report in which language, and which of them share a printing."""

from __future__ import annotations

import getpass
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.desk.given import given_of
from briefgen.desk.prepare import Weighing, concerning
from briefgen.desk.released import ForClient, prepare_for
from briefgen.desk.typeset import Forme, imprint_of, numbered, typeset
from briefgen.load.secrets import secret
from briefgen.load.tongues import load_tongue, printed_tongue, tongues
from briefgen.model.canonical import digest_of
from briefgen.model.edition import Personal
from briefgen.release.terms import Terms, terms_of

if TYPE_CHECKING:
    from briefgen.desk.kept import Kept
    from briefgen.desk.session import Desk
    from briefgen.model.client import Client
    from briefgen.model.dossier import Dossier
    from briefgen.model.edition import Withheld
    from briefgen.seal.edition import Copy
    from briefgen.seal.leaks import Forbidden

_GROUP = 4
"""Digits between the hyphens of a document's id, which has three groups of them."""


@dataclass(frozen=True, slots=True)
class Printing:
    """Editions of one content, printed once.

    Attributes:
        report: The report's id.
        language: BCP 47 tag.
        clients: Who gets it, by id.
        content: What they get.
        forme: None where something keeps it from going out.
        key: Digest of all that can change the bytes of what they share; "" without a forme.
        as_of: The day it speaks from.
        said: What it was written from, as these clients may see it.
        parts: Of a digest, what each report's part was written from, by the part's anchor.
    """

    report: str
    language: str
    clients: tuple[Client, ...]
    content: ForClient
    as_of: date
    forme: Forme | None = None
    key: str = ""
    said: tuple[Dossier, ...] = ()
    parts: Mapping[str, Dossier] = field(default_factory=dict)


def printings(
    desk: Desk, clients: Sequence[Client], reports: Iterable[str], brand: str | None, kept: Kept
) -> Iterator[Printing]:
    """What must be printed so that each client gets its reports, one report after the other.

    Args:
        desk: The desk.
        clients: Who.
        reports: Ids of reports.
        brand: A brand other than the clients' and the reports' own.
        kept: Knows the digests.
    """
    for report in reports:
        takers = [each for each in clients if report in each.reports]
        if takers and desk.readable(report):
            yield from of_report(Weighing(desk, report), takers, brand, kept)
        for client in () if desk.readable(report) else takers:
            yield unreadable(desk, report, client)


def unreadable(desk: Desk, report: str, client: Client) -> Printing:
    """A client's edition of a report that cannot be read: there is none."""
    content = ForClient(client.language, None, (), concerning(desk, report), (client,))
    return Printing(report, client.language, (client,), content, desk.as_of_for(report))


def of_report(
    weighing: Weighing, clients: Sequence[Client], brand: str | None, kept: Kept, number: str = ""
) -> Iterator[Printing]:
    """What must be printed of one report. What prints alike is printed once.

    Args:
        weighing: The report.
        clients: Who gets it.
        brand: A brand other than the clients' and the report's own.
        kept: Knows the digests.
        number: Of the issue that it is about to become; "" where it is none.
    """
    shared: dict[str, Printing] = {}
    for content in contents(weighing, clients, brand):
        made = _printing(weighing, content, kept, number)
        if made.forme is None:
            yield made
        elif made.key in shared and shared[made.key].content.withheld == content.withheld:
            before = shared[made.key]
            shared[made.key] = replace(before, clients=(*before.clients, *made.clients))
        else:
            shared[made.key if made.key not in shared else f"{made.key} {len(shared)}"] = made
    yield from shared.values()


def contents(weighing: Weighing, clients: Iterable[Client], brand: str | None) -> Iterator[ForClient]:
    """What clients get of a report: those of the same terms get the same.

    Args:
        weighing: The report.
        clients: Who.
        brand: A brand other than the clients' and the report's own.
    """
    alike: dict[tuple[str, Terms, str | None], list[Client]] = {}
    for client in clients:
        language = language_of(client, weighing.languages)
        alike.setdefault((language, terms_of(client), client.brand), []).append(client)
    for (language, _, _), same in alike.items():
        yield replace(prepare_for(weighing, language, same[0], brand), clients=tuple(same))


def _printing(weighing: Weighing, content: ForClient, kept: Kept, number: str) -> Printing:
    prepared, as_of = content.prepared, weighing.desk.as_of_for(weighing.report_id)
    blank = Printing(weighing.report_id, content.language, content.clients, content, as_of)
    if prepared is None or prepared.kit is None or prepared.report_kit is None:
        return blank
    workspace, kit = weighing.desk.workspace, prepared.report_kit
    imprint = numbered(workspace, prepared, kit, number) if number else imprint_of(workspace, prepared, kit)
    forme = typeset(prepared, prepared.kit, imprint)
    forme = replace(forme, briefing=replace(forme.briefing, personal=True))
    said = (prepared.assessment.dossier, prepared.original.dossier)
    return replace(blank, forme=forme, key=kept.key(forme), said=said)


def language_of(client: Client, there: Sequence[str]) -> str:
    """The language of a client's edition: its own where the report exists in it, else the report's.

    Args:
        client: The client.
        there: Languages that the report exists in, its own first.
    """
    plain = client.language.split("-", maxsplit=1)[0]
    return next((each for each in (client.language, plain) if each in there), there[0])


def copy_of(desk: Desk, printing: Printing, client: Client) -> Copy:
    """What makes a printing one client's.

    Raises:
        MachineError: Its password is not where the client's file says.
    """
    from briefgen.seal.edition import Copy  # noqa: PLC0415 - the seal takes its time to import

    forme = printing.forme
    assert forme is not None  # noqa: S101 - only what can be printed has copies
    tongue = load_tongue(printing.language)
    number = client.copy_number
    password = client.pdf.password
    personal = Personal(
        client=client.id,
        name=client.name,
        document=_document(printing, client),
        copy=number,
        watermark=client.pdf.watermark,
        password=secret(password, desk.workspace.root) if password else None,
        words={
            "prepared_for": tongue.text("Prepared for"),
            "copy": tongue.text("Copy %(number)s", number=number) if number is not None else "",
        },
    )
    briefing = forme.briefing
    stem = client.stem(printing.report, briefing.as_of, printing.language, briefing.series_number)
    return Copy(personal, stem, client.pdf.sign)


def _document(printing: Printing, client: Client) -> str:
    """Id of one client's document: the same whenever it is made from the same content."""
    digits = digest_of(printing.key, client.id, client.name, client.copy_number).upper()
    return "-".join(digits[start : start + _GROUP] for start in range(0, 3 * _GROUP, _GROUP))


class Guard:
    """What must not be in any file of a desk's clients, made once for a build.

    Args:
        desk: The desk.
        kept: Has the templates.
    """

    def __init__(self, desk: Desk, kept: Kept) -> None:
        self._desk = desk
        self._kept = kept

    def forbidden(self, printing: Printing) -> Forbidden:
        """What these editions may not hold."""
        from briefgen.seal.leaks import forbidden, texts_of  # noqa: PLC0415 - the seal takes its time to import

        forme = printing.forme
        assert forme is not None  # noqa: S101 - only what can be printed is searched
        ceiling = min((client.ceiling for client in printing.clients), key=lambda each: each.rank)
        said = tuple(given_of(each, printing.content.withheld, ceiling) for each in printing.said)
        released = (*texts_of(said), *texts_of((forme.kit.brand,)), *self._printed)
        return forbidden(_searched(printing.content.withheld), released, self._others)

    @cached_property
    def _printed(self) -> tuple[str, ...]:
        """What the program itself may print, for whomever."""
        from briefgen.seal.leaks import texts_of  # noqa: PLC0415 - the seal takes its time to import

        shelf = (each.decode("utf-8", "replace") for each in self._kept.shelf.values())
        return tuple(texts_of((*shelf, *map(printed_tongue, tongues()))))

    @cached_property
    def _others(self) -> tuple[str, ...]:
        """Who and where the desk is, and who its other clients are, also those whose file is faulty."""
        library = self._desk.library
        ids = [name for kind, name in library.places if kind == "client"]
        named = [*ids, *(each.name for each in library.clients.values())]
        return (*_machine(), str(self._desk.workspace.root), *named)


def _machine() -> Iterator[str]:
    """What this machine and its user are called; nothing where the system does not know, as in some containers."""
    asked: tuple[Callable[[], object], ...] = (socket.gethostname, getpass.getuser, Path.home)
    for ask in asked:
        with suppress(OSError, KeyError, RuntimeError):
            yield str(ask())


def _searched(withheld: Iterable[Withheld]) -> Iterator[Withheld]:
    """What is withheld because the client may not have it; what it chose to do without is no secret."""
    return (each for each in withheld if each.because != "choice")
