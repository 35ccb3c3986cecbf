"""One report's share of the library."""

from __future__ import annotations

from datetime import date

from briefgen.model.diagnostic import Diagnostic
from briefgen.model.dossier import Dossier, Library


def gather(library: Library, report_id: str, as_of: date) -> tuple[Dossier, tuple[Diagnostic, ...]]:
    """Take what one report rests on."""
    raise NotImplementedError
