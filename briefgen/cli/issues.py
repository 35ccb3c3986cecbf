"""Issues as people and programs see them: a list, and a card of one with what it was made of."""

from __future__ import annotations

import sys
from collections import Counter
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.cli.settings import Settings, put, tell
from briefgen.cli.wording import number_of
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


def list_issues(settings: Settings, limit: int | None, *, as_json: bool) -> None:
    """Issues, newest first: for people the last twenty, for programs all, unless a limit is given."""
    from briefgen.cli.jsonout import put_json  # noqa: PLC0415 - start-up, like the next
    from briefgen.cli.tables import print_table  # noqa: PLC0415
    from briefgen.desk.registry import registry_of  # noqa: PLC0415
    from briefgen.load.workspace import find_workspace  # noqa: PLC0415

    shown = limit or (None if as_json else _SHOWN)
    with registry_of(find_workspace(settings.start), create=False) as registry:
        issues = registry.issues(limit=shown + 1 if shown else None) if registry else ()
    if as_json:
        put_json([issue_json(issue) for issue in issues[:shown]])
    elif not issues:
        tell("No issues yet. The first one: briefgen review ID, briefgen approve ID, briefgen issue ID")
    else:
        rows: list[tuple[str, ...]] = [
            (each.number, each.report, each.as_of.isoformat(), f"{each.issued_at:%Y-%m-%d}", each.issued_by, each.title)
            for each in issues[:shown]
        ]
        print_table(("number", "report", "as_of", "issued", "by", "title"), rows, sys.stdout)
        if shown and len(issues) > shown:
            tell(f"… and older ones; more of them: briefgen list issues --limit {10 * shown}")


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
        written = _restore(registry, artefacts, output) if output is not None else []
        if as_json:
            made_of = [{"kind": kind, "id": key, "sha256": digest} for kind, key, digest in items]
            paths = map(str, written) if written else repeat(None)
            files = [{**_artefact_json(each), "path": path} for each, path in zip(artefacts, paths, strict=False)]
            put_json([{"kind": "issue", **issue_json(issue), "files": files, "made_of": made_of}])
        else:
            _print(issue, artefacts, Counter(kind for kind, _, _ in items))
            for path in written:
                put(str(path))
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

    made_of = ", ".join(number_of(number, kind) for kind, number in sorted(kinds.items()))
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


def _restore(registry: Registry, artefacts: tuple[ArtefactEntry, ...], output: Path) -> list[Path]:
    """Write an issue's files out of the archive; where they are now."""
    from briefgen.archive.files import publish  # noqa: PLC0415 - start-up

    for artefact in artefacts:
        data = registry.artefact_data(artefact.sha256)
        if data is None:
            raise BlockedError(f"the bytes of {artefact.name} are not in the registry")
        publish(output / artefact.name, data)
    return [output / artefact.name for artefact in artefacts]
