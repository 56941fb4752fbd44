"""Printed cards, what was typed from them and their photos, and short addresses."""

import sqlalchemy as sa
from alembic import op

from shared.database.types import Json, UtcDateTime

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "card_batches",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("team_id", sa.String(64), nullable=False),
        sa.Column("survey", sa.String(48), nullable=False),
        sa.Column("attributes", Json, nullable=False),
        sa.Column("double_entry", sa.Boolean, nullable=False),
        sa.Column("printed_at", UtcDateTime, nullable=False),
        sa.Column("printed_by", sa.String(200), nullable=False),
    )
    op.create_index("ix_card_batches_survey", "card_batches", ["survey"])
    _create_cards()
    op.create_table(
        "card_photos",
        sa.Column("number", sa.String(8), primary_key=True),
        sa.Column("team_id", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "short_addresses",
        sa.Column("code", sa.String(8), primary_key=True),
        sa.Column("team_id", sa.String(64), nullable=False),
        sa.Column("survey", sa.String(48), nullable=False),
        sa.Column("query", Json, nullable=False),
    )


def _create_cards() -> None:
    op.create_table(
        "paper_cards",
        sa.Column("number", sa.String(8), primary_key=True),
        sa.Column("team_id", sa.String(64), nullable=False),
        sa.Column("survey", sa.String(48), nullable=False),
        sa.Column("batch", sa.String(36)),
        sa.Column("attributes", Json, nullable=False),
        sa.Column("double_entry", sa.Boolean, nullable=False),
        sa.Column("response_id", sa.String(36), nullable=False),
    )
    op.create_index("ix_paper_cards_batch", "paper_cards", ["batch"])
    op.create_index("ix_paper_cards_response_id", "paper_cards", ["response_id"])
    op.create_table(
        "card_copies",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("number", sa.String(8), nullable=False),
        sa.Column("team_id", sa.String(64), nullable=False),
        sa.Column("survey", sa.String(48), nullable=False),
        sa.Column("channel", sa.String(8), nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("by_name", sa.String(200), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("answers", Json, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("response_id", sa.String(36)),
    )
    op.create_index("ix_card_copies_number", "card_copies", ["number"])
    op.create_index("ix_card_copies_survey_state", "card_copies", ["survey", "state"])


def downgrade() -> None:
    """Take the tables away."""
    for table in ("short_addresses", "card_photos", "card_copies", "paper_cards", "card_batches"):
        op.drop_table(table)
