"""What programs read: one JSON value on standard output and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json

from briefgen.cli.settings import put
from briefgen.model.diagnostic import Diagnostic

if TYPE_CHECKING:
    from briefgen.desk.build import BuildOutcome
    from briefgen.desk.published import BuiltFile

Json = dict[str, Any]


def put_json(value: object) -> None:
    """Print one value. Letters outside ASCII are escaped, so that no locale can break it."""
    # Indented, the standard library's encoder is Python: 10,000 issues take it half a second, and this one 20 ms.
    put(to_json(value, indent=2, ensure_ascii=True).decode())


def diagnostic_json(found: Diagnostic) -> Json:
    """One finding."""
    place = found.place
    return {
        "code": found.code,
        "name": found.name,
        "severity": str(found.severity),
        "message": found.message,
        "hint": found.hint,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
    }


def diagnostics_json(diagnostics: Iterable[Diagnostic]) -> Json:
    """What `check --json` prints."""
    return {"diagnostics": [diagnostic_json(found) for found in diagnostics]}


def outcome_json(outcome: BuildOutcome) -> Json:
    """One report's build."""
    return {
        "report": outcome.report,
        "client": outcome.client,
        "language": outcome.language,
        "as_of": outcome.as_of.isoformat(),
        "status": outcome.status,
        "seconds": round(outcome.seconds, 3),
        "files": [file_json(file) for file in outcome.files],
    }


def file_json(file: BuiltFile) -> Json:
    """One file on disk."""
    return {"path": file.path, "media_type": file.media_type, "bytes": file.bytes, "sha256": file.sha256}
