"""The tables of what is counted beside codes, and of words as a search meets them."""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from services.reports.adapters.tables import metadata
from shared.database.types import Json, RowId, UtcDateTime

aspect_sums = Table(
    "aspect_sums",
    metadata,
    Column("team_id", String(36), primary_key=True),
    Column("survey", String(64), primary_key=True),
    Column("aspect", String(16), primary_key=True),
    Column("value", String(130), primary_key=True),
    Column("question", String(64), primary_key=True),
    Column("answers", Integer, nullable=False),
    Column("named", Json, nullable=False),
)

spoken_answers = Table(
    "spoken_answers",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("response_id", String(36), nullable=False),
    Column("question", String(64), nullable=False),
    Column("team_id", String(36), nullable=False),
    Column("survey", String(64), nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("language", String(8), nullable=False),
    Column("words", Text, nullable=False),
)
Index("ux_spoken_answers_place", spoken_answers.c.response_id, spoken_answers.c.question, unique=True)
Index("ix_spoken_answers_newest", *(spoken_answers.c[name] for name in ("team_id", "survey", "received_at", "id")))
