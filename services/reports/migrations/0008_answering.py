"""What was said and done about codes, comments on publications, and thanks."""

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Take them away."""
