"""What reports keeps of publishing: decisions about quotes, drafts, rules, and the numbers that were published."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text

from services.reports.adapters.tables import metadata
from shared.database.types import Json, UtcDateTime


def _key(name: str, length: int = 64) -> "Column[str]":
    return Column(name, String(length), primary_key=True)


def _person(name: str, *, nullable: bool = False) -> tuple["Column[str]", "Column[str]"]:
    return Column(name, String(64), nullable=nullable), Column(f"{name}_name", String(200), nullable=nullable)


redactions = Table(
    "redactions",
    metadata,
    _key("response_id", 36),
    _key("question"),
    Column("team_id", String(36), nullable=False),
    Column("survey", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("masks", Json, nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    *_person("decided_by"),
    Column("decided_at", UtcDateTime, nullable=False),
    Column("version", Integer, nullable=False),
)
Index("ix_redactions_survey", redactions.c.team_id, redactions.c.survey, redactions.c.verdict)

drafts = Table(
    "publication_drafts",
    metadata,
    _key("team_id", 36),
    _key("survey"),
    Column("version", Integer, nullable=False),
    Column("choices", Json, nullable=False),
    *_person("changed_by", nullable=True),
    Column("approval", Json),
)

rules = Table(
    "publication_rules",
    metadata,
    _key("team_id", 36),
    _key("survey"),
    Column("second_person", Boolean, nullable=False),
)

publications = Table(
    "publications",
    metadata,
    _key("team_id", 36),
    _key("survey"),
    Column("number", Integer, primary_key=True),
    Column("document", Json, nullable=False),
    Column("published_at", UtcDateTime, nullable=False),
    *_person("published_by"),
    *_person("approved_by"),
    Column("changed_at", UtcDateTime, nullable=False),
)
Index("ix_publications_newest", publications.c.team_id, publications.c.published_at)

quotes = Table(
    "publication_quotes",
    metadata,
    _key("team_id", 36),
    _key("survey"),
    Column("number", Integer, primary_key=True),
    _key("quote", 16),
    Column("response_id", String(36), nullable=False),
    Column("question", String(64), nullable=False),
)
Index("ix_publication_quotes_response", quotes.c.response_id)
