"""How a response is found by its receipt."""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Nothing to make yet."""


def downgrade() -> None:
    """Nothing to take away yet."""
