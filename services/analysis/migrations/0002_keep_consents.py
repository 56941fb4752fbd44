"""What a response permits, so that a coding that is told again tells it again."""

import sqlalchemy as sa
from alembic import op

from shared.database.types import Json

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column; what was coded before permits nothing."""
    op.add_column("responses", sa.Column("consents", Json, nullable=False, server_default="[]"))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("responses", "consents")
