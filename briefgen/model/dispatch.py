"""Dispatches: one issue's way to one address, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from briefgen.model.schedule import AHEAD


class DispatchState(StrEnum):
    """How far a dispatch has come.

    `pending`: to be sent, now or after a pause. `sending`: a run is at it. `sent`: the other side has taken it. `failed`:
    it is not tried again by itself. `unknown`: it may have arrived or not; only a person sends it again.
    """

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A finished file that is sent, by what it holds.

    Attributes:
        name: File name.
        media_type: MIME type.
        sha256: Hex digest of its bytes, which the registry keeps.
    """

    name: str
    media_type: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What is put into the outbox.

    Attributes:
        number: The issue's.
        report: The report's id.
        client: The client's id; "" for the desk itself.
        channel: `mail`, `folder` or `store`.
        target: One address, or where a folder or store is, as the client's file has it.
        marking: TLP label of what is sent.
        language: BCP 47 tag of what is sent.
        title: The edition's, as on its cover.
        enclosures: The files.
    """

    number: str
    report: str
    client: str
    channel: str
    target: str
    marking: str
    language: str
    title: str
    enclosures: tuple[Enclosure, ...]

    @property
    def key(self) -> str:
        """Hex digest of issue, client, channel and target: an outbox holds each once."""
        told = f"{self.number}\0{self.client}\0{self.channel}\0{self.target}"
        return sha256(told.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A dispatch as the registry has it.

    Attributes:
        id: Its number in the outbox.
        outgoing: What goes where.
        state: How far it has come.
        attempts: How often it was tried.
        due: Not before this moment is it tried (again), in UTC.
        run: Id of the run that tried it last; "" before the first.
        at: When it came into this state, in UTC.
        because: Why, in a sentence without secrets; "" where that needs no reason.
    """

    id: int
    outgoing: Outgoing
    state: DispatchState
    attempts: int
    due: datetime
    run: str
    at: datetime
    because: str = ""

    def is_due(self, at: datetime) -> bool:
        """Whether a pending one is to be sent at a moment; one that a clock put off that was ahead is, too."""
        return not at < self.due <= at + AHEAD


class Fate(StrEnum):
    """What became of one attempt. `sent`: taken. `later`: surely not taken, and worth another attempt. `refused`: surely not taken, and of no use to try again. `unknown`: nobody can tell."""

    SENT = "sent"
    LATER = "later"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at a dispatch as the registry has it.

    Attributes:
        dispatch: Id of the dispatch.
        run: Id of the run that tried; "" where a person had it sent again.
        at: When it was known what became of it, in UTC.
        fate: As in `Fate`; or `resent`, where a person had it sent again.
        because: Why, in a sentence without secrets; "" where that needs no reason.
    """

    dispatch: int
    run: str
    at: datetime
    fate: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a channel says of one attempt.

    Attributes:
        fate: What became of it.
        because: Why, in a sentence that names no secret; for `sent`, what the other side said, or "".
    """

    fate: Fate
    because: str = ""


@dataclass(frozen=True, slots=True)
class ParcelFile:
    """A file on its way: its name, MIME type and bytes."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says.

    Attributes:
        subject: One line; begins with the marking.
        text: Plain text.
        html: The same as a page without anything to be fetched.
        language: BCP 47 tag.
    """

    subject: str
    text: str
    html: str
    language: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a channel sends.

    Attributes:
        key: Of the dispatch, as in `Outgoing.key`: the same however often it is tried.
        target: One address, or where a folder or store is.
        files: What is enclosed.
        letter: What a mail says; None for the other channels.
        at: The moment that a mail is dated, in UTC.
        folder: The issue's number, under which folder and store put the files; mail does without.
    """

    key: str
    target: str
    files: tuple[ParcelFile, ...]
    letter: Letter | None
    at: datetime
    folder: str = ""
