"""Figures of facets, of codes together, of days, and of tone; and words as a search meets them."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

from shared.database.types import Json, RowId, UtcDateTime

revision = "0006"
down_revision = "0005"

_AT_ONCE = 1000
_LONDON = ZoneInfo("Europe/London")
_WORD = re.compile(r"\w+")


def upgrade() -> None:
    """Make the tables, and count what is there."""
    op.create_table(
        "aspect_sums",
        sa.Column("team_id", sa.String(36), primary_key=True),
        sa.Column("survey", sa.String(64), primary_key=True),
        sa.Column("aspect", sa.String(16), primary_key=True),
        sa.Column("value", sa.String(130), primary_key=True),
        sa.Column("question", sa.String(64), primary_key=True),
        sa.Column("answers", sa.Integer, nullable=False),
        sa.Column("named", Json, nullable=False),
    )
    spoken = op.create_table(
        "spoken_answers",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        sa.Column("response_id", sa.String(36), nullable=False),
        sa.Column("question", sa.String(64), nullable=False),
        sa.Column("team_id", sa.String(36), nullable=False),
        sa.Column("survey", sa.String(64), nullable=False),
        sa.Column("received_at", UtcDateTime, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
    )
    _keep_words(spoken)
    op.create_index("ux_spoken_answers_place", "spoken_answers", ["response_id", "question"], unique=True)
    op.create_index("ix_spoken_answers_newest", "spoken_answers", ["team_id", "survey", "received_at", "id"])
    _sum_up()


def downgrade() -> None:
    """Take them away."""
    op.drop_table("spoken_answers")
    op.drop_table("aspect_sums")


def _keep_words(spoken: sa.Table) -> None:
    """The words of each answer, folded as the projection folds them."""
    connection = op.get_bind()
    found = connection.execute(
        sa.text(
            "SELECT a.response_id, a.question, a.team_id, a.survey, r.received_at, r.language, a.text"
            " FROM answers a JOIN responses r ON r.response_id = a.response_id WHERE a.codebook IS NOT NULL"
            " ORDER BY r.received_at, a.response_id"
        ).columns(received_at=UtcDateTime)
    )
    for some in found.mappings().partitions(_AT_ONCE):
        rows = [{**row, "words": _folded(row["text"])} for row in some if row["text"].strip()]
        if rows:
            connection.execute(spoken.insert(), [{name: row[name] for name in row if name != "text"} for row in rows])


def _folded(text: str) -> str:
    return "".join(f" {_fold(word)}" for word in _WORD.findall(text)) + " "


def _fold(word: str) -> str:
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part) and (part.isalnum() or part == "_"))


def _sum_up() -> None:
    """What the projection would hold had it kept these figures from the start."""
    connection = op.get_bind()
    codes: dict[str, dict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
    for row in connection.execute(sa.text("SELECT response_id, question, theme, code FROM codings")):
        codes[row.response_id][row.question].add((row.theme, row.code))
    answers: dict[str, list[Any]] = defaultdict(list)
    coded = sa.text("SELECT response_id, question, facets, tone, text FROM answers WHERE codebook IS NOT NULL")
    for row in connection.execute(coded.columns(facets=Json)):
        if row.text.strip():
            answers[row.response_id].append(row)
    sums: dict[tuple[str, ...], Any] = defaultdict(lambda: {"answers": 0, "named": {}})
    responses = sa.text("SELECT response_id, team_id, survey, received_at FROM responses")
    for row in connection.execute(responses.columns(received_at=UtcDateTime)):
        for place, said in _aspects(row.received_at, answers[row.response_id], codes[row.response_id]):
            _count(sums[row.team_id, row.survey, *place], said)
    names = ("team_id", "survey", "aspect", "value", "question")
    table = sa.table("aspect_sums", *map(sa.column, (*names, "answers")), sa.column("named", Json))
    rows = [{**dict(zip(names, key, strict=True)), **values} for key, values in sums.items()]
    for start in range(0, len(rows), _AT_ONCE):
        connection.execute(table.insert(), rows[start : start + _AT_ONCE])


def _aspects(received_at: Any, answers: list[Any], codes: Any) -> Iterator[tuple[tuple[str, str, str], set[Any]]]:
    facets: dict[str, list[str]] = defaultdict(list)
    for row in answers:
        for facet in {*row.facets, *(["+problem"] if {"need", "barrier"} & set(row.facets) else [])}:
            facets[facet].append(row.question)
        yield ("tone", row.tone, row.question), codes[row.question]
    for facet, questions in facets.items():
        yield ("facet", facet, ""), {code for question in questions for code in codes[question]}
        yield from ((("facet", facet, question), codes[question]) for question in questions)
    whole = {code for said in codes.values() for code in said}
    hour = received_at.astimezone(_LONDON).strftime("%Y-%m-%dT%H")
    yield ("hour", hour, ""), whole
    yield ("day", hour.partition("T")[0], ""), whole
    for theme, code in whole:
        yield ("together", f"{theme}/{code}", ""), {other for other in whole if other > (theme, code)}


def _count(sums: Any, said: set[tuple[str, str]]) -> None:
    sums["answers"] += 1
    for theme, code in said:
        codes = sums["named"].setdefault(theme, {})
        codes[code] = codes.get(code, 0) + 1
