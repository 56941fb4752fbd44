"""The only commit of intake."""

from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from services.intake.adapters.correlated_outbox import CorrelatedOutbox
from services.intake.adapters.introducing_unit import IntroducingUnit
from services.intake.adapters.outages import telling_outages
from services.intake.adapters.published_reports import SqlPublishedReports
from services.intake.adapters.responses import SqlResponses
from services.intake.adapters.sent_cards import SqlSentCards
from services.intake.adapters.surveys import KnownVersions, SqlSurveys
from services.intake.adapters.tables import DELIVERY
from services.intake.domain.receipts import Receipts
from shared.contracts.clock import Clock
from shared.database.engine import Database


class SqlUnitOfWork(IntroducingUnit):
    """Surveys, responses, outbox, inbox and parked in one transaction."""

    def __init__(self, database: Database, clock: Clock, known: KnownVersions, receipts: Receipts) -> None:
        super().__init__(database, DELIVERY, clock)
        self._known = known
        self._receipts = receipts

    def attach(self, connection: Connection) -> None:
        """Make the repositories of this transaction."""
        super().attach(connection)
        self.outbox = CorrelatedOutbox(connection, DELIVERY, self._clock)
        self.surveys = SqlSurveys(connection, self._known)
        self.responses = SqlResponses(connection, self._receipts)
        self.sent_cards = SqlSentCards(connection)
        self.published_reports = SqlPublishedReports(connection)


class RequestUnitOfWork(SqlUnitOfWork):
    """The same for requests and commands: a database that is away, full or busy is told as StorageAway.

    The message consumer needs the database's own error instead, to know that its batch has to come again.
    """

    def __enter__(self) -> Self:
        with telling_outages():
            return super().__enter__()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        if error is not None:
            with telling_outages():
                raise error
