"""The first tables of reports: rows, figures, tombstones, codebooks and the delivery tables."""

import sqlalchemy as sa
from alembic import op

from shared.database.types import Json, RowId, UtcDateTime
from shared.outbox.migration import create_delivery_tables, drop_delivery_tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    _create_surveys()
    _create_responses()
    _create_codings()
    _create_aside()
    _create_counts()
    create_delivery_tables()


def downgrade() -> None:
    """Take them away."""
    drop_delivery_tables()
    for table in ("language_counts", "code_counts", "theme_counts", "answer_counts", "survey_counts"):
        op.drop_table(table)
    for table in ("parked_responses", "tombstones", "codings", "answers", "responses", "codebooks", "surveys"):
        op.drop_table(table)


def _team(*, primary_key: bool = False) -> "sa.Column[str]":
    return sa.Column("team_id", sa.String(36), primary_key=primary_key, nullable=False)


def _survey(*, primary_key: bool = False) -> "sa.Column[str]":
    return sa.Column("survey", sa.String(64), primary_key=primary_key, nullable=False)


def _create_surveys() -> None:
    op.create_table(
        "surveys",
        _team(primary_key=True),
        _survey(primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("title", Json),
        sa.Column("languages", Json, nullable=False),
        sa.Column("questions", Json, nullable=False),
        sa.Column("closed_at", UtcDateTime),
        sa.Column("closed_version", sa.Integer, nullable=False),
    )
    op.create_table(
        "codebooks",
        _team(primary_key=True),
        sa.Column("codebook", sa.String(64), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("body", Json, nullable=False),
    )


def _create_responses() -> None:
    op.create_table(
        "responses",
        sa.Column("response_id", sa.String(36), primary_key=True),
        _team(),
        _survey(),
        sa.Column("received_at", UtcDateTime, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    op.create_index("ix_responses_survey", "responses", ["team_id", "survey"])
    op.create_table(
        "answers",
        sa.Column("response_id", sa.String(36), primary_key=True),
        sa.Column("question", sa.String(64), primary_key=True),
        _team(),
        _survey(),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("codebook", sa.String(64)),
        sa.Column("codebook_version", sa.Integer, nullable=False),
    )


def _create_codings() -> None:
    op.create_table(
        "codings",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        sa.Column("response_id", sa.String(36), nullable=False),
        sa.Column("question", sa.String(64), nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("theme", sa.String(64), nullable=False),
        _team(),
        _survey(),
        sa.Column("received_at", UtcDateTime, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("spans", Json, nullable=False),
        sa.Column("coder", sa.String(128), nullable=False),
    )
    op.create_index("ux_codings_place", "codings", ["response_id", "question", "code"], unique=True)
    op.create_index("ix_codings_newest", "codings", ["team_id", "survey", "code", "received_at", "id"])


def _create_aside() -> None:
    op.create_table(
        "tombstones",
        sa.Column("response_id", sa.String(36), primary_key=True),
        _team(),
        _survey(),
        sa.Column("withdrawn_at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "parked_responses",
        sa.Column("response_id", sa.String(36), primary_key=True),
        _team(),
        _survey(),
        sa.Column("service", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(64), nullable=False),
    )


def _create_counts() -> None:
    op.create_table(
        "survey_counts",
        _team(primary_key=True),
        _survey(primary_key=True),
        sa.Column("responses", sa.Integer, nullable=False),
        sa.Column("parked", sa.Integer, nullable=False),
        sa.Column("stamp", sa.Integer, nullable=False),
        sa.Column("updated_at", UtcDateTime, nullable=False),
    )
    _create_counter("answer_counts", ("question", 64))
    _create_counter("theme_counts", ("question", 64), ("theme", 64))
    _create_counter("code_counts", ("question", 64), ("theme", 64), ("code", 64))
    _create_counter("language_counts", ("language", 8))


def _create_counter(name: str, *keys: tuple[str, int]) -> None:
    op.create_table(
        name,
        _team(primary_key=True),
        _survey(primary_key=True),
        *(sa.Column(key, sa.String(length), primary_key=True) for key, length in keys),
        sa.Column("n", sa.Integer, nullable=False),
    )
