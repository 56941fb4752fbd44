"""Decisions of people about answers, and samples drawn for them."""

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Take them away."""
