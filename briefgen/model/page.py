"""A page: one document, and everything it may load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One HTML document and everything it may load.

    Attributes:
        html: The document, for the screen and for print; its only references are `asset:<sha256>` addresses.
        assets: Media type and bytes by sha256: the build's manifest.
        origins: Where each asset came from, for errors: a path relative to the desk or a package's name, by sha256.
    """

    html: str
    assets: Mapping[str, tuple[str, bytes]]
    origins: Mapping[str, str]
