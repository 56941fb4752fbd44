"""The transaction, and the look, in which drafts are seen beside surveys and responses."""

from sqlalchemy import Connection

from services.intake.adapters.drafts import SqlArchive, SqlCardCounts, SqlDrafts, SqlSurveyChanges
from services.intake.adapters.reading import SqlReading
from services.intake.adapters.unit_of_work import RequestUnitOfWork


class _DraftParts:
    """Drafts, and what is kept of surveys beside their versions, for a transaction and for a look alike."""

    drafts: SqlDrafts
    changes: SqlSurveyChanges
    archive: SqlArchive
    counts: SqlCardCounts

    def _attach_drafts(self, connection: Connection) -> None:
        self.drafts = SqlDrafts(connection)
        self.changes = SqlSurveyChanges(connection)
        self.archive = SqlArchive(connection)
        self.counts = SqlCardCounts(connection)


class SqlDraftUnit(RequestUnitOfWork, _DraftParts):
    """Implements the port DraftUnit."""

    def attach(self, connection: Connection) -> None:
        """Make the repositories of this transaction."""
        super().attach(connection)
        self._attach_drafts(connection)


class SqlDraftReading(SqlReading, _DraftParts):
    """Implements the port DraftReading."""

    def attach(self, connection: Connection) -> None:
        """Make the repositories of this look."""
        super().attach(connection)
        self._attach_drafts(connection)
