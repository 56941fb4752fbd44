"""Decisions of people that models learn from, models adopted, and codings anew."""

import sqlalchemy as sa
from alembic import op

from shared.database.types import Json, UtcDateTime

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables; of what was coded before, the question's wording is not known."""
    op.add_column("responses", sa.Column("asked", Json, nullable=False, server_default="[]"))
    op.add_column("responses", sa.Column("edition", sa.Integer, nullable=False, server_default="1"))
    op.add_column("responses", sa.Column("since", sa.Integer, nullable=False, server_default="1"))
    op.create_index("responses_by_team", "responses", ["team_id", "response_id"])
    _create_decisions()
    _create_models()
    _create_recodings()
    _create_discoveries()


def downgrade() -> None:
    """Take them away."""
    for table in ("discoveries", "recodings", "models", "decisions"):
        op.drop_table(table)
    op.drop_index("responses_by_team", "responses")
    for column in ("since", "edition", "asked"):
        op.drop_column("responses", column)


def _create_decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("response_id", sa.String(36), primary_key=True),
        sa.Column("question", sa.String(64), primary_key=True),
        sa.Column("team_id", sa.String(36), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("reviewer", sa.String(64), nullable=False),
        sa.Column("reviewed_at", UtcDateTime, nullable=False),
        sa.Column("codebook", sa.String(64), nullable=False),
        sa.Column("codebook_version", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("codes", Json, nullable=False),
        sa.Column("undone", sa.Boolean, nullable=False),
    )
    op.create_index("decisions_by_codebook", "decisions", ["team_id", "codebook"])


def _create_models() -> None:
    op.create_table(
        "models",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("team_id", sa.String(36), nullable=False),
        sa.Column("codebook", sa.String(64), nullable=False),
        sa.Column("codebook_version", sa.Integer, nullable=False),
        sa.Column("name", sa.String(128), nullable=False),
        sa.Column("artefact", sa.LargeBinary, nullable=False),
        sa.Column("adoption", sa.Integer, nullable=False),
        sa.Column("adopted_at", UtcDateTime),
    )
    op.create_index("models_by_codebook", "models", ["team_id", "codebook", "adoption"])


def _create_recodings() -> None:
    op.create_table(
        "recodings",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("team_id", sa.String(36), nullable=False),
        sa.Column("codebook", sa.String(64), nullable=False),
        sa.Column("codebook_version", sa.Integer, nullable=False),
        sa.Column("asked_at", UtcDateTime, nullable=False),
        sa.Column("surveys", Json, nullable=False),
        sa.Column("story", sa.String(64), nullable=False),
        sa.Column("purpose", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("after", sa.String(36), nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("model", sa.String(128), nullable=False),
        sa.Column("begun", sa.Boolean, nullable=False),
        sa.Column("gains", Json, nullable=False),
        sa.Column("losses", Json, nullable=False),
        sa.Column("examples", Json, nullable=False),
        sa.Column("reviews", sa.Integer, nullable=False),
        sa.Column("present", sa.Float),
        sa.Column("candidate", sa.Float),
        sa.Column("reason", sa.String(64), nullable=False),
    )
    op.create_index("ix_recodings_state", "recodings", ["state"])


def _create_discoveries() -> None:
    op.create_table(
        "discoveries",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("team_id", sa.String(36), nullable=False),
        sa.Column("survey", sa.String(64), nullable=False),
        sa.Column("question", sa.String(64)),
        sa.Column("asked_at", UtcDateTime, nullable=False),
        sa.Column("story", sa.String(64), nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
    )
    op.create_index("ix_discoveries_done", "discoveries", ["done"])
