"""How a response is found by its receipt, and the codings that the receipt shows."""

import sqlalchemy as sa
from alembic import op

from shared.database.types import Json

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make column, index and table; intake fills the column when it starts, since this step has no secret."""
    op.add_column("responses", sa.Column("receipt_key", sa.String(32)))
    op.create_index("responses_by_receipt", "responses", ["receipt_key"])
    op.create_table(
        "response_codings",
        sa.Column("response_id", sa.String(36), primary_key=True),
        sa.Column("team_id", sa.String(64), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("answers", Json, nullable=False),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("response_codings")
    op.drop_index("responses_by_receipt", "responses")
    op.drop_column("responses", "receipt_key")
