"""The three tables that every service has for its promises of delivery."""

from dataclasses import dataclass

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table, text

from shared.database.types import RowId, UtcDateTime


@dataclass(frozen=True)
class DeliveryTables:
    """`outbox`: what is to be told; `inbox`: what was handled; `parked`: what could not be handled."""

    outbox: Table
    inbox: Table
    parked: Table


def delivery_tables(metadata: MetaData) -> DeliveryTables:
    """Add the three tables to a service's metadata."""
    outbox = Table(
        "outbox",
        metadata,
        Column("id", RowId, primary_key=True, autoincrement=True),
        Column("message_id", String(36), nullable=False, unique=True),
        Column("name", String(64), nullable=False),
        Column("subject", String(64), nullable=False),
        Column("body", LargeBinary, nullable=False),
        Column("created_at", UtcDateTime, nullable=False),
        Column("next_at", UtcDateTime, nullable=False),
        Column("attempts", Integer, nullable=False, default=0),
        Column("sent_at", UtcDateTime),
    )
    unsent = text("sent_at IS NULL")
    Index("outbox_unsent", outbox.c.id, sqlite_where=unsent, postgresql_where=unsent)
    inbox = Table(
        "inbox",
        metadata,
        Column("message_id", String(64), primary_key=True),
        Column("handled_at", UtcDateTime, nullable=False),
    )
    parked = Table(
        "parked",
        metadata,
        Column("message_id", String(64), primary_key=True),
        Column("name", String(64), nullable=False),
        Column("subject", String(64), nullable=False),
        Column("body", LargeBinary, nullable=False),
        Column("reason", String(64), nullable=False),
        Column("attempts", Integer, nullable=False, default=1),
        Column("parked_at", UtcDateTime, nullable=False),
    )
    return DeliveryTables(outbox, inbox, parked)
