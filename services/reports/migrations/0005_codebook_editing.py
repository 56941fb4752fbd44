"""Drafts of codebooks, their history, codings anew, and what was said before a codebook carried it on."""

import sqlalchemy as sa
from alembic import op

from shared.database.types import Json, UtcDateTime

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables."""
    op.add_column("answers", sa.Column("uncarried", Json))
    op.create_table(
        "codebook_versions",
        *_codebook(),
        sa.Column("version", sa.Integer, primary_key=True),
        *_by(),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
    )
    op.create_table(
        "codebook_drafts",
        *_codebook(),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("body", Json, nullable=False),
        *_by(),
        sa.Column("at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "codebook_recounts",
        *_codebook(),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("after", sa.String(36), nullable=False),
        sa.Column("asked_at", UtcDateTime, nullable=False),
    )
    _make_recodings()
    _make_discoveries()


def downgrade() -> None:
    """Take them away."""
    for name in ("discoveries", "recodings", "codebook_recounts", "codebook_drafts", "codebook_versions"):
        op.drop_table(name)
    with op.batch_alter_table("answers") as changed:
        changed.drop_column("uncarried")


def _make_recodings() -> None:
    op.create_table(
        "recodings",
        sa.Column("team_id", sa.String(36), primary_key=True),
        sa.Column("recode_id", sa.String(36), primary_key=True),
        sa.Column("codebook", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        *_by(),
        sa.Column("asked_at", UtcDateTime),
        sa.Column("progress", Json),
        sa.Column("decision", sa.String(8), nullable=False),
        sa.Column("decided_by", sa.String(200), nullable=False),
        sa.Column("model", sa.String(128), nullable=False),
        sa.Column("adopted_at", UtcDateTime),
    )


def _make_discoveries() -> None:
    op.create_table(
        "discoveries",
        sa.Column("team_id", sa.String(36), primary_key=True),
        sa.Column("discovery_id", sa.String(36), primary_key=True),
        sa.Column("survey", sa.String(64), nullable=False),
        sa.Column("question", sa.String(64)),
        sa.Column("codebook", sa.String(64), nullable=False),
        *_by(),
        sa.Column("asked_at", UtcDateTime, nullable=False),
        sa.Column("proposed_at", UtcDateTime),
        sa.Column("answers", sa.Integer, nullable=False),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.Column("themes", Json, nullable=False),
        sa.Column("decided", Json, nullable=False),
    )


def _codebook() -> tuple["sa.Column[str]", "sa.Column[str]"]:
    return sa.Column("team_id", sa.String(36), primary_key=True), sa.Column("codebook", sa.String(64), primary_key=True)


def _by() -> tuple["sa.Column[str]", "sa.Column[str]"]:
    return sa.Column("by_id", sa.String(36), nullable=False), sa.Column("by_name", sa.String(200), nullable=False)
