"""Decisions of people that models learn from, models adopted, and codings anew."""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Take them away."""
