"""The coded responses in SQL."""

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, func, select, text

from services.analysis.adapters import tables
from services.analysis.adapters.response_rows import response_of, row_of
from services.analysis.application.ports import CodedResponse, Scope
from shared.database.upserts import insert_new, upsert

# An answer says which codebook it is coded by; of answers that were coded before that was kept, the coding says it.
_UNDER = {
    "postgresql": "(asked @> CAST(:under AS jsonb) OR answers @> CAST(:under AS jsonb))",
    "sqlite": """EXISTS (SELECT 1 FROM json_each(responses.asked) AS one WHERE one.value ->> 'codebook' = :codebook)
        OR EXISTS (SELECT 1 FROM json_each(responses.answers) AS one WHERE one.value ->> 'codebook' = :codebook)""",
}
# By id and not by row, since there is none yet; in the order of the ids.
_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(id, 0)) FROM unnest(CAST(:ids AS text[])) AS id")


class SqlCodedResponses:
    """Implements the port CodedResponses on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lock(self, ids: Collection[str]) -> None:
        """Keep every other worker away from these until the end of the transaction."""
        # On SQLite a writing transaction is alone anyway.
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(_LOCK, {"ids": sorted(ids)})

    def revisions(self, ids: Collection[str]) -> dict[str, int]:
        """The number of the newest coding of each of these that has one."""
        table = tables.responses
        found = select(table.c.response_id, table.c.revision).where(table.c.response_id.in_(list(ids)))
        return {row.response_id: row.revision for row in self._connection.execute(found)}

    def withdrawn(self, ids: Collection[str]) -> set[str]:
        """Those of the ids that were withdrawn."""
        column = tables.withdrawals.c.response_id
        return set(self._connection.execute(select(column).where(column.in_(list(ids)))).scalars())

    def put(self, responses: Sequence[CodedResponse]) -> None:
        """Keep these, in place of an earlier coding of the same response."""
        upsert(self._connection, tables.responses, [row_of(response) for response in responses])

    def withdraw(self, ids: Collection[str]) -> None:
        """Forget the words and codings of these and remember only that they were withdrawn."""
        column = tables.withdrawals.c.response_id
        insert_new(self._connection, tables.withdrawals, [{"response_id": i} for i in sorted(ids)], column)
        self._connection.execute(delete(tables.responses).where(tables.responses.c.response_id.in_(list(ids))))

    def ids(self) -> dict[str, set[str]]:
        """The ids of all coded responses by survey."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self._connection.execute(select(tables.responses.c.survey, tables.responses.c.response_id)):
            found[row.survey].add(row.response_id)
        return dict(found)

    def some(self, scope: Scope, *, after: str = "", most: int) -> list[CodedResponse]:
        """The first responses in the scope whose ids come after this one, at most so many, in the order of the ids."""
        table = tables.responses
        found = select(table).where(self._within(scope), table.c.response_id > after)
        return self._read(found.order_by(table.c.response_id).limit(most))

    def count(self, scope: Scope) -> int:
        """How many responses stand in the scope."""
        found = select(func.count()).select_from(tables.responses).where(self._within(scope))
        return int(self._connection.execute(found).scalar_one())

    def these(self, ids: Collection[str]) -> list[CodedResponse]:
        """Those of the ids that there are, in the order of the ids."""
        column = tables.responses.c.response_id
        return self._read(select(tables.responses).where(column.in_(list(ids))).order_by(column))

    def _read(self, found: Any) -> list[CodedResponse]:
        return [response_of(row) for row in self._connection.execute(found)]

    def _within(self, scope: Scope) -> ColumnElement[bool]:
        table = tables.responses
        terms: list[Any] = [table.c.team_id == scope.team_id]
        if scope.surveys:
            terms.append(table.c.survey.in_(scope.surveys))
        if scope.codebook is not None:
            dialect = self._connection.dialect.name
            under: Any = json.dumps([{"codebook": scope.codebook}])
            given = {"under": under} if dialect == "postgresql" else {"codebook": scope.codebook}
            terms.append(text(f"({_UNDER[dialect]})").bindparams(**given))
        return and_(*terms)
