"""Issues: numbered, approved reports, frozen with everything that they used."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from typing import Any


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of content as an issue used it, addressed by what it holds.

    Attributes:
        kind: `report`, `fact`, `source`, `actor`, `judgement`, `scenario`, `rating`, `indicator`, `contradiction`,
            `section` or `profile`; `translation` for one of these in another language; `template`, `brand` or `picture`
            for what only decides how it looks.
        key: Its identity among items of its kind, the same in every issue: a fact's id, `mali/Security` for a rating,
            `fr/fact/…` for a translation.
        data: Canonical JSON in UTF-8, or a file's own bytes for templates, brands and pictures.
    """

    kind: str
    key: str
    data: bytes

    @property
    def sha256(self) -> str:
        """Hex digest of the data: its address."""
        return sha256(self.data).hexdigest()

    @property
    def value(self) -> dict[str, Any]:
        """The content, for items that hold JSON."""
        return dict(json.loads(self.data))


LOOKS = frozenset({"template", "brand", "picture"})
"""Kinds that hold files."""


def item(kind: str, key: str, value: Mapping[str, Any]) -> Item:
    """An item of JSON content. The same content gives the same bytes."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Item(kind, key, text.encode())


@dataclass(frozen=True)
class Frozen:
    """Everything that a report uses at one moment, by identity.

    Attributes:
        report: The report's id.
        as_of: The day it speaks from.
        items: By (kind, key).
    """

    report: str
    as_of: date
    items: Mapping[tuple[str, str], Item]

    @cached_property
    def digest(self) -> str:
        """Hex digest of the content: what an approval holds for. How it looks and the day do not count."""
        lines = sorted(
            f"{each.kind} {each.key} {each.sha256}" for each in self.items.values() if each.kind not in LOOKS
        )
        return sha256("\n".join(lines).encode()).hexdigest()

    def values(self, kind: str) -> dict[str, dict[str, Any]]:
        """The content of one kind, by key."""
        return {each.key: each.value for each in self.items.values() if each.kind == kind}


def frozen(report: str, as_of: date, items: Iterable[Item]) -> Frozen:
    """Items of one report, by identity, in the order of kind and key."""
    ordered = sorted(items, key=lambda each: (each.kind, each.key))
    return Frozen(report, as_of, {(each.kind, each.key): each for each in ordered})


@dataclass(frozen=True, slots=True)
class Artefact:
    """A finished file of an issue.

    Attributes:
        name: File name: `mali.pdf`.
        media_type: MIME type.
        data: Its bytes, as they were issued.
        client: Whose edition; "" for the desk's own.
        language: BCP 47 tag.
        encrypted: Whether it opens only with a password.
        content_sha256: Digest of what a reader sees, which saving a copy anew does not change; "" where there is none.
    """

    name: str
    media_type: str
    data: bytes
    client: str = ""
    language: str = "en"
    encrypted: bool = False
    content_sha256: str = ""

    @property
    def sha256(self) -> str:
        """Hex digest of the bytes."""
        return sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class ArtefactEntry:
    """An artefact as the registry lists it: an `Artefact` without its bytes, with the issue's number."""

    number: str
    name: str
    media_type: str
    client: str
    language: str
    encrypted: bool
    bytes: int
    sha256: str
    content_sha256: str


@dataclass(frozen=True, slots=True)
class Issue:
    """A numbered issue, without what it holds.

    Attributes:
        number: `ASA-SR-2026-0001`; given once, for ever.
        report: The report's id.
        title: As on its cover.
        series: As on its cover: "Situation report".
        as_of: The day it speaks from.
        issued_at: When, in UTC.
        issued_by: Who issued it.
        approved_by: Who approved it.
        authors: Who wrote it, by role.
        countries: ISO 3166-1 alpha-2 codes it is about.
        topics: Ids of the topics it is about.
        clients: Ids of the clients whose files name the report.
        marking: Its TLP label.
        digest: Of its content, as approved.
        versions: Program and engine that made it, as (name, version).
    """

    number: str
    report: str
    title: str
    series: str
    as_of: date
    issued_at: datetime
    issued_by: str
    approved_by: str
    authors: tuple[str, ...]
    countries: tuple[str, ...]
    topics: tuple[str, ...]
    clients: tuple[str, ...]
    marking: str
    digest: str
    versions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Where numbers are counted: each series has its own for each year.

    Attributes:
        code: Desk and kind of report: `ASA-SR`.
        year: Of the day of issue.
    """

    code: str
    year: int

    def number(self, count: int) -> str:
        """A number of this series; `count` begins at 1."""
        return f"{self.code}-{self.year}-{count:04d}"
