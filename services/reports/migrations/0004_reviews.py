"""Decisions of people about answers, samples drawn for them, and what the model foresaw, also of reviewed answers."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from math import log
from typing import Any

import sqlalchemy as sa
from alembic import op

from shared.database.types import Json, UtcDateTime

revision = "0004"
down_revision = "0003"

_CERTAIN = 10_000
_AT_ONCE = 1000
_TABLES = ("blind_codings", "drawn_answers", "samples", "decisions", "reviews")
_FILLED = ("doubt", "reference")


def upgrade() -> None:
    """Make the tables, give answers their reference, and sum up what the model foresaw."""
    _create_decisions("reviews", numbered=True)
    _create_decisions("decisions", numbered=False)
    op.create_index("ix_decisions_survey", "decisions", ["team_id", "survey", "question"])
    _create_samples()
    _create_blind_codings()
    op.add_column("answers", sa.Column("foreseen", Json))
    op.add_column("answers", sa.Column("doubt", sa.Integer, nullable=False, server_default="0"))
    op.add_column("answers", sa.Column("reference", sa.String(24), nullable=False, server_default=""))
    op.add_column("group_sums", sa.Column("foreseen", Json, nullable=False, server_default="{}"))
    _fill()
    with op.batch_alter_table("answers") as changed:
        for name in _FILLED:
            changed.alter_column(name, server_default=None)
    with op.batch_alter_table("group_sums") as changed:
        changed.alter_column("foreseen", server_default=None)
    op.create_index("ux_answers_reference", "answers", ["reference"], unique=True)
    op.create_index("ix_answers_doubt", "answers", ["team_id", "survey", "doubt", "reference"])


def downgrade() -> None:
    """Take them away."""
    op.drop_index("ix_answers_doubt", "answers")
    op.drop_index("ux_answers_reference", "answers")
    with op.batch_alter_table("group_sums") as changed:
        changed.drop_column("foreseen")
    with op.batch_alter_table("answers") as changed:
        for name in ("reference", "doubt", "foreseen"):
            changed.drop_column(name)
    for table in _TABLES:
        op.drop_table(table)


def _create_decisions(name: str, *, numbered: bool) -> None:
    people = (("made_by", 64), ("made_by_name", 200), ("reviewer", 64), ("reviewer_name", 200))
    applies = () if numbered else (sa.Column("applies", sa.Boolean, nullable=False),)
    op.create_table(
        name,
        *_answer(),
        sa.Column("number", sa.Integer, primary_key=numbered, nullable=False),
        *_whose(),
        sa.Column("holds", sa.Integer, nullable=False),
        sa.Column("before", sa.Integer, nullable=False),
        *(sa.Column(column, sa.String(length), nullable=False) for column, length in people),
        sa.Column("made_at", UtcDateTime, nullable=False),
        sa.Column("reviewed_at", UtcDateTime, nullable=False),
        sa.Column("words", sa.String(64), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("model", sa.String(128), nullable=False),
        sa.Column("codebook", sa.String(64), nullable=False),
        sa.Column("codebook_version", sa.Integer, nullable=False),
        sa.Column("codings", Json, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("blind", sa.Boolean, nullable=False),
        sa.Column("chance", sa.Float),
        *applies,
    )


def _create_samples() -> None:
    op.create_table(
        "samples",
        sa.Column("team_id", sa.String(36), primary_key=True),
        sa.Column("survey", sa.String(64), primary_key=True),
        sa.Column("question", sa.String(64), primary_key=True),
        sa.Column("seed", sa.String(32), nullable=False),
        sa.Column("bound", sa.String(64), nullable=False),
        sa.Column("frame", sa.Integer, nullable=False),
        sa.Column("drawn", sa.Integer, nullable=False),
        sa.Column("reviewed", sa.Integer, nullable=False),
        sa.Column("same_model", sa.Boolean, nullable=False),
        sa.Column("seen", Json, nullable=False),
        sa.Column("drawn_at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "drawn_answers",
        *_answer(),
        *_whose(),
        sa.Column("place", sa.String(64), nullable=False),
        sa.Column("chance", sa.Float, nullable=False),
    )
    op.create_index("ix_drawn_answers_place", "drawn_answers", ["team_id", "survey", "question", "place"])


def _create_blind_codings() -> None:
    op.create_table(
        "blind_codings",
        *_answer(),
        sa.Column("reviewer", sa.String(64), primary_key=True),
        *_whose(),
        sa.Column("reviewer_name", sa.String(200), nullable=False),
        sa.Column("coded_at", UtcDateTime, nullable=False),
        sa.Column("words", sa.String(64), nullable=False),
        sa.Column("codebook", sa.String(64), nullable=False),
        sa.Column("codebook_version", sa.Integer, nullable=False),
        sa.Column("codings", Json, nullable=False),
        sa.Column("model", sa.String(128), nullable=False),
        sa.Column("machine", Json, nullable=False),
    )
    op.create_index("ix_blind_codings_survey", "blind_codings", ["team_id", "survey", "question"])


def _answer() -> tuple[Any, Any]:
    return sa.Column("response_id", sa.String(36), primary_key=True), sa.Column(
        "question", sa.String(64), primary_key=True
    )


def _whose() -> tuple[Any, Any]:
    return sa.Column("team_id", sa.String(36), nullable=False), sa.Column("survey", sa.String(64), nullable=False)


def _fill() -> None:
    names = ("response_id", "question", "team_id", "survey", "text", "codebook", "doubt", "reference")
    answers = sa.table("answers", *map(sa.column, names), sa.column("chances", Json))
    mine = answers.update().where(
        answers.c.response_id == sa.bindparam("of"), answers.c.question == sa.bindparam("asked")
    )
    change = mine.values(doubt=sa.bindparam("unsure"), reference=sa.bindparam("called"))
    sums: dict[tuple[str, str, str], Any] = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    rows = []
    for row in op.get_bind().execute(sa.select(answers)):
        said = f"{row.response_id}/{row.question}".encode("utf-8", "surrogatepass")
        chances = dict(_codes(row.chances or {}))
        unsure = max((min(chance, _CERTAIN - chance) for chance in chances.values()), default=0)
        called = hashlib.sha256(said).hexdigest()[:24]
        rows.append({"of": row.response_id, "asked": row.question, "unsure": unsure, "called": called})
        if row.codebook is not None and row.text.strip():
            _foresee(sums[row.team_id, row.survey, row.question], chances)
    for start in range(0, len(rows), _AT_ONCE):
        op.get_bind().execute(change, rows[start : start + _AT_ONCE])
    _keep(sums)


def _codes(chances: Any) -> Iterator[tuple[tuple[str, str], int]]:
    return (((theme, code), chance) for theme, codes in chances.items() for code, chance in codes.items())


def _foresee(sums: Any, chances: Any) -> None:
    missing: dict[str, float] = {}
    for (theme, _code), chance in sorted(chances.items()):
        missing[theme] = missing.get(theme, 1.0) * (1 - chance / _CERTAIN)
    themes = {(theme, ""): round((1 - none) * _CERTAIN) for theme, none in missing.items()}
    for (theme, code), chance in (chances | themes).items():
        steps = sums[theme][code]
        step = str(_step(chance))
        steps[step] = steps.get(step, 0) + 1


def _step(chance: int) -> int:
    if chance in {0, _CERTAIN}:
        return 19 if chance else -19
    return round(2 * log(chance / (_CERTAIN - chance)))


def _keep(sums: Any) -> None:
    names = ("team_id", "survey", "attribute", "question")
    table = sa.table("group_sums", *map(sa.column, names), sa.column("foreseen", Json))
    everyone = table.update().where(
        table.c.team_id == sa.bindparam("of_team"),
        table.c.survey == sa.bindparam("of_survey"),
        table.c.question == sa.bindparam("asked"),
        table.c.attribute == "",
    )
    rows = [
        {"of_team": team, "of_survey": survey, "asked": question, "steps": numbers}
        for (team, survey, question), numbers in sums.items()
    ]
    if rows:
        op.get_bind().execute(everyone.values(foreseen=sa.bindparam("steps", type_=Json)), rows)
