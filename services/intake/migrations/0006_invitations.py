"""Who was invited, and what was used; an index by which a survey's responses are counted."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make table and indexes."""
    op.create_table(
        "invitations",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("team_id", sa.String(64), nullable=False),
        sa.Column("survey", sa.String(48), nullable=False),
        sa.Column("reference", sa.String(320), nullable=False),
        sa.Column("attributes", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("used_on", sa.Date),
        sa.Column("reminded_on", sa.Date),
        sa.Column("no_reminders", sa.Boolean, nullable=False),
        sa.UniqueConstraint("survey", "reference", name="invitations_once"),
    )
    op.create_index("invitations_by_token", "invitations", ["digest"], unique=True)
    op.create_index("responses_by_survey", "responses", ["survey"])


def downgrade() -> None:
    """Take them away."""
    op.drop_index("responses_by_survey", "responses")
    op.drop_table("invitations")
