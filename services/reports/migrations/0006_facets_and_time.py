"""Figures of facets, of codes together, of days, and of tone."""

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Take them away."""
