"""Who may be sent what, as the clients' files are at the moment of sending and not when the issue was made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.archive.identity import PDF, read_identity
from briefgen.desk.mailing import letter_for
from briefgen.desk.markings import raised
from briefgen.desk.session import open_desk
from briefgen.load.secrets import secret
from briefgen.model.diagnostic import Severity
from briefgen.model.faults import MachineError
from briefgen.model.marking import Marking

if TYPE_CHECKING:
    from briefgen.archive.registry import Registry
    from briefgen.desk.session import Desk
    from briefgen.model.client import Client, Delivery
    from briefgen.model.dispatch import Dispatch, Letter, ParcelFile

_FOLDER = "clients"
_MEGABYTE = 1_000_000


class Refusal(Exception):  # noqa: N818 - it is no error: somebody must not get something
    """Why a dispatch must not be sent, in a sentence."""


class Recipients:
    """The desk as its clients' files are now: read again whenever one of them has changed.

    Args:
        desk: As it was opened.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stamps = _stamps(desk.workspace.content)

    def now(self) -> Desk:
        """The desk with its clients as their files are.

        Raises:
            UsageError: There is no desk any more.
        """
        stamps = _stamps(self._desk.workspace.content)
        if stamps != self._stamps:
            self._desk = open_desk(self._desk.workspace.root, self._desk.as_of, self._desk.today)
            self._stamps = stamps
        return self._desk


def _stamps(content: Path) -> Mapping[str, tuple[int, int, int]]:
    """Size and times of every client's file."""
    found = {}
    for path in sorted((content / _FOLDER).rglob("*")):
        with suppress(FileNotFoundError):  # an editor's, gone again
            seen = path.stat()
            found[str(path)] = (seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns)
    return found


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who may be sent a dispatch.

    Attributes:
        desk: The desk.
        client: Who; None for the desk itself.
        way: How, as the client's file says; None for the desk itself.
    """

    desk: Desk
    client: Client | None
    way: Delivery | None

    def takes(self, size: int) -> bool:
        """Whether files of so many bytes go with the message. Into a folder or a store all do.

        Raises:
            Refusal: They must be named instead, and nobody knows where they are.
        """
        mail = self.desk.workspace.mail
        if mail is None or (self.way is not None and self.way.channel != "mail"):
            return True
        most = mail.attach_up_to_mb * _MEGABYTE
        if size <= most and (self.way is None or self.way.attach):
            return True
        if self.way is None or not self.way.link:
            raise Refusal(
                f"the files have {size / _MEGABYTE:.1f} MB, a mail carries {mail.attach_up_to_mb} MB at the most, and the"
                " client's file has no `link` to where they are"
                if size > most
                else "the client's file says `attach: false` and has no `link` to where the files are"
            )
        return False

    def require_locked(self, files: Iterable[ParcelFile]) -> None:
        """Each PDF opens with the password that the client has now, and not without.

        Raises:
            Refusal: One does not: the client got its password, or another, after the edition was made.
            MachineError: The password is not where the client's file says.
        """
        reference = self.client.pdf.password if self.client else None
        if self.client is None or reference is None:
            return
        password = secret(reference, self.desk.workspace.root)
        for file in files:
            found = read_identity(file.data, password) if file.media_type == PDF else None
            if found and not (found.opened and found.encrypted):
                raise Refusal(
                    f"{file.name} does not open with the password that '{self.client.id}' has now, or opens without:"
                    " the next issue does"
                )

    def letter(self, dispatch: Dispatch, sizes: Mapping[str, int], attached: bool, at: datetime) -> Letter | None:  # noqa: FBT001
        """What the mail says; None for other channels."""
        if dispatch.outgoing.channel != "mail":
            return None
        return letter_for(self.desk, dispatch, self.client, sizes, attached, at)


def check_recipient(desk: Desk, registry: Registry, dispatch: Dispatch) -> Recipient:
    """Whom a dispatch goes to, if it still may.

    Args:
        desk: With the clients' files as they are now.
        registry: Knows whose each file is, and what was withdrawn.
        dispatch: What goes where.

    Raises:
        Refusal: The client, its address, its report or its ceiling is not what it was; a file is another client's; or the
            issue rests on what was withdrawn since.
        MachineError: The client's file cannot be read, so that nobody can tell.
    """
    outgoing = dispatch.outgoing
    if not outgoing.client:
        if outgoing.target not in desk.workspace.tell.to:
            raise Refusal(f"{outgoing.target} is not the desk's own address any more: [tell] in briefgen.toml")
        return Recipient(desk, None, None)
    client = desk.library.clients.get(outgoing.client)
    if client is None and (("client", outgoing.client) in desk.library.places or _unread(desk)):
        raise MachineError(
            f"clients' files have errors, so that nobody can tell what '{outgoing.client}' may get",
            "Mend it: briefgen check --all",
        )
    if client is None:
        raise Refusal(f"there is no client '{outgoing.client}' any more")
    way = _way(client, dispatch)
    _check_content(client, dispatch, registry)
    _check_markings(desk, client, dispatch, registry)
    return Recipient(desk, client, way)


def _unread(desk: Desk) -> bool:
    """Whether anything is wrong with clients' files: who is not found may stand in what could not be read."""
    folder = (desk.workspace.content / _FOLDER).relative_to(desk.workspace.root).as_posix()
    return any(
        each.severity is Severity.ERROR and each.place is not None and each.place.file.startswith(f"{folder}/")
        for each in desk.diagnostics
    )


def _way(client: Client, dispatch: Dispatch) -> Delivery:
    """The entry of the client's file that names where it goes."""
    outgoing = dispatch.outgoing
    for way in client.deliver:
        if way.channel == outgoing.channel and outgoing.target in way.targets:
            return way
    raise Refusal(f"the file of '{client.id}' does not name {outgoing.channel} to {outgoing.target} any more")


def _check_content(client: Client, dispatch: Dispatch, registry: Registry) -> None:
    outgoing = dispatch.outgoing
    if outgoing.report not in client.reports:
        raise Refusal(f"'{client.id}' does not get the report '{outgoing.report}' any more")
    marking = Marking(outgoing.marking)
    if marking.rank > client.ceiling.rank:
        raise Refusal(f"it is marked {marking.value}, and '{client.id}' may have {client.ceiling.value} at the most")
    theirs = {each.sha256 for each in registry.artefacts(outgoing.number) if each.client == client.id}
    for each in outgoing.enclosures:
        if each.sha256 not in theirs:
            raise Refusal(f"the file {each.name} is not one of the editions of '{client.id}'")
    withdrawn = registry.withdrawals()
    content = registry.content(outgoing.number) if withdrawn else None
    for kind, name in withdrawn if content else ():
        if content and (kind, name) in content.items:
            raise Refusal(f"it rests on the {kind} '{name}', which was withdrawn since: issue a corrected one")


def _check_markings(desk: Desk, client: Client, dispatch: Dispatch, registry: Registry) -> None:
    """Nothing that the client could have when it was issued is marked higher since than it may have."""
    outgoing = dispatch.outgoing
    read = partial(registry.content, outgoing.number)
    for what, marking in raised(desk, outgoing.report, read, client.ceiling):
        raise Refusal(
            f"it holds {what} which is marked {marking.value} by now, and '{client.id}' may have {client.ceiling.value}"
            " at the most"
        )
