"""What was kept of each reply and never looked at goes: the version of the base, and the confidence."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = depends_on = None


def upgrade() -> None:
    """Drop the columns."""
    op.drop_column("replies", "base")
    op.drop_column("replies", "confidence")


def downgrade() -> None:
    """Bring the columns back, empty."""
    op.add_column("replies", sa.Column("confidence", sa.Float()))
    op.add_column("replies", sa.Column("base", sa.String(length=12), nullable=False, server_default=""))
