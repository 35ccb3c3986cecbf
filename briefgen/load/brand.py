"""A brand, with its logo and fonts."""

from __future__ import annotations

from pathlib import Path

from briefgen.load.workspace import Workspace
from briefgen.model.brand import BrandKit
from briefgen.model.diagnostic import Diagnostic

__all__ = ["BrandKit", "load_brand", "template_roots"]


def template_roots(workspace: Workspace) -> tuple[Path, ...]:
    """Folders that hold templates, nearest first."""
    raise NotImplementedError


def load_brand(
    workspace: Workspace, brand_id: str, templates: tuple[Path, ...]
) -> tuple[BrandKit | None, tuple[Diagnostic, ...]]:
    """Read a brand."""
    raise NotImplementedError
