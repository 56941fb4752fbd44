"""The statements that SQLite and PostgreSQL share but SQLAlchemy spells once for each."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Column, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Row = Mapping[str, Any]
_DIALECTS: Final[Mapping[str, Any]] = {"sqlite": sqlite, "postgresql": postgresql}


def _insert(connection: Connection, table: Table) -> Any:
    return _DIALECTS[connection.dialect.name].insert(table)


def insert_new(connection: Connection, table: Table, rows: Sequence[Row], returning: Column[Any]) -> list[Any]:
    """Insert the rows whose key is not there yet; the values of `returning` of those that were inserted."""
    if not rows:
        return []
    # Rows are given beside the statement, not inside it, so that it is compiled once and not for every batch anew.
    statement = _inserting_new(connection.dialect.name, table, returning)
    return list(connection.execute(statement, list(rows)).scalars())


@lru_cache(maxsize=64)
def _inserting_new(dialect: str, table: Table, returning: Column[Any]) -> Any:
    return _DIALECTS[dialect].insert(table).on_conflict_do_nothing().returning(returning)


def upsert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert the rows; where the primary key is there already, the new values replace the old."""
    if not rows:
        return
    statement = _insert(connection, table)
    keys = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), list(rows))


def add_to(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert counters or add to them: every column that is no key is a number that is summed.

    Rows are put in the order of their keys, so that two workers never wait for each other in a circle.
    """
    if not rows:
        return
    statement = _insert(connection, table)
    keys = [column.name for column in table.primary_key]
    sums = {name: table.c[name] + statement.excluded[name] for name in rows[0] if name not in keys}
    ordered = sorted(rows, key=lambda row: [row[key] for key in keys])
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=sums), ordered)
