"""What the rules find, said in the desk's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefgen.load.tongues import load_tongue
from briefgen.load.workspace import Workspace
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.saying import said


def in_desks_language(diagnostics: Iterable[Diagnostic], workspace: Workspace) -> tuple[Diagnostic, ...]:
    """Findings with message and remedy in the desk's language, as far as the program speaks it; otherwise in English."""
    tongue = load_tongue(workspace.language)
    if not tongue.messages:
        return tuple(diagnostics)
    return tuple(
        replace(found, message=str(said(found.message, tongue)), hint=str(said(found.hint, tongue)))
        for found in diagnostics
    )
