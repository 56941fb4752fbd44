"""What analysis keeps: the words it codes, the newest coding of each response, and tombstones."""

from sqlalchemy import Column, Index, Integer, MetaData, String, Table

from shared.database.types import Json, UtcDateTime
from shared.outbox.tables import delivery_tables

metadata = MetaData()

responses = Table(
    "responses",
    metadata,
    Column("response_id", String(36), primary_key=True),
    Column("team_id", String(36), nullable=False),
    Column("survey", String(64), nullable=False, index=True),
    Column("survey_version", Integer, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("language", String(8), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("answers", Json, nullable=False),
    Column("attributes", Json, nullable=False),
    Column("consents", Json, nullable=False, server_default="[]"),
    Column("asked", Json, nullable=False, server_default="[]"),
    Column("edition", Integer, nullable=False, server_default="1"),
    Column("since", Integer, nullable=False, server_default="1"),
)

# Codings anew walk over a team's responses in the order of their ids.
Index("responses_by_team", responses.c.team_id, responses.c.response_id)

withdrawals = Table("withdrawals", metadata, Column("response_id", String(36), primary_key=True))

codebooks = Table(
    "codebooks",
    metadata,
    Column("team_id", String(36), primary_key=True),
    Column("codebook", String(64), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("body", Json, nullable=False),
)

delivery = delivery_tables(metadata)
