"""Where a post of a forum asked a question that the editors have."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("askings", sa.Column("channel", sa.BigInteger()))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("askings", "channel")
