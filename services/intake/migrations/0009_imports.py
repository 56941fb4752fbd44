"""Files that were uploaded, and how far their import has come."""

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Take them away."""
