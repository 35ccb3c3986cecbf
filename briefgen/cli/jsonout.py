"""What programs read: one JSON value on standard output and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from briefgen.cli.settings import put
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.fact import Fact

if TYPE_CHECKING:
    from briefgen.desk.build import BuildOutcome, BuiltFile
    from briefgen.desk.session import Desk
    from briefgen.model.assessment import Grade
    from briefgen.model.base import Noun

Json = dict[str, Any]


def put_json(value: object) -> None:
    """Print one value. Letters outside ASCII are escaped, so that no locale can break it."""
    put(json.dumps(value, indent=2))


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


def noun_json(noun: Noun, desk: Desk) -> Json:
    """A noun in the content's own names."""
    return fact_json(noun, desk) if isinstance(noun, Fact) else noun.model_dump(mode="json")


def fact_json(fact: Fact, desk: Desk) -> Json:
    """A fact with what it weighs: the grade it comes to stands in the place of an analyst's."""
    written = fact.model_dump(mode="json")
    grade = desk.grades.get(fact.id)
    leading = ("id", "statement", "when", "countries", "topics", "actors", "evidence")
    return {
        **{field: written.pop(field) for field in leading},
        "grade": grade_json(grade) if grade else None,
        "contradicts": list(desk.contradicts.get(fact.id, ())),
        **{field: value for field, value in written.items() if field != "grade"},
    }


def grade_json(grade: Grade) -> Json:
    """A grade: letter, number, independent origins and why."""
    return {
        "reliability": str(grade.reliability),
        "credibility": grade.credibility,
        "origins": grade.origins,
        "reason": grade.reason,
    }
