"""The rows of a report in SQL: a query for each kind of count, however many answered."""

from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection, Select, Table, func, select

from services.reports.adapters import tables
from services.reports.adapters.aspects import read_aspects
from services.reports.adapters.checked import read_checked
from services.reports.adapters.codebook_shelf import newest_versions
from services.reports.adapters.sums import count_values, read_groups
from services.reports.adapters.surveys import outlines_of, survey_of
from services.reports.domain.counts import CodeAt
from services.reports.domain.report_rows import ReportRows, Totals
from services.reports.domain.surveys import SurveyKey

_NAMES: Final = (
    *("version", "title", "languages", "questions", "closed_at", "closed_version"),
    *("attributes", "smallest_group"),
)


def overview() -> Select[Any]:
    """Figures with the survey's names, which are null while its publication has not arrived."""
    counts, survey, answers = tables.survey_counts.c, tables.surveys.c, tables.answer_counts
    words = select(func.coalesce(func.sum(answers.c.n), 0)).where(
        answers.c.team_id == counts.team_id, answers.c.survey == counts.survey
    )
    return counts_and_names(
        *tables.survey_counts.c,
        *(survey[name] for name in _NAMES),
        words.scalar_subquery().label("answers"),
    )


def counts_and_names(*columns: Any) -> Select[Any]:
    """The given columns of every survey that has figures, with its names where they are known."""
    counts, survey = tables.survey_counts.c, tables.surveys.c
    same = (survey.team_id == counts.team_id) & (survey.survey == counts.survey)
    return select(*columns).select_from(tables.survey_counts.outerjoin(tables.surveys, same))


def mine_of(table: Table, key: SurveyKey) -> tuple[Any, Any]:
    """Which rows are those of a survey."""
    return table.c.team_id == key.team_id, table.c.survey == key.slug


def totals_only(row: Any) -> ReportRows:
    """The rows of a report as far as its totals go."""
    totals = Totals(row.responses, int(row.answers), row.parked, row.updated_at)
    return ReportRows(survey_of(row), totals, {}, {}, {}, {}, ())


def filled(rows: ReportRows, by: str | None, connection: Connection) -> ReportRows:
    """The rows of a report with all its counts, and the sums of the groups `by` an attribute."""
    key = rows.survey.key

    def counted(table: Table) -> Any:
        return connection.execute(select(table).where(*mine_of(table, key)))

    sums = {(of.group, of.question): sums for of, sums in read_groups(connection, key, by)}
    books = newest_versions().where(tables.codebooks.c.team_id == key.team_id)
    return replace(
        rows,
        answers={row.question: row.n for row in counted(tables.answer_counts)},
        themes={(row.question, row.theme): row.n for row in counted(tables.theme_counts)},
        codes={CodeAt(row.question, row.theme, row.code): row.n for row in counted(tables.code_counts)},
        languages={row.language: row.n for row in counted(tables.language_counts)},
        outlines=outlines_of(connection.execute(books).all()),
        sums=sums,
        attributes=count_values(connection, key),
        aspects=read_aspects(connection, key),
        checked=read_checked(connection, key, sums),
    )
