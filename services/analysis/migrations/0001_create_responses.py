"""The first tables of analysis: coded responses, withdrawals, codebooks and the delivery tables."""

import sqlalchemy as sa
from alembic import op

from shared.database.types import Json, UtcDateTime
from shared.outbox.migration import create_delivery_tables, drop_delivery_tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "responses",
        sa.Column("response_id", sa.String(36), primary_key=True),
        sa.Column("team_id", sa.String(36), nullable=False),
        sa.Column("survey", sa.String(64), nullable=False),
        sa.Column("survey_version", sa.Integer, nullable=False),
        sa.Column("received_at", UtcDateTime, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("answers", Json, nullable=False),
        sa.Column("attributes", Json, nullable=False),
    )
    op.create_index("ix_responses_survey", "responses", ["survey"])
    op.create_table("withdrawals", sa.Column("response_id", sa.String(36), primary_key=True))
    op.create_table(
        "codebooks",
        sa.Column("team_id", sa.String(36), primary_key=True),
        sa.Column("codebook", sa.String(64), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("body", Json, nullable=False),
    )
    create_delivery_tables()


def downgrade() -> None:
    """Take them away."""
    drop_delivery_tables()
    op.drop_table("codebooks")
    op.drop_table("withdrawals")
    op.drop_table("responses")
