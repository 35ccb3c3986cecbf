"""Clients: who gets which report, up to which marking, and how."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from briefgen.model.base import Id, Language, Line, Noun, ReportId
from briefgen.model.marking import Marking

Secret = Annotated[str, StringConstraints(pattern=r"^(env:[A-Za-z_][A-Za-z0-9_]*|file:.+)$")]
"""A reference to a secret, `env:NAME` or `file:path`; never the secret."""


class PdfOptions(Noun):
    """What is put on a client's PDF.

    Attributes:
        watermark: Whether the client's name stands across every page.
        password: Where the password is that opens it: `env:NAME` or `file:path`, never the password.
    """

    watermark: bool = Field(default=False, strict=True)
    password: Secret | None = None


class Delivery(Noun):
    """One way a report reaches the client.

    Attributes:
        channel: `mail`, a `folder`, or an object `store`.
        to: Addresses, for mail.
        path: Where to, for a folder or a store.
    """

    channel: Literal["mail", "folder", "store"]
    to: tuple[Line, ...] = ()
    path: Line | None = None


class Client(Noun):
    """A recipient of reports.

    Attributes:
        id: Its name in the desk.
        name: As printed on its editions.
        language: BCP 47 tag of its editions.
        ceiling: The most restricted marking it may have.
        reports: Reports it gets.
        leave_out: Kinds of parts that its editions do without: `services`.
        brand: A brand other than the report's.
        pdf: What is put on its PDF.
        deliver: How the reports reach it.
    """

    id: Id
    name: Line
    language: Language = "en"
    ceiling: Marking = Marking.CLEAR
    reports: tuple[ReportId, ...] = ()
    leave_out: tuple[Line, ...] = ()
    brand: Id | None = None
    pdf: PdfOptions = PdfOptions()
    deliver: tuple[Delivery, ...] = ()
