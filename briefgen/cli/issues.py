"""Issues as people and programs see them: a list, and a card of one with what it was made of."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.cli.settings import Settings, put, tell
from briefgen.model.faults import BlockedError

if TYPE_CHECKING:
    from briefgen.archive.registry import Registry
    from briefgen.model.issue import ArtefactEntry, Issue

_SHOWN = 20


def issue_json(issue: Issue) -> dict[str, Any]:
    """One issue, in the registry's own names."""
    return {
        "number": issue.number,
        "report": issue.report,
        "title": issue.title,
        "series": issue.series,
        "as_of": issue.as_of.isoformat(),
        "issued_at": issue.issued_at.isoformat(),
        "issued_by": issue.issued_by,
        "approved_by": issue.approved_by,
        "authors": list(issue.authors),
        "countries": list(issue.countries),
        "topics": list(issue.topics),
        "clients": list(issue.clients),
        "marking": issue.marking,
        "digest": issue.digest,
        "versions": dict(issue.versions),
    }


def list_issues(settings: Settings, *, as_json: bool) -> None:
    """Every issue, newest first; on a terminal the last twenty."""
    from briefgen.cli.jsonout import put_json  # noqa: PLC0415 - start-up, like the next
    from briefgen.cli.tables import print_table  # noqa: PLC0415
    from briefgen.desk.registry import registry_of  # noqa: PLC0415
    from briefgen.load.workspace import find_workspace  # noqa: PLC0415

    limit = _SHOWN + 1 if sys.stdout.isatty() and not as_json else None
    with registry_of(find_workspace(settings.start), create=False) as registry:
        issues = registry.issues(limit=limit) if registry else ()
    if as_json:
        put_json([issue_json(issue) for issue in issues])
    elif not issues:
        tell("No issues yet. The first one: briefgen review ID, briefgen approve ID, briefgen issue ID")
    else:
        rows: list[tuple[str, ...]] = [
            (each.number, each.report, each.as_of.isoformat(), f"{each.issued_at:%Y-%m-%d}", each.issued_by, each.title)
            for each in issues[: limit - 1 if limit else None]
        ]
        print_table(("number", "report", "as_of", "issued", "by", "title"), rows, sys.stdout)
        if limit and len(issues) == limit:
            tell("… and older ones; all of them: briefgen list issues --json")


def show_issue(settings: Settings, number: str, output: Path | None, *, as_json: bool) -> bool:
    """Show an issue and what it was made of; with a folder, write its files there. False where there is none."""
    from briefgen.cli.jsonout import put_json  # noqa: PLC0415 - start-up, like the next
    from briefgen.desk.registry import registry_of  # noqa: PLC0415
    from briefgen.load.workspace import find_workspace  # noqa: PLC0415

    with registry_of(find_workspace(settings.start), create=False) as registry:
        issue = registry.issue(number) if registry else None
        if registry is None or issue is None:
            return False
        artefacts = registry.artefacts(issue.number)
        content = registry.content(issue.number)
        items = sorted((each.kind, each.key, each.sha256) for each in content.items.values()) if content else []
        if as_json:
            made_of = [{"kind": kind, "id": key, "sha256": digest} for kind, key, digest in items]
            files = [_artefact_json(each) for each in artefacts]
            put_json([{"kind": "issue", **issue_json(issue), "files": files, "made_of": made_of}])
        else:
            _print(issue, artefacts, Counter(kind for kind, _, _ in items))
        if output is not None:
            _restore(registry, artefacts, output)
    return True


def _artefact_json(artefact: ArtefactEntry) -> dict[str, Any]:
    return {
        "name": artefact.name,
        "media_type": artefact.media_type,
        "client": artefact.client or None,
        "language": artefact.language,
        "bytes": artefact.bytes,
        "sha256": artefact.sha256,
    }


def _print(issue: Issue, artefacts: tuple[ArtefactEntry, ...], kinds: Counter[str]) -> None:
    from briefgen.cli.cards import Card, Line, print_card  # noqa: PLC0415 - start-up

    made_of = ", ".join(f"{number} {kind}{'s' * (number != 1)}" for kind, number in sorted(kinds.items()))
    lines = (
        Line("report", (issue.report,)),
        Line("as of", (issue.as_of.isoformat(),)),
        Line("issued", (f"{issue.issued_at:%Y-%m-%d %H:%M} UTC by {issue.issued_by}",)),
        Line("approved", (f"by {issue.approved_by}",)),
        Line("authors", issue.authors),
        Line("marking", (issue.marking,)),
        Line("clients", issue.clients),
        Line("files", tuple(f"{each.name}, {each.bytes:,} bytes, SHA-256 {each.sha256}" for each in artefacts)),
        Line("made of", (made_of,)),
        Line("made by", (", ".join(f"{name} {version}" for name, version in issue.versions),)),
        Line("content", (f"SHA-256 {issue.digest}",)),
    )
    print_card(Card(f"issue {issue.number}", issue.title, lines), sys.stdout)


def _restore(registry: Registry, artefacts: tuple[ArtefactEntry, ...], output: Path) -> None:
    """Write an issue's files out of the archive."""
    from briefgen.archive.files import publish  # noqa: PLC0415 - start-up

    for artefact in artefacts:
        data = registry.artefact_data(artefact.sha256)
        if data is None:
            raise BlockedError(f"the bytes of {artefact.name} are not in the registry")
        publish(output / artefact.name, data)
        put(str(output / artefact.name))
