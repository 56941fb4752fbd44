"""The tables of printed cards."""

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, String, Table

from services.intake.adapters.tables import METADATA
from shared.database.types import Json, UtcDateTime

CARD_BATCHES = Table(
    "card_batches",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("team_id", String(64), nullable=False),
    Column("survey", String(48), nullable=False),
    Column("attributes", Json, nullable=False),
    Column("double_entry", Boolean, nullable=False),
    Column("printed_at", UtcDateTime, nullable=False),
    Column("printed_by", String(200), nullable=False),
    Index("ix_card_batches_survey", "survey"),
)

PAPER_CARDS = Table(
    "paper_cards",
    METADATA,
    Column("number", String(8), primary_key=True),
    Column("team_id", String(64), nullable=False),
    Column("survey", String(48), nullable=False),
    Column("batch", String(36)),
    Column("attributes", Json, nullable=False),
    Column("double_entry", Boolean, nullable=False),
    Column("response_id", String(36), nullable=False),
    Index("ix_paper_cards_batch", "batch"),
    Index("ix_paper_cards_response_id", "response_id"),
)

CARD_COPIES = Table(
    "card_copies",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("number", String(8), nullable=False),
    Column("team_id", String(64), nullable=False),
    Column("survey", String(48), nullable=False),
    Column("channel", String(8), nullable=False),
    Column("by", String(64), nullable=False),
    Column("by_name", String(200), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("version", Integer, nullable=False),
    Column("language", String(8), nullable=False),
    Column("answers", Json, nullable=False),
    Column("state", String(16), nullable=False),
    Column("response_id", String(36)),
    Index("ix_card_copies_number", "number"),
    Index("ix_card_copies_survey_state", "survey", "state"),
)

CARD_PHOTOS = Table(
    "card_photos",
    METADATA,
    Column("number", String(8), primary_key=True),
    Column("team_id", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
)

SHORT_ADDRESSES = Table(
    "short_addresses",
    METADATA,
    Column("code", String(8), primary_key=True),
    Column("team_id", String(64), nullable=False),
    Column("survey", String(48), nullable=False),
    Column("query", Json, nullable=False),
)
