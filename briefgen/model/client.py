"""Clients: who gets which report, up to which marking, and how."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from briefgen.model.base import Id, Language, Line, Noun, ReportId
from briefgen.model.marking import Marking

Secret = Annotated[str, StringConstraints(pattern=r"^(env:[A-Za-z_][A-Za-z0-9_]*|file:.+)$")]
"""A reference to a secret, `env:NAME` or `file:path`; never the secret."""


class PdfOptions(Noun):
    """What is put on a client's PDF."""

    watermark: bool = Field(default=False, strict=True)
    password: Secret | None = None


class Delivery(Noun):
    """One way a report reaches the client."""

    channel: Literal["mail", "folder", "store"]
    to: tuple[Line, ...] = ()
    path: Line | None = None


class Client(Noun):
    """A recipient of reports."""

    id: Id
    name: Line
    language: Language = "en"
    ceiling: Marking = Marking.CLEAR
    reports: tuple[ReportId, ...] = ()
    leave_out: tuple[Line, ...] = ()
    brand: Id | None = None
    pdf: PdfOptions = PdfOptions()
    deliver: tuple[Delivery, ...] = ()
