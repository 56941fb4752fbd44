"""Files that were uploaded, and how far their import has come."""

import sqlalchemy as sa
from alembic import op

from shared.database.types import Json, UtcDateTime

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "imports",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("team_id", sa.String(64), nullable=False),
        sa.Column("survey", sa.String(48), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("created_by", sa.String(64), nullable=False),
        sa.Column("by_name", sa.String(200), nullable=False),
        sa.Column("preset", sa.String(32), nullable=False),
        sa.Column("form_id", sa.String(200), nullable=False),
        sa.Column("decisions", Json, nullable=False),
        sa.Column("headings", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("looked_at", sa.Integer, nullable=False),
        sa.Column("stored", sa.Integer, nullable=False),
        sa.Column("known", sa.Integer, nullable=False),
        sa.Column("refused", sa.Integer, nullable=False),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.Column("held_until", UtcDateTime),
        sa.Column("ended_at", UtcDateTime),
    )
    op.create_index("ix_imports_survey", "imports", ["survey"])
    op.create_index("ix_imports_state", "imports", ["state"])
    _create_parts()


def _create_parts() -> None:
    op.create_table(
        "import_pieces",
        sa.Column("import_id", sa.String(36), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("team_id", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "import_refusals",
        sa.Column("import_id", sa.String(36), primary_key=True),
        sa.Column("line", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("team_id", sa.String(64), nullable=False),
        sa.Column("cells", sa.Text, nullable=False),
        sa.Column("faults", Json, nullable=False),
    )


def downgrade() -> None:
    """Take the tables away."""
    for table in ("import_refusals", "import_pieces", "imports"):
        op.drop_table(table)
