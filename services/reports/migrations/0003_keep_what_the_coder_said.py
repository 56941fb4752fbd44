"""What the model said, apart from what holds: a person's decision may stand in its place."""

from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from alembic import op

from shared.database.types import Json

revision = "0003"
down_revision = "0002"

_AT_ONCE = 1000
_LISTS = ("machine", "facets", "personal")


def upgrade() -> None:
    """Make room; what is there was said by models only."""
    op.add_column("answers", sa.Column("model", sa.String(128), nullable=False, server_default=""))
    op.add_column("answers", sa.Column("tone", sa.String(8), nullable=False, server_default=""))
    for name in _LISTS:
        op.add_column("answers", sa.Column(name, Json, nullable=False, server_default="[]"))
    with op.batch_alter_table("answers") as changed:
        for name in ("model", "tone", *_LISTS):
            changed.alter_column(name, server_default=None)
    _take_codings_as_the_model_s()


def downgrade() -> None:
    """Take it away."""
    with op.batch_alter_table("answers") as changed:
        for name in (*_LISTS, "tone", "model"):
            changed.drop_column(name)


def _take_codings_as_the_model_s() -> None:
    connection = op.get_bind()
    names = ("response_id", "question", "code", "theme", "confidence", "coder")
    codings = sa.table("codings", *map(sa.column, names), sa.column("spans", Json))
    said: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    models: dict[tuple[str, str], str] = {}
    for row in connection.execute(sa.select(codings).order_by(codings.c.response_id, codings.c.question)):
        at = row.response_id, row.question
        models[at] = row.coder
        said[at].append({"code": row.code, "theme": row.theme, "confidence": row.confidence, "spans": row.spans})
    answers = sa.table("answers", *map(sa.column, ("response_id", "question", "model")), sa.column("machine", Json))
    mine = answers.update().where(
        answers.c.response_id == sa.bindparam("of"), answers.c.question == sa.bindparam("asked")
    )
    change = mine.values(model=sa.bindparam("by"), machine=sa.bindparam("told", type_=Json))
    rows = [{"of": at[0], "asked": at[1], "by": models[at], "told": told} for at, told in said.items()]
    for start in range(0, len(rows), _AT_ONCE):
        connection.execute(change, rows[start : start + _AT_ONCE])
