"""Issues: numbered without gaps, each recorded whole."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, Select, insert, select, update

from briefgen.archive.objects import address_of_file, items_of, items_of_ids, keep_files, keep_items
from briefgen.archive.schema import artefacts, counters, issue_objects, issues, objects
from briefgen.model.issue import Artefact, ArtefactEntry, Frozen, Issue, Series, frozen
from briefgen.model.rated import RatedIssue
from briefgen.model.record import LastIssue

_FIELDS = tuple(each.name for each in fields(Issue))
_COLUMNS = tuple(issues.c[name] for name in _FIELDS)


def next_number(connection: Connection, series: Series) -> str:
    """The number that the next issue of a series would get."""
    return series.number(_count(connection, series) + 1)


def take_number(connection: Connection, number: str) -> bool:
    """Count a series on by one; False, and nothing done, where this number is not the one that follows.

    The caller holds the write lock, so that nobody counts in between.
    """
    series = _series_of(number)
    count = _count(connection, series)
    if number != series.number(count + 1):
        return False
    if count:
        ours = counters.c.code == series.code, counters.c.year == series.year
        connection.execute(update(counters).where(*ours).values(count=count + 1))
    else:
        connection.execute(insert(counters).values(code=series.code, year=series.year, count=1))
    return True


def _series_of(number: str) -> Series:
    """`ASA-SR-2026-0001` is counted in the series ASA-SR of 2026."""
    code, year, _ = number.rsplit("-", 2)
    return Series(code, int(year))


def _count(connection: Connection, series: Series) -> int:
    """How many issues the series has."""
    found = select(counters.c.count).where(counters.c.code == series.code, counters.c.year == series.year)
    return connection.scalar(found) or 0


def add(connection: Connection, issue: Issue, content: Frozen, files: Sequence[Artefact]) -> int:
    """Record an issue, what it used and its files.

    Returns:
        Its id.
    """
    values = {name: getattr(issue, name) for name in _FIELDS}
    issue_id = connection.execute(insert(issues).values(values).returning(issues.c.id)).scalar_one()
    used = keep_items(connection, content.items.values())
    if used:
        connection.execute(insert(issue_objects), [{"issue_id": issue_id, "object_id": each} for each in used])
    _add_files(connection, issue_id, files)
    return int(issue_id)


def add_files(connection: Connection, number: str, files: Sequence[Artefact]) -> None:
    """Add finished files to an issue that there is: an edition that could not be made with it."""
    issue_id = connection.scalar(select(issues.c.id).where(issues.c.number == number))
    if issue_id is not None:
        _add_files(connection, issue_id, files)


def _add_files(connection: Connection, issue_id: int, files: Sequence[Artefact]) -> None:
    kept = keep_files(connection, files)
    rows = [
        {
            "issue_id": issue_id,
            "object_id": kept[each.sha256],
            "name": each.name,
            "media_type": each.media_type,
            "client": each.client,
            "language": each.language,
            "encrypted": each.encrypted,
            "content_sha256": each.content_sha256,
        }
        for each in files
    ]
    if rows:
        connection.execute(insert(artefacts), rows)


def listed(connection: Connection, report: str | None, limit: int | None) -> tuple[Issue, ...]:
    """Newest first, of one report or of all."""
    wanted = select(*_COLUMNS).order_by(issues.c.id.desc())
    if report is not None:
        wanted = wanted.where(issues.c.report == report)
    if limit is not None:
        wanted = wanted.limit(limit)
    return _found(connection, wanted)


def of_number(connection: Connection, number: str) -> Issue | None:
    """One issue."""
    found = _found(connection, select(*_COLUMNS).where(issues.c.number == number))
    return found[0] if found else None


def using(connection: Connection, kind: str, key: str) -> tuple[Issue, ...]:
    """Those that used something, in whatever state it then was; oldest first."""
    used = (
        select(issue_objects.c.issue_id)
        .join_from(issue_objects, objects)
        .where(objects.c.kind == kind, objects.c.key == key)
    )
    return _found(connection, select(*_COLUMNS).where(issues.c.id.in_(used)).order_by(issues.c.id))


def last_issue(connection: Connection, report: str, before: str | None) -> LastIssue | None:
    """The newest issue of a report, or the one before the issue of that number, with what it held."""
    wanted = select(issues.c.id, *_COLUMNS).where(issues.c.report == report)
    if before is not None:
        wanted = wanted.where(issues.c.id < select(issues.c.id).where(issues.c.number == before).scalar_subquery())
    row = connection.execute(wanted.order_by(issues.c.id.desc()).limit(1)).first()
    if row is None:
        return None
    issue_id, *values = row
    issue = Issue(*values)
    return LastIssue(issue, frozen(report, issue.as_of, items_of(connection, issue_id)))


def ratings_of(connection: Connection, report: str, keys: Collection[str] | None = None) -> tuple[RatedIssue, ...]:
    """What each issue of a report rated, oldest first.

    Args:
        connection: To the registry.
        report: Its id.
        keys: Of the ratings to look for; all where it is left out, which takes some ten times as long.
    """
    used = (
        select(issue_objects.c.issue_id, issue_objects.c.object_id)
        .join_from(issue_objects, issues)
        .join(objects, issue_objects.c.object_id == objects.c.id)
        .where(objects.c.kind == "rating", issues.c.report == report)
    )
    if keys is not None:
        used = used.where(objects.c.key.in_(sorted(keys)))
    shown: dict[int, list[int]] = {}
    for issue_id, object_id in connection.execute(used):
        shown.setdefault(issue_id, []).append(object_id)
    values = _ratings(connection, {each for those in shown.values() for each in those})
    wanted = select(issues.c.id, issues.c.number, issues.c.as_of, issues.c.digest)
    rows = connection.execute(wanted.where(issues.c.report == report).order_by(issues.c.id))
    return tuple(
        RatedIssue(number, as_of, digest, tuple(sorted(values[each] for each in shown.get(issue_id, ()))))
        for issue_id, number, as_of, digest in rows
    )


def _ratings(connection: Connection, ids: Collection[int]) -> dict[int, tuple[str, int, int]]:
    """Key, likelihood and impact of ratings, by the id of their object."""
    found = {object_id: each.value | {"key": each.key} for object_id, each in items_of_ids(connection, ids)}
    return {each: (value["key"], value["likelihood"], value["impact"]) for each, value in found.items()}


def content_of(connection: Connection, number: str) -> Frozen | None:
    """What an issue used."""
    found = connection.execute(
        select(issues.c.id, issues.c.report, issues.c.as_of).where(issues.c.number == number)
    ).first()
    return frozen(found.report, found.as_of, items_of(connection, found.id)) if found else None


def files_of(connection: Connection, number: str) -> tuple[ArtefactEntry, ...]:
    """The files of an issue, as they were handed in."""
    return _files(connection, _FILES.where(issues.c.number == number))


def files_of_hash(connection: Connection, sha256: str) -> tuple[ArtefactEntry, ...]:
    """Files with these bytes, oldest first."""
    kind, key, digest = address_of_file(sha256)
    return _files(connection, _FILES.where(objects.c.kind == kind, objects.c.key == key, objects.c.sha256 == digest))


def files_of_content(connection: Connection, content_sha256: str) -> tuple[ArtefactEntry, ...]:
    """Files that show this content, oldest first."""
    # Files without such a digest have nothing in common.
    return _files(connection, _FILES.where(artefacts.c.content_sha256 == content_sha256)) if content_sha256 else ()


_FILES = (
    select(
        issues.c.number,
        artefacts.c.name,
        artefacts.c.media_type,
        artefacts.c.client,
        artefacts.c.language,
        artefacts.c.encrypted,
        objects.c.bytes,
        objects.c.sha256,
        artefacts.c.content_sha256,
    )
    .join_from(artefacts, issues)
    .join(objects, artefacts.c.object_id == objects.c.id)
    .order_by(artefacts.c.id)
)


def _files(connection: Connection, wanted: Select[*tuple[Any, ...]]) -> tuple[ArtefactEntry, ...]:
    return tuple(ArtefactEntry(*row) for row in connection.execute(wanted))


def _found(connection: Connection, wanted: Select[*tuple[Any, ...]]) -> tuple[Issue, ...]:
    return tuple(Issue(*row) for row in connection.execute(wanted).all())
