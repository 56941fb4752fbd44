"""Introductions that people were asked to agree to, and what was published of their survey."""

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Take them away."""
