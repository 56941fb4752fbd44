"""The delivery tables as a migration step, written once and called by each service's first migration."""

import sqlalchemy as sa
from alembic import op

from shared.database.types import RowId, UtcDateTime


def create_delivery_tables() -> None:
    """Make outbox, inbox and parked, in the form they had in version 1; never changed afterwards."""
    op.create_table(
        "outbox",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        sa.Column("message_id", sa.String(36), nullable=False, unique=True),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("next_at", UtcDateTime, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("sent_at", UtcDateTime),
    )
    unsent = sa.text("sent_at IS NULL")
    op.create_index("outbox_unsent", "outbox", ["id"], sqlite_where=unsent, postgresql_where=unsent)
    op.create_table(
        "inbox",
        sa.Column("message_id", sa.String(64), primary_key=True),
        sa.Column("handled_at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "parked",
        sa.Column("message_id", sa.String(64), primary_key=True),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("parked_at", UtcDateTime, nullable=False),
    )


def drop_delivery_tables() -> None:
    """Take them away again."""
    for table in ("parked", "inbox", "outbox"):
        op.drop_table(table)
