"""When a question that waited was answered, and what askers said of a reply, in private too."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = depends_on = None


def upgrade() -> None:
    """Add the columns; of what was before nobody knows."""
    op.add_column("questions", sa.Column("answered_at", sa.BigInteger()))
    op.add_column("askings", sa.Column("feedback", sa.String(length=12)))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("askings", "feedback")
    op.drop_column("questions", "answered_at")
