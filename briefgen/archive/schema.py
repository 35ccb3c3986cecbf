"""The registry's tables, as the newest migration leaves them.

Nothing is ever deleted: steps, withdrawals and outcomes are added to, and the newest holds. Of a judgement only what was
last issued is kept up to date; what was said before stands in the issues themselves. Slots, dispatches and runs are brought
on from state to state, and each attempt at a dispatch is added to what was tried before.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

VERSION_TABLE = "briefgen_version"
"""Holds one row: the revision that the database is at."""

REVISIONS = ("0001", "0002")
"""Every revision there is, oldest first: the files in `migrations/versions`."""


class UtcTime(TypeDecorator[datetime]):
    """A moment. SQLite keeps no time zone, so every moment is kept in UTC; one without a zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """As the database keeps it."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """As the program knows it."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Listed(TypeDecorator[tuple[Any, ...]]):
    """A tuple of texts, or of tuples of texts, as a JSON array."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[Any, ...] | None, dialect: Dialect) -> str:  # noqa: ARG002
        """As the database keeps it."""
        return json.dumps(value or (), ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Any, ...]:  # noqa: ARG002
        """As the program knows it."""
        return _listed(value or "[]")


@lru_cache(maxsize=4096)
def _listed(text: str) -> tuple[Any, ...]:
    """Issues of one report repeat their authors, countries and topics: parsing them once halves a long listing."""
    return tuple(tuple(each) if isinstance(each, list) else each for each in json.loads(text))


METADATA = MetaData()

counters = Table(
    "counters",
    METADATA,
    Column("code", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("count", Integer, nullable=False),
    PrimaryKeyConstraint("code", "year"),
)

issues = Table(
    "issues",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("report", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("series", Text, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("issued_at", UtcTime, nullable=False),
    Column("issued_by", Text, nullable=False),
    Column("approved_by", Text, nullable=False),
    Column("authors", Listed, nullable=False),
    Column("countries", Listed, nullable=False),
    Column("topics", Listed, nullable=False),
    Column("clients", Listed, nullable=False),
    Column("marking", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("versions", Listed, nullable=False),
    Index("issues_of_report", "report", "id"),
)

objects = Table(
    "objects",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    UniqueConstraint("sha256", "kind", "key"),
    Index("objects_of_identity", "kind", "key"),
)

issue_objects = Table(
    "issue_objects",
    METADATA,
    Column("issue_id", ForeignKey("issues.id"), nullable=False),
    Column("object_id", ForeignKey("objects.id"), nullable=False),
    PrimaryKeyConstraint("issue_id", "object_id"),
    Index("issues_of_object", "object_id", "issue_id"),
    sqlite_with_rowid=False,
)

artefacts = Table(
    "artefacts",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("issue_id", ForeignKey("issues.id"), nullable=False),
    Column("object_id", ForeignKey("objects.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("encrypted", Boolean, nullable=False),
    Column("content_sha256", Text, nullable=False),
    UniqueConstraint("issue_id", "client", "language", "name"),
    Index("artefacts_of_object", "object_id"),
    Index("artefacts_of_content", "content_sha256"),
)

steps = Table(
    "steps",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("report", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("number", Text, nullable=False),
    Index("steps_of_report", "report", "id"),
)

withdrawals = Table(
    "withdrawals",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("stands", Boolean, nullable=False),
    Column("because", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Index("withdrawals_of_subject", "kind", "subject", "id"),
)

judgements = Table(
    "judgements",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("report", Text, nullable=False),
    Column("judgement", Text, nullable=False),
    Column("horizon", Date, nullable=False),
    Column("statement", Text, nullable=False),
    Column("analysts", Listed, nullable=False),
    Column("countries", Listed, nullable=False),
    Column("topics", Listed, nullable=False),
    Column("last_issue_id", ForeignKey("issues.id"), nullable=False),
    UniqueConstraint("report", "judgement", "horizon"),
)

forecasts = Table(
    "forecasts",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("judgement_id", ForeignKey("judgements.id"), nullable=False),
    Column("issue_id", ForeignKey("issues.id"), nullable=False),
    Column("likelihood", Text, nullable=False),
    Column("scale", Text, nullable=False),
    Column("low", Integer, nullable=False),
    Column("high", Integer, nullable=False),
    Column("confidence", Text, nullable=False),
    UniqueConstraint("judgement_id", "issue_id"),
)

outcomes = Table(
    "outcomes",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("judgement_id", ForeignKey("judgements.id"), nullable=False),
    Column("verdict", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Index("outcomes_of_judgement", "judgement_id", "id"),
)

schedules = Table(
    "schedules",
    METADATA,
    Column("report", Text, primary_key=True),
    Column("mark", Text, nullable=False),
    Column("since", UtcTime, nullable=False),
)

slots = Table(
    "slots",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("report", Text, nullable=False),
    Column("due", UtcTime, nullable=False),
    Column("state", Text, nullable=False),
    Column("run", Text, nullable=False),
    Column("claimed_until", UtcTime),
    Column("at", UtcTime, nullable=False),
    Column("number", Text, nullable=False),
    Column("because", Text, nullable=False),
    UniqueConstraint("report", "due"),
    Index("slots_by_due", "due"),
    Index("slots_in_state", "state", "due"),
)

runs = Table(
    "runs",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("began", UtcTime, nullable=False),
    Column("ended", UtcTime),
    Column("told", UtcTime),
    Column("report", Text),
    Index("runs_by_beginning", "began"),
    Index("runs_to_tell", "told", "ended"),
)

dispatches = Table(
    "dispatches",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("number", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("marking", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("enclosures", Listed, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due", UtcTime, nullable=False),
    Column("run", Text, nullable=False),
    Column("claimed_until", UtcTime),
    Column("at", UtcTime, nullable=False),
    Column("because", Text, nullable=False),
    Index("dispatches_in_state", "state", "due"),
    Index("dispatches_of_issue", "number"),
)

attempts = Table(
    "attempts",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("dispatch_id", ForeignKey("dispatches.id"), nullable=False),
    Column("run", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("fate", Text, nullable=False),
    Column("because", Text, nullable=False),
    Index("attempts_of_dispatch", "dispatch_id", "id"),
)
