"""What was said and done about codes, comments on publications, and thanks."""

import sqlalchemy as sa
from alembic import op

from shared.database.types import Json, UtcDateTime

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables."""
    _create_answers()
    _create_comments()
    _create_praises()


def downgrade() -> None:
    """Take them away."""
    for table in ("praises", "comments", "answering_rules", "answers_given"):
        op.drop_table(table)


def _key(name: str, length: int = 64) -> "sa.Column[str]":
    return sa.Column(name, sa.String(length), primary_key=True)


def _text(name: str, length: int) -> "sa.Column[str]":
    return sa.Column(name, sa.String(length), nullable=False)


def _create_answers() -> None:
    op.create_table(
        "answers_given",
        _key("team_id", 36),
        _key("survey"),
        _key("code"),
        sa.Column("version", sa.Integer, primary_key=True),
        _text("codebook", 64),
        _text("state", 16),
        sa.Column("text", Json, nullable=False),
        _text("owner", 100),
        sa.Column("owner_shown", sa.Boolean, nullable=False),
        sa.Column("day", sa.String(10)),
        sa.Column("promised", sa.Boolean, nullable=False),
        _text("said_by", 64),
        _text("said_by_name", 200),
        sa.Column("said_at", UtcDateTime, nullable=False),
    )
    op.create_index("ix_answers_given_codebook", "answers_given", ["team_id", "codebook"])
    op.create_table(
        "answering_rules",
        _key("team_id", 36),
        _key("survey"),
        _text("measure", 16),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("comments_open", sa.Boolean, nullable=False),
        sa.Column("comments_shown", sa.Boolean, nullable=False),
        sa.Column("policy", Json, nullable=False),
    )


def _create_comments() -> None:
    op.create_table(
        "comments",
        _key("id", 32),
        _text("team_id", 36),
        _text("survey", 64),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        _text("name", 80),
        _text("email", 254),
        _text("language", 8),
        sa.Column("sent_at", UtcDateTime, nullable=False),
        _text("standing", 16),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("decided_by", sa.String(64)),
        sa.Column("decided_by_name", sa.String(200)),
        sa.Column("decided_at", UtcDateTime),
    )
    op.create_index("ix_comments_survey", "comments", ["team_id", "survey", "standing", "sent_at"])


def _create_praises() -> None:
    op.create_table(
        "praises",
        _key("response_id", 36),
        _key("question"),
        _text("team_id", 36),
        _text("survey", 64),
        _text("named", 100),
        _text("added_by", 64),
        _text("added_by_name", 200),
        sa.Column("added_at", UtcDateTime, nullable=False),
    )
    op.create_index("ix_praises_survey", "praises", ["team_id", "survey", "added_at"])
