"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables, those that others refer to first."""
    _make_contents()
    _make_filed()
    _make_left_standing()
    _make_notes()
    _make_questions()
    _make_replies()
    _make_runs()
    _make_askings()
    _make_deliveries()
    _make_watches()


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_watches_user", table_name="watches")
    op.drop_index("ix_watches_question", table_name="watches")
    op.drop_index("ix_watches_fact", table_name="watches")
    op.drop_table("watches")
    op.drop_index("ix_deliveries_user", table_name="deliveries")
    op.drop_index("ix_deliveries_state_id", table_name="deliveries")
    op.drop_index("ix_deliveries_run_state", table_name="deliveries")
    op.drop_table("deliveries")
    op.drop_index("ix_askings_question", table_name="askings")
    op.drop_index("ix_askings_at", table_name="askings")
    op.drop_index("ix_askings_asker", table_name="askings")
    op.drop_table("askings")
    op.drop_index("ix_runs_state", table_name="runs")
    op.drop_table("runs")
    op.drop_index("ix_replies_message", table_name="replies")
    op.drop_index("ix_replies_fact_content_message", table_name="replies")
    op.drop_index("ix_replies_at", table_name="replies")
    op.drop_table("replies")
    op.drop_index("ix_questions_state_asked_id", table_name="questions")
    op.drop_table("questions")
    op.drop_table("notes")
    op.drop_table("left_standing")
    op.drop_index("ix_filed_at", table_name="filed")
    op.drop_table("filed")
    op.drop_table("contents")


def _make_contents() -> None:
    op.create_table(
        "contents",
        sa.Column("fact", sa.String(length=80), nullable=False),
        sa.Column("version", sa.String(length=12), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("corrections", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("fact", "version", name="pk_contents"),
    )


def _make_filed() -> None:
    op.create_table(
        "filed",
        sa.Column("record", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("record", name="pk_filed"),
    )
    op.create_index("ix_filed_at", "filed", ["at"])


def _make_left_standing() -> None:
    op.create_table(
        "left_standing",
        sa.Column("fact", sa.String(length=80), nullable=False),
        sa.Column("old", sa.String(length=12), nullable=False),
        sa.Column("content", sa.String(length=12), nullable=False),
        sa.PrimaryKeyConstraint("fact", "old", "content", name="pk_left_standing"),
    )


def _make_notes() -> None:
    op.create_table(
        "notes",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_notes"),
    )


def _make_questions() -> None:
    op.create_table(
        "questions",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("fact", sa.String(length=80)),
        sa.Column("first_at", sa.BigInteger(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_questions_state_asked_id", "questions", ["state", "asked", "id"])


def _make_replies() -> None:
    op.create_table(
        "replies",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("record", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("fact", sa.String(length=80)),
        sa.Column("content", sa.String(length=12)),
        sa.Column("base", sa.String(length=12), nullable=False),
        sa.Column("confidence", sa.Float()),
        sa.Column("channel", sa.BigInteger()),
        sa.Column("message", sa.BigInteger()),
        sa.Column("feedback", sa.String(length=12)),
        sa.PrimaryKeyConstraint("id", name="pk_replies"),
        sa.UniqueConstraint("record", name="uq_replies_record"),
    )
    op.create_index("ix_replies_at", "replies", ["at"])
    op.create_index("ix_replies_fact_content_message", "replies", ["fact", "content", "message"])
    op.create_index("ix_replies_message", "replies", ["message"])


def _make_runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("fact", sa.String(length=80), nullable=False),
        sa.Column("content", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.BigInteger()),
        sa.Column("message", sa.BigInteger()),
        sa.Column("editor", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_runs_state", "runs", ["state"])


def _make_askings() -> None:
    op.create_table(
        "askings",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("record", sa.String(length=32), nullable=False),
        sa.Column("question", NUMBER, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asker", sa.String(length=32)),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["question"], ["questions.id"], name="fk_askings_question", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_askings"),
        sa.UniqueConstraint("record", name="uq_askings_record"),
    )
    op.create_index("ix_askings_asker", "askings", ["asker"])
    op.create_index("ix_askings_at", "askings", ["at"])
    op.create_index("ix_askings_question", "askings", ["question"])


def _make_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("run", NUMBER),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("fact", sa.String(length=80), nullable=False),
        sa.Column("content", sa.String(length=12)),
        sa.Column("asking", sa.String(length=32)),
        sa.Column("channel", sa.BigInteger()),
        sa.Column("message", sa.BigInteger()),
        sa.Column("user", sa.BigInteger()),
        sa.Column("begun_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_deliveries_run", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deliveries_run_state", "deliveries", ["run", "state"])
    op.create_index("ix_deliveries_state_id", "deliveries", ["state", "id"])
    op.create_index("ix_deliveries_user", "deliveries", ["user"])


def _make_watches() -> None:
    op.create_table(
        "watches",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("user", sa.BigInteger(), nullable=False),
        sa.Column("question", NUMBER),
        sa.Column("asking", sa.String(length=32)),
        sa.Column("fact", sa.String(length=80)),
        sa.Column("content", sa.String(length=12)),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["question"], ["questions.id"], name="fk_watches_question", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_watches"),
        sa.UniqueConstraint("user", "fact", name="uq_watches_user_fact"),
        sa.UniqueConstraint("user", "question", name="uq_watches_user_question"),
    )
    op.create_index("ix_watches_fact", "watches", ["fact"])
    op.create_index("ix_watches_question", "watches", ["question"])
    op.create_index("ix_watches_user", "watches", ["user"])
