"""Who is to get an edition, and who cannot be told of one because a file is faulty."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.desk.session import Desk
from briefgen.model.client import Client
from briefgen.model.diagnostic import Diagnostic, blocks
from briefgen.model.faults import UsageError
from briefgen.model.place import Place


def chosen_clients(desk: Desk, names: Sequence[str], reports: Sequence[str], *, named: bool) -> tuple[Client, ...]:
    """Clients of these names, or all of the desk that get one of the reports.

    Args:
        desk: The desk.
        names: Ids of clients; () for all.
        reports: Ids of reports.
        named: Whether somebody named these reports: then each client named must get each.

    Raises:
        UsageError: There is no such client, or it does not get a report.
    """
    there = desk.library.clients
    unread = unread_clients(desk, names)
    for name in (each for each in names if each not in unread):
        if name not in there:
            raise UsageError(f"unknown client '{name}'", f"There are: {', '.join(sorted(there)) or 'none'}.")
        missing = [each for each in reports if each not in there[name].reports] if named else []
        if missing:
            raise UsageError(
                f"the client '{name}' does not get the report '{missing[0]}'",
                f"It gets: {', '.join(there[name].reports) or 'none'}. See {desk.library.places['client', name].file}.",
            )
    wanted = set(names) or set(there)
    return tuple(
        each for each in there.values() if each.id in wanted - set(unread) and set(each.reports) & set(reports)
    )


def unread_clients(desk: Desk, names: Sequence[str]) -> tuple[str, ...]:
    """Ids of clients whose file has errors, or a report that they get cannot be read: nobody can tell what they get.

    Args:
        desk: The desk.
        names: Ids of clients; () for all.
    """
    library = desk.library
    known = sorted(name for kind, name in library.places if kind == "client")
    return tuple(
        name
        for name in known
        if name in (names or known) and (name not in library.clients or blocks(faults_of(desk, name)))
    )


def faults_of(desk: Desk, client: str) -> tuple[Diagnostic, ...]:
    """What is wrong with a client's file, or with a part of it that could be this client's."""
    place = desk.library.places["client", client]
    others = {
        each.pointer for (kind, _), each in desk.library.places.items() if kind == "client" and each.file == place.file
    }
    return tuple(
        found
        for found in desk.diagnostics
        if found.place
        and (found.place.file == place.file or _is_nobodys(desk, found.place))
        and not any(
            found.place.pointer[: len(each)] == each
            for each in others - {place.pointer}
            if found.place.file == place.file
        )
    )


def _is_nobodys(desk: Desk, place: Place) -> bool:
    """Whether a place is in a file of clients that could not be read so far that it is known whose it is."""
    folder = desk.workspace.content.relative_to(desk.workspace.root).as_posix() + "/clients/"
    read = {each.file for (kind, _), each in desk.library.places.items() if kind == "client"}
    return place.file.startswith(folder) and place.file not in read
