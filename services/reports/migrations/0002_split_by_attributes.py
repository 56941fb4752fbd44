"""Figures by attribute: what responses can be split by, how likely each answer bears each code, and sums of both."""

from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from alembic import op

from shared.database.types import Json

revision = "0002"
down_revision = "0001"

_CERTAIN = 10_000
_AT_ONCE = 1000
_NEW = (
    ("surveys", "attributes"),
    ("surveys", "smallest_group"),
    ("responses", "attributes"),
    ("responses", "consents"),
    ("answers", "chances"),
)


def upgrade() -> None:
    """Make room, and count what is there: its codes as sure, since nothing else of them was kept."""
    op.create_table(
        "group_sums",
        sa.Column("team_id", sa.String(36), primary_key=True),
        sa.Column("survey", sa.String(64), primary_key=True),
        sa.Column("attribute", sa.String(64), primary_key=True),
        sa.Column("value", sa.String(100), primary_key=True),
        sa.Column("question", sa.String(64), primary_key=True),
        sa.Column("answers", sa.Integer, nullable=False),
        sa.Column("named", Json, nullable=False),
        sa.Column("expected", Json, nullable=False),
    )
    op.add_column("surveys", sa.Column("attributes", Json))
    op.add_column("surveys", sa.Column("smallest_group", sa.Integer))
    op.add_column("responses", sa.Column("attributes", Json, nullable=False, server_default="{}"))
    op.add_column("responses", sa.Column("consents", Json, nullable=False, server_default="[]"))
    op.add_column("answers", sa.Column("chances", Json))
    with op.batch_alter_table("responses") as changed:
        changed.alter_column("attributes", server_default=None)
        changed.alter_column("consents", server_default=None)
    _take_codes_as_sure()
    _sum_up()


def downgrade() -> None:
    """Take them away."""
    for table, column in reversed(_NEW):
        with op.batch_alter_table(table) as changed:
            changed.drop_column(column)
    op.drop_table("group_sums")


def _take_codes_as_sure() -> None:
    connection = op.get_bind()
    answers = sa.table("answers", *map(sa.column, ("response_id", "question", "codebook")), sa.column("chances", Json))
    codings = sa.table("codings", *map(sa.column, ("response_id", "question", "theme", "code")))
    connection.execute(answers.update().where(answers.c.codebook.is_not(None)).values(chances={}))
    given: dict[tuple[str, str], dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for row in connection.execute(sa.select(codings)):
        given[row.response_id, row.question][row.theme][row.code] = _CERTAIN
    rows = [{"of": of, "asked": asked, "sure": chances} for (of, asked), chances in given.items()]
    mine = answers.update().where(
        answers.c.response_id == sa.bindparam("of"),
        answers.c.question == sa.bindparam("asked"),
        answers.c.codebook.is_not(None),
    )
    for start in range(0, len(rows), _AT_ONCE):
        connection.execute(mine.values(chances=sa.bindparam("sure", type_=Json)), rows[start : start + _AT_ONCE])


def _sum_up() -> None:
    """What the projection would hold had it kept sums from the start: of everyone, and by language."""
    connection = op.get_bind()
    responses = connection.execute(sa.text("SELECT response_id, team_id, survey, language FROM responses")).all()
    answers = connection.execute(
        sa.text("SELECT response_id, question FROM answers WHERE codebook IS NOT NULL AND trim(text) <> ''")
    ).all()
    codings = connection.execute(sa.text("SELECT response_id, question, theme, code FROM codings")).all()
    asked, coded = defaultdict(list), defaultdict(set)
    for row in answers:
        asked[row.response_id].append(row.question)
    for row in codings:
        coded[row.response_id, row.question].add((row.theme, row.code))
    sums: dict[tuple[str, ...], Any] = defaultdict(lambda: {"answers": 0, "named": {}, "expected": {}})
    for row in responses:
        whole = {place for question in asked[row.response_id] for place in coded[row.response_id, question]}
        _count(sums[row.team_id, row.survey, "", "", ""], (), whole | {(theme, "") for theme, _ in whole})
        for question in asked[row.response_id]:
            said = coded[row.response_id, question]
            _count(sums[row.team_id, row.survey, "", "", question], said, said | {(theme, "") for theme, _ in said})
            _count(sums[row.team_id, row.survey, "language", row.language, question], said, said)
    _insert(sums)


def _count(sums: Any, named: Any, sure: Any) -> None:
    sums["answers"] += 1
    for numbers, places, much in ((sums["named"], named, 1), (sums["expected"], sure, _CERTAIN)):
        for theme, code in places:
            codes = numbers.setdefault(theme, {})
            codes[code] = codes.get(code, 0) + much


def _insert(sums: Any) -> None:
    names = ("team_id", "survey", "attribute", "value", "question")
    table = sa.table(
        "group_sums", *map(sa.column, (*names, "answers")), sa.column("named", Json), sa.column("expected", Json)
    )
    if sums:
        rows = [{**dict(zip(names, key, strict=True)), **values} for key, values in sums.items()]
        op.get_bind().execute(table.insert(), rows)
