"""The read model in SQL: a report is a handful of queries over counts, whatever the number of answers."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection, Select, Table, func, select

from services.reports.adapters import tables
from services.reports.adapters.ledger import read_ledger
from services.reports.adapters.quotes import read_quotes
from services.reports.adapters.sums import count_values, read_groups
from services.reports.adapters.surveys import outlines_of, survey_of
from services.reports.domain.counts import CodeAt
from services.reports.domain.ledger import SurveyLedger
from services.reports.domain.quotes import Place, Quote, QuotesWanted
from services.reports.domain.report_rows import ReportRows, Stamp, Totals
from services.reports.domain.surveys import SurveyKey
from shared.database.engine import Database


class SqlReader:
    """Implements the port Reader."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def stamp(self, key: SurveyKey) -> Stamp | None:
        """What tells one state of a report from the next."""
        counts, books = tables.survey_counts, tables.codebooks
        versions = select(func.coalesce(func.sum(books.c.version), 0)).where(books.c.team_id == key.team_id)
        closed = tables.surveys.c.closed_at.is_not(None).label("closed")
        found = _counts_and_names(
            counts.c.stamp, counts.c.updated_at, closed, versions.scalar_subquery().label("books")
        )
        with self._database.read() as connection:
            row = connection.execute(found.where(*_mine(counts, key))).one_or_none()
        return Stamp(row.stamp, row.books, row.updated_at, bool(row.closed)) if row else None

    def rows(self, key: SurveyKey, by: str | None = None) -> ReportRows | None:
        """The rows of a report, with those of the groups `by` an attribute."""
        counts = tables.survey_counts
        with self._database.read() as connection:
            whole = connection.execute(_overview().where(*_mine(counts, key))).one_or_none()
            if whole is None:
                return None
            return _filled(_totals_only(whole), by, connection)

    def overview(self, team_id: str) -> list[ReportRows]:
        """All surveys of a team with their totals, newest change first."""
        counts = tables.survey_counts
        found = _overview().where(counts.c.team_id == team_id).order_by(counts.c.updated_at.desc(), counts.c.survey)
        with self._database.read() as connection:
            return [_totals_only(row) for row in connection.execute(found)]

    def quotes(self, wanted: QuotesWanted, before: Place | None, limit: int) -> list[Quote]:
        """Answers that bear the code, newest first, older than `before`."""
        with self._database.read() as connection:
            return read_quotes(connection, wanted, before, limit)

    def ledger(self) -> Mapping[SurveyKey, SurveyLedger]:
        """The bookkeeping of all surveys."""
        with self._database.read() as connection:
            return read_ledger(connection)


_NAMES: Final = (
    *("version", "title", "languages", "questions", "closed_at", "closed_version"),
    *("attributes", "smallest_group"),
)


def _overview() -> Select[Any]:
    """Figures with the survey's names, which are null while its publication has not arrived."""
    counts, survey, answers = tables.survey_counts.c, tables.surveys.c, tables.answer_counts
    words = select(func.coalesce(func.sum(answers.c.n), 0)).where(
        answers.c.team_id == counts.team_id, answers.c.survey == counts.survey
    )
    return _counts_and_names(
        *tables.survey_counts.c,
        *(survey[name] for name in _NAMES),
        words.scalar_subquery().label("answers"),
    )


def _counts_and_names(*columns: Any) -> Select[Any]:
    counts, survey = tables.survey_counts.c, tables.surveys.c
    same = (survey.team_id == counts.team_id) & (survey.survey == counts.survey)
    return select(*columns).select_from(tables.survey_counts.outerjoin(tables.surveys, same))


def _mine(table: Table, key: SurveyKey) -> tuple[Any, Any]:
    return table.c.team_id == key.team_id, table.c.survey == key.slug


def _totals_only(row: Any) -> ReportRows:
    totals = Totals(row.responses, int(row.answers), row.parked, row.updated_at)
    return ReportRows(survey_of(row), totals, {}, {}, {}, {}, ())


def _filled(rows: ReportRows, by: str | None, connection: Connection) -> ReportRows:
    key = rows.survey.key

    def counted(table: Table) -> Any:
        return connection.execute(select(table).where(*_mine(table, key)))

    books = select(tables.codebooks).where(tables.codebooks.c.team_id == key.team_id)
    return replace(
        rows,
        answers={row.question: row.n for row in counted(tables.answer_counts)},
        themes={(row.question, row.theme): row.n for row in counted(tables.theme_counts)},
        codes={CodeAt(row.question, row.theme, row.code): row.n for row in counted(tables.code_counts)},
        languages={row.language: row.n for row in counted(tables.language_counts)},
        outlines=outlines_of(connection.execute(books).all()),
        sums={(of.group, of.question): sums for of, sums in read_groups(connection, key, by)},
        attributes=count_values(connection, key),
    )
