"""Findings in SARIF 2.1.0, the form in which code hosts and editors take them from any checker.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, with errata 01.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import quote

import briefgen
from briefgen.desk.manual import PAGES, Page
from briefgen.load.workspace import SETTINGS
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.place import Place

Json = dict[str, Any]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_FINGERPRINT = "briefgenFinding/v1"


def sarif(diagnostics: Iterable[Diagnostic]) -> Json:
    """A log of one run, with the rules that found something.

    Files are named relative to the desk's folder, which stands for `%SRCROOT%`; nothing tells where it lies.
    """
    found = tuple(diagnostics)
    pages = {page.code: page for page in PAGES}
    rules = {code: number for number, code in enumerate(sorted({each.code for each in found}))}
    driver = {
        "name": "briefgen",
        "version": briefgen.__version__,
        "rules": [_rule(code, pages.get(code)) for code in rules],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": _results(found, rules)}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str, page: Page | None) -> Json:
    if page is None:
        return {"id": code}
    why = page.part("Why it matters")
    return {
        "id": code,
        "name": page.name,
        "shortDescription": {"text": page.what},
        "fullDescription": {"text": f"{page.what} {why}".strip()},
        "help": {"text": page.text.strip(), "markdown": page.markdown},
        "defaultConfiguration": {"level": str(page.severity)},
    }


def _results(diagnostics: Iterable[Diagnostic], rules: Mapping[str, int]) -> list[Json]:
    seen: Counter[str] = Counter()
    results = []
    for found in diagnostics:
        fingerprint = _fingerprint(found)
        seen[fingerprint] += 1
        result: Json = {
            "ruleId": found.code,
            "ruleIndex": rules[found.code],
            "level": str(found.severity),
            "message": {"text": f"{found.message}\n{found.hint}".rstrip()},
            "locations": [{"physicalLocation": _location(found.place)}],
            "partialFingerprints": {_FINGERPRINT: f"{fingerprint}:{seen[fingerprint]}"},
        }
        # What a waiver would name.
        named = {key: value for key, value in (("about", found.about), ("words", found.words)) if value}
        results.append(result | ({"properties": named} if named else {}))
    return results


def _location(place: Place | None) -> Json:
    """Where it is. A finding about the whole desk is shown at its settings: code hosts drop what has no place."""
    file = place.file if place else SETTINGS
    uri = quote(file, errors="surrogateescape")
    location: Json = {"artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"}}
    if place and place.line:
        location["region"] = {"startLine": place.line} | ({"startColumn": place.column} if place.column else {})
    return location


def _fingerprint(found: Diagnostic) -> str:
    """The same in each run, wherever the lines have moved to and whatever day the report speaks from."""
    what = found.words or found.excerpt.strip() or found.message
    file = found.place.file if found.place else ""
    return sha256(f"{found.code}\n{file}\n{found.about}\n{what}".encode(errors="surrogateescape")).hexdigest()[:32]
