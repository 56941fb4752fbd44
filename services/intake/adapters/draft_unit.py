"""The transaction, and the look, in which drafts are seen beside surveys and responses."""

from sqlalchemy import Connection

from services.intake.adapters.drafts import SqlArchive, SqlCardCounts, SqlDrafts, SqlSurveyChanges
from services.intake.adapters.reading import SqlReading
from services.intake.adapters.unit_of_work import RequestUnitOfWork


class SqlDraftUnit(RequestUnitOfWork):
    """Implements the port DraftUnit."""

    def attach(self, connection: Connection) -> None:
        """Make the repositories of this transaction."""
        super().attach(connection)
        self.drafts = SqlDrafts(connection)
        self.changes = SqlSurveyChanges(connection)
        self.archive = SqlArchive(connection)
        self.counts = SqlCardCounts(connection)


class SqlDraftReading(SqlReading):
    """Implements the port DraftReading."""

    drafts: SqlDrafts
    changes: SqlSurveyChanges
    archive: SqlArchive
    counts: SqlCardCounts

    def attach(self, connection: Connection) -> None:
        """Make the repositories of this look."""
        super().attach(connection)
        self.drafts = SqlDrafts(connection)
        self.changes = SqlSurveyChanges(connection)
        self.archive = SqlArchive(connection)
        self.counts = SqlCardCounts(connection)
