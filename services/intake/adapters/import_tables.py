"""The tables of uploaded files: how far each has come, its bytes while they are needed, and the rows it refused."""

from typing import Final

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, Text

from services.intake.adapters.tables import METADATA
from shared.database.types import Json, UtcDateTime

IMPORTS: Final = Table(
    "imports",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("team_id", String(64), nullable=False),
    Column("survey", String(48), nullable=False),
    Column("name", String(200), nullable=False),
    Column("size", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("created_by", String(64), nullable=False),
    Column("by_name", String(200), nullable=False),
    Column("preset", String(32), nullable=False),
    Column("form_id", String(200), nullable=False),
    Column("decisions", Json, nullable=False),
    Column("headings", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("rows", Integer, nullable=False),
    Column("looked_at", Integer, nullable=False),
    Column("stored", Integer, nullable=False),
    Column("known", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("reason", String(64), nullable=False),
    Column("held_until", UtcDateTime),
    Column("ended_at", UtcDateTime),
    Index("ix_imports_survey", "survey"),
    Index("ix_imports_state", "state"),
)

IMPORT_PIECES: Final = Table(
    "import_pieces",
    METADATA,
    Column("import_id", String(36), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("team_id", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# Cells are kept as escaped JSON in a text: PostgreSQL's own JSON can't hold every character that stands in files.
IMPORT_REFUSALS: Final = Table(
    "import_refusals",
    METADATA,
    Column("import_id", String(36), primary_key=True),
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("team_id", String(64), nullable=False),
    Column("cells", Text, nullable=False),
    Column("faults", Json, nullable=False),
)
