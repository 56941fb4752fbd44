"""Connections to other tools and what they delivered."""

import sqlalchemy as sa
from alembic import op

from shared.database.types import Json, UtcDateTime

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "connections",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("team_id", sa.String(64), nullable=False),
        sa.Column("survey", sa.String(48), nullable=False),
        sa.Column("provider", sa.String(32), nullable=False),
        sa.Column("made_at", UtcDateTime, nullable=False),
        sa.Column("made_by", sa.String(200), nullable=False),
        sa.Column("secrets", Json, nullable=False),
        sa.Column("mapping", Json, nullable=False),
        sa.Column("token", sa.String(500), nullable=False),
        sa.Column("host", sa.String(200), nullable=False),
        sa.Column("paused", sa.Boolean, nullable=False),
        sa.Column("takes_partials", sa.Boolean, nullable=False),
        sa.Column("deleted_at", UtcDateTime),
    )
    op.create_index("ix_connections_survey", "connections", ["survey"])
    _make_deliveries()
    op.create_table(
        "foreign_editions",
        sa.Column("response_id", sa.String(36), primary_key=True),
        sa.Column("team_id", sa.String(64), nullable=False),
        sa.Column("survey", sa.String(48), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("completed", sa.Boolean, nullable=False),
        sa.Column("told_at", UtcDateTime),
        sa.Column("deleted", sa.Boolean, nullable=False),
    )
    op.create_index("ix_foreign_editions_survey", "foreign_editions", ["survey"])


def downgrade() -> None:
    """Take them away."""
    for name in ("foreign_editions", "delivery_responses", "delivery_repeats", "deliveries", "connections"):
        op.drop_table(name)


def _make_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("connection_id", sa.String(32), nullable=False),
        sa.Column("team_id", sa.String(64), nullable=False),
        sa.Column("survey", sa.String(48), nullable=False),
        sa.Column("provider", sa.String(32), nullable=False),
        sa.Column("received_at", UtcDateTime, nullable=False),
        sa.Column("next_at", UtcDateTime, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.Column("outcomes", Json, nullable=False),
        sa.Column("headers", Json, nullable=False),
        sa.Column("query", Json, nullable=False),
        sa.Column("body", sa.LargeBinary),
        sa.Column("fetched", Json, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("handled_at", UtcDateTime),
    )
    op.create_index("ix_deliveries_connection_id", "deliveries", ["connection_id", "received_at"])
    op.create_index("ix_deliveries_survey", "deliveries", ["survey", "received_at"])
    op.create_index("ix_deliveries_state", "deliveries", ["state", "next_at"])
    op.create_table(
        "delivery_repeats",
        sa.Column("delivery_id", sa.String(36), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
    )
    op.create_table(
        "delivery_responses",
        sa.Column("response_id", sa.String(36), primary_key=True),
        sa.Column("delivery_id", sa.String(36), primary_key=True),
    )
    op.create_index("ix_delivery_responses_delivery_id", "delivery_responses", ["delivery_id"])
