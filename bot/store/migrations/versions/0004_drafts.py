"""Facts that editors are writing, with who has looked at one and said yes."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "drafts",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("author", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(length=32)),
        sa.Column("signer", sa.String(length=32)),
        sa.Column("signed_by", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_drafts_at", "drafts", ["at"])
    op.create_index("ix_drafts_author", "drafts", ["author"])


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_drafts_author", table_name="drafts")
    op.drop_index("ix_drafts_at", table_name="drafts")
    op.drop_table("drafts")
