"""Introductions that people were asked to agree to, and what was published of their survey."""

import sqlalchemy as sa
from alembic import op

from shared.database.types import Json, UtcDateTime

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "publications",
        sa.Column("team_id", sa.String(64), primary_key=True),
        sa.Column("survey", sa.String(64), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("path", sa.String(200), nullable=False),
        sa.Column("title", Json, nullable=False),
        sa.Column("published_at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "introductions",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("team_id", sa.String(64), nullable=False),
        sa.Column("parties", Json, nullable=False),
        sa.Column("standing", sa.String(16), nullable=False),
        sa.Column("expires_at", UtcDateTime, nullable=False),
        sa.Column("in_hand_until", UtcDateTime),
    )
    op.create_index("introductions_by_standing", "introductions", ["standing"])


def downgrade() -> None:
    """Take them away."""
    op.drop_table("introductions")
    op.drop_table("publications")
