"""What a response permits, and cards that came late."""

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Nothing to make yet."""


def downgrade() -> None:
    """Nothing to take away yet."""
