"""The read model in SQL: a report is a handful of queries over counts, whatever the number of answers."""

from collections.abc import Mapping

from sqlalchemy import func, select

from services.reports.adapters import tables
from services.reports.adapters.ledger import read_ledger
from services.reports.adapters.quotes import read_quotes
from services.reports.adapters.report_rows import counts_and_names, filled, mine_of, overview, totals_only
from services.reports.domain.ledger import SurveyLedger
from services.reports.domain.quotes import Place, Quote, QuotesWanted
from services.reports.domain.report_rows import ReportRows, Stamp
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
        found = counts_and_names(counts.c.stamp, counts.c.updated_at, closed, versions.scalar_subquery().label("books"))
        with self._database.read() as connection:
            row = connection.execute(found.where(*mine_of(counts, key))).one_or_none()
        return Stamp(row.stamp, row.books, row.updated_at, bool(row.closed)) if row else None

    def rows(self, key: SurveyKey, by: str | None = None) -> ReportRows | None:
        """The rows of a report, with those of the groups `by` an attribute."""
        counts = tables.survey_counts
        with self._database.read() as connection:
            whole = connection.execute(overview().where(*mine_of(counts, key))).one_or_none()
            if whole is None:
                return None
            return filled(totals_only(whole), by, connection)

    def overview(self, team_id: str) -> list[ReportRows]:
        """All surveys of a team with their totals, newest change first."""
        counts = tables.survey_counts
        found = overview().where(counts.c.team_id == team_id).order_by(counts.c.updated_at.desc(), counts.c.survey)
        with self._database.read() as connection:
            return [totals_only(row) for row in connection.execute(found)]

    def quotes(self, wanted: QuotesWanted, before: Place | None, limit: int) -> list[Quote]:
        """Answers that bear the code, newest first, older than `before`."""
        with self._database.read() as connection:
            return read_quotes(connection, wanted, before, limit)

    def ledger(self) -> Mapping[SurveyKey, SurveyLedger]:
        """The bookkeeping of all surveys."""
        with self._database.read() as connection:
            return read_ledger(connection)
