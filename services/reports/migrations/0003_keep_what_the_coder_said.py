"""What the model said, apart from what holds: a person's decision may stand in its place."""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Take them away."""
