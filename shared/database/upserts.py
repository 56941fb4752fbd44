"""The statements that SQLite and PostgreSQL share but SQLAlchemy spells once for each."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Row = Mapping[str, Any]


def _insert(connection: Connection, table: Table) -> Any:
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    return dialect.insert(table)


def insert_new(connection: Connection, table: Table, rows: Sequence[Row], returning: Column[Any]) -> list[Any]:
    """Insert the rows whose key is not there yet; the values of `returning` of those that were inserted."""
    if not rows:
        return []
    # Rows are given beside the statement, not inside it, so that it is compiled once and not for every batch anew.
    statement = _insert(connection, table).on_conflict_do_nothing().returning(returning)
    return list(connection.execute(statement, list(rows)).scalars())


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
