"""A read model made many times as large inside PostgreSQL: rows and figures as if each response had come so often."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Connection, Table, delete, insert, select, text, update

from services.reports.adapters import tables
from services.reports.adapters.aspect_tables import aspect_sums, spoken_answers
from services.reports.adapters.aspects import add_aspects, all_aspects
from services.reports.adapters.sums import add_sums, key_of, sums_of
from services.reports.domain.aspects import DAY, HOUR, hour_of
from services.reports.domain.attributes import Group
from services.reports.domain.sums import Sums, SumsKey
from shared.database.engine import Database
from tests.support.reports.making import NOON

_ROWS: Final = (tables.responses, tables.answers, tables.codings, spoken_answers)
_COUNTS: Final = (tables.answer_counts, tables.theme_counts, tables.code_counts, tables.language_counts)
_CHANGED: Final[Mapping[str, str]] = {
    "response_id": "response_id || '-' || k",
    "reference": "substr(md5(reference || k), 1, 24)",
    "received_at": "received_at - k * interval '1 hour'",
}


def multiply(database: Database, times: int) -> None:
    """Copy every response `times` less one times, each copy an hour earlier than the one before."""
    with database.write() as connection:
        for table in _ROWS:
            _copy(connection, table, times)
        for table in _COUNTS:
            connection.execute(update(table).values(n=table.c.n * times))
        connection.execute(update(tables.survey_counts).values(responses=tables.survey_counts.c.responses * times))
        _multiply_sums(connection, times)
        _multiply_aspects(connection, times)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))


def _copy(connection: Connection, table: Table, times: int) -> None:
    names = [column.name for column in table.columns if column.name != "id"]
    made = ", ".join(_CHANGED.get(name, name) for name in names)
    source = text(f"SELECT {made} FROM {table.name} CROSS JOIN generate_series(1, {times - 1}) k")
    columns = source.columns(*(table.c[name] for name in names))
    connection.execute(insert(table).from_select(names, columns))


def _multiply_sums(connection: Connection, times: int) -> None:
    held = {key_of(row): sums_of(row) for row in connection.execute(select(tables.group_sums))}
    connection.execute(delete(tables.group_sums))
    add_sums(connection, {key: _times(sums, times) for key, sums in held.items()})


def _multiply_aspects(connection: Connection, times: int) -> None:
    held = dict(all_aspects(connection))
    connection.execute(delete(aspect_sums))
    made: dict[SumsKey, Sums] = {}
    for key, sums in held.items():
        if key.group.attribute not in {DAY, HOUR}:
            made[key] = _times(sums, times)
    whole = next((key, sums) for key, sums in held.items() if key.group.attribute == DAY)
    for copy in range(times):
        hour = hour_of(NOON - timedelta(hours=copy))
        for group in (Group(HOUR, hour), Group(DAY, hour.partition("T")[0])):
            made.setdefault(whole[0]._replace(group=group), Sums()).merge(whole[1])
    add_aspects(connection, made)


def _times(sums: Sums, times: int) -> Sums:
    def more(numbers: Counter[Any]) -> Counter[Any]:
        return Counter({key: n * times for key, n in numbers.items()})

    return Sums(sums.answers * times, more(sums.named), more(sums.expected), more(sums.foreseen))
