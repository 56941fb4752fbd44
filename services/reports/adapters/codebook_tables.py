"""What is kept of the work on codebooks beside their versions: who made them, drafts, and what is counted anew."""

from sqlalchemy import Column, Integer, String, Table, Text

from services.reports.adapters.tables import metadata
from shared.database.types import Json, UtcDateTime


def _team() -> "Column[str]":
    return Column("team_id", String(36), primary_key=True)


def _codebook() -> "Column[str]":
    return Column("codebook", String(64), primary_key=True)


def _number(name: str) -> "Column[int]":
    return Column(name, Integer, nullable=False)


def _by() -> "tuple[Column[str], Column[str]]":
    return Column("by_id", String(36), nullable=False), Column("by_name", String(200), nullable=False)


codebook_versions = Table(
    "codebook_versions",
    metadata,
    _team(),
    _codebook(),
    Column("version", Integer, primary_key=True),
    *_by(),
    Column("at", UtcDateTime, nullable=False),
    Column("why", Text, nullable=False),
)

codebook_drafts = Table(
    "codebook_drafts",
    metadata,
    _team(),
    _codebook(),
    _number("base"),
    _number("edition"),
    Column("body", Json, nullable=False),
    *_by(),
    Column("at", UtcDateTime, nullable=False),
)

codebook_recounts = Table(
    "codebook_recounts",
    metadata,
    _team(),
    _codebook(),
    _number("version"),
    Column("after", String(36), nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
)

recodings = Table(
    "recodings",
    metadata,
    _team(),
    Column("recode_id", String(36), primary_key=True),
    Column("codebook", String(64), nullable=False),
    _number("version"),
    *_by(),
    Column("asked_at", UtcDateTime),
    Column("progress", Json),
    Column("decision", String(8), nullable=False),
    Column("decided_by", String(200), nullable=False),
    Column("model", String(128), nullable=False),
    Column("adopted_at", UtcDateTime),
)

discoveries = Table(
    "discoveries",
    metadata,
    _team(),
    Column("discovery_id", String(36), primary_key=True),
    Column("survey", String(64), nullable=False),
    Column("question", String(64)),
    Column("codebook", String(64), nullable=False),
    *_by(),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("proposed_at", UtcDateTime),
    _number("answers"),
    Column("reason", String(64), nullable=False),
    Column("themes", Json, nullable=False),
    Column("decided", Json, nullable=False),
)
