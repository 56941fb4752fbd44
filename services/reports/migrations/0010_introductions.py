"""Pairs of people who may help each other, and what was decided about them."""

import sqlalchemy as sa
from alembic import op

from shared.database.types import Json, UtcDateTime

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "introductions",
        sa.Column("id", sa.String(36), primary_key=True),
        _text("team_id", 36),
        _text("need_response", 36),
        _text("need_survey", 64),
        sa.Column("need_about", sa.Text, nullable=False),
        _text("offer_response", 36),
        _text("offer_survey", 64),
        sa.Column("offer_about", sa.Text, nullable=False),
        _text("code", 64),
        _text("state", 16),
        _text("decided_by", 64),
        _text("decided_by_name", 200),
        sa.Column("decided_at", UtcDateTime, nullable=False),
        sa.Column("expires_at", UtcDateTime),
        sa.Column("agreed", Json, nullable=False),
        _text("reason", 64),
    )
    op.create_index("ux_introductions_pair", "introductions", ["need_response", "offer_response"], unique=True)
    op.create_index("ix_introductions_offer", "introductions", ["offer_response"])
    op.create_index("ix_introductions_team", "introductions", ["team_id", "decided_at"])


def downgrade() -> None:
    """Take it away."""
    op.drop_table("introductions")


def _text(name: str, length: int) -> "sa.Column[str]":
    return sa.Column(name, sa.String(length), nullable=False)
