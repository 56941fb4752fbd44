"""Surveys that are being written."""

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Nothing to make yet."""


def downgrade() -> None:
    """Nothing to take away yet."""
