"""Addresses that are told of news, what was sent to them, and digests by e-mail."""

import sqlalchemy as sa
from alembic import op

from shared.database.types import Json, RowId, UtcDateTime

revision = "0009"
down_revision = "0008"

_TABLES = (
    "outgoing_endpoints",
    "outgoing_news",
    "outgoing_sendings",
    "watched_findings",
    "thresholds",
    "digests",
)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "outgoing_endpoints",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("team_id", sa.String(36), nullable=False),
        sa.Column("url", sa.String(500), nullable=False),
        sa.Column("kinds", Json, nullable=False),
        sa.Column("secrets", Json, nullable=False),
        sa.Column("paused", sa.Boolean, nullable=False),
        sa.Column("made_at", UtcDateTime, nullable=False),
    )
    op.create_index("ix_outgoing_endpoints_team", "outgoing_endpoints", ["team_id"])
    op.create_table(
        "outgoing_news",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("team_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("data", Json, nullable=False),
    )
    op.create_table(
        "outgoing_sendings",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        sa.Column("endpoint_id", sa.String(36), nullable=False),
        sa.Column("news_id", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_at", UtcDateTime, nullable=False),
        sa.Column("status", sa.Integer),
        sa.Column("reason", sa.String(64), nullable=False),
    )
    op.create_index("ix_outgoing_sendings_due", "outgoing_sendings", ["state", "next_at"])
    op.create_index("ix_outgoing_sendings_endpoint", "outgoing_sendings", ["endpoint_id", "id"])
    op.create_index("ix_outgoing_sendings_news", "outgoing_sendings", ["news_id"])
    _create_watching()


def _create_watching() -> None:
    op.create_table(
        "watched_findings",
        sa.Column("team_id", sa.String(36), primary_key=True),
        sa.Column("survey", sa.String(64), primary_key=True),
        sa.Column("stamp", sa.Integer, nullable=False),
        sa.Column("told", Json, nullable=False),
    )
    op.create_table(
        "thresholds",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("team_id", sa.String(36), nullable=False),
        sa.Column("survey", sa.String(64), nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("measure", sa.String(8), nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("crossed", sa.Boolean, nullable=False),
    )
    op.create_index("ix_thresholds_survey", "thresholds", ["team_id", "survey"])
    op.create_table(
        "digests",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("team_id", sa.String(36), nullable=False),
        sa.Column("email", sa.String(320), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("rhythm", sa.String(8), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("confirmed", sa.Boolean, nullable=False),
        sa.Column("next_at", UtcDateTime, nullable=False),
        sa.Column("seen", Json, nullable=False),
    )
    op.create_index("ux_digests_key", "digests", ["key"], unique=True)
    op.create_index("ix_digests_due", "digests", ["confirmed", "next_at"])


def downgrade() -> None:
    """Take the tables away."""
    for table in reversed(_TABLES):
        op.drop_table(table)
