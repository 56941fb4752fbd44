"""The tables of what is kept beside responses: unfinished answers, files, and who entered what for somebody else."""

from typing import Final

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table

from services.intake.adapters.tables import METADATA
from shared.database.types import Json, UtcDateTime

UNFINISHED: Final = Table(
    "unfinished_answers",
    METADATA,
    Column("key", String(32), primary_key=True),
    Column("team_id", String(64), nullable=False),
    Column("survey", String(48), nullable=False),
    Column("version", Integer, nullable=False),
    Column("language", String(8), nullable=False),
    Column("answers", Json, nullable=False),
    Column("saved_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Index("ix_unfinished_answers_survey", "survey"),
    Index("ix_unfinished_answers_expires_at", "expires_at"),
)

ANSWER_FILES: Final = Table(
    "answer_files",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("team_id", String(64), nullable=False),
    Column("survey", String(48), nullable=False),
    Column("question", String(40), nullable=False),
    Column("kind", String(4), nullable=False),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("given_at", UtcDateTime, nullable=False),
    Column("keep_until", UtcDateTime, nullable=False),
    Column("response_id", String(36)),
    Index("ix_answer_files_survey", "survey"),
    Index("ix_answer_files_response_id", "response_id"),
)

ENTRIES: Final = Table(
    "entries_for_others",
    METADATA,
    Column("response_id", String(36), primary_key=True),
    Column("team_id", String(64), nullable=False),
    Column("survey", String(48), nullable=False),
    Column("by", String(64), nullable=False),
    Column("by_name", String(200), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("source", String(16), nullable=False),
    Index("ix_entries_for_others_survey", "survey"),
)
