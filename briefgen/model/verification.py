"""What a file turns out to be: what it says of itself, and how that compares with what was issued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from briefgen.model.issue import ArtefactEntry, Frozen, Issue
from briefgen.model.record import Withdrawal


@dataclass(frozen=True, slots=True)
class Identity:
    """What a finished file says of itself.

    Attributes:
        media_type: `application/pdf` or `text/html`; "" for anything else.
        number: The issue that it names; "" where it names none.
        ours: Whether it says that briefgen made it.
        encrypted: Whether it opens only with a password.
        opened: Whether it could be read.
        fault: Why it could not be: a clause that follows the file's name.
    """

    media_type: str = ""
    number: str = ""
    ours: bool = False
    encrypted: bool = False
    opened: bool = False
    fault: str = ""


class Attached(NamedTuple):
    """A file that a PDF brings along.

    Attributes:
        name: Its name.
        sha256: Hex digest of its bytes; "" where they cannot be read.
    """

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Examination:
    """A file, read as far as it can be.

    Attributes:
        identity: What it says of itself.
        content_sha256: Digest of what a reader sees, as in `Artefact`; "" where there is none.
        pages: Digest of each page of a PDF.
        attached: Files attached to a PDF, sorted.
    """

    identity: Identity
    content_sha256: str = ""
    pages: tuple[str, ...] = ()
    attached: tuple[Attached, ...] = ()


class Answer(StrEnum):
    """What a file is, seen from the registry."""

    ISSUED = "issued"
    RESAVED = "re-saved"
    UNENCRYPTED = "unencrypted-copy"
    ALTERED = "altered"
    MISATTRIBUTED = "misattributed"
    DRAFT = "draft"
    FOREIGN = "foreign"
    LOCKED = "locked"
    UNREADABLE = "unreadable"

    @property
    def sentence(self) -> str:
        """What it means, with `{file}` and `{number}` to be put in."""
        return _SENTENCES[self]


_SENTENCES = {
    Answer.ISSUED: "{file} is issue {number}, byte for byte as it was issued.",
    Answer.RESAVED: "{file} shows the pages of issue {number}, but is a copy: its bytes are not those that were issued.",
    Answer.UNENCRYPTED: "{file} shows the pages of issue {number}, but opens without the password it was issued with.",
    Answer.ALTERED: "{file} calls itself issue {number}, but is not what was issued.",
    Answer.MISATTRIBUTED: (
        "{file} calls itself issue {number}, which this desk never issued: it is another desk's, or forged."
    ),
    Answer.DRAFT: "{file} was made by briefgen but names no issue: a draft or a preview.",
    Answer.FOREIGN: "{file} is foreign: nothing in it says that briefgen made it.",
    Answer.LOCKED: "{file} opens only with a password.",
    Answer.UNREADABLE: "{file} cannot be read.",
}


@dataclass(frozen=True, slots=True)
class PageDifference:
    """How the pages of a file differ from those that were issued.

    Attributes:
        pages: Numbers, from 1, of the file's pages that were not issued so.
        missing: Numbers of the issued pages that the file lacks, where it has another number of pages.
        count: How many pages the file has.
        issued: How many were issued.
    """

    pages: tuple[int, ...]
    missing: tuple[int, ...]
    count: int
    issued: int


@dataclass(frozen=True, slots=True)
class Basis:
    """The issue that a file names or shows, and what it was built from.

    Attributes:
        issue: The issue.
        artefacts: Those of its files that this one is, or is a copy of; none for an altered one.
        content: All that it used; None where the registry has lost it.
        withdrawn: What it used and the desk has withdrawn since.
        newer: Number and day of the report's newest issue, where that is another.
    """

    issue: Issue
    artefacts: tuple[ArtefactEntry, ...]
    content: Frozen | None
    withdrawn: tuple[Withdrawal, ...] = ()
    newer: tuple[str, date] | None = None

    @property
    def by_kind(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Key and hex digest of everything it was built from, by kind."""
        found: dict[str, list[tuple[str, str]]] = {}
        for item in self.content.items.values() if self.content else ():
            found.setdefault(item.kind, []).append((item.key, item.sha256))
        return {kind: tuple(items) for kind, items in found.items()}


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdict on one file.

    Attributes:
        file: As it was named.
        answer: What it is.
        number: The issue that the answer speaks of; "" where it speaks of none.
        reason: What else is to be said: which pages differ, why it cannot be read.
        sha256: Hex digest of its bytes; "" where they could not be read.
        identity: What it says of itself.
        basis: The issue; None where the registry has none to show.
        difference: For altered PDFs whose issued bytes could be compared.
    """

    file: str
    answer: Answer
    number: str = ""
    reason: str = ""
    sha256: str = ""
    identity: Identity = Identity()
    basis: Basis | None = None
    difference: PageDifference | None = None

    @property
    def sentence(self) -> str:
        """The verdict in words."""
        told = self.answer.sentence.format(file=self.file, number=self.number)
        return f"{told} {self.reason}".rstrip()


@dataclass(frozen=True, slots=True)
class Verified:
    """The verdicts on several files, in their order, and whether the desk has issued nothing yet."""

    verdicts: tuple[Verification, ...]
    nothing_issued: bool
