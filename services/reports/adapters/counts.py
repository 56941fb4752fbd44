"""The figures of surveys in SQL, kept in step by adding differences, so that no page ever counts rows."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, tuple_, update

from services.reports.adapters import tables
from services.reports.adapters.aspects import add_aspects
from services.reports.adapters.sums import add_sums, values_of
from services.reports.domain.attributes import Values
from services.reports.domain.counts import Tally
from services.reports.domain.surveys import SurveyKey
from shared.database.upserts import add_to, insert_new


class SqlCounts:
    """Implements the port Counts on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lock(self, surveys: Collection[SurveyKey], at: datetime) -> None:
        """Keep every other writer away from these surveys until the end of the transaction."""
        keys = sorted(surveys)
        if missing := sorted(set(keys) - self._locked(keys)):
            rows = [{**_of(key), "responses": 0, "parked": 0, "stamp": 0, "updated_at": at} for key in missing]
            insert_new(self._connection, tables.survey_counts, rows, tables.survey_counts.c.survey)
            self._locked(keys)

    def values(self, surveys: Collection[SurveyKey]) -> Values:
        """The values of attributes that these surveys' figures have."""
        return values_of(self._connection, surveys)

    def add(self, tally: Tally, at: datetime) -> None:
        """Add the changes; each survey touched gets a new stamp."""
        add_to(self._connection, tables.language_counts, _sums(tally.languages.items(), _language))
        add_to(self._connection, tables.answer_counts, _sums(tally.answers.items(), _question))
        add_to(self._connection, tables.theme_counts, _sums(tally.themes.items(), _theme))
        add_to(self._connection, tables.code_counts, _sums(tally.codes.items(), _code))
        add_sums(self._connection, tally.sums)
        add_aspects(self._connection, tally.aspects)
        self._change(
            [
                {
                    "of_team": key.team_id,
                    "of_survey": key.slug,
                    "more": tally.responses[key],
                    "aside": tally.parked[key],
                }
                for key in tally.surveys()
            ],
            at,
        )

    def touch(self, surveys: Collection[SurveyKey], at: datetime) -> None:
        """Give these a new stamp."""
        self._change(
            [{"of_team": key.team_id, "of_survey": key.slug, "more": 0, "aside": 0} for key in sorted(surveys)], at
        )

    def _locked(self, keys: list[SurveyKey]) -> set[SurveyKey]:
        table = tables.survey_counts
        found = select(table.c.team_id, table.c.survey).where(tuple_(table.c.team_id, table.c.survey).in_(keys))
        ordered = found.order_by(table.c.team_id, table.c.survey).with_for_update()
        return {SurveyKey(*row) for row in self._connection.execute(ordered)}

    def _change(self, rows: list[dict[str, Any]], at: datetime) -> None:
        if not rows:
            return
        table = tables.survey_counts
        mine = update(table).where(table.c.team_id == bindparam("of_team"), table.c.survey == bindparam("of_survey"))
        changed = mine.values(
            responses=table.c.responses + bindparam("more"),
            parked=table.c.parked + bindparam("aside"),
            stamp=table.c.stamp + 1,
            updated_at=bindparam("at"),
        )
        self._connection.execute(changed, [{**row, "at": at} for row in rows])


def _sums(items: Iterable[tuple[Any, int]], columns: Any) -> list[dict[str, Any]]:
    """Rows for what really changes: a new coding often finds what the old one found."""
    return [{**_of(key[0]), **columns(key), "n": n} for key, n in items if n]


def _of(key: SurveyKey) -> dict[str, str]:
    return {"team_id": key.team_id, "survey": key.slug}


def _language(key: Any) -> dict[str, str]:
    return {"language": key[1]}


def _question(key: Any) -> dict[str, str]:
    return {"question": key[1]}


def _theme(key: Any) -> dict[str, str]:
    return {"question": key[1], "theme": key[2]}


def _code(key: Any) -> dict[str, str]:
    return dict(key[1]._asdict())
