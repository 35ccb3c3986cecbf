"""The whole desk, read and checked."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.load.workspace import Workspace
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.dossier import Library


@dataclass(frozen=True, slots=True)
class Loaded:
    """A desk's content and what is wrong with it."""

    library: Library
    diagnostics: tuple[Diagnostic, ...]


def load_library(workspace: Workspace) -> Loaded:
    """Read and check everything."""
    raise NotImplementedError
