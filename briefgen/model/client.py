"""Clients: who gets which report, up to which marking, and how."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from briefgen.model.base import Id, Language, Line, Noun, ReportId
from briefgen.model.marking import Marking

Format = Literal["pdf", "html", "docx", "json"]
"""What an edition can be made as."""

PARTS = (
    "summary",
    "changes",
    "sections",
    "judgements",
    "countries",
    "timeline",
    "actors",
    "ratings",
    "scenarios",
    "indicators",
    "method",
    "services",
    "related",
)
"""Parts that an edition can do without. Sources, corrections, where sources differ, contact and legal notice always stay."""

PLACEHOLDERS = ("report", "client", "as_of", "language", "number")
"""What a file name can be made of."""

FILE_NAME = "{report}.{client}"
"""The pattern of a client that names none."""

Secret = Annotated[str, StringConstraints(pattern=r"^(env:[A-Za-z_][A-Za-z0-9_]*|file:.+)$")]
"""A reference to a secret, `env:NAME` or `file:path`; never the secret."""


class PdfOptions(Noun):
    """What is put on a client's PDF.

    Attributes:
        watermark: Whether the client's name stands across every page.
        password: Where the password is that opens it: `env:NAME` or `file:path`, never the password.
        sign: Whether it bears the desk's signature.
    """

    watermark: bool = Field(default=False, strict=True)
    password: Secret | None = None
    sign: bool = Field(default=False, strict=True)


class Delivery(Noun):
    """One way a report reaches the client.

    Attributes:
        channel: `mail`, a `folder`, or an object `store`.
        to: Addresses, for mail: each gets a message of its own.
        path: Where to: a folder, from the desk's folder or absolute, or a store, `s3://bucket/prefix`.
        attach: Whether a mail carries the files, while they are small enough; without, it names where they are.
        link: For mail, where the client finds what is not attached; `{number}`, `{report}` and `{file}` are filled in.
    """

    channel: Literal["mail", "folder", "store"]
    to: tuple[Line, ...] = ()
    path: Line | None = None
    attach: bool = Field(default=True, strict=True)
    link: Line | None = None

    @property
    def targets(self) -> tuple[str, ...]:
        """Where it leads: each address of a mail, or the one folder or store."""
        return self.to if self.channel == "mail" else (self.path or "",)


class Client(Noun):
    """A recipient of reports.

    Attributes:
        id: Its name in the desk.
        name: As printed on its editions.
        language: BCP 47 tag of its editions.
        ceiling: The most restricted marking it may have.
        reports: Reports it gets.
        leave_out: Parts that its editions do without, `services`, and sections by name: `20-what-follows-wagner`, or
            without the number.
        only: The parts and sections that alone stay; all, where it is left out.
        brand: A brand other than the report's.
        copy_number: Number of its copy, printed on cover and in footers; none where it is left out.
        formats: What its editions are made as. A password opens the PDF; it does not close the others.
        file_name: Its files' names, before the dot and the ending. They hold `{client}`, and may hold `{report}`,
            `{as_of}`, `{language}` and `{number}`, the issue's number, or `draft`.
        pdf: What is put on its PDF.
        deliver: How the reports reach it.
    """

    id: Id
    name: Line
    language: Language = "en"
    ceiling: Marking = Marking.CLEAR
    reports: tuple[ReportId, ...] = ()
    leave_out: tuple[Line, ...] = ()
    only: tuple[Line, ...] = ()
    brand: Id | None = None
    copy_number: Annotated[int, Field(strict=True, ge=1, le=999_999)] | None = None
    formats: tuple[Format, ...] = Field(default=("pdf", "html"), min_length=1)
    file_name: Annotated[str, StringConstraints(min_length=1, max_length=120)] = FILE_NAME
    pdf: PdfOptions = PdfOptions()
    deliver: tuple[Delivery, ...] = ()

    def stem(self, report: str, as_of: date, language: str, number: str = "") -> str:
        """What an edition's files are called, without the ending.

        Args:
            report: The report's id.
            as_of: The day it speaks from.
            language: BCP 47 tag of the edition.
            number: The issue's; "" before it is issued.
        """
        words = {"report": report, "client": self.id, "as_of": as_of.isoformat(), "language": language}
        return filled(self.file_name, {**words, "number": number or "draft"})


def filled(pattern: str, words: dict[str, str]) -> str:
    """A pattern for file names with its placeholders filled; braces around anything else stay."""
    for name, word in words.items():
        pattern = pattern.replace(f"{{{name}}}", word)
    return pattern


def part_of(name: str, section: str, file: str) -> bool:
    """Whether a name in `leave_out` or `only` means a section.

    Args:
        name: As written: `20-what-follows-wagner`, or without the number.
        section: The section's name.
        file: The section's file; its stem has the number.
    """
    stem = file.rpartition("/")[2].split(".", maxsplit=1)[0]
    return name in (section, stem)
