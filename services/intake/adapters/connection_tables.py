"""The tables of connections to other tools, of what they delivered, and of the editions of their responses."""

from typing import Final

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, String, Table

from services.intake.adapters.tables import METADATA
from shared.database.types import Json, UtcDateTime

CONNECTIONS: Final = Table(
    "connections",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("team_id", String(64), nullable=False),
    Column("survey", String(48), nullable=False),
    Column("provider", String(32), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("secrets", Json, nullable=False),
    Column("mapping", Json, nullable=False),
    Column("token", String(500), nullable=False),
    Column("host", String(200), nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("takes_partials", Boolean, nullable=False),
    Column("deleted_at", UtcDateTime),
    Index("ix_connections_survey", "survey"),
)

# The id follows from what was sent, so that the primary key is what keeps a repetition from being kept twice. There is
# no foreign key to the connection: taking a call in must not wait for whoever handles what came before.
DELIVERIES: Final = Table(
    "deliveries",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("connection_id", String(32), nullable=False),
    Column("team_id", String(64), nullable=False),
    Column("survey", String(48), nullable=False),
    Column("provider", String(32), nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("next_at", UtcDateTime, nullable=False),
    Column("state", String(16), nullable=False),
    Column("reason", String(64), nullable=False),
    Column("outcomes", Json, nullable=False),
    Column("headers", Json, nullable=False),
    Column("query", Json, nullable=False),
    Column("body", LargeBinary),
    Column("fetched", Json, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("handled_at", UtcDateTime),
    Index("ix_deliveries_connection_id", "connection_id", "received_at"),
    Index("ix_deliveries_survey", "survey", "received_at"),
    Index("ix_deliveries_state", "state", "next_at"),
)

# Apart from the deliveries: who counts a repetition must not wait for the worker that has the delivery in hand.
DELIVERY_REPEATS: Final = Table(
    "delivery_repeats",
    METADATA,
    Column("delivery_id", String(36), primary_key=True),
    Column("number", Integer, nullable=False),
)

DELIVERY_RESPONSES: Final = Table(
    "delivery_responses",
    METADATA,
    Column("response_id", String(36), primary_key=True),
    Column("delivery_id", String(36), primary_key=True),
    Index("ix_delivery_responses_delivery_id", "delivery_id"),
)

EDITIONS: Final = Table(
    "foreign_editions",
    METADATA,
    Column("response_id", String(36), primary_key=True),
    Column("team_id", String(64), nullable=False),
    Column("survey", String(48), nullable=False),
    Column("number", Integer, nullable=False),
    Column("completed", Boolean, nullable=False),
    Column("told_at", UtcDateTime),
    Column("deleted", Boolean, nullable=False),
    Index("ix_foreign_editions_survey", "survey"),
)
