"""The figures of groups in SQL: a row for each group and question, read, changed and written back under the lock."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, func, select, tuple_

from services.reports.adapters import tables
from services.reports.adapters.codes import codes_read, codes_written, steps_read, steps_written
from services.reports.domain.attributes import EVERYONE, Group, Values
from services.reports.domain.sums import Sums, SumsKey
from services.reports.domain.surveys import SurveyKey
from shared.database.upserts import Row, upsert

_TABLE: Final = tables.group_sums
_KEY: Final = tuple(_TABLE.c[name] for name in ("team_id", "survey", "attribute", "value", "question"))
_AT_ONCE: Final = 150


def add_sums(connection: Connection, changes: Mapping[SumsKey, Sums]) -> None:
    """Add changes to the sums of groups, whose surveys the caller has locked; a group that nobody is in goes."""
    changed = sorted(key for key, sums in changes.items() if sums)
    for start in range(0, len(changed), _AT_ONCE):
        part = changed[start : start + _AT_ONCE]
        held = dict(read_sums(connection, part))
        for key in part:
            held.setdefault(key, Sums()).merge(changes[key])
        _write(connection, {key: sums.settled() for key, sums in held.items()})


def values_of(connection: Connection, surveys: Collection[SurveyKey]) -> Values:
    """The values of attributes that these surveys' figures have."""
    table, found = _TABLE.c, defaultdict(set)
    mine = tuple_(table.team_id, table.survey).in_(sorted(surveys))
    known = select(table.team_id, table.survey, table.attribute, table.value).where(mine, table.attribute != "")
    for row in connection.execute(known.distinct()) if surveys else ():
        found[SurveyKey(row.team_id, row.survey), row.attribute].add(row.value)
    return found


def read_sums(connection: Connection, keys: Sequence[SumsKey]) -> Iterator[tuple[SumsKey, Sums]]:
    """Those of these that are held."""
    wanted = [(*key.survey, *key.group, key.question) for key in keys]
    found = select(_TABLE).where(tuple_(*_KEY).in_(wanted))
    return ((key_of(row), sums_of(row)) for row in connection.execute(found).all())


def read_groups(connection: Connection, key: SurveyKey, by: str | None) -> Iterator[tuple[SumsKey, Sums]]:
    """The sums of everyone and, where an attribute is named, of its groups."""
    wanted = {EVERYONE.attribute, by or EVERYONE.attribute}
    found = select(_TABLE).where(*_of(key), _TABLE.c.attribute.in_(sorted(wanted)))
    return ((key_of(row), sums_of(row)) for row in connection.execute(found))


def count_values(connection: Connection, key: SurveyKey) -> dict[str, int]:
    """How many values each attribute has."""
    table = _TABLE.c
    found = select(table.attribute, func.count(table.value.distinct()).label("n")).where(*_of(key))
    each = found.where(table.attribute != EVERYONE.attribute).group_by(table.attribute)
    return {row.attribute: row.n for row in connection.execute(each)}


def key_of(row: Any) -> SumsKey:
    """The key in a row."""
    return SumsKey(SurveyKey(row.team_id, row.survey), Group(row.attribute, row.value), row.question)


def sums_of(row: Any) -> Sums:
    """The sums in a row."""
    return Sums(row.answers, codes_read(row.named), codes_read(row.expected), steps_read(row.foreseen))


def _write(connection: Connection, sums: Mapping[SumsKey, Sums]) -> None:
    upsert(connection, _TABLE, [_row(key, each) for key, each in sums.items() if each])
    if gone := [key for key, each in sums.items() if not each]:
        mine = delete(_TABLE).where(*(column == bindparam(f"of_{column.name}") for column in _KEY))
        connection.execute(mine, [{f"of_{name}": value for name, value in _names(key).items()} for key in gone])


def _of(key: SurveyKey) -> tuple[Any, Any]:
    return _TABLE.c.team_id == key.team_id, _TABLE.c.survey == key.slug


def _row(key: SumsKey, sums: Sums) -> Row:
    return {
        **_names(key),
        "answers": sums.answers,
        "named": codes_written(sums.named),
        "expected": codes_written(sums.expected),
        "foreseen": steps_written(sums.foreseen),
    }


def _names(key: SumsKey) -> dict[str, str]:
    team_id, survey = key.survey
    return {
        "team_id": team_id,
        "survey": survey,
        "attribute": key.group.attribute,
        "value": key.group.value,
        "question": key.question,
    }
