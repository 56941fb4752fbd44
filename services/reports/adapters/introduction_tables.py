"""What reports keeps of pairs of people: no address and no word that they wrote."""

from sqlalchemy import Column, Index, String, Table, Text

from services.reports.adapters.tables import metadata
from shared.database.types import Json, UtcDateTime


def _text(name: str, length: int) -> "Column[str]":
    return Column(name, String(length), nullable=False)


introductions = Table(
    "introductions",
    metadata,
    Column("id", String(36), primary_key=True),
    _text("team_id", 36),
    _text("need_response", 36),
    _text("need_survey", 64),
    Column("need_about", Text, nullable=False),
    _text("offer_response", 36),
    _text("offer_survey", 64),
    Column("offer_about", Text, nullable=False),
    _text("code", 64),
    _text("state", 16),
    _text("decided_by", 64),
    _text("decided_by_name", 200),
    Column("decided_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime),
    Column("agreed", Json, nullable=False),
    _text("reason", 64),
)
Index("ux_introductions_pair", introductions.c.need_response, introductions.c.offer_response, unique=True)
Index("ix_introductions_offer", introductions.c.offer_response)
Index("ix_introductions_team", introductions.c.team_id, introductions.c.decided_at)
