"""Who is to get an edition, and who cannot be told of one because a file is faulty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from briefgen.desk.session import Desk
from briefgen.model.client import Client
from briefgen.model.diagnostic import Diagnostic, blocks
from briefgen.model.faults import UsageError


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
    faults = faults_of_clients(desk)
    known = sorted(name for kind, name in desk.library.places if kind == "client")
    wanted = set(names) or set(known)
    return tuple(
        name
        for name in known
        if name in wanted and (name not in desk.library.clients or blocks(tuple(faults.get(name, ()))))
    )


def reports_of(desk: Desk, name: str, reports: Sequence[str]) -> tuple[str, ...]:
    """Which of these reports a client gets; all of them, where its file does not say.

    Args:
        desk: The desk.
        name: The client's id.
        reports: Ids of reports.
    """
    client = desk.library.clients.get(name)
    return tuple(each for each in reports if client is None or each in client.reports)


def faults_of_clients(desk: Desk) -> Mapping[str, Sequence[Diagnostic]]:
    """What is wrong with clients' files, by client.

    Where a fault is nobody's entry, it is of all clients in its file; where a file says of nobody whose it is, of all there are.
    """
    folder = desk.workspace.content.relative_to(desk.workspace.root).as_posix() + "/clients/"
    places = {name: place for (kind, name), place in desk.library.places.items() if kind == "client"}
    found: dict[str, list[Diagnostic]] = defaultdict(list)
    for fault in desk.diagnostics:
        where = fault.place
        if where and where.file.startswith(folder):
            same = [name for name, place in places.items() if place.file == where.file]
            own = [name for name in same if where.pointer[: len(places[name].pointer)] == places[name].pointer]
            for name in own or same or places:
                found[name].append(fault)
    return found
