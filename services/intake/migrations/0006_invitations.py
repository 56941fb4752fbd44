"""Who was invited, and what was used."""

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Nothing to make yet."""


def downgrade() -> None:
    """Nothing to take away yet."""
