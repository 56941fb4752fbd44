"""What a response permits, and when a card that came late was filled in."""

import sqlalchemy as sa
from alembic import op

from shared.database.types import Json, UtcDateTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns; what was stored before permits nothing."""
    op.add_column("responses", sa.Column("consents", Json, nullable=False, server_default="[]"))
    op.add_column("responses", sa.Column("filled_at", UtcDateTime))


def downgrade() -> None:
    """Take them away."""
    op.drop_column("responses", "filled_at")
    op.drop_column("responses", "consents")
