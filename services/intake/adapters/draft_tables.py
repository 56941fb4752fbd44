"""The tables of surveys that are being written, of what was done to surveys, and of those that lists leave out."""

from typing import Final

from sqlalchemy import Column, Index, Integer, String, Table, Text

from services.intake.adapters.tables import METADATA
from shared.database.types import RowId, UtcDateTime

# The document is a text, so that it comes back in the order in which it was written.
SURVEY_DRAFTS: Final = Table(
    "survey_drafts",
    METADATA,
    Column("slug", String(48), primary_key=True),
    Column("team_id", String(64), nullable=False),
    Column("document", Text, nullable=False),
    Column("based_on", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("saved_at", UtcDateTime),
    Column("saved_by", String(200), nullable=False),
)

SURVEY_CHANGES: Final = Table(
    "survey_changes",
    METADATA,
    Column("id", RowId, primary_key=True),
    Column("slug", String(48), nullable=False),
    Column("team_id", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", String(64), nullable=False),
    Column("by_name", String(200), nullable=False),
    Column("what", String(20), nullable=False),
    Column("version", Integer, nullable=False),
)
Index("survey_changes_by_slug", SURVEY_CHANGES.c.slug, SURVEY_CHANGES.c.id)

ARCHIVED_SURVEYS: Final = Table(
    "archived_surveys",
    METADATA,
    Column("slug", String(48), primary_key=True),
    Column("team_id", String(64), nullable=False),
    Column("archived_at", UtcDateTime, nullable=False),
    Column("deleted_at", UtcDateTime),
)
