"""Publications, redactions and the addresses they stand at."""

import sqlalchemy as sa
from alembic import op

from shared.database.types import Json, UtcDateTime

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables."""
    _create_redactions()
    _create_drafts()
    _create_publications()


def downgrade() -> None:
    """Take them away."""
    for table in ("publication_quotes", "publications", "publication_rules", "publication_drafts", "redactions"):
        op.drop_table(table)


def _key(name: str, length: int = 64) -> "sa.Column[str]":
    return sa.Column(name, sa.String(length), primary_key=True)


def _person(name: str, *, nullable: bool = False) -> tuple["sa.Column[str]", "sa.Column[str]"]:
    return (
        sa.Column(name, sa.String(64), nullable=nullable),
        sa.Column(f"{name}_name", sa.String(200), nullable=nullable),
    )


def _create_redactions() -> None:
    op.create_table(
        "redactions",
        _key("response_id", 36),
        _key("question"),
        sa.Column("team_id", sa.String(36), nullable=False),
        sa.Column("survey", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("masks", Json, nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        *_person("decided_by"),
        sa.Column("decided_at", UtcDateTime, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("ix_redactions_survey", "redactions", ["team_id", "survey", "verdict"])


def _create_drafts() -> None:
    op.create_table(
        "publication_drafts",
        _key("team_id", 36),
        _key("survey"),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("choices", Json, nullable=False),
        *_person("changed_by", nullable=True),
        sa.Column("approval", Json),
    )
    op.create_table(
        "publication_rules",
        _key("team_id", 36),
        _key("survey"),
        sa.Column("second_person", sa.Boolean, nullable=False),
    )


def _create_publications() -> None:
    op.create_table(
        "publications",
        _key("team_id", 36),
        _key("survey"),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("document", Json, nullable=False),
        sa.Column("published_at", UtcDateTime, nullable=False),
        *_person("published_by"),
        *_person("approved_by"),
        sa.Column("changed_at", UtcDateTime, nullable=False),
    )
    op.create_index("ix_publications_newest", "publications", ["team_id", "published_at"])
    op.create_table(
        "publication_quotes",
        _key("team_id", 36),
        _key("survey"),
        sa.Column("number", sa.Integer, primary_key=True),
        _key("quote", 16),
        sa.Column("response_id", sa.String(36), nullable=False),
        sa.Column("question", sa.String(64), nullable=False),
    )
    op.create_index("ix_publication_quotes_response", "publication_quotes", ["response_id"])
