"""Findings as GitHub Actions reads them from a log: one workflow command each.

Form and escapes: GitHub, "Workflow commands for GitHub Actions"; `escapeData` and `escapeProperty` of its toolkit.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.cli.diagnostics import printable
from briefgen.model.diagnostic import Diagnostic, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def annotate(diagnostics: Iterable[Diagnostic]) -> str:
    """One line for each finding; "" where there are none."""
    return "\n".join(_annotation(found) for found in diagnostics)


def _annotation(found: Diagnostic) -> str:
    place = found.place
    properties = {
        "file": place.file if place else None,
        "line": place.line if place else None,
        "col": place.column if place and place.line else None,
        "title": f"{found.code} {found.name}",
    }
    written = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value)
    text = f"{found.message}\n{found.hint}" if found.hint else found.message
    return f"::{_COMMANDS[found.severity]} {written}::{_data(text)}"


def _data(text: str) -> str:
    """A message. Whatever else could steer a runner or a terminal is written out."""
    lines = (printable(line).replace("%", "%25") for line in text.split("\n"))
    return "%0A".join(lines)


def _property(text: str) -> str:
    """A property's value."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
