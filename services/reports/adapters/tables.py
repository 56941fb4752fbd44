"""What reports keeps: the rows behind the figures, the figures themselves, tombstones and codebooks."""

from sqlalchemy import Column, Float, Index, Integer, MetaData, String, Table, Text

from services.reports.domain.attributes import LONGEST_VALUE
from shared.database.types import Json, RowId, UtcDateTime
from shared.outbox.tables import delivery_tables

metadata = MetaData()


def _team() -> "Column[str]":
    return Column("team_id", String(36), nullable=False)


def _survey() -> "Column[str]":
    return Column("survey", String(64), nullable=False)


def _key(name: str, length: int = 64) -> "Column[str]":
    return Column(name, String(length), primary_key=True)


def _counter(name: str) -> "Column[int]":
    return Column(name, Integer, nullable=False)


surveys = Table(
    "surveys",
    metadata,
    _key("team_id", 36),
    _key("survey"),
    Column("version", Integer, nullable=False),
    Column("title", Json),
    Column("languages", Json, nullable=False),
    Column("questions", Json, nullable=False),
    Column("closed_at", UtcDateTime),
    Column("closed_version", Integer, nullable=False),
    Column("attributes", Json),
    Column("smallest_group", Integer),
)

responses = Table(
    "responses",
    metadata,
    _key("response_id", 36),
    _team(),
    _survey(),
    Column("received_at", UtcDateTime, nullable=False),
    Column("language", String(8), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("attributes", Json, nullable=False),
    Column("consents", Json, nullable=False),
)
Index("ix_responses_survey", responses.c.team_id, responses.c.survey)

answers = Table(
    "answers",
    metadata,
    _key("response_id", 36),
    _key("question"),
    _team(),
    _survey(),
    Column("text", Text, nullable=False),
    Column("codebook", String(64)),
    Column("codebook_version", Integer, nullable=False),
    Column("chances", Json),
    Column("model", String(128), nullable=False),
    Column("tone", String(8), nullable=False),
    Column("machine", Json, nullable=False),
    Column("facets", Json, nullable=False),
    Column("personal", Json, nullable=False),
    Column("foreseen", Json),
    Column("uncarried", Json),
    Column("doubt", Integer, nullable=False),
    Column("reference", String(24), nullable=False),
)
Index("ux_answers_reference", answers.c.reference, unique=True)
Index("ix_answers_doubt", *(answers.c[name] for name in ("team_id", "survey", "doubt", "reference")))

codings = Table(
    "codings",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=True),
    Column("response_id", String(36), nullable=False),
    Column("question", String(64), nullable=False),
    Column("code", String(64), nullable=False),
    Column("theme", String(64), nullable=False),
    _team(),
    _survey(),
    Column("received_at", UtcDateTime, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("spans", Json, nullable=False),
    Column("coder", String(128), nullable=False),
)
Index("ux_codings_place", codings.c.response_id, codings.c.question, codings.c.code, unique=True)
Index("ix_codings_newest", *(codings.c[name] for name in ("team_id", "survey", "code", "received_at", "id")))

tombstones = Table(
    "tombstones",
    metadata,
    _key("response_id", 36),
    _team(),
    _survey(),
    Column("withdrawn_at", UtcDateTime, nullable=False),
)

parked_responses = Table(
    "parked_responses",
    metadata,
    _key("response_id", 36),
    _team(),
    _survey(),
    Column("service", String(16), nullable=False),
    Column("reason", String(64), nullable=False),
)

survey_counts = Table(
    "survey_counts",
    metadata,
    _key("team_id", 36),
    _key("survey"),
    _counter("responses"),
    _counter("parked"),
    _counter("stamp"),
    Column("updated_at", UtcDateTime, nullable=False),
)

answer_counts = Table("answer_counts", metadata, _key("team_id", 36), _key("survey"), _key("question"), _counter("n"))
theme_counts = Table(
    "theme_counts", metadata, _key("team_id", 36), _key("survey"), _key("question"), _key("theme"), _counter("n")
)
code_counts = Table(
    "code_counts",
    metadata,
    *(_key("team_id", 36), _key("survey"), _key("question"), _key("theme"), _key("code")),
    _counter("n"),
)
language_counts = Table(
    "language_counts", metadata, _key("team_id", 36), _key("survey"), _key("language", 8), _counter("n")
)

group_sums = Table(
    "group_sums",
    metadata,
    *(_key("team_id", 36), _key("survey"), _key("attribute"), _key("value", LONGEST_VALUE), _key("question")),
    _counter("answers"),
    Column("named", Json, nullable=False),
    Column("expected", Json, nullable=False),
    Column("foreseen", Json, nullable=False),
)

codebooks = Table(
    "codebooks",
    metadata,
    _key("team_id", 36),
    _key("codebook"),
    Column("version", Integer, primary_key=True),
    Column("body", Json, nullable=False),
)

delivery = delivery_tables(metadata)
