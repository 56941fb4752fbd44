"""What reports keeps of answers to codes, of comments on publications, and of thanks."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text

from services.reports.adapters.tables import metadata
from shared.database.types import Json, UtcDateTime


def _key(name: str, length: int = 64) -> "Column[str]":
    return Column(name, String(length), primary_key=True)


def _text(name: str, length: int) -> "Column[str]":
    return Column(name, String(length), nullable=False)


answers_given = Table(
    "answers_given",
    metadata,
    _key("team_id", 36),
    _key("survey"),
    _key("code"),
    Column("version", Integer, primary_key=True),
    _text("codebook", 64),
    _text("state", 16),
    Column("text", Json, nullable=False),
    _text("owner", 100),
    Column("owner_shown", Boolean, nullable=False),
    Column("day", String(10)),
    Column("promised", Boolean, nullable=False),
    _text("said_by", 64),
    _text("said_by_name", 200),
    Column("said_at", UtcDateTime, nullable=False),
)
Index("ix_answers_given_codebook", answers_given.c.team_id, answers_given.c.codebook)

answering_rules = Table(
    "answering_rules",
    metadata,
    _key("team_id", 36),
    _key("survey"),
    _text("measure", 16),
    Column("level", Integer, nullable=False),
    Column("comments_open", Boolean, nullable=False),
    Column("comments_shown", Boolean, nullable=False),
    Column("policy", Json, nullable=False),
)

comments = Table(
    "comments",
    metadata,
    _key("id", 32),
    _text("team_id", 36),
    _text("survey", 64),
    Column("number", Integer, nullable=False),
    Column("words", Text, nullable=False),
    _text("name", 80),
    _text("email", 254),
    _text("language", 8),
    Column("sent_at", UtcDateTime, nullable=False),
    _text("standing", 16),
    Column("reason", Text, nullable=False),
    Column("decided_by", String(64)),
    Column("decided_by_name", String(200)),
    Column("decided_at", UtcDateTime),
)
Index("ix_comments_survey", comments.c.team_id, comments.c.survey, comments.c.standing, comments.c.sent_at)

praises = Table(
    "praises",
    metadata,
    _key("response_id", 36),
    _key("question"),
    _text("team_id", 36),
    _text("survey", 64),
    _text("named", 100),
    _text("added_by", 64),
    _text("added_by_name", 200),
    Column("added_at", UtcDateTime, nullable=False),
)
Index("ix_praises_survey", praises.c.team_id, praises.c.survey, praises.c.added_at)
