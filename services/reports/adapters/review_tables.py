"""What reports keeps of reviews: every step of people, what holds by them, samples, and blind codings."""

from typing import Any

from sqlalchemy import Boolean, Column, Float, Index, Integer, String, Table, Text

from services.reports.adapters.tables import metadata
from shared.database.types import Json, UtcDateTime


def _key(name: str, length: int = 64) -> "Column[str]":
    return Column(name, String(length), primary_key=True)


def _whose() -> tuple["Column[str]", "Column[str]"]:
    return Column("team_id", String(36), nullable=False), Column("survey", String(64), nullable=False)


def _decided() -> tuple["Column[Any]", ...]:
    """What a step says, as the domain's Decision has it."""
    return (
        Column("holds", Integer, nullable=False),
        Column("before", Integer, nullable=False),
        *(Column(name, String(length), nullable=False) for name, length in _PEOPLE),
        Column("made_at", UtcDateTime, nullable=False),
        Column("reviewed_at", UtcDateTime, nullable=False),
        Column("words", String(64), nullable=False),
        Column("revision", Integer, nullable=False),
        Column("model", String(128), nullable=False),
        Column("codebook", String(64), nullable=False),
        Column("codebook_version", Integer, nullable=False),
        Column("codings", Json, nullable=False),
        Column("comment", Text, nullable=False),
        Column("blind", Boolean, nullable=False),
        Column("chance", Float),
    )


_PEOPLE = (("made_by", 64), ("made_by_name", 200), ("reviewer", 64), ("reviewer_name", 200))

reviews = Table(
    "reviews",
    metadata,
    _key("response_id", 36),
    _key("question"),
    Column("number", Integer, primary_key=True),
    *_whose(),
    *_decided(),
)

decisions = Table(
    "decisions",
    metadata,
    _key("response_id", 36),
    _key("question"),
    Column("number", Integer, nullable=False),
    *_whose(),
    *_decided(),
    Column("applies", Boolean, nullable=False),
)
Index("ix_decisions_survey", *(decisions.c[name] for name in ("team_id", "survey", "question")))

samples = Table(
    "samples",
    metadata,
    _key("team_id", 36),
    _key("survey"),
    _key("question"),
    Column("seed", String(32), nullable=False),
    Column("bound", String(64), nullable=False),
    Column("frame", Integer, nullable=False),
    Column("drawn", Integer, nullable=False),
    Column("reviewed", Integer, nullable=False),
    Column("same_model", Boolean, nullable=False),
    Column("seen", Json, nullable=False),
    Column("drawn_at", UtcDateTime, nullable=False),
)

drawn_answers = Table(
    "drawn_answers",
    metadata,
    _key("response_id", 36),
    _key("question"),
    *_whose(),
    Column("place", String(64), nullable=False),
    Column("chance", Float, nullable=False),
)
Index("ix_drawn_answers_place", *(drawn_answers.c[name] for name in ("team_id", "survey", "question", "place")))

blind_codings = Table(
    "blind_codings",
    metadata,
    _key("response_id", 36),
    _key("question"),
    _key("reviewer"),
    *_whose(),
    Column("reviewer_name", String(200), nullable=False),
    Column("coded_at", UtcDateTime, nullable=False),
    Column("words", String(64), nullable=False),
    Column("codebook", String(64), nullable=False),
    Column("codebook_version", Integer, nullable=False),
    Column("codings", Json, nullable=False),
    Column("model", String(128), nullable=False),
    Column("machine", Json, nullable=False),
)
Index("ix_blind_codings_survey", *(blind_codings.c[name] for name in ("team_id", "survey", "question")))
