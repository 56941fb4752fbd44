"""One transaction of analysis, and the only place where it commits."""

from sqlalchemy import Connection

from services.analysis.adapters import tables
from services.analysis.adapters.codebooks import SqlCodebooks
from services.analysis.adapters.coded_responses import SqlCodedResponses
from services.analysis.adapters.decisions import SqlDecisions
from services.analysis.adapters.models import SqlModels
from services.analysis.adapters.recodings import SqlDiscoveries, SqlRecodings
from shared.contracts.clock import Clock
from shared.database.engine import Database
from shared.outbox.unit import MessagingUnitOfWork


class AnalysisUnit(MessagingUnitOfWork):
    """One transaction of analysis: what it keeps, inbox, outbox and parked messages together."""

    def __init__(self, database: Database, clock: Clock) -> None:
        super().__init__(database, tables.delivery, clock)

    def attach(self, connection: Connection) -> None:
        """Make the repositories of this transaction."""
        super().attach(connection)
        self.codebooks = SqlCodebooks(connection)
        self.responses = SqlCodedResponses(connection)
        self.decisions = SqlDecisions(connection)
        self.models = SqlModels(connection)
        self.recodings = SqlRecodings(connection)
        self.discoveries = SqlDiscoveries(connection)
