"""A page: one document, and everything it may load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside the PDF.

    Attributes:
        name: Its file name, as a reader saves it; unique in the document, and no path.
        media_type: Such as `application/json`.
        description: What it is, in the document's language.
        data: Its bytes.
        relationship: What it is to the document, as PDF/A-3 calls it: `Data`, `Source`, `Alternative`, `Supplement`.
    """

    name: str
    media_type: str
    description: str
    data: bytes
    relationship: str = "Data"


@dataclass(frozen=True, slots=True)
class Page:
    """One HTML document and everything it may load.

    Attributes:
        html: The document, for the screen and for print; its only references are `asset:<sha256>` addresses.
        assets: Media type and bytes by sha256: the build's manifest.
        origins: Where each asset came from, for errors: a path relative to the desk or a package's name, by sha256.
        screen: What only the screen gets, by the mark that holds its place in the document. The engine never sees it.
        sheets: Style sheets of the document and of what only the screen gets, whole, as the templates wrote them.
        scripts: Scripts, likewise.
        attachments: Files that go into the PDF.
    """

    html: str
    assets: Mapping[str, tuple[str, bytes]]
    origins: Mapping[str, str]
    screen: Mapping[str, str] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
