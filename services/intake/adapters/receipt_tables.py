"""The codings of responses, without any of their words, for those who hold the receipts."""

from sqlalchemy import Column, Integer, String, Table

from services.intake.adapters.tables import METADATA
from shared.database.types import Json

RESPONSE_CODINGS = Table(
    "response_codings",
    METADATA,
    Column("response_id", String(36), primary_key=True),
    Column("team_id", String(64), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("answers", Json, nullable=False),
)
