"""Surveys that are being written, what was done to surveys, and those that lists leave out."""

import sqlalchemy as sa
from alembic import op

from shared.database.types import RowId, UtcDateTime

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "survey_drafts",
        sa.Column("slug", sa.String(48), primary_key=True),
        sa.Column("team_id", sa.String(64), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("based_on", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("saved_at", UtcDateTime),
        sa.Column("saved_by", sa.String(200), nullable=False),
    )
    op.create_table(
        "survey_changes",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("slug", sa.String(48), nullable=False),
        sa.Column("team_id", sa.String(64), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("by_name", sa.String(200), nullable=False),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("survey_changes_by_slug", "survey_changes", ["slug", "id"])
    op.create_table(
        "archived_surveys",
        sa.Column("slug", sa.String(48), primary_key=True),
        sa.Column("team_id", sa.String(64), nullable=False),
        sa.Column("archived_at", UtcDateTime, nullable=False),
        sa.Column("deleted_at", UtcDateTime),
    )


def downgrade() -> None:
    """Take the tables away."""
    for table in ("archived_surveys", "survey_changes", "survey_drafts"):
        op.drop_table(table)
