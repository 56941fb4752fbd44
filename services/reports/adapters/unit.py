"""The only place where reports commits: inbox, rows, figures and outbox in one transaction."""

from sqlalchemy import Connection

from services.reports.adapters import tables
from services.reports.adapters.answering import sql_answering
from services.reports.adapters.blind_codings import SqlBlindCodings
from services.reports.adapters.counts import SqlCounts
from services.reports.adapters.decisions import SqlDecisions
from services.reports.adapters.publications import SqlPublications, SqlSources
from services.reports.adapters.redactions import SqlRedactions
from services.reports.adapters.responses import SqlResponses
from services.reports.adapters.samples import SqlSamples
from services.reports.adapters.surveys import SqlCodebooks, SqlSurveys
from services.reports.adapters.telling_unit import TellingUnit
from shared.contracts.clock import Clock
from shared.database.engine import Database


class ReportsUnit(TellingUnit):
    """One transaction of reports."""

    def __init__(self, database: Database, clock: Clock) -> None:
        super().__init__(database, tables.delivery, clock)

    def attach(self, connection: Connection) -> None:
        """Make the repositories of this transaction."""
        super().attach(connection)
        self.responses = SqlResponses(connection)
        self.counts = SqlCounts(connection)
        self.surveys = SqlSurveys(connection)
        self.codebooks = SqlCodebooks(connection)
        self.decisions = SqlDecisions(connection)
        self.samples = SqlSamples(connection)
        self.blind_codings = SqlBlindCodings(connection)
        self.redactions = SqlRedactions(connection)
        self.publications = SqlPublications(connection)
        self.sources = SqlSources(connection)
        self.answering = sql_answering(connection)
