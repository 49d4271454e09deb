"""Which reports under an answer had been taken back when it was given, and who says that a fact is out of date."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add the column and the table."""
    op.add_column("contents", sa.Column("retractions", sa.JSON()))
    op.create_table(
        "flags",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("record", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("fact", sa.String(length=80), nullable=False),
        sa.Column("seen", sa.String(length=16), nullable=False),
        sa.Column("reader", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_flags"),
        sa.UniqueConstraint("record", name="uq_flags_record"),
        sa.UniqueConstraint("fact", "seen", "reader", name="uq_flags_fact_seen_reader"),
    )
    op.create_index("ix_flags_at", "flags", ["at"])
    op.create_index("ix_flags_reader", "flags", ["reader"])


def downgrade() -> None:
    """Drop both."""
    op.drop_index("ix_flags_reader", table_name="flags")
    op.drop_index("ix_flags_at", table_name="flags")
    op.drop_table("flags")
    op.drop_column("contents", "retractions")
