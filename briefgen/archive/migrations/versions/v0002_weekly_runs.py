"""What weekly runs leave: schedules, slots, runs, and the outbox with every attempt."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables. Those that were there are as they were."""
    _slots()
    _runs()
    _outbox()


def _slots() -> None:
    op.create_table(
        "schedules",
        sa.Column("report", sa.Text, primary_key=True),
        *_texts("mark"),
        _moment("since"),
    )
    op.create_table(
        "slots",
        sa.Column("id", sa.Integer, primary_key=True),
        *_texts("report"),
        _moment("due"),
        *_texts("state", "run"),
        _moment("claimed_until", nullable=True),
        _moment("at"),
        *_texts("number", "because"),
        sa.UniqueConstraint("report", "due"),
        sa.Index("slots_by_due", "due"),
        sa.Index("slots_in_state", "state", "due"),
    )


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.Text, primary_key=True),
        _moment("began"),
        _moment("ended", nullable=True),
        _moment("told", nullable=True),
        sa.Column("report", sa.Text),
        sa.Index("runs_by_beginning", "began"),
        sa.Index("runs_to_tell", "told", "ended"),
    )


def _outbox() -> None:
    op.create_table(
        "dispatches",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        *_texts(
            "number", "report", "client", "channel", "target", "marking", "language", "title", "enclosures", "state"
        ),
        sa.Column("attempts", sa.Integer, nullable=False),
        _moment("due"),
        *_texts("run"),
        _moment("claimed_until", nullable=True),
        _moment("at"),
        *_texts("because"),
        sa.Index("dispatches_in_state", "state", "due"),
        sa.Index("dispatches_of_issue", "number"),
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("dispatch_id", sa.Integer, sa.ForeignKey("dispatches.id"), nullable=False),
        *_texts("run"),
        _moment("at"),
        *_texts("fate", "because"),
        sa.Index("attempts_of_dispatch", "dispatch_id", "id"),
    )


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]
