"""Printed cards and what was typed from them."""

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Nothing to make yet."""


def downgrade() -> None:
    """Nothing to take away yet."""
