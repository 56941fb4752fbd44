"""The tables of identity: no other package reads them."""

from sqlalchemy import Column, ForeignKey, Index, MetaData, String, Table, Text

from shared.database.types import RowId, UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

teams = Table(
    "teams",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("created_at", UtcDateTime, nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("email", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
)

memberships = Table(
    "memberships",
    metadata,
    Column("team_id", String(64), ForeignKey("teams.id"), primary_key=True),
    Column("person_id", String(36), ForeignKey("people.id"), primary_key=True, index=True),
    Column("role", String(16), nullable=False),
    Column("joined_at", UtcDateTime, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("person_id", String(36), ForeignKey("people.id"), nullable=False, index=True),
    Column("team_id", String(64), ForeignKey("teams.id"), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False, index=True),
)

setup_links = Table(
    "setup_links",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("team_id", String(64), nullable=False, index=True),
    Column("role", String(16), nullable=False),
    Column("email", Text),
    Column("made_by", String(36), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("team_id", String(64), ForeignKey("teams.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("made_by", String(36), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("last_used_at", UtcDateTime),
    Column("scopes", Text, nullable=False, server_default=""),
)

sign_in_attempts = Table(
    "sign_in_attempts",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("attempt", String(36), nullable=False, index=True),
    Column("key", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
    Index("ix_sign_in_attempts_key_at", "key", "at"),
)
