"""Answers kept apart until they are sent, and their files."""

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Nothing to make yet."""


def downgrade() -> None:
    """Nothing to take away yet."""
