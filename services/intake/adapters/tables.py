"""The tables of intake; every row that belongs to a team bears its id."""

from sqlalchemy import Column, Index, Integer, MetaData, String, Table

from shared.database.types import Json, UtcDateTime
from shared.outbox.tables import delivery_tables

METADATA = MetaData()

SURVEYS = Table(
    "surveys",
    METADATA,
    Column("slug", String(48), primary_key=True),
    Column("team_id", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("published_at", UtcDateTime, nullable=False),
    Column("closed_at", UtcDateTime),
)

SURVEY_VERSIONS = Table(
    "survey_versions",
    METADATA,
    Column("slug", String(48), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("team_id", String(64), nullable=False),
    Column("body", Json, nullable=False),
    Column("published_at", UtcDateTime, nullable=False),
)

# The id follows from survey and submission id, so that the primary key is what stores a submission once.
RESPONSES = Table(
    "responses",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("submission_id", String(36), nullable=False),
    Column("team_id", String(64), nullable=False),
    Column("survey", String(48), nullable=False),
    Column("survey_version", Integer, nullable=False),
    Column("language", String(8), nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("state", String(16), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("answers", Json, nullable=False),
    Column("attributes", Json, nullable=False),
    Column("consents", Json, nullable=False, server_default="[]"),
    Column("filled_at", UtcDateTime),
    Column("receipt_key", String(32)),
)
# Not unique: two cards that share a receipt by chance must both be stored.
Index("responses_by_receipt", RESPONSES.c.receipt_key)
# Quotas count a survey's responses before each card.
Index("responses_by_survey", RESPONSES.c.survey)

DELIVERY = delivery_tables(METADATA)
