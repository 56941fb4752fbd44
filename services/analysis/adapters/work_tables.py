"""What analysis keeps of the work on codings: people's decisions, teams' models, codings anew and discoveries."""

from sqlalchemy import Boolean, Column, Float, Index, Integer, LargeBinary, String, Table

from services.analysis.adapters.tables import metadata
from shared.database.types import Json, UtcDateTime

decisions = Table(
    "decisions",
    metadata,
    Column("response_id", String(36), primary_key=True),
    Column("question", String(64), primary_key=True),
    Column("team_id", String(36), nullable=False),
    Column("number", Integer, nullable=False),
    Column("reviewer", String(64), nullable=False),
    Column("reviewed_at", UtcDateTime, nullable=False),
    Column("codebook", String(64), nullable=False),
    Column("codebook_version", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("codes", Json, nullable=False),
    Column("undone", Boolean, nullable=False),
)
Index("decisions_by_codebook", decisions.c.team_id, decisions.c.codebook)

# `adoption` numbers the models adopted for a team's codebook; 0: a candidate.
models = Table(
    "models",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("team_id", String(36), nullable=False),
    Column("codebook", String(64), nullable=False),
    Column("codebook_version", Integer, nullable=False),
    Column("name", String(128), nullable=False),
    Column("artefact", LargeBinary, nullable=False),
    Column("adoption", Integer, nullable=False),
    Column("adopted_at", UtcDateTime),
)
Index("models_by_codebook", models.c.team_id, models.c.codebook, models.c.adoption)

recodings = Table(
    "recodings",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("team_id", String(36), nullable=False),
    Column("codebook", String(64), nullable=False),
    Column("codebook_version", Integer, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("surveys", Json, nullable=False),
    Column("story", String(64), nullable=False),
    Column("purpose", String(16), nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("step", Integer, nullable=False),
    Column("after", String(36), nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("model", String(128), nullable=False),
    Column("begun", Boolean, nullable=False),
    Column("gains", Json, nullable=False),
    Column("losses", Json, nullable=False),
    Column("examples", Json, nullable=False),
    Column("reviews", Integer, nullable=False),
    Column("present", Float),
    Column("candidate", Float),
    Column("reason", String(64), nullable=False),
)

discoveries = Table(
    "discoveries",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("team_id", String(36), nullable=False),
    Column("survey", String(64), nullable=False),
    Column("question", String(64)),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("story", String(64), nullable=False),
    Column("done", Boolean, nullable=False, index=True),
)
