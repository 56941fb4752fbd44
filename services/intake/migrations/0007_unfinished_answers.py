"""Answers kept apart until they are sent, files that people answer with, and who entered what for somebody else."""

import sqlalchemy as sa
from alembic import op

from shared.database.types import Json, UtcDateTime

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "unfinished_answers",
        sa.Column("key", sa.String(32), primary_key=True),
        sa.Column("team_id", sa.String(64), nullable=False),
        sa.Column("survey", sa.String(48), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("answers", Json, nullable=False),
        sa.Column("saved_at", UtcDateTime, nullable=False),
        sa.Column("expires_at", UtcDateTime, nullable=False),
    )
    op.create_index("ix_unfinished_answers_survey", "unfinished_answers", ["survey"])
    op.create_index("ix_unfinished_answers_expires_at", "unfinished_answers", ["expires_at"])
    op.create_table(
        "answer_files",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("team_id", sa.String(64), nullable=False),
        sa.Column("survey", sa.String(48), nullable=False),
        sa.Column("question", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(4), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("given_at", UtcDateTime, nullable=False),
        sa.Column("keep_until", UtcDateTime, nullable=False),
        sa.Column("response_id", sa.String(36)),
    )
    op.create_index("ix_answer_files_survey", "answer_files", ["survey"])
    op.create_index("ix_answer_files_response_id", "answer_files", ["response_id"])
    _create_entries()


def _create_entries() -> None:
    op.create_table(
        "entries_for_others",
        sa.Column("response_id", sa.String(36), primary_key=True),
        sa.Column("team_id", sa.String(64), nullable=False),
        sa.Column("survey", sa.String(48), nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("by_name", sa.String(200), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("source", sa.String(16), nullable=False),
    )
    op.create_index("ix_entries_for_others_survey", "entries_for_others", ["survey"])


def downgrade() -> None:
    """Take the tables away."""
    for table in ("entries_for_others", "answer_files", "unfinished_answers"):
        op.drop_table(table)
