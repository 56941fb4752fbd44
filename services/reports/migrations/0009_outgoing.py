"""Addresses that are told of news, what was sent to them, and digests by e-mail."""

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Take them away."""
