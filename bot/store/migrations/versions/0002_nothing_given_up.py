"""What a removed fact asked, how a reply was missed last, what was told to whom, and lessons that wait for a yes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add the columns and the table."""
    op.add_column("contents", sa.Column("question", sa.Text()))
    op.add_column("replies", sa.Column("missed", sa.String(length=12)))
    op.add_column("deliveries", sa.Column("told", sa.String(length=12)))
    op.add_column("deliveries", sa.Column("about", NUMBER))
    op.add_column("deliveries", sa.Column("due_at", sa.BigInteger()))
    op.add_column("askings", sa.Column("message", sa.BigInteger()))
    op.add_column("askings", sa.Column("offered", sa.Text()))
    op.create_index("ix_askings_message", "askings", ["message"])
    op.create_table(
        "proposals",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("fact", sa.String(length=80), nullable=False),
        sa.Column("phrasing", sa.Text(), nullable=False),
        sa.Column("question", NUMBER),
        sa.Column("base", sa.String(length=12), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_proposals"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_proposals_at", "proposals", ["at"])


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_proposals_at", table_name="proposals")
    op.drop_table("proposals")
    op.drop_index("ix_askings_message", table_name="askings")
    for table, column in (
        ("askings", "offered"), ("askings", "message"), ("deliveries", "due_at"), ("deliveries", "about"),
        ("deliveries", "told"), ("replies", "missed"), ("contents", "question"),
    ):  # fmt: skip
        op.drop_column(table, column)
