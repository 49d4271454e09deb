"""The first of two yeses to a spreadsheet."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "signatures",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("signer", sa.String(length=32), nullable=False),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_signatures"),
    )
    op.create_index("ix_signatures_signer", "signatures", ["signer"])
    op.create_index("ix_signatures_at", "signatures", ["at"])


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_signatures_at", table_name="signatures")
    op.drop_index("ix_signatures_signer", table_name="signatures")
    op.drop_table("signatures")
