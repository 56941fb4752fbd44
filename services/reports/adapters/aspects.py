"""The figures of aspects in SQL: a row for each aspect and question, changed under the survey's lock."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, func, or_, select, tuple_

from services.reports.adapters.aspect_tables import aspect_sums
from services.reports.adapters.codes import codes_read, codes_written
from services.reports.domain.aspects import DAY, FACET, HOUR, TOGETHER, TONE
from services.reports.domain.attributes import Group
from services.reports.domain.sums import Sums, SumsKey
from services.reports.domain.surveys import SurveyKey
from shared.database.upserts import Row, upsert

_COLUMNS: Final = aspect_sums.c
_KEY: Final = tuple(_COLUMNS[name] for name in ("team_id", "survey", "aspect", "value", "question"))
_AT_ONCE: Final = 150
_MOST_DAYS: Final = 366
_FEW_DAYS: Final = 2


def add_aspects(connection: Connection, changes: Mapping[SumsKey, Sums]) -> None:
    """Add changes to the figures of aspects, whose surveys the caller has locked; one that nobody bears goes."""
    changed = sorted(key for key, sums in changes.items() if sums)
    for start in range(0, len(changed), _AT_ONCE):
        part = changed[start : start + _AT_ONCE]
        held = dict(_read(connection, part))
        for key in part:
            held.setdefault(key, Sums()).merge(changes[key])
        _write(connection, {key: sums.settled() for key, sums in held.items()})


def read_aspects(connection: Connection, key: SurveyKey) -> dict[tuple[Group, str], Sums]:
    """All figures of aspects of a survey: by day of the last year, and by hour only where it has run a day or two."""
    mine = _COLUMNS.team_id == key.team_id, _COLUMNS.survey == key.slug
    days = select(_COLUMNS.value).where(*mine, _COLUMNS.aspect == DAY).order_by(_COLUMNS.value.desc())
    first = select(func.min(days.limit(_MOST_DAYS).subquery().c.value)).scalar_subquery()
    few = select(func.count()).select_from(days.limit(_FEW_DAYS + 1).subquery()).scalar_subquery()
    found = select(aspect_sums).where(
        *mine,
        or_(
            _COLUMNS.aspect.in_((FACET, TONE, TOGETHER)),
            (_COLUMNS.aspect == DAY) & (_COLUMNS.value >= first),
            (_COLUMNS.aspect == HOUR) & (few <= _FEW_DAYS),
        ),
    )
    return {(of.group, of.question): sums for of, sums in map(_sums_of, connection.execute(found))}


def all_aspects(connection: Connection) -> Iterator[tuple[SumsKey, Sums]]:
    """The figures of aspects of every survey."""
    return map(_sums_of, connection.execute(select(aspect_sums)))


def _read(connection: Connection, keys: Sequence[SumsKey]) -> Iterator[tuple[SumsKey, Sums]]:
    wanted = [(*key.survey, *key.group, key.question) for key in keys]
    found = select(aspect_sums).where(tuple_(*_KEY).in_(wanted))
    return map(_sums_of, connection.execute(found).all())


def _write(connection: Connection, sums: Mapping[SumsKey, Sums]) -> None:
    upsert(connection, aspect_sums, [_row(key, each) for key, each in sums.items() if each])
    if gone := [key for key, each in sums.items() if not each]:
        mine = delete(aspect_sums).where(*(column == bindparam(f"of_{column.name}") for column in _KEY))
        connection.execute(mine, [{f"of_{name}": value for name, value in _names(key).items()} for key in gone])


def _sums_of(row: Any) -> tuple[SumsKey, Sums]:
    key = SumsKey(SurveyKey(row.team_id, row.survey), Group(row.aspect, row.value), row.question)
    return key, Sums(row.answers, codes_read(row.named))


def _row(key: SumsKey, sums: Sums) -> Row:
    return {**_names(key), "answers": sums.answers, "named": codes_written(sums.named)}


def _names(key: SumsKey) -> dict[str, str]:
    team_id, survey = key.survey
    return {
        "team_id": team_id,
        "survey": survey,
        "aspect": key.group.attribute,
        "value": key.group.value,
        "question": key.question,
    }
