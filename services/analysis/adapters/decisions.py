"""People's decisions in SQL."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, delete, select, tuple_

from services.analysis.adapters.work_tables import decisions
from services.analysis.domain.decisions import Decision
from shared.database.upserts import upsert


class SqlDecisions:
    """Implements the port Decisions on one connection; whoever writes has locked the responses."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, made: Sequence[Decision]) -> None:
        """Keep these, each in place of one of the same answer with a lower number."""
        newest: dict[tuple[str, str], Decision] = {}
        for decision in sorted(made, key=lambda decision: decision.number):
            newest[decision.response_id, decision.question] = decision
        known = self._numbers(newest)
        later = [decision for key, decision in newest.items() if decision.number > known.get(key, 0)]
        upsert(self._connection, decisions, [_row(decision) for decision in later])

    def of_codebook(self, team_id: str, codebook: str) -> list[Decision]:
        """Those that hold under a codebook of a team, by response and question."""
        table = decisions
        found = select(table).where(table.c.team_id == team_id, table.c.codebook == codebook, ~table.c.undone)
        rows = self._connection.execute(found.order_by(table.c.response_id, table.c.question)).mappings()
        return [Decision(**{**row, "codes": tuple(row["codes"])}) for row in rows]

    def forget(self, ids: Collection[str]) -> None:
        """Forget all about these responses."""
        self._connection.execute(delete(decisions).where(decisions.c.response_id.in_(list(ids))))

    def _numbers(self, keys: Collection[tuple[str, str]]) -> dict[tuple[str, str], int]:
        table = decisions
        found = select(table.c.response_id, table.c.question, table.c.number)
        found = found.where(tuple_(table.c.response_id, table.c.question).in_(list(keys)))
        return {(row.response_id, row.question): row.number for row in self._connection.execute(found)}


def _row(decision: Decision) -> dict[str, Any]:
    return {**asdict(decision), "codes": list(decision.codes)}
