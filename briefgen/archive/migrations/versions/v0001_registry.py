"""The registry's first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make them."""
    _issues()
    _objects()
    _workflow()
    _judgements()


def _issues() -> None:
    op.create_table(
        "counters",
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("code", "year"),
    )
    op.create_table(
        "issues",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("number", sa.Text, nullable=False, unique=True),
        *_texts("report", "title", "series"),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        *_texts("issued_by", "approved_by", "authors", "countries", "topics", "clients", "marking", "digest"),
        *_texts("versions"),
        sa.Index("issues_of_report", "report", "id"),
    )


def _objects() -> None:
    op.create_table(
        "objects",
        sa.Column("id", sa.Integer, primary_key=True),
        *_texts("kind", "key", "sha256"),
        sa.Column("bytes", sa.Integer, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("sha256", "kind", "key"),
        sa.Index("objects_of_identity", "kind", "key"),
    )
    op.create_table(
        "issue_objects",
        sa.Column("issue_id", sa.Integer, sa.ForeignKey("issues.id"), nullable=False),
        sa.Column("object_id", sa.Integer, sa.ForeignKey("objects.id"), nullable=False),
        sa.PrimaryKeyConstraint("issue_id", "object_id"),
        sa.Index("issues_of_object", "object_id", "issue_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "artefacts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("issue_id", sa.Integer, sa.ForeignKey("issues.id"), nullable=False),
        sa.Column("object_id", sa.Integer, sa.ForeignKey("objects.id"), nullable=False),
        *_texts("name", "media_type", "client", "language"),
        sa.Column("encrypted", sa.Boolean, nullable=False),
        *_texts("content_sha256"),
        sa.UniqueConstraint("issue_id", "client", "language", "name"),
        sa.Index("artefacts_of_object", "object_id"),
        sa.Index("artefacts_of_content", "content_sha256"),
    )


def _workflow() -> None:
    op.create_table(
        "steps",
        sa.Column("id", sa.Integer, primary_key=True),
        *_texts("report", "stage", "digest", "by"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *_texts("number"),
        sa.Index("steps_of_report", "report", "id"),
    )
    op.create_table(
        "withdrawals",
        sa.Column("id", sa.Integer, primary_key=True),
        *_texts("kind", "subject"),
        sa.Column("stands", sa.Boolean, nullable=False),
        *_texts("because", "by"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Index("withdrawals_of_subject", "kind", "subject", "id"),
    )


def _judgements() -> None:
    op.create_table(
        "judgements",
        sa.Column("id", sa.Integer, primary_key=True),
        *_texts("report", "judgement"),
        sa.Column("horizon", sa.Date, nullable=False),
        *_texts("statement", "analysts", "countries", "topics"),
        sa.Column("last_issue_id", sa.Integer, sa.ForeignKey("issues.id"), nullable=False),
        sa.UniqueConstraint("report", "judgement", "horizon"),
    )
    op.create_table(
        "forecasts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("judgement_id", sa.Integer, sa.ForeignKey("judgements.id"), nullable=False),
        sa.Column("issue_id", sa.Integer, sa.ForeignKey("issues.id"), nullable=False),
        *_texts("likelihood", "scale"),
        sa.Column("low", sa.Integer, nullable=False),
        sa.Column("high", sa.Integer, nullable=False),
        *_texts("confidence"),
        sa.UniqueConstraint("judgement_id", "issue_id"),
    )
    op.create_table(
        "outcomes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("judgement_id", sa.Integer, sa.ForeignKey("judgements.id"), nullable=False),
        *_texts("verdict", "because", "by"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Index("outcomes_of_judgement", "judgement_id", "id"),
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]
