"""A registry with many issues in it, filled in one go."""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import registry_samples
from registry_samples import SERIES, TEXT, sample
from sqlalchemy import Connection, Table, insert, text

from briefgen.archive import schema
from briefgen.archive.registry import Registry

ITEMS = 150
"""Of which an issue uses so many; six of them are others than in the report's issue before."""

AT_ONCE = 5_000


def fill(registry: Registry, reports: int, issues: int, artefact_bytes: int) -> None:
    """Fill an empty registry, past the checks that `record_issue` makes, in one transaction.

    Args:
        registry: An empty one.
        reports: How many reports there are.
        issues: How many issues each of them has had.
        artefact_bytes: Size of the one file of each issue.
    """
    with registry._database.writing() as connection:
        total = reports * issues
        _add(connection, schema.counters, [{"code": SERIES.code, "year": SERIES.year, "count": total}])
        _add(connection, schema.issues, (_issue(count, reports) for count in range(1, total + 1)))
        _add(connection, schema.objects, _objects(reports, issues))
        _add_uses(connection, reports, issues)
        _add_files(connection, total, reports * (ITEMS + 6 * issues), artefact_bytes)
        _add(connection, schema.steps, _steps(reports, total))
        _add_judgements(connection, reports, issues)
        if connection.dialect.name == "postgresql":
            _count_on(connection)


def _report(count: int, reports: int) -> int:
    """Reports take turns."""
    return (count - 1) % reports


def _name(report: int) -> str:
    return f"report-{report}"


def _issue(count: int, reports: int) -> dict[str, Any]:
    issued = sample(count, report=_name(_report(count, reports)), items=0).issue
    columns = [column.name for column in schema.issues.columns]
    return {"id": count} | {name: getattr(issued, name) for name in columns if name != "id"}


def _objects(reports: int, issues: int) -> Iterator[dict[str, Any]]:
    """Each report's items as they first were, and six new states of them with each further issue."""
    for report in range(reports):
        for each in range(ITEMS + 6 * issues):
            key, state = each % ITEMS, each // ITEMS
            weighed = {"code": "B2", "reliability": "B", "credibility": 2, "origins": 1, "reason": "One origin."}
            statement = f"{TEXT * (2 + key % 5)} ({state})"
            value = {"id": f"{_name(report)}-{key}", "statement": statement, "weighed": weighed}
            data = json.dumps(value).encode()
            yield {
                "id": report * (ITEMS + 6 * issues) + each + 1,
                "kind": "fact",
                "key": value["id"],
                "sha256": sha256(data).hexdigest(),
                "bytes": len(data),
                "data": zlib.compress(data),
            }


def _add_uses(connection: Connection, reports: int, issues: int) -> None:
    """Each issue uses the newest state of every item."""
    rows = (
        (turn * reports + report + 1, report * (ITEMS + 6 * issues) + 6 * turn + each + 1)
        for turn in range(issues)
        for report in range(reports)
        for each in range(ITEMS)
    )
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "postgresql":
        with driver.cursor().copy("COPY issue_objects (issue_id, object_id) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    else:
        driver.executemany("INSERT INTO issue_objects (issue_id, object_id) VALUES (?, ?)", rows)


def _add_files(connection: Connection, total: int, first_object: int, artefact_bytes: int) -> None:
    """One file to an issue, of bytes that cannot be packed."""
    _add(connection, schema.objects, (_file(count, first_object, artefact_bytes) for count in range(1, total + 1)))
    rows = (
        {
            "issue_id": count,
            "object_id": first_object + count,
            "name": "report.pdf",
            "media_type": "application/pdf",
            "client": "",
            "language": "en",
            "encrypted": False,
            "content_sha256": f"pages of {count}",
        }
        for count in range(1, total + 1)
    )
    _add(connection, schema.artefacts, rows)


def _file(count: int, first_object: int, artefact_bytes: int) -> dict[str, Any]:
    data = file_of(count, artefact_bytes)
    return {
        "id": first_object + count,
        "kind": "artefact",
        "key": "",
        "sha256": sha256(data).hexdigest(),
        "bytes": len(data),
        "data": zlib.compress(data, 0),
    }


def file_of(count: int, artefact_bytes: int) -> bytes:
    """The file of the issue of this count: noise of the wanted size."""
    block = sha256(str(count).encode()).digest()
    return block * (artefact_bytes // len(block))


def _steps(reports: int, total: int) -> Iterator[dict[str, Any]]:
    """Review, approval and issue."""
    for count in range(1, total + 1):
        taken = sample(count, report=_name(_report(count, reports)), items=0).step
        for stage in ("review", "approved", "issued"):
            yield {
                "report": taken.report,
                "stage": stage,
                "digest": taken.digest,
                "by": taken.by,
                "at": taken.at,
                "number": taken.number if stage == "issued" else "",
            }


def _add_judgements(connection: Connection, reports: int, issues: int) -> None:
    """Five to an issue: a new horizon every ten issues, a new band every seven."""
    known: dict[tuple[int, str, date], dict[str, Any]] = {}
    said: list[dict[str, Any]] = []
    for turn in range(issues):
        for report in range(reports):
            for each in registry_samples.judgements(turn):
                row = known.setdefault((report, each.judgement, each.horizon), {"id": len(known) + 1, "band": ""})
                row["last"] = turn * reports + report + 1
                if row["band"] != each.likelihood:
                    row["band"] = each.likelihood
                    said.append(_forecast(row, each.low, each.high))
    rows = (
        {
            "id": row["id"],
            "report": _name(report),
            "judgement": judgement,
            "horizon": horizon,
            "statement": TEXT,
            "analysts": ("A. Diallo",),
            "countries": ("ML", "NE"),
            "topics": ("regional-bodies",),
            "last_issue_id": row["last"],
        }
        for (report, judgement, horizon), row in known.items()
    )
    _add(connection, schema.judgements, rows)
    _add(connection, schema.forecasts, said)
    last_day = registry_samples.FIRST_DAY + timedelta(days=600)
    some = [row["id"] for (_, _, horizon), row in known.items() if horizon < last_day]
    outcome = {"verdict": "yes", "because": TEXT, "by": "A. Diallo", "at": registry_samples.FIRST_MOMENT}
    _add(connection, schema.outcomes, ({"judgement_id": each} | outcome for each in some))


def _forecast(row: Mapping[str, Any], low: int, high: int) -> dict[str, Any]:
    return {
        "judgement_id": row["id"],
        "issue_id": row["last"],
        "likelihood": row["band"],
        "scale": "icd203",
        "low": low,
        "high": high,
        "confidence": "moderate",
    }


def _add(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == AT_ONCE:
            connection.execute(insert(table), batch)
            batch = []
    if batch:
        connection.execute(insert(table), batch)


def _count_on(connection: Connection) -> None:
    """Ids that were given here are not given again, and the server knows how much there is."""
    for table in ("issues", "objects", "judgements"):
        sequence = f"pg_get_serial_sequence('{table}', 'id')"
        connection.execute(text(f"SELECT setval({sequence}, (SELECT max(id) FROM {table}))"))  # noqa: S608 - constants
    # As the server does by itself within a minute.
    connection.execute(text("ANALYZE"))
