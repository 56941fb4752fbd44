"""Answers given to programs, kept so that a repeated request gets the same one."""

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the tables."""


def downgrade() -> None:
    """Take them away."""
