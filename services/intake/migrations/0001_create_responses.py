"""Surveys with their versions, responses, and the tables of delivery."""

import sqlalchemy as sa
from alembic import op

from shared.database.types import Json, UtcDateTime
from shared.outbox.migration import create_delivery_tables, drop_delivery_tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "surveys",
        sa.Column("slug", sa.String(48), primary_key=True),
        sa.Column("team_id", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("published_at", UtcDateTime, nullable=False),
        sa.Column("closed_at", UtcDateTime),
    )
    op.create_table(
        "survey_versions",
        sa.Column("slug", sa.String(48), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("team_id", sa.String(64), nullable=False),
        sa.Column("body", Json, nullable=False),
        sa.Column("published_at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "responses",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("submission_id", sa.String(36), nullable=False),
        sa.Column("team_id", sa.String(64), nullable=False),
        sa.Column("survey", sa.String(48), nullable=False),
        sa.Column("survey_version", sa.Integer, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("received_at", UtcDateTime, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("answers", Json, nullable=False),
        sa.Column("attributes", Json, nullable=False),
    )
    create_delivery_tables()


def downgrade() -> None:
    """Take the tables away."""
    drop_delivery_tables()
    for table in ("responses", "survey_versions", "surveys"):
        op.drop_table(table)
